"""Hostile words in every field of the main forms and in addresses: shown as words, never run, never an error of the house."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from tests.demo_house import demo_app, demo_folder, demo_home, signed_in_by_role  # noqa: F401

WORDS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</textarea></title><script>alert(1)</script>",
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1)) ![x](x"onerror="alert(1))',
    "{{ 7*7 }}{% for %}",
    "%(n)s %s {0} \\ \u202e\u2028",
    "' OR '1'='1'; DROP TABLE person;--",
]
NAMES = ["_external", "_scheme", "_method", "_anchor", "endpoint", "code", "number", "kind", "self", "values", "lang", "before", "first"]
PAGES = [
    "/",
    "/docs",
    "/docs/register",
    "/docs/QT-01",
    "/nc",
    "/ca",
    "/records?kind=nonconformity",
    "/records/trail",
    "/dashboard",
    "/public",
]


class Live(HTMLParser):
    """Collects what would run: scripts that are not ours, handlers, addresses that are code."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.found.append((tag, name, value))
        if tag in {"iframe", "object", "embed", "base"} or (tag == "script" and not dict(attributes).get("src", "").startswith("/static/")):
            self.found.append((tag, attributes, ""))


def assert_harmless(answer):
    assert answer.status_code < 500
    assert Live(answer.text).found == []


def test_this_test_can_fail():
    assert len([words for words in WORDS if Live(words).found]) >= 5


@pytest.mark.parametrize("words", WORDS)
def test_words_stay_words(signed_in_by_role, words):  # noqa: F811
    officer, staff = signed_in_by_role["quality_officer"], signed_in_by_role["staff"]
    place = staff.get("/nc/new").text.partition('<option value="')[2].partition('"')[0]
    sent = staff.post("/nc/new", what_happened=words, unit=place, happened_on="22/11/2026", step=words)
    assert sent.status_code == 303
    case = sent.location.rpartition("/reported")[0]
    for url in (case, f"{case}/print", f"/nc?q={quote(words)}", f"/docs?q={quote(words)}", f"/public?q={quote(words)}", f"/{quote(words)}"):
        assert_harmless(officer.get(url))
    assert_harmless(officer.post(f"{case}/triage", title=words, severity=words, clause=words, lead_unit=words, **{words[:20]: words}))
    assert_harmless(officer.post("/docs/preview", text=words))
    assert_harmless(officer.post("/docs/new", code=words, title=words, kind=words))


@pytest.mark.parametrize("page", PAGES)
def test_names_in_an_address_do_no_harm(signed_in_by_role, page):  # noqa: F811
    for name in NAMES:
        for value in ("javascript", "zz", "²", "9" * 30, "\x00", "<script>"):
            answer = signed_in_by_role["commander"].get(f"{page}{'&' if '?' in page else '?'}{name}={quote(value)}")
            assert_harmless(answer)
            assert 'href="javascript' not in answer.text

"""Who may not know of a document finds no sign of it: every route of the house, every list, every export, every record."""

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from qms.core import database
from qms.core.attachment import Attachment
from qms.core.record import RECORDS
from qms.today.queries import waiting
from tests.conftest import unit
from tests.documents.secret_world import CODE, ENTRY, SIGNS, TITLE, world

UNKNOWN = "QT-00"
OUTSIDERS = ["auditor", "staff", "desk_officer", "ward_officer", "administrator"]
EXPORTS = [
    "/docs/register.xlsx", "/docs/register.xlsx?tab=ended", "/docs/forms.xlsx", "/docs/copies.xlsx", "/docs/reading.xlsx",
    "/docs/external.xlsx", "/nc/list.xlsx", "/ideas/list.xlsx", "/dashboard/procedures.xlsx", "/dashboard/reviews.xlsx",
]  # fmt: skip
_VARIES = re.compile(r'name="(?:csrf_token|once)" value="[^"]*"')


@pytest.fixture
def made(app, cast, office):
    """Give the world, limited to a unit that nobody is of, and its entry in that unit too."""
    office["KT"] = unit("KT", "Tổ kỹ thuật", office["BCH"])
    with app.test_request_context():
        made = world(cast, office)
    database.db.connect(reuse_if_open=True)
    made.limit(cast["quality_officer"], office["KT"])
    return made.made


def text_of(answer):
    """Read what an answer says, whatever its kind of file."""
    if answer.data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    if answer.data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(".xml"))
    return answer.data.decode("utf-8", "replace")


def signs_in(answer, allowed=()):
    """List the signs of the document that an answer gives away."""
    said = text_of(answer)
    return [sign for sign in SIGNS if sign not in allowed and sign.casefold() in said.casefold()]


def fillings(rule, made):
    """Give the values by which a rule could lead to the document or to anything that hangs on it."""
    own = {
        "number": 1,
        "held": 1,
        "before": 1,
        "after": 2,
        "slug": made.law.slug,
        "form": made.sheet.code,
        "filename": "qms.css",
        "key": "c4",
        "year": 2026,
    }
    if rule.startswith("/docs/forms/"):
        return [{**own, "code": made.sheet.code}]
    if rule.startswith("/docs/secret/"):
        return [{**own, "code": ENTRY}]
    if rule.startswith(("/docs/", "/public/")) and "<code>" in rule:
        return [{**own, "code": code, "number": number} for code, number in ((CODE, 1), (CODE, 2), (CODE, 3), (CODE.lower(), 1))]
    if rule.startswith("/records/"):
        return [
            {"kind": kind, "number": number} for kind, model in RECORDS.items() for (number,) in model.select(model.id).limit(6).tuples()
        ]
    if rule.startswith("/files/"):
        return [{"number": number} for (number,) in Attachment.select(Attachment.id).tuples()]
    code = {"/nc/": made.case.code, "/ca/": made.action.code, "/ideas/": made.idea.code, "/q/": made.printout.code, "/admin/": "TM"}
    codes = [value for start, value in code.items() if rule.startswith(start)] or [CODE]
    names = ["procedures", "reviews", "flow"] if rule.startswith("/charts/") else ["work-procedure"]
    return [{**own, "code": codes[0], "name": name, "kind": "work-procedure"} for name in names]


def addresses(app, made, method):
    """List every address of the house by a method, with its rule."""
    with app.test_request_context():
        return [
            (rule.rule, rule.build({name: value for name, value in filling.items() if name in rule.arguments}, append_unknown=False)[1])
            for rule in app.url_map.iter_rules()
            if method in rule.methods
            for filling in fillings(rule.rule, made)
        ]


def leads_there(rule, url):
    """Tell whether an address names the document or something of its own."""
    return CODE.lower() in url.lower() or ENTRY in url or rule.startswith("/docs/copies/")


def unknown(url):
    """Give the same address of a document that is not there."""
    return re.sub(f"{CODE}|{ENTRY}", UNKNOWN, url, flags=re.IGNORECASE) if CODE.lower() in url.lower() or ENTRY in url else ""


def as_unknown(said):
    """Give a page as it would be of a document that is not there, and without what changes each time."""
    return re.sub(f"{CODE}|{ENTRY}", UNKNOWN, _VARIES.sub("", said), flags=re.IGNORECASE)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_page_shows_a_sign_of_it_to_an_outsider(app, made, cast, signed_in, role):
    browser, leaks = signed_in(cast[role]), []
    for rule, url in addresses(app, made, "GET"):
        answer = browser.get(url, buffered=True)
        if leads_there(rule, url):
            other = browser.get(unknown(url)) if unknown(url) else None
            same = other is None or as_unknown(answer.text) == as_unknown(other.text)
            if answer.status_code not in (404, 403) or not same or signs_in(answer, allowed=(CODE, ENTRY)):
                leaks.append((url, answer.status_code))
        elif signs := signs_in(answer):
            leaks.append((url, signs))
    assert leaks == []


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_act_on_it_is_open_to_an_outsider(app, made, cast, signed_in, role):
    browser, found = signed_in(cast[role]), []
    for rule, url in addresses(app, made, "POST"):
        if leads_there(rule, url) and f"/{CODE}/i/1/" not in url and f"/{CODE}/i/2/" not in url:  # of the editions, the open one
            answer, other = browser.post(url), browser.post(unknown(url)) if unknown(url) else None
            same = other is None or answer.status_code == other.status_code
            if answer.status_code not in (404, 403, 405) or not same or signs_in(answer, allowed=(CODE, ENTRY)):
                found.append((url, answer.status_code))
    assert found == []


@pytest.mark.parametrize("role", OUTSIDERS)
def test_no_export_tells_an_outsider_of_it(made, cast, signed_in, role):
    browser = signed_in(cast[role])
    papers = [f"/{kind}/{one.code}/{form}" for kind, one in (("nc", made.case), ("ca", made.action)) for form in ("pdf", "word")]
    kinds = [f"/records.xlsx?kind={kind}" for kind in RECORDS]
    assert {url: signs for url in [*EXPORTS, *papers, *kinds] if (signs := signs_in(browser.post(url)))} == {}


def test_nobody_who_has_not_signed_in_learns_of_it(app, made, browser):
    assert {
        url: signs
        for rule, url in addresses(app, made, "GET")
        if not leads_there(rule, url) and (signs := signs_in(browser.get(url, buffered=True)))
    } == {}
    assert {browser.get(f"/public/{CODE}").status_code, browser.get(f"/public/{UNKNOWN}").status_code} == {404}
    check = browser.get(f"/q/{made.printout.code}")
    assert "Đã thay bằng lần 02" in check.text
    assert signs_in(check) == []


@pytest.mark.parametrize("role", ["quality_officer", "commander"])
def test_who_may_know_finds_it_wherever_it_is(made, cast, signed_in, role):
    browser = signed_in(cast[role])
    lists = {"/docs", "/docs/register", "/docs/register/print", "/docs/reviews", "/docs/clauses", "/docs/forms", "/docs/copies",
             "/docs/reading", "/docs/exceptions", "/dashboard", "/records/trail", f"/docs/{CODE}",
             f"/docs/external/{made.law.slug}", "/nc/posters", f"/nc/{made.case.code}", f"/ideas/{made.idea.code}",
             f"/docs/secret/{ENTRY}"}  # fmt: skip
    assert {url for url in lists if not signs_in(browser.get(url))} == set()
    assert all(signs_in(browser.post(url)) for url in EXPORTS if "external" not in url)


def test_chart_of_an_outsider_has_no_bar_of_its_name(made, cast, signed_in):
    drawn = [signed_in(cast[role]).get("/charts/procedures.svg?w=720") for role in ("auditor", "commander")]
    assert [answer.status_code for answer in drawn] == [200, 200]
    assert drawn[0].data != drawn[1].data  # letters are drawn as paths, so that the names differ is all that can be seen


def test_nothing_about_it_waits_for_an_outsider(app, made, cast):
    with app.test_request_context():
        told = [f"{task.title} {task.url}" for role in OUTSIDERS for task in waiting(cast[role])]
    assert not [one for one in told if CODE in one or TITLE in one]

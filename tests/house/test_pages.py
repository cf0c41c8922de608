"""Every page of every role, found by following links from the front page, in both languages."""

import re
from collections import Counter, deque
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from qms.core import language
from tests.demo_house import ROLES, Visitor, demo_app, demo_folder, demo_home  # noqa: F401
from tests.house.html_page import Page

MOST_PAGES = 600
SAMPLES = {"vi": 3, "en": 1}  # pages of one route with the same filters
STARTS = {"anonymous": ["/public", "/login"]}
NOTICE = language.Phrase("DỮ LIỆU MẪU – đơn vị, con người và số liệu trên trang này là hư cấu")
SEEN = set()  # what was already found right: the same words for another role need no second look
_OF_THE_SESSION = re.compile(r'(name="(?:csrf_token|once)" value=")[^"]*')
_OF_THE_PERSON = re.compile(r'<header class="top">.*?</header>', re.S)


class Walk:
    """One reader's walk through the house."""

    def __init__(self, app, who, spoken):
        self.adapter, self.spoken, self.queue, self.known = app.url_map.bind("localhost"), spoken, deque(), set()
        self.visitor = Visitor(app, ROLES.get(who))
        self.visitor.client.set_cookie("lang", spoken)
        self.per_route, self.pages, self.faults = Counter(), 0, []

    def go(self, starts):
        """Open page after page, nearest first."""
        for url in starts:
            self.note(url, "the start")
        while self.queue and self.pages < MOST_PAGES:
            self.look(*self.queue.popleft())
        return self

    def note(self, link, seen_on):
        """Keep a link for later, unless enough of its kind are known; a link to no route is a fault at once."""
        parts = urlsplit(link)
        url = parts.path + (f"?{parts.query}" if parts.query else "")
        if url in self.known or "lang" in dict(parse_qsl(parts.query)):
            return
        self.known.add(url)
        try:
            endpoint, _values = self.adapter.match(parts.path, method="GET")
        except HTTPException as error:
            self.faults.append(f"{seen_on}: {url} is no page ({error.code})")
            return
        kind = (endpoint, *sorted(dict(parse_qsl(parts.query))), parts.path if endpoint == "static" else "")
        self.per_route[kind] += 1
        if self.per_route[kind] <= SAMPLES[self.spoken]:
            self.queue.append((url, seen_on))

    def look(self, url, seen_on):
        """Open one page, note its faults and its links."""
        answer = self.visitor.get(url)
        self.pages += 1
        if answer.status_code != 200:
            self.faults.append(f"{seen_on}: {url} answers {answer.status_code}")
        if answer.mimetype != "text/html":
            return
        page = Page(answer.text)
        self.faults += [f"{url}: {fault}" for fault in self.faults_of(page)]
        for link in page.addresses("a", "img", "link", "script"):
            if not link.startswith(("mailto:", "tel:", "#")):
                self.note(f"{urlsplit(url).path}{link}" if link.startswith("?") else link, url)
        for form in page.all("form"):
            self.post_has_a_place(form, url)

    def faults_of(self, page):
        """List what is wrong with a page that was not yet found right for another reader."""
        said = hash(_OF_THE_PERSON.sub("", _OF_THE_SESSION.sub(r"\1", page.html)))
        faults = [] if said in SEEN else list(page.faults(self.spoken))
        with language.reading(self.spoken):
            faults += [] if page.sample_notice() == str(NOTICE) else ["does not say that the data are fictional"]
        if not faults:
            SEEN.add(said)
        return faults

    def post_has_a_place(self, form, url):
        """Note a form that is sent to no route, or without its token."""
        method, action = (form.get("method") or "get").upper(), form.get("action") or url
        names = {field.get("name") for field in form.iter() if field.tag == "input"}
        if method == "POST" and "csrf_token" not in names:
            self.faults.append(f"{url}: the form to {action} has no token")
        if not self.adapter.test(urlsplit(action).path, method=method):
            self.faults.append(f"{url}: a form is sent to {action}, which takes no {method}")


@pytest.fixture(scope="module")
def walks():
    """Keep the walks for the tests that look at all of them."""
    return SimpleNamespace(pages={})


@pytest.mark.parametrize("spoken", SAMPLES)
@pytest.mark.parametrize("who", ["anonymous", *ROLES])
def test_every_page_is_well_made(demo_app, walks, who, spoken):  # noqa: F811
    walk = Walk(demo_app, who, spoken).go(STARTS.get(who, ["/"]))
    walks.pages[who, spoken] = walk.pages
    assert walk.faults == [], "\n".join(walk.faults)
    assert walk.pages > (3 if who == "anonymous" else 15)
    assert not walk.queue, f"{len(walk.queue)} pages were left unread"


REFUSALS = {
    "not there": ("GET", "/khong-co-trang-nay", {}, 404),
    "no such record": ("GET", "/nc/NC-1900-001", {}, 404),
    "not allowed": ("GET", "/admin", {}, 403),
    "wrong method": ("POST", "/help", {}, 405),
    "no token": ("POST", "/nc/new", {"what_happened": "Chữ <b>đã</b> gõ"}, 400),
}


@pytest.mark.parametrize("spoken", SAMPLES)
@pytest.mark.parametrize("case", REFUSALS)
def test_every_refusal_is_a_whole_page(demo_app, case, spoken):  # noqa: F811
    method, url, fields, status = REFUSALS[case]
    visitor = Visitor(demo_app, ROLES["staff"])
    visitor.client.set_cookie("lang", spoken)
    answer = visitor.send(method, url, data=fields)
    assert answer.status_code == status
    assert list(Page(answer.text).faults(spoken)) == []
    assert all(text.replace("<", "&lt;").replace(">", "&gt;") in answer.text for text in fields.values()), "what was typed is lost"


def test_english_notice_is_english():
    with language.reading("en"):
        assert str(NOTICE) != NOTICE.text


def test_strict_reader_finds_faults():
    bad = '<!doctype html><html lang="vi"><title>x</title><main><h1>a</h1><p><form></p></form><input name=a><i id=b></i><i id=b></i></main>'
    found = " ".join(Page(bad).faults())
    for word in ("unexpected-end-tag", "no label: input a", "id b twice"):
        assert word in found
    strange = Page('<!doctype html><html lang="vi"><main style="x"><a href="https://a.example/" onclick="x">y</a></main></html>').faults()
    assert {"inline style on main", "inline onclick on a", "leads out of the house: https://a.example/"} <= set(strange)

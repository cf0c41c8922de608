"""Every kind of page in a real browser: no axe violation, no console message, no sideways scroll, no other host."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from qms.app import create_app
from qms.core import clock, database
from qms.documents.edition import Edition
from qms.documents.states import EditionState
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import ActionState, NonconformityState
from qms.organization.person import Person
from qms.web.access import PUBLIC, rule_of
from tests.browser.conftest import new_page, sign_in
from tests.conftest import NOW
from tests.demo_house import ROLES, addresses, demo_folder, demo_home, served  # noqa: F401

DESK, PHONE = (1366, 768), (390, 844)
WAYS = {"vi on a phone": ("vi", PHONE), "en at a desk": ("en", DESK)}  # each language and each size once: a page costs a second
READERS = ["anonymous", "staff", "auditor", "quality_officer", "commander", "administrator"]  # the first who may, looks
NO_PAGES = {
    "/healthz",
    "/setup",
    "/static/<path:filename>",
    "/charts/<name>.svg",
    "/objectives/<code>/chart.svg",
    "/me.ics",
    "/reviews/<code>/charts/<name>.svg",
    "/api/v1/me/tasks",
    "/nc/poster.svg",
    "/files/<int:number>",
    "/public/<code>/forms/<form>",
}
OF_THE_OFFICER = {
    "/docs/<code>/edit",
    "/docs/<code>/confirm",
    "/docs/<code>/i/<int:number>/questions",
    "/docs/<code>/readers",
    "/docs/<code>/reading",
    "/docs/<code>/knowers",
    "/reviews/<code>",
    "/reviews/<code>/<key>",
    "/reviews/<code>/show",
    "/reviews/<code>/show/<key>",
    "/reviews/<code>/close",
    "/reviews/decisions/<code>",
    "/docs/secret/<code>",
    "/objectives/<code>/edit",
    "/risks/<code>/edit",
}  # or of who holds the responsible post
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def to_look_at(demo_home):  # noqa: F811
    """Share the pages out among readers: {who: addresses}; each route once, and records in their several states."""
    with clock.stopped_at(NOW):
        app = create_app(demo_home)
        pages = {who: [] for who in READERS}
        for address in addresses(app):
            if address.method == "GET" and address.rule not in NO_PAGES:
                pages[who_looks(app, address)].append(address.url)
        with database.connection():
            pages["quality_officer"] += in_their_states()
    pages["staff"] += ["/admin", "/khong-co-trang-nay", "/nc?q=khongtimthay", "/docs?q=khongtimthay"]
    return pages


def who_looks(app, address):
    """Give the first reader who may open an address; what belongs to a document's keepers is for the quality officer."""
    rule = rule_of(app, address.endpoint)
    if rule is PUBLIC:
        return "anonymous"
    if address.rule == "/docs/<code>/review":
        return "commander"
    if address.rule in OF_THE_OFFICER:
        return "quality_officer"
    if address.rule == "/docs/external/<slug>/stay/<code>":
        return "auditor"  # who holds the post of the sample's procedure
    with database.connection():
        return next(who for who in READERS[1:] if rule(Person.get(username=ROLES[who])))


def in_their_states():
    """List the pages of one nonconformity, action and document in each state."""
    cases = [Nonconformity.get_or_none(Nonconformity.state == state) for state in NonconformityState]
    actions = [CorrectiveAction.get_or_none(CorrectiveAction.state == state) for state in ActionState]
    editions = [Edition.get_or_none(Edition.state == state) for state in EditionState]
    return [
        *(f"/nc/{case.code}" for case in cases if case),
        *(f"/ca/{action.code}" for action in actions if action),
        *(f"/docs/{edition.document.code}/i/{edition.number}" for edition in editions if edition),
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", READERS)
def test_pages_can_be_used_by_everybody(browser, served, to_look_at, who, way):  # noqa: F811
    spoken, size = WAYS[way]
    page, wrong = new_page(browser, served, size, spoken), []
    if who in ROLES:
        sign_in(page, served, ROLES[who])
    page.context.add_cookies([{"name": "lang", "value": spoken, "url": served.url}])
    for url in to_look_at[who]:
        page.goto(served.url + url)
        assert "/login" not in page.url or who == "anonymous", f"{url}: {who} was led to the sign-in"
        page.troubles[:] = [trouble for trouble in page.troubles if not is_a_refused_page(trouble)]
        wrong += [f"{url}: {fault}" for fault in (*violations(page), *sideways(page), *page.troubles)]
        page.troubles.clear()
    page.context.close()
    assert wrong == [], "\n".join(wrong)


def is_a_refused_page(trouble):
    """Tell what Chromium says of any page answered 403 or 404, as two of them are on purpose."""
    return "/admin: Failed to load resource" in trouble or "/khong-co-trang-nay: Failed to load resource" in trouble


def violations(page):
    """List what axe finds."""
    found = Axe().run(page).response["violations"]
    return [f"axe {one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


def sideways(page):
    """Tell when a page must be scrolled sideways."""
    too_wide = page.evaluate(SIDEWAYS)
    return [f"{too_wide} px too wide"] if too_wide > 0 else []


def test_axe_finds_faults(browser, served):  # noqa: F811
    page = new_page(browser, served)
    page.goto(f"{served.url}/login")
    page.evaluate("document.querySelectorAll('main label').forEach(label => label.remove())")
    page.evaluate("document.querySelector('main').append(Object.assign(document.createElement('img'), {width: 3000}))")
    assert any("axe label" in fault for fault in violations(page))
    assert any("axe image-alt" in fault for fault in violations(page))
    assert sideways(page)
    page.context.close()


FORMS = {"staff": ["/nc/new"], "quality_officer": ["/docs/new"], "administrator": ["/admin/people/new", "/admin/units/new"]}


@pytest.mark.parametrize("who", FORMS)
def test_forms_with_faults_can_be_mended_by_everybody(browser, served, who):  # noqa: F811
    page, wrong = new_page(browser, served, PHONE), []
    sign_in(page, served, ROLES[who])
    for url in FORMS[who]:
        page.goto(served.url + url)
        page.click("main form:not([role=search]) button.btn >> nth=-1")
        assert page.is_visible(".esum"), url
        wrong += [f"{url}: {fault}" for fault in (*violations(page), *sideways(page))]
    page.context.close()
    assert wrong == [], "\n".join(wrong)

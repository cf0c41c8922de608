"""Every form sent with nothing in it, by everybody who may send it: a whole page with sentences, never a fault of ours."""

import pytest

from qms.core import database
from qms.core.verify import verify
from tests.demo_house import ROLES, Visitor, addresses, demo_app, demo_folder, demo_home  # noqa: F401
from tests.house.html_page import Page

ENDS_SESSIONS = {"/logout", "/admin/people/<int:number>/disable", "/admin/people/<int:number>/password"}
PARTS_OF_PAGES = {"/docs/preview"}
ANSWERS = {200, 201, 204, 302, 303, 401, 403, 404, 409, 422}


@pytest.fixture(scope="module")
def sent_to(demo_app):  # noqa: F811
    """List every address, found before anything was sent."""
    return addresses(demo_app)


@pytest.mark.parametrize("who", ROLES)
def test_empty_forms_are_answered_in_words(demo_app, sent_to, who):  # noqa: F811
    visitor, wrong, pages = Visitor(demo_app, ROLES[who]), [], 0
    for address in sent_to:
        if address.method == "GET" or address.rule in ENDS_SESSIONS:
            continue
        answer = visitor.post(address.url, once=f"{who}{address.rule}")
        if answer.status_code not in ANSWERS:
            wrong.append(f"{address}: {answer.status_code}")
        if answer.mimetype == "text/html" and answer.status_code not in {302, 303} and address.rule not in PARTS_OF_PAGES:
            pages += 1
            wrong += [f"{address} ({answer.status_code}): {fault}" for fault in Page(answer.text).faults()]
    assert wrong == [], "\n".join(wrong)
    assert pages > 20


def test_house_is_whole_after_all_that(demo_app):  # noqa: F811
    with database.connection():
        assert verify() == []

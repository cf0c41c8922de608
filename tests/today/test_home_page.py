"""The first page: what waits, by whom it may be done, what is new."""

import pytest

from qms.documents import work
from qms.documents.document import Document


@pytest.fixture
def draft(lan):
    """Give a draft that the quality officer writes."""
    return work.start_document("QT-77", lan, title="Tiếp nhận hồ sơ", reason="Ban hành lần đầu")


def test_nothing_waits(signed_in, nam):
    page = signed_in(nam).get("/").text
    assert "Hôm nay không có việc nào chờ đồng chí" in page
    assert "Chủ nhật, 22/11/2026" in page
    assert 'class="n"' not in page


def test_my_work_is_listed_with_why_and_counted_in_the_menu(signed_in, lan, draft):
    page = signed_in(lan).get("/").text
    assert "<h1>Hôm nay có 2 việc chờ đồng chí</h1>" in page  # the draft, and the question about the climate nobody answered yet
    assert 'href="/docs/QT-77/edit"' in page
    assert "Đồng chí đang soạn thảo" in page
    assert '<span class="n" title="việc chờ">2</span>' in page
    assert "1 chưa ban hành" in page


def test_long_group_is_shown_by_parts(signed_in, lan):
    for number in range(100, 160):
        work.start_document(f"QT-{number}", lan, title="Tiếp nhận hồ sơ", reason="Ban hành lần đầu")
    browser = signed_in(lan)
    first, second = browser.get("/").text, browser.get("/?group=to_do&first=50").text
    assert "<h1>Hôm nay có 61 việc chờ đồng chí</h1>" in first
    assert (first.count("/edit"), second.count("/edit")) == (49, 11)  # one line of the first part is the question about the climate
    assert 'href="/?group=to_do&amp;first=50">Xem tiếp 11 việc</a>' in first
    assert "Xem tiếp" not in second
    assert browser.get("/?group=none&first=-7").text.count("/edit") == 49


def test_work_of_others_is_not_mine(signed_in, nam, draft):
    assert "QT-77" not in signed_in(nam).get("/").text


def test_row_goes_away_only_by_doing_the_work(signed_in, lan, draft):
    browser = signed_in(lan)
    browser.get("/")
    draft.discard(by=lan, note="Trùng với QT-05")
    assert "QT-77" not in browser.get("/").text


def test_everybody_has_the_page_with_what_he_may_do(signed_in, cast):
    for role, person in cast.items():
        page = signed_in(person).get("/").text
        assert ("/docs/new" in page) == (role == "quality_officer")
        assert ('class="btn sec" href="/dashboard"' in page) == (role in {"commander", "quality_officer", "auditor"})


def test_visitor_is_asked_to_sign_in(browser):
    assert browser.get("/").headers["Location"].startswith("/login")


def test_looking_changes_nothing(signed_in, lan, draft):
    from qms.core import trail

    browser = signed_in(lan)
    before = trail.head().seq
    browser.get("/")
    assert trail.head().seq == before
    assert Document.select().count() == 1


def test_menu_count_costs_one_look_at_the_trail(signed_in, lan, draft, monkeypatch):
    from qms.today import queries

    browser = signed_in(lan)
    browser.get("/docs")
    monkeypatch.setattr(queries, "all_features", lambda: pytest.fail("asked again"))
    browser.get("/docs")

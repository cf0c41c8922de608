"""The master list: every filter against a naive one, its pages, Excel and paper."""

from datetime import timedelta
from io import BytesIO

import pytest

from qms.core import clock
from qms.documents import register, work
from qms.documents.register import Asked
from qms.organization import clauses
from qms.organization.sign_in import Confirmation
from tests.conftest import TODAY
from tests.documents.conftest import approved, written
from tests.documents.test_reading import give_to


@pytest.fixture
def library(issued, lan, hung, office):
    """Give QT-16 in its second edition, QT-17 withdrawn, QT-18 coming, QT-19 drafted."""
    second = work.start_revision(issued.document, lan, "Sửa")
    approved(second.rewrite(by=lan, clauses=["7.5", "8.5"]).submit_for_review(by=lan), hung)
    gone = approved(written(lan, "QT-17").submit_for_review(by=lan), hung)
    gone.document.withdraw(by=hung, on=TODAY, reason="Bãi bỏ", confirmation=Confirmation(hung.id))
    coming = written(lan, "QT-18").rewrite(by=lan, unit=office["MC"], kind="system-procedure", review_months=1)
    approved(coming.submit_for_review(by=lan), hung, on=TODAY + timedelta(days=5))
    written(lan, "QT-19")
    give_to(second.document, lan, ("unit", office["TM"].id), ("unit", office["MC"].id))


def labels(**asked):
    """List what is found as label and standing."""
    return [f"{line.edition.label} {line.standing.value}" for line in register.lines(Asked(**asked))]


def test_list_tells_what_there_is_and_what_has_ended(library):
    assert labels() == ["QT-16 lần 02 in_force", "QT-18 lần 01 not_yet"]
    assert labels(ended=True) == ["QT-16 lần 01 superseded", "QT-17 lần 01 withdrawn"]
    for ended in (False, True):
        for line in register.lines(Asked(ended=ended)):
            assert line.edition.reload().standing == line.standing


def test_filters_find_their_lines(library, office):
    assert labels(kind="system-procedure") == labels(unit=office["MC"].id) == labels(standing="not_yet") == ["QT-18 lần 01 not_yet"]
    assert labels(clause="7.5") == labels(words="tam vang qt-16") == labels(review="on_time") == ["QT-16 lần 02 in_force"]
    assert labels(clause="8.5") == ["QT-16 lần 02 in_force", "QT-18 lần 01 not_yet"]
    assert labels(kind="x") == labels(unit=-1) == labels(clause='"') == labels(standing="x") == labels(review="x") == []
    with clock.stopped_at(clock.at(TODAY + timedelta(days=6))):
        assert labels(sort="review") == ["QT-18 lần 01 in_force", "QT-16 lần 02 in_force"]
        assert labels(review="soon") == ["QT-18 lần 01 in_force"]
    with clock.stopped_at(clock.at(TODAY + timedelta(days=100))):
        assert labels(review="overdue") == ["QT-18 lần 01 in_force"]


def test_list_names_who_has_the_document(library):
    readers = {line.edition.document.code: line.readers for line in register.lines(Asked())}
    assert readers == {"QT-16": "Bộ phận Tham mưu; Bộ phận Một cửa", "QT-18": ""}


def test_page_is_for_everybody_and_shows_no_draft(library, signed_in, mai):
    browser = signed_in(mai)
    page = browser.get("/docs/register").text
    assert "Bộ phận Tham mưu; Bộ phận Một cửa" in page
    assert "QT-19" not in page + browser.get("/docs/register?tab=ended").text + browser.get("/docs/clauses").text
    assert "QT-17" in browser.get("/docs/register?tab=ended").text
    assert "Không có tài liệu nào khớp" in browser.get("/docs/register?standing=superseded").text


STRANGE = [
    "unit=x",
    "unit=99999999999999999",
    "kind=%00",
    "clause=%22",
    "review=1",
    "tab=x",
    "sort=x",
    "_external=1",
    "endpoint=x",
    "q=%25_",
]


@pytest.mark.parametrize("query", STRANGE)
def test_strange_addresses_are_pages(library, signed_in, lan, query):
    browser = signed_in(lan)
    for url in ("/docs/register", "/docs/register/print", "/docs/reading", "/docs/clauses", "/docs/reviews"):
        assert browser.get(f"{url}?{query}").status_code == 200
    assert browser.post(f"/docs/register.xlsx?{query}").status_code == 200


def test_excel_and_paper_hold_the_lines_that_are_shown(library, signed_in, lan):
    browser = signed_in(lan)
    assert 'action="/docs/register.xlsx?clause=7.5"' in browser.get("/docs/register?clause=7.5").text
    data = browser.post("/docs/register.xlsx?clause=7.5").data
    assert ("QT-16" in strings(data), "QT-18" in strings(data)) == (True, False)
    assert "Bộ phận Tham mưu; Bộ phận Một cửa" in strings(data)
    paper = browser.get("/docs/register/print?clause=7.5").text
    assert ("QT-16" in paper, "QT-18" in paper) == (True, False)
    assert "Độc lập - Tự do - Hạnh phúc" in paper


def strings(data):
    """Give the texts of an Excel file."""
    from zipfile import ZipFile

    return ZipFile(BytesIO(data)).read("xl/sharedStrings.xml").decode()


def test_clause_with_no_document_is_a_hole(library):
    found = {clause.number: clause for clause in register.by_clause()}
    assert list(found) == list(clauses.CLAUSES)
    assert [edition.document.code for edition in found["7.5"].editions] == ["QT-16"]
    assert [number for number in found if found[number].is_met] == ["7.5", "8.5", "8.5.1", "8.5.2", "8.5.3", "8.5.4", "8.5.5", "8.5.6"]
    assert found["8.5.1"].editions == []


def test_board_links_each_status_to_its_lines(library, signed_in, hung):
    page = signed_in(hung).get("/dashboard").text
    assert "/docs/register?review=overdue" in page

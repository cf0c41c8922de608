"""Controlled copies: who gives them out and calls them back, when, and what is left on the trail."""

import io
from datetime import date, timedelta

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.documents.feature import tasks
from qms.documents.papers import copies
from qms.documents.papers.controlled_copy import ControlledCopy, CopyState
from qms.organization.sign_in import Confirmation
from tests.conftest import TODAY
from tests.documents.test_paper_pages import WHITE, revised


def given(edition, lan, office, **facts):
    """Give out a copy to the desk."""
    return ControlledCopy(edition=edition, unit=office["MC"], **facts).issue(by=lan)


@pytest.fixture
def copy(issued, lan, office):
    """Give a copy of QT-16 lần 01 at the desk."""
    return given(issued, lan, office, place="Quầy số 1")


@pytest.fixture
def old(copy, issued, lan, hung):
    """Give the same copy after the next issue took force."""
    revised(issued, lan, hung)
    return copy.reload()


def last_entry():
    """Give the last entry of the trail."""
    return trail.head()


def test_copies_are_numbered_and_on_the_trail(copy, issued, lan, office):
    assert (copy.number, copy.state, copy.issued_on, copy.issued_by) == (1, CopyState.HELD, TODAY, lan)
    second = given(issued, lan, office)
    assert second.number == 2
    assert last_entry().act == "controlledcopy.issue"
    assert last_entry().facts["label"] == "QT-16 lần 01, bản số 02"
    assert verify() == []


@pytest.mark.parametrize("who", ["hung", "oanh", "mai", "tuan"])
def test_others_may_not_give_copies_out(issued, office, request, who):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        given(issued, request.getfixturevalue(who), office)
    assert ControlledCopy.select().count() == 0


def test_no_copy_of_a_draft_or_of_what_no_longer_counts(draft, lan, office):
    with pytest.raises(Missing, match="đang hoặc sắp có hiệu lực"):
        given(draft, lan, office)


def test_no_copy_of_a_superseded_edition(old, issued, lan, office):
    with pytest.raises(Missing, match="đang hoặc sắp có hiệu lực"):
        given(issued, lan, office)


def test_copy_needs_a_unit_and_somebody_who_is_there(issued, lan, office, mai, tuan):
    with pytest.raises(Missing, match="Chọn đơn vị"):
        ControlledCopy(edition=issued).issue(by=lan)
    mai.leave(by=tuan, on=TODAY)
    with pytest.raises(Missing, match="đã rời đơn vị"):
        given(issued, lan, office, holder=mai.reload())


def test_recall_works_and_is_on_the_trail(old, lan):
    old.recall(by=lan, reason="Đã có lần 02")
    assert (old.reload().state, old.recalled_on, old.recall_reason) == (CopyState.RECALLED, TODAY, "Đã có lần 02")
    assert last_entry().act == "controlledcopy.recall"


def test_recall_by_others_is_refused(old, mai):
    with pytest.raises(NotAllowed):
        old.recall(by=mai, reason="x")
    assert old.reload().state == CopyState.HELD


def test_recall_while_it_counts_is_refused(copy, lan):
    with pytest.raises(Missing, match="đã được thay thế hoặc hủy bỏ"):
        copy.recall(by=lan, reason="x")


def test_recall_needs_a_reason_and_is_done_once(old, lan):
    with pytest.raises(Missing, match="lý do"):
        old.recall(by=lan, reason=" ")
    old = old.reload().recall(by=lan, reason="x")
    with pytest.raises(NotNow):
        old.recall(by=lan, reason="x")


def test_copy_of_a_withdrawn_document_is_called_back(copy, issued, hung, lan):
    issued.document.withdraw(by=hung, on=TODAY, reason="Bãi bỏ", confirmation=Confirmation(hung.id))
    assert copy.reload().recall(by=lan, reason="Bãi bỏ").state == CopyState.RECALLED


def test_copy_comes_back_then_is_destroyed(old, lan):
    old.recall(by=lan, reason="x").confirm_returned(by=lan, on=TODAY)
    assert not old.reload().is_out_of_date
    assert old.reload().confirm_destroyed(by=lan, on=TODAY).state == CopyState.DESTROYED
    assert [entry.act.partition(".")[2] for entry in trail.history_of("controlledcopy", old.id)] == [
        "issue",
        "recall",
        "confirm_returned",
        "confirm_destroyed",
    ]


@pytest.mark.parametrize("act", ["confirm_returned", "confirm_destroyed"])
def test_others_may_not_confirm(old, lan, mai, act):
    old.recall(by=lan, reason="x")
    with pytest.raises(NotAllowed):
        getattr(old.reload(), act)(by=mai, on=TODAY)


def test_copy_that_was_never_called_back_is_not_destroyed(copy, lan):
    with pytest.raises(NotNow):
        copy.confirm_destroyed(by=lan, on=TODAY)


def test_copy_does_not_come_back_twice(copy, lan):
    copy.confirm_returned(by=lan, on=TODAY)
    with pytest.raises(NotNow):
        copy.confirm_returned(by=lan, on=TODAY)


@pytest.mark.parametrize("on", [TODAY + timedelta(1), TODAY - timedelta(1), date(1999, 1, 1)])
@pytest.mark.parametrize("act", ["confirm_returned", "confirm_destroyed"])
def test_day_of_the_end_lies_between_issue_and_today(old, lan, act, on):
    old.recall(by=lan, reason="x")
    with pytest.raises(Missing, match="Ghi ngày từ"):
        getattr(old.reload(), act)(by=lan, on=on)


def test_quality_officer_is_told_what_to_call_back(copy, issued, lan, hung, mai, app):
    with app.test_request_context():
        assert not [task for task in tasks(lan) if "thu hồi" in task.title]
        revised(issued, lan, hung)
        told = [task for task in tasks(lan) if "thu hồi" in task.title]
        assert [(task.title, task.url) for task in told] == [("QT-16 – thu hồi 1 bản giấy đã hết hiệu lực", "/docs/QT-16/copies")]
        assert not [task for task in tasks(mai) if "thu hồi" in task.title]
        copy.reload().confirm_returned(by=lan, on=TODAY)
        assert not [task for task in tasks(lan) if "thu hồi" in task.title]


def test_all_that_no_longer_count_are_called_back_at_once(old, lan, office, issued):
    second = given(issued.successor, lan, office)
    assert [one.id for one in copies.recall_all(issued.document, lan, "Thay thế")] == [old.id]
    assert second.reload().state == CopyState.HELD


def test_page_gives_calls_back_and_confirms(issued, lan, hung, office, signed_in):
    browser = signed_in(lan)
    answer = browser.post("/docs/QT-16/copies", {"unit": office["MC"].id, "holder": "", "place": "Quầy số 1"})
    assert answer.status_code == 303
    assert "Bộ phận Một cửa" in browser.get("/docs/QT-16/copies").text
    revised(issued, lan, hung)
    assert "thu hồi 1 bản giấy" in browser.get("/").text
    assert browser.post("/docs/QT-16/copies/recall", {"reason": "Đã có lần 02"}).status_code == 303
    slip = browser.post("/docs/QT-16/copies/slip")
    text = WHITE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(slip.data)).pages))
    for part in ("PHIẾUTHUHỒITÀILIỆU", "Bộphận", "Quầysố1", "Lýdothuhồi:Đãcólần02.", "ĐạiúyTrầnThịLan", "/PTH-BCH"):
        assert part in text
    file = WordFile(io.BytesIO(browser.post("/docs/QT-16/copies/slip/word").data))
    assert [cell.text for cell in file.tables[1].rows[1].cells][:4] == ["01", "01", "Bộ phận Một cửa", "Quầy số 1"]
    copy = ControlledCopy.get()
    assert browser.post(f"/docs/copies/{copy.id}/returned", {"on": "22/11/2026"}).status_code == 303
    assert copy.reload().state == CopyState.RETURNED
    assert "Không có bản nào phải thu hồi" in browser.get("/docs/copies").text


def test_what_was_typed_stays_when_it_is_wrong(old, signed_in, lan, office):
    browser = signed_in(lan)
    answer = browser.post("/docs/QT-16/copies", {"unit": "", "place": "Tủ số 9"})
    assert answer.status_code == 422
    assert "Tủ số 9" in answer.text
    assert "Chọn đơn vị giữ bản" in answer.text
    answer = browser.post(f"/docs/copies/{old.id}/returned", {"on": "hôm qua"})
    assert answer.status_code == 422
    assert 'value="hôm qua"' in answer.text
    assert browser.post(f"/docs/copies/{old.id}/returned", {"on": "22/11/2199"}).status_code == 422
    assert browser.post("/docs/QT-16/copies/slip").status_code == 422
    assert browser.post("/docs/QT-16/copies/slip/word").status_code == 422


def test_copies_page_is_read_by_all_and_kept_by_the_quality_officer(copy, signed_in, mai, oanh):
    page = signed_in(mai).get("/docs/QT-16/copies").text
    assert "Quầy số 1" in page
    assert "Cấp bản" not in page
    assert signed_in(mai).get("/docs/copies").status_code == 403
    assert "Quầy số 1" in signed_in(oanh).get("/docs/copies?all=1").text


def test_draft_s_code_stays_unknown(draft, signed_in, lan):
    assert signed_in(lan).get("/docs/QT-16/copies").status_code == 404


def test_register_as_excel(copy, signed_in, oanh):
    answer = signed_in(oanh).post("/docs/copies.xlsx")
    assert answer.data[:2] == b"PK"
    assert last_entry().act == "copies.exported"


def test_nothing_to_call_back_is_said(copy, signed_in, lan):
    for data in ({"reason": ""}, {"reason": "x"}):
        answer = signed_in(lan).post("/docs/QT-16/copies/recall", data)
        assert answer.status_code == 422
        assert "QT-16 không có bản nào phải thu hồi" in answer.text

"""The pages of reading, as each reader sees them."""

import pytest

from qms.documents.reading import acknowledgement, readings
from qms.documents.reading import work as reading_work
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.reading.duty import ReadingDuty
from qms.documents.reading.questions import ReadingCheck
from tests.conftest import PASSWORD
from tests.documents.test_reading import QUESTION, give_to, revised


@pytest.fixture
def listed(issued, lan, nam, office):
    """Give QT-16 in force, to be read by the staff of TM."""
    give_to(issued.document, lan, ("unit", office["TM"].id))
    return issued


def test_reader_is_told_reads_and_acknowledges(listed, signed_in, nam):
    browser = signed_in(nam)
    assert 'href="/docs/QT-16/read"' in browser.get("/").text
    assert "Đã đọc 0/1" in browser.get("/docs/QT-16").text
    page = browser.get("/docs/QT-16/read").text
    assert "đọc toàn văn dưới đây" in page
    assert "Tôi đã đọc và sẽ thực hiện" in page
    assert browser.post("/docs/QT-16/read", {"number": 1}).location == "/docs/QT-16"
    page = browser.get("/docs/QT-16").text
    assert "Đã đọc 1/1" in page
    assert 'href="/docs/QT-16/read"' not in page
    assert 'href="/docs/QT-16/read"' not in browser.get("/").text


def test_looking_is_not_reading(listed, signed_in, nam):
    signed_in(nam).get("/docs/QT-16/read")
    assert Acknowledgement.select().count() == 0


def test_second_reading_shows_what_changed(listed, lan, hung, signed_in, nam):
    acknowledgement.acknowledge(listed, nam)
    revised(listed.document, lan, hung)
    page = signed_in(nam).get("/docs/QT-16/read").text
    assert "Thay đổi từ lần 01 đồng chí đã đọc: 1 chỗ" in page
    assert "<ins>" in page


def test_page_opened_before_a_new_edition_is_refused(listed, lan, hung, signed_in, nam):
    browser = signed_in(nam)
    revised(listed.document, lan, hung)
    answer = browser.post("/docs/QT-16/read", {"number": 1})
    assert answer.status_code == 422
    assert "không phải lần ban hành đang hiệu lực" in answer.text


@pytest.mark.parametrize("number", ["", "x", "9", "99999999999999999999"])
def test_strange_numbers_are_no_edition(listed, signed_in, nam, number):
    assert signed_in(nam).post("/docs/QT-16/read", {"number": number}).status_code == 404


def test_who_is_not_asked_is_told_so(listed, signed_in, mai):
    page = signed_in(mai).get("/docs/QT-16/read").text
    assert "không thuộc diện phải đọc tài liệu này" in page
    assert '<button class="btn">' not in page
    answer = signed_in(mai).post("/docs/QT-16/read", {"number": 1})
    assert answer.status_code == 422
    assert "không thuộc diện phải đọc" in answer.text


def test_wrong_answers_keep_the_page_and_are_tried_again(listed, lan, signed_in, nam):
    reading_work.put_questions(listed, [QUESTION], lan)
    browser = signed_in(nam)
    answer = browser.post("/docs/QT-16/read", {"number": 1, "answer_0": 1})
    assert answer.status_code == 422
    assert "Câu 1 trả lời chưa đúng" in answer.text
    assert 'name="answer_0" value="1" checked' in answer.text
    assert browser.post("/docs/QT-16/read", {"number": 1, "answer_0": 0}).status_code == 303
    assert Acknowledgement.get().tries == 2


def test_officer_sets_the_list(issued, signed_in, lan, nam, office):
    browser = signed_in(lan)
    sent = {"days": 3, "units": [office["TM"].id], "people": [nam.id]}
    assert browser.post("/docs/QT-16/readers", sent).location == "/docs/QT-16/reading"
    assert [(duty.target[0], duty.days) for duty in ReadingDuty.held(issued.document)] == [("unit", 3), ("person", 3)]
    page = browser.get("/docs/QT-16/readers").text
    assert page.count("<input checked") == 2
    assert "Phạm Văn Nam" in browser.get("/docs/QT-16/reading").text
    browser.post("/docs/QT-16/readers", {"days": 3, "office": "y"})
    assert [duty.whom for duty in ReadingDuty.held(issued.document)] == ["Toàn cơ quan"]


@pytest.mark.parametrize(
    "wrong", [{"days": ""}, {"days": "ba"}, {"days": "0"}, {"days": "999"}, {"days": 3, "units": ["x"]}, {"days": 3, "units": [99]}]
)
def test_wrong_lists_are_answered_in_words(issued, signed_in, lan, wrong):
    answer = signed_in(lan).post("/docs/QT-16/readers", wrong)
    assert answer.status_code == 422
    assert "Có 1 chỗ cần sửa" in answer.text
    assert ReadingDuty.select().count() == 0


def test_names_of_who_has_not_read_are_for_who_looks_after_it(listed, signed_in, cast):
    for role, person in cast.items():
        browser = signed_in(person)
        sees = role in {"quality_officer", "commander", "auditor"}
        assert browser.get("/docs/QT-16/reading").status_code == (200 if sees else 404)
        assert browser.get("/docs/reading").status_code == (200 if sees else 403)
        assert browser.get("/docs/QT-16/readers").status_code == (200 if role == "quality_officer" else 404)
        assert ("/docs/QT-16/reading" in browser.get("/docs/QT-16").text) == sees


def test_matrix_counts_by_unit_and_filters(listed, lan, signed_in, nam, son, office):
    acknowledgement.acknowledge(listed, nam)
    browser = signed_in(lan)
    page = browser.get("/docs/reading").text
    assert "Đã đọc 1/2 lượt (50 %)" in page
    assert "1/2<br><small>50 %</small>" in page
    assert "QT-16" in browser.get("/docs/reading?unread=1&q=tam+vang").text
    assert "Không có tài liệu nào khớp" in browser.get(f"/docs/reading?unit={office['MC'].id}").text
    for strange in ("unit=x", "unit=99999999999999999999", "kind=x", "q=%00"):
        assert browser.get(f"/docs/reading?{strange}").status_code == 200
    acknowledgement.acknowledge(listed, son)
    assert "Không có tài liệu nào khớp" in browser.get("/docs/reading?unread=1").text
    answer = browser.post("/docs/reading.xlsx?unread=1")
    assert answer.data[:2] == b"PK"


def test_questions_are_written_on_their_page(listed, signed_in, lan, mai):
    browser = signed_in(lan)
    sent = {"text_1": "Trong bao lâu?", "answer_1_1": "02 giờ", "answer_1_2": "", "answer_1_3": "01 ngày", "right_1": "3"}
    assert browser.post("/docs/QT-16/i/1/questions", sent).status_code == 303
    assert ReadingCheck.get().questions == [{"text": "Trong bao lâu?", "answers": ["02 giờ", "01 ngày"], "right": 1}]
    assert 'value="01 ngày"' in browser.get("/docs/QT-16/i/1/questions").text
    refused = browser.post("/docs/QT-16/i/1/questions", {**sent, "right_1": "2", "text_2": "Còn câu này"})
    assert refused.status_code == 422
    assert "chọn phương án đúng" in refused.text
    assert "Còn câu này" in refused.text
    assert signed_in(mai).get("/docs/QT-16/i/1/questions").status_code == 404


def test_approver_says_whether_all_must_read_again(listed, lan, hung, signed_in, nam):
    acknowledgement.acknowledge(listed, nam)
    from qms.documents import work

    for change, asked in (("minor", 0), ("major", 1)):
        edition = work.start_revision(listed.document, lan, "Sửa").submit_for_review(by=lan)
        browser = signed_in(hung)
        assert "mọi người thuộc diện phải đọc lại" in browser.get("/docs/QT-16/review").text
        data = {"seen": edition.sha256, "effective_on": "22/11/2026", "password": PASSWORD, "change": change}
        assert browser.post("/docs/QT-16/approve", data).status_code == 303
        assert len(readings.asked_of(nam)) == asked


def test_first_issue_offers_no_minor_change(submitted, hung, signed_in):
    assert "Sửa đổi nhỏ" not in signed_in(hung).get("/docs/QT-16/review").text

"""The pages of the review, as each reader sees them."""

import pytest

from qms.documents.review.opinion import opinions_on
from qms.documents.review.rule import rule_for
from qms.documents.states import EditionState, Kind
from tests.conftest import PASSWORD
from tests.controlled_text import controlled
from tests.documents.conftest import approved
from tests.documents.test_pages import edit_data
from tests.documents.test_review import agree, asked, send_back  # noqa: F401

OPINION = {"verdict": "agree", "note": "Đủ biểu mẫu.", "password": PASSWORD}


def test_reviewer_finds_it_waiting_and_signs(asked, signed_in, oanh):  # noqa: F811
    browser = signed_in(oanh)
    assert "Đến lượt đồng chí xem xét" in browser.get("/").text
    page = browser.get("/docs/QT-16/review").text
    assert "Ký đồng ý lần 01" in page
    assert "Ký và ban hành" not in page
    assert browser.post("/docs/QT-16/opinion", {**OPINION, "seen": asked.sha256}).status_code == 303
    assert opinions_on(asked)[0].note == "Đủ biểu mẫu."
    assert "Đến lượt đồng chí xem xét" not in browser.get("/").text
    assert "Ký đồng ý lần 01" not in browser.get("/docs/QT-16/review").text


def test_approver_is_asked_only_when_the_reviewers_agreed(asked, signed_in, hung, oanh, nam):  # noqa: F811
    browser = signed_in(hung)
    assert "QT-16 lần 01" not in browser.get("/").text
    assert "còn thiếu 2 ý kiến đồng ý" in browser.get("/docs/QT-16/review").text
    data = {"seen": asked.sha256, "effective_on": "22/11/2026", "password": PASSWORD}
    assert "còn thiếu 2 ý kiến" in browser.post("/docs/QT-16/approve", data).text
    agree(asked, oanh)
    agree(asked, nam)
    assert "QT-16 lần 01" in browser.get("/").text
    assert browser.post("/docs/QT-16/approve", data).status_code == 303
    assert "Thiếu tá Lê Thị Oanh" in browser.get("/docs/QT-16/i/1").text


def test_return_without_a_reason_keeps_the_page(asked, signed_in, oanh):  # noqa: F811
    answer = signed_in(oanh).post("/docs/QT-16/opinion", {**OPINION, "verdict": "return", "note": "", "seen": asked.sha256})
    assert answer.status_code == 422
    assert "Ghi lý do trả lại." in answer.text
    assert asked.reload().state == EditionState.IN_REVIEW


def test_wrong_password_signs_nothing_and_keeps_what_was_typed(asked, signed_in, oanh):  # noqa: F811
    answer = signed_in(oanh).post("/docs/QT-16/opinion", {**OPINION, "password": "sai", "seen": asked.sha256})
    assert answer.status_code == 422
    assert "chưa có gì được ký" in answer.text
    assert "Đủ biểu mẫu." in answer.text
    assert opinions_on(asked) == []


def test_void_opinions_are_struck_in_the_history(asked, signed_in, lan, oanh, nam):  # noqa: F811
    agree(asked, oanh)
    send_back(asked, nam)
    page = signed_in(lan).get("/docs/QT-16/i/1").text
    assert "<s>✓ Đồng ý – Thiếu tá Lê Thị Oanh" in page
    assert "Thiếu biểu mẫu ở bước 3." in page


def test_who_is_not_asked_signs_no_opinion(asked, signed_in, hung, mai):  # noqa: F811
    assert signed_in(hung).post("/docs/QT-16/opinion", {**OPINION, "seen": asked.sha256}).status_code == 403
    assert signed_in(mai).post("/docs/QT-16/opinion", {**OPINION, "seen": asked.sha256}).status_code == 404


def test_reviewer_sees_the_text_he_is_asked_about(asked, signed_in, nam, mai):  # noqa: F811
    assert signed_in(nam).get("/docs/QT-16/review").status_code == 200
    assert signed_in(mai).get("/docs/QT-16/review").status_code == 404


def test_officer_adds_a_reviewer_at_submission(draft, signed_in, lan, mai, hung):
    answer = signed_in(lan).post("/docs/QT-16/edit", edit_data(draft, submit="1", reviewers=[str(mai.id)]))
    assert answer.status_code == 303
    assert "Đến lượt đồng chí xem xét" in signed_in(mai).get("/").text


def test_officer_who_adds_himself_reads_why_not(draft, signed_in, lan):
    sent = edit_data(draft, submit="1", reviewers=[str(lan.id)], text=controlled(purpose="câu đã gõ"))
    answer = signed_in(lan).post("/docs/QT-16/edit", sent)
    assert answer.status_code == 422
    assert "không tự xem xét" in answer.text
    assert "câu đã gõ" in answer.text


def test_officer_sets_the_rule(signed_in, lan, oanh):
    browser = signed_in(lan)
    answer = browser.post("/docs/review-rules/policy", {"seat1": "role:auditor", "quorum": "1", "in_order": "y"})
    assert answer.status_code == 303
    assert rule_for(Kind.POLICY).seats == ["role:auditor"]
    assert "Đánh giá viên" in browser.get("/docs/review-rules").text
    assert browser.post("/docs/review-rules/policy", {"seat1": "role:auditor", "quorum": "7"}).status_code == 422


@pytest.mark.parametrize("url", ["/docs/review-rules/policy", "/docs/review-rules/khong-co"])
def test_rule_is_not_others_to_set(signed_in, mai, url):
    assert signed_in(mai).get(url).status_code == 403


def test_page_of_an_issued_text_shows_readers_no_opinions(asked, signed_in, hung, oanh, nam, mai):  # noqa: F811
    agree(asked, oanh)
    agree(asked, nam, note="Chỉ nội bộ.")
    approved(asked.reload(), hung)
    assert "Chỉ nội bộ." not in signed_in(mai).get("/docs/QT-16").text

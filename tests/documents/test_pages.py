"""The documents' pages, as each reader sees them."""

import pytest

from qms.core import clock
from qms.documents import queries, work
from qms.documents.states import EditionState
from qms.documents.text import difference
from qms.documents.text.steps import sequence_of
from tests.conftest import PASSWORD
from tests.documents.conftest import TEXT, approved


def edit_data(edition, **facts):
    """Give what the editor's form sends."""
    return {
        "version": edition.version,
        "title": edition.title,
        "kind": "work-procedure",
        "unit": edition.unit_id,
        "responsible": edition.responsible_id,
        "clauses": ["8.5.1"],
        "review_months": "24",
        "classification": "Thường",
        "text": edition.text,
        "reason": "Sửa",
        **facts,
    }


@pytest.mark.parametrize("url", ["/docs/QT-16", "/docs/QT-16/i/1", "/docs/QT-16/edit", "/docs/QT-16/review", "/docs/QT-16/diff/1..1"])
def test_draft_is_not_there_for_ordinary_readers(draft, signed_in, mai, url):
    assert signed_in(mai).get(url).status_code == 404


def test_draft_is_not_in_any_list(draft, signed_in, mai):
    browser = signed_in(mai)
    for url in ("/docs", "/docs?q=tam+vang", "/docs/register"):
        assert "Đăng ký nghĩa vụ quân sự tạm vắng" not in browser.get(url).text


def test_reader_sees_text_steps_and_revisions(issued, signed_in, mai):
    page = signed_in(mai).get("/docs/QT-16").text
    assert "Đang hiệu lực" in page
    assert "4 bước" in page
    assert "khớp" in page
    assert "Trung tá Nguyễn Văn Hùng" in page


def test_search_needs_no_marks(issued, signed_in, mai):
    assert "QT-16" in signed_in(mai).get("/docs?q=dang+ky+tam+vang").text
    assert signed_in(mai).get("/docs?q=qt-16").location == "/docs/QT-16"


def test_superseded_edition_shows_its_band(issued, lan, hung, signed_in, mai):
    second = work.start_revision(issued.document, lan, "Sửa bước 2")
    approved(
        second.rewrite(by=lan, text=TEXT.replace("02 giờ", "01 giờ", 1).replace("02 giờ", "03 giờ", 1)).submit_for_review(by=lan), hung
    )
    browser = signed_in(mai)
    assert "BẢN ĐÃ HẾT HIỆU LỰC" in browser.get("/docs/QT-16/i/1").text
    assert "<ins>" in browser.get("/docs/QT-16/diff/1..2").text


def test_officer_writes_and_submits_and_commander_signs(draft, signed_in, lan, hung):
    officer = signed_in(lan)
    assert officer.post("/docs/QT-16/edit", edit_data(draft, submit="1")).status_code == 303
    edition = draft.reload()
    assert edition.state == EditionState.IN_REVIEW
    commander = signed_in(hung)
    assert edition.sha256 in commander.get("/docs/QT-16/review").text
    data = {"seen": edition.sha256, "effective_on": "22/11/2026", "password": PASSWORD}
    assert commander.post("/docs/QT-16/approve", data).status_code == 303
    assert queries.in_force_of(edition.document).number == 1


def test_wrong_password_signs_nothing_and_keeps_the_form(submitted, signed_in, hung):
    answer = signed_in(hung).post("/docs/QT-16/approve", {"seen": submitted.sha256, "effective_on": "01/12/2026", "password": "sai"})
    assert answer.status_code == 422
    assert "chưa có gì được ký" in answer.text
    assert "01/12/2026" in answer.text
    assert submitted.reload().state == EditionState.IN_REVIEW


def test_stale_save_shows_both_texts_and_loses_neither(draft, signed_in, lan):
    browser = signed_in(lan)
    opened = edit_data(draft, text="bản của tôi, câu một")
    draft.rewrite(by=lan, text="bản của người khác")
    answer = browser.post("/docs/QT-16/edit", opened)
    assert answer.status_code == 409
    assert "bản của tôi, câu một" in answer.text
    assert "bản của người khác" in answer.text
    assert draft.reload().text == "bản của người khác"


def test_autosave_is_offered_again(draft, signed_in, lan):
    browser = signed_in(lan)
    assert browser.post("/docs/QT-16/autosave", {"text": "đang gõ dở"}).json["saved"].startswith("Đã lưu nháp tự động 10:00")
    assert "đang gõ dở" in browser.get("/docs/QT-16/edit").text
    browser.post("/docs/QT-16/edit", edit_data(draft, text="xong"))
    assert "đang gõ dở" not in browser.get("/docs/QT-16/edit").text


def test_autosave_keeps_every_field(draft, signed_in, lan):
    browser = signed_in(lan)
    typed = {**edit_data(draft, text=draft.text), "title": "Tên đang sửa", "legal_basis": "Luật đang gõ"}
    browser.post("/docs/QT-16/autosave", typed)
    assert "chưa được lưu" in browser.get("/docs/QT-16/edit").text
    page = browser.get("/docs/QT-16/edit?typed=1").text
    assert 'value="Tên đang sửa"' in page
    assert "Luật đang gõ" in page
    assert draft.reload().title != "Tên đang sửa"


def test_autosave_of_what_is_saved_already_is_not_offered(draft, signed_in, lan):
    browser = signed_in(lan)
    browser.post("/docs/QT-16/edit", edit_data(draft))
    browser.post("/docs/QT-16/autosave", edit_data(draft))
    assert "chưa được lưu" not in browser.get("/docs/QT-16/edit").text
    assert "Đã lấy lại" not in browser.get("/docs/QT-16/edit?typed=1").text


def test_preview_never_lets_script_through(lan, signed_in, office):
    html = signed_in(lan).post("/docs/preview", {"text": "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=a>"}).text
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html


def test_bad_interval_keeps_what_was_typed(draft, signed_in, lan):
    answer = signed_in(lan).post("/docs/QT-16/edit", edit_data(draft, review_months="999", text="câu đã gõ"))
    assert answer.status_code == 422
    assert "từ 1 đến 60" in answer.text
    assert "câu đã gõ" in answer.text


def test_changed_file_is_not_shown(issued, signed_in, mai):
    from qms.documents.text.file_text import path_of

    path_of("QT-16", 1).chmod(0o640)
    path_of("QT-16", 1).write_text("khác", "utf-8")
    answer = signed_in(mai).get("/docs/QT-16")
    assert answer.status_code == 500
    assert "tệp đã bị thay đổi sau khi ký" in answer.text
    assert "Mục đích" not in answer.text


def test_master_list_as_excel(issued, signed_in, oanh):
    answer = signed_in(oanh).post("/docs/register.xlsx")
    assert answer.data[:2] == b"PK"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_steps_are_data():
    sequence = sequence_of(TEXT)
    assert [step.responsible for step in sequence.steps] == [
        "Công dân",
        "Cán bộ tiếp nhận",
        "Trợ lý Quân lực",
        "Chỉ huy trưởng",
    ]
    assert sequence.total_hours == 8
    assert sequence.agrees
    assert sequence.steps[1].forms == ("BM-QT-16-01",)


def test_difference_tells_line_by_line():
    assert [row.what for row in difference.rows("a\nb\nc", "a\nx\nc\nd")] == ["same", "changed", "same", "come"]


def test_withdrawn_from_the_page(issued, signed_in, hung, mai):
    answer = signed_in(hung).post("/docs/QT-16/withdraw", {"reason": "Bãi bỏ", "on": "22/11/2026", "password": PASSWORD})
    assert answer.status_code == 303
    assert "TÀI LIỆU ĐÃ HỦY BỎ" in signed_in(mai).get("/docs/QT-16").text
    assert clock.today()

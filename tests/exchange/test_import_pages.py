"""The import pages: only who may register documents takes files in, sees what was read, corrects and makes drafts."""

import re
from io import BytesIO

import pytest

from qms.documents import queries as documents
from qms.exchange import queries, work, worker
from qms.exchange.import_job import ImportJob
from qms.exchange.states import FileState
from tests.controlled_text import controlled
from tests.documents.conftest import approved, written
from tests.exchange.conftest import MADE, taken_in
from tests.exchange.word_files import p, tracked, word


def sent(*given):
    """Give files as a form sends them."""
    return {"files": [(BytesIO(data), name) for name, data in given]}


def form(file, **facts):
    """Give what the form of a file sends."""
    return {"version": file.version, "code": "qt-05", "title": "Tên sửa", "kind": "work-procedure", "unit": "", "responsible": "", **facts}


def test_officer_takes_files_in_and_they_are_read(signed_in, lan):
    browser = signed_in(lan)
    answer = browser.post("/docs/import", sent(("QT-05.docx", MADE["procedure"].data), ("cu.doc", b"x")))
    job = ImportJob.get()
    worker.wait(job)
    assert answer.location == f"/docs/import/{job.id}"
    page = browser.get(answer.location)
    assert "Refresh" not in page.headers
    assert "QT-05" in page.text
    assert "Tiếp nhận hồ sơ đăng ký" in page.text
    assert "Lưu thành (Save As)" in page.text
    assert "Đưa 1 tệp đã sẵn sàng vào soạn thảo" in page.text
    assert f"/docs/import/{job.id}" in browser.get("/docs/import").text


@pytest.mark.parametrize("who", ["mai", "hung", "oanh", "nam", "son", "tuan"])
def test_others_see_no_import(job, file, signed_in, cast, who, request):
    browser = signed_in(request.getfixturevalue(who))
    for url in ("/docs/import", f"/docs/import/{job.id}", f"/docs/import/files/{file.id}"):
        assert browser.get(url).status_code == 403
    assert browser.post("/docs/import", sent(("a.txt", b"x"))).status_code == 403
    assert browser.post(f"/docs/import/{job.id}/adopt").status_code == 403
    assert "/docs/import" not in browser.get("/").text


@pytest.mark.parametrize("url", ["/docs/import/99", "/docs/import/files/99"])
def test_what_is_not_there_is_not_found(signed_in, lan, url):
    assert signed_in(lan).get(url).status_code == 404


def test_form_without_files_says_so(signed_in, lan):
    answer = signed_in(lan).post("/docs/import")
    assert answer.status_code == 422
    assert "Chọn ít nhất một tệp" in answer.text


def test_page_looks_again_while_files_are_read(received, signed_in, lan, monkeypatch):
    monkeypatch.setattr(worker, "is_running", lambda job: True)
    page = signed_in(lan).get(f"/docs/import/{received.job_id}")
    assert page.headers["Refresh"] == "3"
    assert "Đã đọc 0 trên 1 tệp" in page.text


def test_interrupted_batch_is_read_on(received, signed_in, lan):
    browser = signed_in(lan)
    url = f"/docs/import/{received.job_id}"
    assert "Đọc tiếp các tệp còn chờ" in browser.get(url).text
    assert browser.post(f"{url}/read").location == url
    worker.wait(received.job)
    assert received.reload().state == FileState.READ


def test_file_is_shown_beside_its_original(file, signed_in, lan):
    page = signed_in(lan).get(f"/docs/import/files/{file.id}").text
    assert "<td>BM-QT-05-01</td>" in page
    assert "Yêu cầu sửa đổi/bổ sung | Trang/Phần liên quan" in page
    assert 'value="QT-05"' in page
    assert "Nguyễn Văn Hùng" in page
    assert "ô gộp trong bảng đã tách" in page
    assert file.sha256 in page
    assert f"/files/{file.kept.id}" in page


def test_original_is_downloaded_whole_and_not_by_everybody(file, signed_in, lan, mai):
    assert signed_in(lan).get(f"/files/{file.kept.id}").data == MADE["procedure"].data
    assert signed_in(mai).get(f"/files/{file.kept.id}").status_code == 404


def test_corrected_facts_are_kept(file, signed_in, lan, office):
    sent_form = form(file, unit=office["TM"].id, clauses=["8.5.1", "8.2"])
    assert signed_in(lan).post(f"/docs/import/files/{file.id}", sent_form).status_code == 303
    facts = file.reload().facts
    assert (facts["code"], facts["title"], facts["unit"], facts["clauses"]) == ("QT-05", "Tên sửa", office["TM"].id, ["8.5.1", "8.2"])
    assert facts["issue"] == "03"


def test_file_becomes_a_draft(file, signed_in, lan):
    browser = signed_in(lan)
    answer = browser.post(f"/docs/import/files/{file.id}", form(file, adopt="1"))
    assert answer.location == f"/docs/import/{file.job_id}"
    draft = documents.open_of(documents.document("QT-05"))
    assert draft.title == "Tên sửa"
    assert "/docs/QT-05/i/3" in browser.get(f"/docs/import/files/{file.id}").text


def test_refused_draft_keeps_what_was_typed(file, signed_in, lan):
    answer = signed_in(lan).post(f"/docs/import/files/{file.id}", form(file, code="!", adopt="1"))
    assert answer.status_code == 422
    assert 'value="Tên sửa"' in answer.text
    assert file.reload().state == FileState.READ


def test_form_without_a_code_says_so(file, signed_in, lan):
    answer = signed_in(lan).post(f"/docs/import/files/{file.id}", form(file, code=""))
    assert answer.status_code == 422
    assert "Ghi mã hiệu, ví dụ QT-20." in answer.text


def test_stale_form_changes_nothing(file, signed_in, lan):
    old = form(file)
    file.correct(by=lan, title="Người khác sửa")
    answer = signed_in(lan).post(f"/docs/import/files/{file.id}", old)
    assert answer.status_code == 422
    assert "người khác thay đổi" in answer.text
    assert file.reload().facts["title"] == "Người khác sửa"


def test_tracked_changes_are_chosen(signed_in, lan):
    file = queries.files_of(taken_in(lan, ("s.docx", tracked())))[0].reload()
    browser, url = signed_in(lan), f"/docs/import/files/{file.id}"
    assert "Lấy như trước khi sửa" in browser.get(url).text
    assert browser.post(f"{url}/tracked", {"version": file.version, "tracked": "before"}).status_code == 303
    assert "01 ngày" in file.reload().text
    assert browser.post(f"{url}/tracked", {"tracked": "khác"}).status_code == 422


def test_file_is_left_out(file, signed_in, lan):
    browser = signed_in(lan)
    assert browser.post(f"/docs/import/files/{file.id}/leave-out", {"version": file.version}).status_code == 303
    assert file.reload().state == FileState.LEFT_OUT
    assert browser.post(f"/docs/import/files/{file.id}/leave-out").status_code == 409


def test_all_ready_files_become_drafts(job, signed_in, lan):
    assert signed_in(lan).post(f"/docs/import/{job.id}/adopt").status_code == 303
    assert documents.document("QT-05")


def test_batch_waits_on_the_first_page_until_it_is_decided(file, signed_in, lan):
    browser = signed_in(lan)
    assert f"Đợt nhập {file.job_id}: 1 tệp chờ quyết định" in browser.get("/").text
    work.adopt(file, lan)
    assert "tệp chờ quyết định" not in browser.get("/").text


def test_known_document_fills_the_form(lan, hung, signed_in):
    approved(written(lan, "QT-05", text=controlled()).submit_for_review(by=lan), hung)
    file = queries.files_of(taken_in(lan, ("x.docx", MADE["procedure"].data)))[0]
    page = signed_in(lan).get(f"/docs/import/files/{file.id}").text
    ticked = re.search(r'<input[^>]*value="8\.5\.1"[^>]*>', page)
    assert "checked" in ticked[0]


def test_picture_of_a_draft_is_seen_by_those_who_see_the_draft(lan, hung, mai, signed_in):
    file = queries.files_of(taken_in(lan, ("h.docx", MADE["pictures"].data)))[0].reload().correct(by=lan, code="QT-42")
    text = work.adopt(file, lan).edition.text
    url = text[text.index("(/files/") + 1 :].partition(")")[0]
    assert signed_in(hung).get(url).status_code == 200
    assert signed_in(mai).get(url).status_code == 404


def test_text_of_a_file_is_never_markup(signed_in, lan):
    job = taken_in(lan, ("<b>x.docx", word(p("<script>alert(1)</script>"))))
    page = signed_in(lan).get(f"/docs/import/files/{queries.files_of(job)[0].id}").text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") == 2

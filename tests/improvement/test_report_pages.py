"""Pages of reporting: context, posters, the session that ended, one's own list, slips, triage beside what is alike."""

import os
import re
from io import BytesIO

import pytest

from qms.core import chosen, database, home
from qms.core.attachment import Attachment, attachments_of
from qms.core.verify import verify
from qms.improvement.nonconformity import Nonconformity
from qms.organization import sign_in
from tests.conftest import PASSWORD
from tests.improvement.conftest import again, png, report

WHAT = "Phiếu kiểm soát thiếu chữ ký bước 3 <b>"


@pytest.fixture
def told(office):
    return {"what_happened": WHAT, "unit": str(office["MC"].id), "happened_on": "22/11/2026"}


@pytest.fixture
def unnamed_taken(monkeypatch):
    monkeypatch.setenv("QMS_ANONYMOUS_REPORTS", "1")


def test_poster_opens_the_form_with_its_unit(signed_in, nam, office, told):
    browser, origin = signed_in(nam), f"poster-{office['MC'].id}"
    answer = browser.get(f"/report?origin={origin}&procedure=QT-16")
    assert (answer.status_code, answer.location) == (302, f"/nc/new?procedure=QT-16&origin={origin}")
    page = browser.get(answer.location).text
    assert "Áp phích tại Bộ phận Một cửa" in page
    assert f'<option selected value="{office["MC"].id}">' in page
    browser.post("/nc/new", {**told, "origin": origin})
    assert (Nonconformity.get().origin_kind, Nonconformity.get().origin_label) == ("poster", "Áp phích tại Bộ phận Một cửa")


def test_poster_is_printed_with_its_code(signed_in, nam, office):
    browser = signed_in(nam)
    assert f"/nc/poster?unit={office['MC'].id}" in browser.get("/nc/posters").text
    page = browser.get(f"/nc/poster?unit={office['MC'].id}").text
    assert f"http://localhost/report?origin=poster-{office['MC'].id}" in page
    assert f'src="/nc/poster.svg?unit={office["MC"].id}"' in page
    assert browser.get(f"/nc/poster.svg?unit={office['MC'].id}").mimetype == "image/svg+xml"


@pytest.mark.parametrize("asked", ["unit=99", "unit=x", "procedure=QT-404"])
def test_poster_of_nothing_is_not_found(signed_in, nam, asked):
    assert [signed_in(nam).get(f"{page}?{asked}").status_code for page in ("/nc/poster", "/nc/poster.svg")] == [404, 404]


def test_report_about_a_case_is_linked_to_it(signed_in, nam, lan, reported, told):
    browser = signed_in(nam)
    assert f"/nc/new?origin=nonconformity-{reported.id}" in browser.get("/nc/NC-2026-001").text
    browser.post("/nc/new", {**told, "origin": f"nonconformity-{reported.id}"})
    assert '<a href="/nc/NC-2026-001">NC-2026-001</a>' in browser.get("/nc/NC-2026-002").text


def test_several_photos_arrive_from_both_fields(signed_in, nam, told):
    signed_in(nam).post("/nc/new", {**told, "files": [(BytesIO(png()), "chup.png"), (BytesIO(png(9)), "co-san.png")]})
    assert [file.name for file in attachments_of("nonconformity", Nonconformity.get().id)] == ["chup.png", "co-san.png"]


# the session that ended


KEPT = re.compile(r'name="files-kept" value="([^"]+)"')


def test_photos_of_a_refused_report_need_not_be_chosen_again(signed_in, nam, told):
    browser = signed_in(nam)
    photos = [(BytesIO(png()), "chup.png"), (BytesIO(b"MZ"), "x.exe"), (BytesIO(png(9)), "co-san.png")]
    refused = browser.post("/nc/new", {**told, "what_happened": "", "files": photos})
    assert refused.status_code == 422
    assert "Gửi kèm chup.png" in refused.text
    tokens = KEPT.findall(refused.text)
    assert len(tokens) == 2
    again = browser.post("/nc/new", {**told, "what_happened": "", "files-kept": tokens})
    tokens = KEPT.findall(again.text)
    browser.post("/nc/new", {**told, "files-kept": tokens[:1], "files": [(BytesIO(png(5)), "them.png")]})
    case = Nonconformity.select().order_by(Nonconformity.id.desc()).get()
    assert [file.name for file in attachments_of("nonconformity", case.id)] == ["chup.png", "them.png"]
    assert verify() == []


def test_photos_kept_are_those_of_who_chose_them_for_half_a_day(signed_in, nam, mai, told):
    tokens = KEPT.findall(signed_in(nam).post("/nc/new", {**told, "what_happened": "", "files": [(BytesIO(png()), "chup.png")]}).text)
    for token in (*tokens, "gia-mao", ""):
        assert "chọn lại tệp" in signed_in(mai).post("/nc/new", {**told, "files-kept": [token]}).text
    for path in chosen.folder().glob("*"):
        os.utime(path, (1, 1))
    chosen.sweep()
    assert signed_in(nam).post("/nc/new", {**told, "files-kept": tokens}).status_code == 422
    assert Attachment.select().count() == 0


def test_photos_without_a_name_are_not_laid_aside(browser, unnamed_taken, told):
    answer = browser.post("/report", {**told, "what_happened": "", "files": [(BytesIO(png()), "chup.png")]})
    assert answer.status_code == 422
    assert not chosen.folder().exists()


def ended(browser, told):
    """Send a report after the session has ended; give the kept typing of the sign-in page."""
    with database.connection():
        sign_in.Session.delete().execute()
    page = browser.post("/nc/new", {**told, "procedure": "QT-16", "step": "5.7"})
    assert page.status_code == 401
    return re.search(r'name="kept" value="([^"]+)"', page.text)[1]


def test_typing_comes_back_in_the_form_after_the_sign_in(signed_in, nam, told):
    browser = signed_in(nam)
    kept = ended(browser, told)
    page = browser.post("/login", {"username": "nam", "password": PASSWORD, "next": "/nc/new", "kept": kept}).text
    assert "Phiếu kiểm soát thiếu chữ ký bước 3 &lt;b&gt;</textarea>" in page
    assert f'<option selected value="{told["unit"]}">' in page
    assert 'name="procedure" type="hidden" value="QT-16"' in page
    assert "chưa được gửi" in page
    assert Nonconformity.select().count() == 0


def test_typing_survives_a_wrong_password(signed_in, nam, told):
    browser = signed_in(nam)
    kept = ended(browser, told)
    page = browser.post("/login", {"username": "nam", "password": "sai", "next": "/nc/new", "kept": kept})
    assert page.status_code == 401
    assert kept in page.text


def test_typing_nobody_signed_is_not_shown(signed_in, browser, nam):
    answer = browser.post("/login", {"username": "nam", "password": PASSWORD, "next": "/nc/new", "kept": '[["what_happened","giả"]]'})
    assert (answer.status_code, answer.location) == (303, "/nc/new")


def test_typing_of_other_forms_comes_back_field_by_field(signed_in, nam, triaged):
    browser = signed_in(nam)
    with database.connection():
        sign_in.Session.delete().execute()
    page = browser.post("/nc/NC-2026-001/correct", {"correction": "Đã bổ sung", "on": "22/11/2026"})
    kept = re.search(r'name="kept" value="([^"]+)"', page.text)[1]
    page = browser.post("/login", {"username": "nam", "password": PASSWORD, "next": "/nc/NC-2026-001/correct", "kept": kept}).text
    assert 'value="Đã bổ sung"' in page


# one's own reports


def test_reporter_reads_what_became_of_his_report(signed_in, nam, mai, lan, office):
    report(nam, office["MC"], "Việc thứ nhất").reject(by=lan, note="Là đề nghị mua sắm.")
    report(mai, office["MC"], "Việc của người khác")
    report(nam, office["MC"], "Việc thứ ba").merge(by=lan, into="NC-2026-002", note="Cùng một việc.")
    page = signed_in(nam).get("/nc/mine").text
    assert "Không phải là sự không phù hợp: Là đề nghị mua sắm." in page
    assert "Được xử lý chung với NC-2026-002." in page
    assert "Cùng một việc." in page
    assert "Việc của người khác" not in page


# without a name


def test_office_that_takes_no_unnamed_reports_asks_to_sign_in(browser, told):
    page = browser.get("/report?procedure=QT-16").text
    assert 'href="/nc/new?procedure=QT-16"' in page
    assert "<textarea" not in page
    assert browser.post("/report", told).status_code == 403
    assert Nonconformity.select().count() == 0


def test_report_without_a_name_gives_a_slip(browser, signed_in, lan, told, unnamed_taken):
    assert "không giữ tên người báo" in browser.get("/report").text
    answer = browser.post("/report", told)
    assert re.fullmatch(r"/report/slip\?code=[2-9A-Z]{5}-[2-9A-Z]{5}", answer.location)
    page = browser.get(answer.location).text
    assert "NC-2026-001" in page
    assert "phản hồi trước 17:00 ngày 23/11/2026" in page
    again(Nonconformity.get()).reject(by=lan, note="Đã kiểm tra, đúng quy trình.")
    assert "Đã kiểm tra, đúng quy trình." in browser.get(answer.location).text
    officer = signed_in(lan)
    assert all("Người báo không ghi tên" in officer.get(url).text for url in ("/nc/NC-2026-001", "/nc/NC-2026-001/print"))


def test_slip_stands_in_no_row_but_a_second_sending_finds_it(signed_in, nam, told, unnamed_taken):
    """Whoever reads the database finds neither the slip nor the form's token, which the page of a signed-in person bore."""
    browser, token = signed_in(nam), {"once": "mot-ma-cua-mot-bieu-mau"}
    first = browser.post("/report", {**told, **token})
    slip = first.location.partition("code=")[2]
    dump = b"".join(file.read_bytes() for file in home.records().glob("qms.sqlite3*"))
    assert re.fullmatch(r"[2-9A-Z]{5}-[2-9A-Z]{5}", slip)
    assert not [secret for secret in (slip, slip.replace("-", ""), token["once"]) if secret.encode() in dump]
    assert browser.post("/report", {**told, **token}).location == first.location
    assert Nonconformity.select().count() == 1


def test_signed_in_person_may_still_report_without_a_name(signed_in, nam, told, unnamed_taken):
    browser = signed_in(nam)
    assert "/report?unnamed=1" in browser.get("/nc/new").text
    assert "không giữ tên người báo" in browser.get("/report?unnamed=1").text
    browser.post("/report", told)
    assert Nonconformity.get().reported_by is None


def test_wrong_report_without_a_name_is_shown_again(browser, told, unnamed_taken):
    answer = browser.post("/report", {**told, "happened_on": "hôm qua"})
    assert answer.status_code == 422
    assert "thiếu chữ ký bước 3" in answer.text


@pytest.mark.parametrize(("code", "status"), [("", 200), ("SAIMA-SAIMA", 404), ("x" * 300, 404), ("%00", 404)])
def test_slip_nobody_was_given(browser, code, status):
    assert browser.get(f"/report/slip?code={code}").status_code == status


# triage


def test_officer_sees_why_a_case_is_alike_and_merges_with_it(signed_in, lan, mai, office):
    for _time in range(2):
        case = report(mai, office["MC"], "Phiếu thiếu chữ ký bàn giao", procedure_code="QT-16")
    browser = signed_in(lan)
    page = browser.get(f"/nc/{case.code}").text
    assert "cùng quy trình QT-16" in page
    assert '<option value="NC-2026-001">' in page
    answer = browser.post(f"/nc/{case.code}/merge", {"into": "NC-2026-001", "note": "Cùng việc", "version": str(case.version)})
    assert answer.location == f"/nc/{case.code}"
    assert 'href="/nc/NC-2026-001"' in browser.get(answer.location).text
    assert "Báo cáo được gộp vào đây" in browser.get("/nc/NC-2026-001").text
    assert browser.post(f"/nc/{case.code}/separate", {"note": "Khác việc"}).status_code == 303
    assert again(case).state == "reported"


@pytest.mark.parametrize(("verb", "sentence"), [("merge", "Ghi mã sự việc được gộp vào."), ("reject", "Ghi lý do.")])
def test_empty_answer_is_asked_for_again(signed_in, lan, reported, verb, sentence):
    answer = signed_in(lan).post(f"/nc/{reported.code}/{verb}", {})
    assert (answer.status_code, sentence in answer.text) == (422, True)


@pytest.mark.parametrize("verb", ["merge", "separate"])
def test_others_merge_and_separate_nothing(signed_in, nam, reported, verb):
    assert signed_in(nam).post(f"/nc/{reported.code}/{verb}", {"into": "NC-2026-001", "note": "x"}).status_code == 403


def test_report_the_rules_refuse_comes_back_as_it_was_typed(signed_in, mai, office):
    browser = signed_in(mai)
    typed = {"what_happened": "Sổ trực thiếu chữ ký.\nHai ca liền.", "unit": str(office["MC"].id), "happened_on": "31/12/2099"}
    answer = browser.post("/nc/new", typed)
    assert answer.status_code == 422
    assert re.search(r'class="esum"[^>]*role="alert".*?không được sau hôm nay', answer.text, re.S)
    assert "Sổ trực thiếu chữ ký.\nHai ca liền.</textarea>" in answer.text
    assert 'value="31/12/2099"' in answer.text
    assert f'<option selected value="{office["MC"].id}">' in answer.text
    assert browser.post("/nc/new", {**typed, "happened_on": "22/11/2026"}).status_code == 303

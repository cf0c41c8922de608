"""Pages of nonconformities: each works, is refused to other roles, and keeps what was typed when something is wrong."""

import re
import zipfile
from io import BytesIO

import pytest

from qms.core import trail
from qms.core.attachment import attachments_of
from qms.improvement import queries
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NonconformityState
from qms.organization.role import Role
from tests.conftest import person
from tests.improvement.conftest import CHECK, again, on, png, report, triage

WHAT = "Phiếu kiểm soát thiếu chữ ký bước 3"


@pytest.fixture
def told(office):
    """Give what is written into the report form."""
    return {"what_happened": WHAT, "unit": str(office["MC"].id), "happened_on": "22/11/2026"}


def reported_now():
    """Give the one report there is."""
    return Nonconformity.get()


# report


def test_report_asks_four_things_and_one_is_typed(signed_in, nam):
    form = signed_in(nam).get("/nc/new").text.partition('action="/nc/new"')[2].partition("</form>")[0]
    assert re.findall(r'<(?:textarea|select|input)[^>]*name="(\w+)"', re.sub(r'<input[^>]*type="hidden"[^>]*>', "", form)) == [
        "what_happened",
        "unit",
        "happened_on",
        "files",  # the camera
        "files",
    ]
    assert f'<option selected value="{nam.unit.id}">' in form
    assert 'value="22/11/2026"' in form


def test_report_is_answered_with_its_number_and_the_day_of_answer(signed_in, nam, told):
    browser = signed_in(nam)
    answer = browser.post("/nc/new", told)
    assert (answer.status_code, answer.location) == (303, "/nc/NC-2026-001/reported")
    page = browser.get(answer.location).text
    assert "Cán bộ chất lượng phản hồi trước 17:00 ngày 23/11/2026." in page
    assert 'href="/nc/NC-2026-001"' in page
    assert 'href="/nc/new"' in page
    assert (reported_now().reported_by, reported_now().what_happened) == (nam, WHAT)


def test_report_keeps_the_photo(signed_in, nam, told):
    signed_in(nam).post("/nc/new", {**told, "files": (BytesIO(png()), "so.png")})
    assert [file.name for file in attachments_of("nonconformity", reported_now().id)] == ["so.png"]


def test_context_comes_from_the_procedure(signed_in, nam, told):
    browser = signed_in(nam)
    page = browser.get("/nc/new?procedure=QT-16&step=5.7").text
    assert "Liên quan quy trình QT-16." in page
    given = dict(re.findall(r'name="(procedure|step)" type="hidden" value="([^"]*)"', page))
    assert given == {"procedure": "QT-16", "step": "5.7"}
    browser.post("/nc/new", {**told, **given})
    assert (reported_now().procedure_code, reported_now().procedure_step) == ("QT-16", "5.7")


def test_administrator_may_not_report(signed_in, tuan, told):
    browser = signed_in(tuan)
    assert browser.get("/nc/new").status_code == 403
    assert browser.post("/nc/new", told).status_code == 403
    assert Nonconformity.select().count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what_happened": " "}, "Ghi điều đã xảy ra."),
        ({"happened_on": "32/13/2026"}, "Ngày 32/13/2026 không có trong lịch."),
        ({"happened_on": "23/11/2026"}, "Ngày xảy ra không được sau hôm nay."),
        ({"what_happened": "x" * 5001}, "Ghi tối đa 5000 ký tự"),
        ({"files": (BytesIO(b"MZ"), "so.exe")}, "không nhận được"),
    ],
)
def test_wrong_report_is_shown_again_with_what_was_typed(signed_in, nam, told, changes, sentence):
    answer = signed_in(nam).post("/nc/new", {**told, **changes})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert ("what_happened" in changes) or WHAT in answer.text
    assert Nonconformity.select().count() == 0


def test_report_sent_twice_is_one_report(signed_in, nam, told):
    browser = signed_in(nam)
    first, second = (browser.post("/nc/new", {**told, "once": "same-token"}) for _time in range(2))
    assert first.location == second.location
    assert Nonconformity.select().count() == 1


# one case


def test_quality_officer_is_asked_to_triage_and_others_are_not(signed_in, reported, lan, mai):
    assert "Bước của đồng chí: phân loại" in signed_in(lan).get("/nc/NC-2026-001").text
    page = signed_in(mai).get("/nc/NC-2026-001").text
    assert "Bước của đồng chí" not in page
    assert "Thiếu chữ ký bàn giao ở bước 3" in page


@pytest.mark.parametrize("role", ["quality_officer", "commander", "auditor", "staff", "desk_officer", "ward_officer"])
def test_every_role_reads_a_case_at_each_point(signed_in, cast, closed, reported, role):
    browser = signed_in(cast[role])
    assert "Lịch sử" in browser.get(f"/nc/{closed.code}").text
    assert browser.get(f"/nc/{closed.code}/print").status_code == 200


def test_unknown_case_is_not_found(signed_in, lan):
    assert signed_in(lan).get("/nc/NC-2026-999").status_code == 404


def test_case_needs_a_sign_in(browser, reported):
    assert browser.get("/nc/NC-2026-001").status_code == 302


@pytest.fixture
def answer(office, nam):
    """Give what is written into the triage form."""
    return {
        "title": "Thiếu chữ ký", "severity": "major", "clause": "8.5.1", "procedure_code": "", "procedure_step": "5.7",
        "lead_unit": str(office["TM"].id), "responsible": str(nam.id),
    }  # fmt: skip


def test_triage(signed_in, reported, lan, nam, answer):
    browser = signed_in(lan)
    sent = browser.post("/nc/NC-2026-001/triage", answer)
    assert (sent.status_code, sent.location) == (303, "/nc/NC-2026-001")
    page = browser.get(sent.location).text
    assert "Đã phân loại NC-2026-001." in page
    assert "▲ KPH nặng" in page
    assert again(reported).responsible == nam


def test_others_may_not_triage(signed_in, reported, hung, answer):
    assert signed_in(hung).post("/nc/NC-2026-001/triage", answer).status_code == 403
    assert again(reported).state == NonconformityState.REPORTED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"title": ""}, "Ghi tóm tắt."), ({"clause": ""}, "Chọn điều khoản."), ({"responsible": ""}, "Chọn một người.")],
)
def test_wrong_triage_is_shown_again_with_what_was_typed(signed_in, reported, lan, answer, changes, sentence):
    page = signed_in(lan).post("/nc/NC-2026-001/triage", {**answer, **changes})
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="5.7"' in page.text
    assert again(reported).state == NonconformityState.REPORTED


def test_procedure_out_of_force_stays_linked_at_triage(signed_in, office, mai, lan, answer):
    case = report(mai, office["MC"], procedure_code="QT-99")
    browser = signed_in(lan)
    assert '<option selected value="QT-99">' in browser.get(f"/nc/{case.code}").text
    browser.post(f"/nc/{case.code}/triage", {**answer, "procedure_code": "QT-99"})
    assert again(case).procedure_code == "QT-99"


def test_rejected_case_opened_again_can_be_triaged_on_its_page(signed_in, reported, lan, answer):
    browser = signed_in(lan)
    browser.post("/nc/NC-2026-001/reject", {"note": "Sổ cũ"})
    assert "Sổ cũ" in browser.get("/nc/NC-2026-001").text
    browser.post("/nc/NC-2026-001/reopen", {"note": "Có thêm ảnh"})
    assert "Bước của đồng chí: phân loại" in browser.get("/nc/NC-2026-001").text
    browser.post("/nc/NC-2026-001/triage", answer)
    assert again(reported).responsible_id == int(answer["responsible"])


@pytest.mark.parametrize("verb", ["reject", "reopen"])
def test_reason_is_asked_for(signed_in, reported, lan, verb):
    if verb == "reopen":
        reported.reject(by=lan, note="Không phải")
    sent = signed_in(lan).post(f"/nc/NC-2026-001/{verb}", {"note": " "})
    assert sent.status_code == 422
    assert "Ghi lý do." in sent.text


def test_stale_page_is_refused_and_what_was_typed_is_shown(signed_in, triaged, nam):
    browser = signed_in(nam)
    old = {"correction": "Đã ký bổ sung trên sổ", "on": "22/11/2026", "version": str(triaged.version - 1)}
    sent = browser.post("/nc/NC-2026-001/correct", old)
    assert sent.status_code == 409
    assert "Đã ký bổ sung trên sổ" in sent.text
    assert again(triaged).correction == ""


def test_second_of_two_who_triage_gets_his_typing_back(signed_in, reported, office, lan, answer):
    second = person("Bùi Thị Hoa", "hoa", "", "Trợ lý", office["BCH"], Role.QUALITY_OFFICER)
    seen = {name: browser.get("/nc/NC-2026-001").text for name, browser in (("lan", signed_in(lan)), ("hoa", signed_in(second)))}
    version = {name: re.search(r'name="version" value="(\d+)"', page)[1] for name, page in seen.items()}
    first = signed_in(lan).post("/nc/NC-2026-001/triage", {**answer, "version": version["lan"]})
    late = signed_in(second).post("/nc/NC-2026-001/triage", {**answer, "title": "Cách gọi của Hoa", "version": version["hoa"]})
    assert (first.status_code, late.status_code) == (303, 409)
    assert "NC-2026-001 đã được người khác thay đổi" in late.text
    assert 'value="Cách gọi của Hoa"' in late.text
    assert again(reported).title == "Thiếu chữ ký"


def test_correction_and_cause_are_two_steps(signed_in, triaged, nam):
    browser = signed_in(nam)
    browser.post("/nc/NC-2026-001/correct", {"correction": "Đã ký bổ sung", "on": "22/11/2026"})
    browser.post("/nc/NC-2026-001/analyse", {"cause_group": "form", "cause": "Mẫu sổ thiếu cột", "elsewhere": "QT-15"})
    page = browser.get("/nc/NC-2026-001").text
    for words in ("Đã ký bổ sung", "Biểu mẫu, hồ sơ.", "Mẫu sổ thiếu cột", "QT-15"):
        assert words in page


@pytest.mark.parametrize(
    ("verb", "sent", "sentence"),
    [
        ("correct", {"correction": "", "on": "22/11/2026"}, "Ghi việc đã làm để khắc phục."),
        ("correct", {"correction": "Đã ký", "on": "hôm nay"}, "Ghi ngày theo dạng 22/11/2026."),
        ("analyse", {"cause_group": "form", "cause": "", "elsewhere": "Ở QT-15"}, "Ghi nguyên nhân."),
        ("analyse", {"cause_group": "bogus", "cause": "Mẫu sổ"}, "Lỗi:"),
    ],
)
def test_wrong_step_is_shown_again_with_what_was_typed(signed_in, triaged, nam, verb, sent, sentence):
    page = signed_in(nam).post(f"/nc/NC-2026-001/{verb}", sent)
    assert page.status_code == 422
    assert sentence in page.text
    assert all(value in page.text for name, value in sent.items() if name in {"correction", "cause", "elsewhere"})


@pytest.mark.parametrize("verb", ["correct", "analyse", "action"])
def test_others_may_not_handle(signed_in, analysed, son, verb):
    everything = {"correction": "Đã ký", "on": "22/11/2026", "cause_group": "form", "cause": "Mẫu sổ"}
    assert signed_in(son).post(f"/nc/NC-2026-001/{verb}", everything).status_code == 403


@pytest.fixture
def order(mai, oanh):
    """Give what is written into the form of an action."""
    return {
        "description": "Sửa mẫu sổ", "kind": "corrective", "responsible": str(mai.id), "due_on": "01/12/2026", "revises": "",
        "verifier": str(oanh.id), "check_on": "31/12/2026", "measure": "10 hồ sơ sau ngày làm xong đều đủ chữ ký.",
    }  # fmt: skip


def test_plan_an_action(signed_in, analysed, nam, mai, order):
    browser = signed_in(nam)
    sent = browser.post("/nc/NC-2026-001/action", order)
    assert (sent.status_code, sent.location) == (303, "/nc/NC-2026-001")
    assert "HDKP-2026-001" in browser.get(sent.location).text
    assert CorrectiveAction.get().responsible == mai


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"description": ""}, "Ghi việc phải làm."),
        ({"measure": ""}, "Ghi thước đo hiệu lực."),
        ({"verifier": ""}, "Chọn một người."),
        ({"due_on": "mai"}, "Ghi ngày theo dạng 22/11/2026."),
        ({"check_on": "01/11/2026"}, "Ngày kiểm tra hiệu lực từ hạn hoàn thành"),
    ],
)
def test_wrong_action_is_shown_again(signed_in, analysed, nam, order, changes, sentence):
    sent = signed_in(nam).post("/nc/NC-2026-001/action", {**order, **changes})
    assert sent.status_code == 422
    assert sentence in sent.text
    assert CorrectiveAction.select().count() == 0


def test_doer_as_verifier_is_refused_in_words(signed_in, analysed, nam, order):
    sent = signed_in(nam).post("/nc/NC-2026-001/action", {**order, "verifier": order["responsible"]})
    assert sent.status_code == 422
    assert "Người kiểm tra hiệu lực phải khác với người thực hiện." in sent.text
    assert "Sửa mẫu sổ" in sent.text


def test_page_shows_what_closing_lacks(signed_in, planned, lan):
    page = signed_in(lan).get("/nc/NC-2026-001").text
    assert "✓ Nguyên nhân đã được xác định" in page
    assert '○ <a href="#hanh-dong">Mọi hành động đã thực hiện xong</a>' in page


def test_close_too_early_says_what_is_missing(signed_in, planned, lan):
    sent = signed_in(lan).post("/nc/NC-2026-001/close")
    assert sent.status_code == 422
    assert "còn thiếu: mọi hành động đã thực hiện xong; mọi hành động được người khác kiểm tra là có hiệu lực." in sent.text


def test_close(signed_in, effective, lan):
    with on(CHECK):
        browser = signed_in(lan)
        assert browser.post("/nc/NC-2026-001/close").status_code == 303
        assert "Đóng ngày 31/12/2026 bởi Đại úy Trần Thị Lan" in browser.get("/nc/NC-2026-001").text


def test_others_may_not_close(signed_in, effective, nam):
    with on(CHECK):
        assert signed_in(nam).post("/nc/NC-2026-001/close").status_code == 403
    assert again(effective.nonconformity).state == NonconformityState.AWAITING_CHECK


def test_reopened_case_shows_its_history(signed_in, closed, lan):
    browser = signed_in(lan)
    browser.post("/nc/NC-2026-001/reopen", {"note": "Lại thiếu chữ ký ngày 05/01"})
    page = browser.get("/nc/NC-2026-001").text
    for words in ("đã đóng", "đã mở lại", "Lại thiếu chữ ký ngày 05/01", "▲ Không hiệu lực"):
        assert words in page


def test_looking_changes_nothing(signed_in, planned, lan):
    browser = signed_in(lan)
    before = trail.head().seq
    for url in ("/nc", "/nc/new", "/nc/NC-2026-001", "/nc/NC-2026-001/print", "/nc/NC-2026-001/reported", "/ca", "/ca/HDKP-2026-001"):
        assert browser.get(url).status_code == 200
    assert trail.head().seq == before


# paper


def test_paper_tells_all_and_leaves_room_to_sign(signed_in, closed, oanh):
    page = signed_in(oanh).get("/nc/NC-2026-001/print").text
    wanted = (
        "Ban Chỉ huy quân sự phường An Bình", "Phiếu sự không phù hợp và hành động khắc phục", "KPH nhẹ", "8.5.1", "QT-16",
        "Bổ sung chữ ký trên phiếu.", "Mẫu sổ thiếu cột ký nhận.", "HDKP-2026-001", "Thiếu tá Lê Thị Oanh", "31/12/2026",
        "10 hồ sơ sau ngày làm xong đều đủ chữ ký.", "Đóng ngày 31/12/2026", 'class="signs"',
    )  # fmt: skip
    assert [words for words in wanted if words not in page] == []


def test_paper_of_a_new_report(signed_in, reported, mai):
    page = signed_in(mai).get("/nc/NC-2026-001/print")
    assert page.status_code == 200
    assert "Chưa đóng." in page.text


# register


def test_register_is_filtered_by_the_address(signed_in, office, mai, lan, nam):
    triage(report(mai, office["MC"], "Quá hạn trả kết quả"), lan, nam, office["TM"], title="Quá hạn trả kết quả")
    report(mai, office["TM"], "Mất dấu công văn đến")
    browser = signed_in(nam)
    for url, shown in [
        ("/nc", {"NC-2026-001", "NC-2026-002"}),
        ("/nc?state=reported", {"NC-2026-002"}),
        ("/nc?q=qua+han", {"NC-2026-001"}),
        (f"/nc?unit={office['TM'].id}", {"NC-2026-002"}),
        ("/nc?clause=8.5.1", {"NC-2026-001"}),
        ("/nc?tile=week", {"NC-2026-002"}),
    ]:
        assert set(re.findall(r'href="/nc/(NC-2026-\d+)"', browser.get(url).text)) == shown, url


@pytest.mark.parametrize("words", ["state=x", "unit=x", "clause=x", "tile=x", "month=13/2026", "cause=x", "before=x", "q=%25"])
def test_strange_filter_is_no_error(signed_in, reported, nam, words):
    assert signed_in(nam).get(f"/nc?{words}").status_code == 200


def test_filter_that_finds_nothing_can_be_dropped(signed_in, reported, nam):
    page = signed_in(nam).get("/nc?q=khong+co").text
    assert "Không có sự không phù hợp nào khớp bộ lọc." in page
    assert "Bỏ bộ lọc" in page


def test_second_page_goes_on_where_the_first_ended(signed_in, office, mai):
    for number in range(51):
        report(mai, office["MC"], f"Việc số {number}")
    browser = signed_in(mai)
    first = browser.get("/nc").text
    assert len(set(re.findall(r'href="/nc/(NC-2026-\d+)"', first))) == 50
    following = re.search(r'href="(/nc\?before=\d+)"', first).group(1)
    assert set(re.findall(r'href="/nc/(NC-2026-\d+)"', browser.get(following).text)) == {"NC-2026-001"}


def test_excel_holds_the_filtered_rows_and_is_on_the_trail(signed_in, office, mai, lan, nam):
    triage(report(mai, office["MC"]), lan, nam, office["TM"])
    report(mai, office["TM"])
    sent = signed_in(nam).post("/nc/list.xlsx?state=in_progress")
    texts = zipfile.ZipFile(BytesIO(sent.data)).read("xl/sharedStrings.xml").decode()
    assert re.findall(r"NC-2026-\d+", texts) == ["NC-2026-001"]
    assert "Bộ phận Một cửa" in texts
    assert trail.head().act == "nc.exported"


def test_tiles_are_links_with_their_numbers(signed_in, reported, nam):
    page = signed_in(nam).get("/nc").text
    assert [
        int(re.search(rf'href="/nc\?tile={tile}"[^>]*><b>(\d+)</b>', page).group(1)) for tile in queries.TILES
    ] == list(queries.tiles().values())  # fmt: skip

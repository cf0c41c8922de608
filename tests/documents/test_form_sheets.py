"""Forms under their procedures: acts, revisions with files, the register, what citizens may download."""

import io
from datetime import timedelta

import pytest
from docx import Document as WordFile

from qms.core import clock, trail
from qms.core.attachment import attach_to
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.documents.sheets import register as form_register
from qms.documents.sheets.form_sheet import FormRevision, FormSheet
from qms.documents.sheets.states import RevisionState, SheetStanding
from qms.documents.sheets.use import outdated, used_outdated
from qms.organization.person import SYSTEM, RoleGrant
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from tests.conftest import PASSWORD
from tests.documents.conftest import approved, written
from tests.improvement.conftest import report

FACTS = {"name": "giay-tiep-nhan.txt", "data": "Họ và tên".encode(), "reason": "Ban hành lần đầu"}


@pytest.fixture
def sheet(issued, lan, hung):
    """Give a form of QT-16 with its first file, public and approved."""
    made = form_register.establish(lan, issued.document, "bm-qt-16-01", "Giấy tiếp nhận", True, effective_on=clock.today(), **FACTS)
    return approve(made, hung)


@pytest.fixture
def with_second(sheet, lan):
    """Give the form with a second file that waits for approval."""
    return submit(sheet, lan)


def submit(sheet, by, **facts):
    """Submit a new file."""
    sheet.revise(by=by, **{**FACTS, "name": "moi.txt", "effective_on": clock.today(), "reason": "Mẫu mới", **facts})
    return sheet


def approve(sheet, by, **facts):
    """Approve the file that waits."""
    waiting = sheet.waiting
    waiting.approve(by=by, **{"seen": waiting.sha256, "confirmation": Confirmation(by.id), **facts})
    return sheet


def test_established_form_is_in_force_with_its_file(sheet):
    assert (sheet.code, sheet.standing, sheet.in_force.number) == ("BM-QT-16-01", SheetStanding.IN_FORCE, 1)
    assert sheet.in_force.file.bytes() == FACTS["data"]
    assert trail.head().act == "formrevision.approve"


def test_only_the_quality_officer_keeps_forms(sheet, issued, nam):
    for act, facts in [
        (FormSheet(document=issued.document, code="BM-QT-16-02", title="x").establish, {}),
        (sheet.revise, {**FACTS, "effective_on": clock.today()}),
        (sheet.show_public, {"is_public": False}),
        (FormRevision(sheet=sheet, number=2, effective_on=clock.today(), reason="x", issued_by=nam).submit, {}),
    ]:
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
            act(by=nam, **facts)


@pytest.mark.parametrize(
    ("code", "title", "sentence"),
    [("BM-QT-17-01", "x", "BM-QT-16-01"), ("X", "x", "không đúng dạng"), ("BM-QT-16-02", " ", "Ghi tên"), ("BM-QT-16-01", "x", "đã có")],
)
def test_form_stands_under_its_procedure(sheet, issued, lan, code, title, sentence):
    with pytest.raises(Missing, match=sentence):
        FormSheet(document=issued.document, code=code, title=title).establish(by=lan)


def test_refused_file_leaves_nothing_behind(issued, lan):
    with pytest.raises(Missing, match="không nhận được"):
        form_register.establish(
            lan, issued.document, "BM-QT-16-01", "x", False, name="x.exe", data=b"MZ", effective_on=clock.today(), reason="x"
        )
    assert (FormSheet.select().count(), FormRevision.select().count()) == (0, 0)


def test_new_file_takes_force_on_its_day(sheet, lan, hung):
    later = clock.today() + timedelta(days=10)
    approve(submit(sheet, lan, effective_on=later), hung)
    assert sheet.in_force.number == 1
    with clock.stopped_at(clock.at(later)):
        assert (sheet.in_force.number, sheet.in_force.file.name) == (2, "BM-QT-16-01_lan-02.txt")


def test_file_waits_for_somebody_else_and_is_not_in_use_before(with_second, lan, hung):
    assert (with_second.waiting.state, with_second.in_force.number) == (RevisionState.SUBMITTED, 1)
    signature = {"seen": with_second.waiting.sha256, "confirmation": Confirmation(lan.id)}
    with pytest.raises(NotAllowed, match="Chỉ huy"):
        with_second.waiting.approve(by=lan, **signature)
    RoleGrant(person=hung, role=Role.QUALITY_OFFICER, valid_from=clock.today()).grant(by=SYSTEM)
    submit(with_second, hung.reload())
    with pytest.raises(NotAllowed, match="người khác với người trình"):
        approve(with_second, hung)
    assert with_second.in_force.number == 1


def test_commander_signs_the_file_he_saw(with_second, lan, hung):
    seen = with_second.waiting.sha256
    submit(with_second, lan, data=b"KHAC")
    with pytest.raises(Missing, match="Tệp đã thay đổi"):
        approve(with_second, hung, seen=seen)
    approve(with_second, hung)
    assert (with_second.in_force.number, with_second.in_force.file.bytes(), with_second.in_force.approved_by) == (2, b"KHAC", hung)


def test_file_approved_late_takes_force_on_that_day(with_second, hung):
    with clock.stopped_at(clock.at(clock.today() + timedelta(days=3))):
        approve(with_second, hung)
        assert with_second.in_force.effective_on == clock.today()


def test_file_sent_back_with_a_reason_takes_another_file_in_its_place(with_second, lan, hung):
    with pytest.raises(Missing, match="lý do trả lại"):
        with_second.waiting.send_back(by=hung, note=" ")
    with_second.waiting.send_back(by=hung, note="Thiếu ô ngày sinh")
    assert with_second.waiting.sent_back.note == "Thiếu ô ngày sinh"
    with pytest.raises(NotNow):
        approve(with_second, hung)
    approve(submit(with_second, lan, data=b"DU"), hung)
    assert [one.number for one in with_second.issued_newest_first] == [2, 1]


def test_withdrawn_form_is_not_approved(with_second, lan, hung):
    with_second.withdraw(by=hung, on=clock.today(), reason="Bỏ")
    with pytest.raises(Missing, match="quyết định hủy bỏ"):
        approve(with_second, hung)


def test_form_waiting_for_its_first_approval_says_so(issued, lan):
    made = form_register.establish(lan, issued.document, "BM-QT-16-03", "Sổ", False, effective_on=clock.today(), **FACTS)
    assert (made.standing, made.in_force) == (SheetStanding.WAITING, None)


def test_commander_sends_back_on_the_page_and_the_officer_reads_why(with_second, signed_in, lan, hung, mai):
    url = "/docs/forms/BM-QT-16-01"
    version = with_second.waiting.version
    assert signed_in(mai).post(f"{url}/return", {"version": version, "note": "x"}).status_code == 403
    assert signed_in(lan).post(f"{url}/approve", {"version": version, "password": PASSWORD}).status_code == 403
    commander = signed_in(hung)
    assert commander.post(f"{url}/return", {"version": version, "note": ""}).status_code == 422
    assert commander.post(f"{url}/approve", {"version": version, "password": ""}).status_code == 422
    assert commander.post(f"{url}/return", {"version": version, "note": "Thiếu ô ngày sinh"}).status_code == 303
    assert commander.post(f"{url}/return", {"version": version, "note": "Lần nữa"}).status_code == 409
    officer = signed_in(lan)
    assert "Thiếu ô ngày sinh" in officer.get("/").text
    assert "Thiếu ô ngày sinh" in officer.get(url).text


def test_revision_says_why_and_not_in_the_past(sheet, lan):
    with pytest.raises(Missing, match="không được sớm hơn hôm nay"):
        submit(sheet, lan, effective_on=clock.today() - timedelta(days=1))
    with pytest.raises(Missing, match="lý do"):
        submit(sheet.reload(), lan, reason=" ")


def test_withdrawn_form_leaves_use_and_takes_no_file(sheet, lan, hung):
    with pytest.raises(NotAllowed, match="Chỉ huy"):
        sheet.withdraw(by=lan, on=clock.today(), reason="x")
    with pytest.raises(Missing, match="lý do hủy bỏ"):
        sheet.withdraw(by=hung, on=clock.today(), reason=" ")
    with pytest.raises(Missing, match="không được sớm hơn"):
        sheet.reload().withdraw(by=hung, on=clock.today() - timedelta(days=1), reason="x")
    sheet = sheet.reload().withdraw(by=hung, on=clock.today(), reason="Bãi bỏ mẫu")
    assert (sheet.standing, sheet.in_force) == (SheetStanding.WITHDRAWN, None)
    assert len(sheet.revisions_newest_first) == 1
    with pytest.raises(Missing, match="quyết định hủy bỏ"):
        submit(sheet, lan)


def test_form_leaves_use_with_its_document(sheet, issued, hung):
    issued.document.withdraw(by=hung, on=clock.today(), reason="Thủ tục bãi bỏ", confirmation=Confirmation(hung.id))
    again = FormSheet.get_by_id(sheet.id)
    assert (again.standing, again.in_force) == (SheetStanding.WITHDRAWN, None)


def test_register_shows_what_is_named_and_what_is_kept(sheet):
    found = form_register.register()
    assert [(one.code, one.standing) for one in found] == [
        ("BM-QT-16-01", SheetStanding.IN_FORCE),
        ("BM-QT-16-02", SheetStanding.WITHOUT_FILE),
    ]
    assert [one.code for one in form_register.register("giay tiep nhan")] == ["BM-QT-16-01"]
    assert [one.code for one in form_register.register(standing="without_file")] == ["BM-QT-16-02"]


def test_form_of_a_draft_is_kept_on_the_register(lan, draft):
    form_register.establish(lan, draft.document, "BM-QT-16-07", "Sổ", False, effective_on=clock.today(), **FACTS)
    assert [one.code for one in form_register.register()] == ["BM-QT-16-07"]


def test_officer_adds_a_form_commander_signs_and_others_download_it(issued, signed_in, lan, hung, mai):
    data = {"code": "BM-QT-16-02", "title": "Phiếu", "effective_on": "22/11/2026", "reason": "Lần đầu"}
    file = {"file": (io.BytesIO(b"PHIEU"), "phieu.txt")}
    answer = signed_in(lan).post("/docs/QT-16/forms/new", {**data, **file})
    assert answer.location == "/docs/forms/BM-QT-16-02"
    sheet = form_register.sheet("BM-QT-16-02")
    waiting = f"/files/{sheet.waiting.file.id}"
    assert "BM-QT-16-02_lan-01.txt" not in signed_in(mai).get("/docs/forms/BM-QT-16-02").text
    assert signed_in(mai).get(waiting).status_code == 404
    commander = signed_in(hung)
    assert "BM-QT-16-02 lần 01 – Phiếu" in commander.get("/").text
    assert commander.get(waiting).data == b"PHIEU"
    signature = {"version": 1, "seen": sheet.waiting.sha256}
    refused = commander.post("/docs/forms/BM-QT-16-02/approve", {**signature, "password": "sai"})
    assert (refused.status_code, "Mật khẩu không đúng" in refused.text) == (422, True)
    assert "Ký và ban hành" in refused.text
    assert sheet.in_force is None
    assert commander.post("/docs/forms/BM-QT-16-02/approve", {**signature, "password": PASSWORD}).status_code == 303
    page = signed_in(mai).get("/docs/forms/BM-QT-16-02").text
    assert "BM-QT-16-02_lan-01.txt" in page
    assert "Trình tệp mới" not in page
    assert signed_in(mai).get(f"/files/{sheet.in_force.file.id}").data == b"PHIEU"
    assert "/docs/forms/BM-QT-16-02" in signed_in(mai).get("/docs/QT-16").text
    assert signed_in(mai).get("/docs/QT-16/forms/new").status_code == 403


def test_form_without_a_file_is_refused_and_keeps_what_was_typed(issued, signed_in, lan):
    data = {"code": "BM-QT-16-02", "title": "Phiếu yêu cầu", "effective_on": "22/11/2026", "reason": "Lần đầu"}
    answer = signed_in(lan).post("/docs/QT-16/forms/new", data)
    assert answer.status_code == 422
    assert 'value="Phiếu yêu cầu"' in answer.text


def test_officer_revises_and_closes_and_commander_withdraws_on_the_page(sheet, signed_in, lan, hung, mai):
    officer, url = signed_in(lan), "/docs/forms/BM-QT-16-01"
    facts = {"effective_on": "01/12/2026", "reason": "Mẫu mới", "file": (io.BytesIO(b"MOI"), "moi.txt")}
    assert officer.post(f"{url}/revise", {"version": sheet.version, **facts}).status_code == 303
    assert officer.post(f"{url}/public", {"version": sheet.version + 1}).status_code == 303
    assert officer.post(f"{url}/withdraw", {"version": sheet.version + 2, "on": "22/11/2026", "why": "x"}).status_code == 403
    commander = signed_in(hung)
    assert commander.post(f"{url}/withdraw", {"version": sheet.version + 2, "on": "", "why": "x"}).status_code == 422
    assert commander.post(f"{url}/withdraw", {"version": sheet.version, "on": "22/11/2026", "why": "x"}).status_code == 409
    assert commander.post(f"{url}/withdraw", {"version": sheet.version + 2, "on": "22/11/2026", "why": "Bãi bỏ"}).status_code == 303
    page = signed_in(mai).get(url).text
    assert "Hủy bỏ từ 22/11/2026 – Bãi bỏ" in page
    assert "BM-QT-16-01_lan-01.txt" in page
    assert "BM-QT-16-01_lan-02.txt" not in page


@pytest.mark.parametrize("url", ["/docs/forms", "/docs/forms?q=giay", "/docs/forms?standing=x"])
def test_register_opens_for_everybody(sheet, signed_in, mai, url):
    assert signed_in(mai).get(url).status_code == 200


def test_register_as_excel(sheet, signed_in, mai):
    assert signed_in(mai).post("/docs/forms.xlsx").data[:2] == b"PK"


def test_citizen_downloads_only_what_is_flagged_public(sheet, browser, lan):
    url = "/public/QT-16/forms/BM-QT-16-01"
    assert url in browser.get("/public/QT-16").text
    assert browser.get(url).data == FACTS["data"]
    assert browser.get("/public/QT-16/forms/BM-QT-16-02").status_code == 404
    sheet.show_public(by=lan, is_public=False)
    assert browser.get(url).status_code == 404
    assert url not in browser.get("/public/QT-16").text


def test_form_of_a_procedure_that_is_not_posted_stays_inside(browser, lan, hung):
    draft = written(lan).rewrite(by=lan, is_public=False)
    issued = approved(draft.submit_for_review(by=lan), hung)
    form_register.establish(lan, issued.document, "BM-QT-16-01", "x", True, effective_on=clock.today(), **FACTS)
    assert browser.get("/public/QT-16/forms/BM-QT-16-01").status_code == 404


def word(text):
    """Make a Word file that says something."""
    held = io.BytesIO()
    written = WordFile()
    written.sections[0].header.paragraphs[0].text = text
    written.save(held)
    return held.getvalue()


def evidence(nam, name, data=b"x"):
    """Put a file under a record."""
    return attach_to(nam, name, data, nam)


@pytest.fixture
def replaced(with_second, hung):
    """Give the form with a second file in force from today."""
    return approve(with_second, hung)


def test_form_is_handed_out_under_a_name_that_tells_its_revision(replaced):
    assert [one.file.name for one in replaced.revisions_newest_first] == ["BM-QT-16-01_lan-02.txt", "BM-QT-16-01_lan-01.txt"]


@pytest.mark.parametrize(
    "name",
    ["BM-QT-16-01_lan-01.txt", "Bản quét BM-QT-16-01 lần 01 đã ký.txt", "bm-qt-16-01_LAN-1 (2).txt", "BM-QT-16-01 Lần ban hành 01.txt"],
)
def test_form_used_in_an_old_revision_is_marked(replaced, nam, name):
    file = evidence(nam, name)
    assert str(outdated(file)) == "Biểu mẫu BM-QT-16-01 lần 01 đã cũ khi nộp, đang dùng lần 02"
    assert used_outdated(replaced) == [file]


@pytest.mark.parametrize(
    "name", ["BM-QT-16-01_lan-02.txt", "BM-QT-16-01.txt", "BM-QT-16-011_lan-01.txt", "BM-QT-16-02_lan-01.txt", "lan-01.txt", "lần 01.txt"]
)
def test_form_in_use_or_not_told_is_not_marked(replaced, nam, name):
    assert outdated(evidence(nam, name)) is None
    assert used_outdated(replaced) == []


def test_form_filled_in_before_it_was_replaced_is_not_marked(sheet, lan, nam, hung):
    file = evidence(nam, "BM-QT-16-01_lan-01.txt")
    with clock.stopped_at(clock.at(clock.today() + timedelta(days=1))):
        approve(submit(sheet, lan), hung)
        assert outdated(file) is None
        assert outdated(evidence(nam, "BM-QT-16-01_lan-01.txt")) is not None


def test_word_file_tells_its_revision_in_its_header(replaced, nam):
    assert outdated(evidence(nam, "da dien.docx", word("BM-QT-16-01 – Lần ban hành: 01 – Trang 1"))) is not None
    assert outdated(evidence(nam, "BM-QT-16-01 da dien.docx", word("BM-QT-16-01 Lần ban hành: 01"))) is not None
    assert outdated(evidence(nam, "BM-QT-16-02 da dien.docx", word("BM-QT-16-01 Lần ban hành: 01"))) is None
    assert outdated(evidence(nam, "da dien 2.docx", word("BM-QT-16-01 Lần ban hành: 02"))) is None


def test_withdrawn_form_is_marked_where_it_is_still_used(replaced, hung, nam):
    replaced.withdraw(by=hung, on=clock.today(), reason="Bỏ")
    assert str(outdated(evidence(nam, "BM-QT-16-01_lan-02.txt"))) == "Biểu mẫu BM-QT-16-01 đã hủy bỏ khi nộp"


def test_auditor_sees_the_mark_beside_the_file(replaced, signed_in, nam, oanh):
    evidence(nam, "BM-QT-16-01_lan-01.txt")
    assert "lần 01 đã cũ khi nộp, đang dùng lần 02" in signed_in(oanh).get(f"/records/person/{nam.id}").text


def test_form_lists_the_files_made_on_old_revisions_to_who_may_see_them(replaced, signed_in, mai, oanh, office):
    case = report(mai, office["MC"])
    attach_to(case, "BM-QT-16-01_lan-01.txt", b"x", mai)
    assert "Hồ sơ làm trên lần đã cũ" in signed_in(oanh).get("/docs/forms/BM-QT-16-01").text

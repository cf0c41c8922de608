"""Forms under their procedures: acts, revisions with files, the register, what citizens may download."""

import io
from datetime import timedelta

import pytest
from docx import Document as WordFile

from qms.core import clock, trail
from qms.core.attachment import attach_to
from qms.core.refusals import Missing, NotAllowed
from qms.documents.sheets import register as form_register
from qms.documents.sheets.form_sheet import FormRevision, FormSheet, SheetStanding
from qms.documents.sheets.use import outdated, used_outdated
from tests.documents.conftest import approved, written
from tests.improvement.conftest import report

FACTS = {"name": "giay-tiep-nhan.txt", "data": "Họ và tên".encode(), "reason": "Ban hành lần đầu"}


@pytest.fixture
def sheet(issued, lan):
    """Give a form of QT-16 with its first file, public."""
    return form_register.establish(lan, issued.document, "bm-qt-16-01", "Giấy tiếp nhận", True, effective_on=clock.today(), **FACTS)


def revise(sheet, by, **facts):
    """Put a new file in place."""
    return sheet.revise(by=by, **{**FACTS, "name": "moi.txt", "effective_on": clock.today(), "reason": "Mẫu mới", **facts})


def test_established_form_is_in_force_with_its_file(sheet):
    assert (sheet.code, sheet.standing, sheet.in_force.number) == ("BM-QT-16-01", SheetStanding.IN_FORCE, 1)
    assert sheet.in_force.file.bytes() == FACTS["data"]
    assert trail.head().act == "formsheet.revise"


def test_only_the_quality_officer_keeps_forms(sheet, issued, nam):
    for act, facts in [
        (FormSheet(document=issued.document, code="BM-QT-16-02", title="x").establish, {}),
        (sheet.revise, {**FACTS, "effective_on": clock.today()}),
        (sheet.show_public, {"is_public": False}),
        (sheet.withdraw, {"on": clock.today(), "reason": "x"}),
        (FormRevision(sheet=sheet, number=2, effective_on=clock.today(), reason="x", issued_by=nam).issue, {}),
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


def test_new_file_takes_force_on_its_day(sheet, lan):
    later = clock.today() + timedelta(days=10)
    revise(sheet, lan, effective_on=later)
    assert sheet.in_force.number == 1
    with clock.stopped_at(clock.at(later)):
        assert (sheet.in_force.number, sheet.in_force.file.name) == (2, "BM-QT-16-01_lan-02.txt")


def test_revision_says_why_and_not_in_the_past(sheet, lan):
    with pytest.raises(Missing, match="không được sớm hơn hôm nay"):
        revise(sheet, lan, effective_on=clock.today() - timedelta(days=1))
    with pytest.raises(Missing, match="lý do"):
        revise(sheet.reload(), lan, reason=" ")


def test_withdrawn_form_leaves_use_and_takes_no_file(sheet, lan):
    with pytest.raises(Missing, match="lý do hủy bỏ"):
        sheet.withdraw(by=lan, on=clock.today(), reason=" ")
    with pytest.raises(Missing, match="không được sớm hơn"):
        sheet.reload().withdraw(by=lan, on=clock.today() - timedelta(days=1), reason="x")
    sheet = sheet.reload().withdraw(by=lan, on=clock.today(), reason="Bãi bỏ mẫu")
    assert (sheet.standing, sheet.in_force) == (SheetStanding.WITHDRAWN, None)
    assert len(sheet.revisions_newest_first) == 1
    with pytest.raises(Missing, match="quyết định hủy bỏ"):
        revise(sheet, lan)


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


def test_officer_adds_a_form_on_the_page_and_others_download_it(issued, signed_in, lan, mai):
    data = {"code": "BM-QT-16-02", "title": "Phiếu", "effective_on": "22/11/2026", "reason": "Lần đầu"}
    file = {"file": (io.BytesIO(b"PHIEU"), "phieu.txt")}
    answer = signed_in(lan).post("/docs/QT-16/forms/new", {**data, **file})
    assert answer.location == "/docs/forms/BM-QT-16-02"
    page = signed_in(mai).get("/docs/forms/BM-QT-16-02").text
    assert "BM-QT-16-02_lan-01.txt" in page
    assert "Ban hành tệp mới" not in page
    sheet = form_register.sheet("BM-QT-16-02")
    assert signed_in(mai).get(f"/files/{sheet.in_force.file.id}").data == b"PHIEU"
    assert "/docs/forms/BM-QT-16-02" in signed_in(mai).get("/docs/QT-16").text
    assert signed_in(mai).get("/docs/QT-16/forms/new").status_code == 403


def test_form_without_a_file_is_refused_and_keeps_what_was_typed(issued, signed_in, lan):
    data = {"code": "BM-QT-16-02", "title": "Phiếu yêu cầu", "effective_on": "22/11/2026", "reason": "Lần đầu"}
    answer = signed_in(lan).post("/docs/QT-16/forms/new", data)
    assert answer.status_code == 422
    assert 'value="Phiếu yêu cầu"' in answer.text


def test_officer_revises_closes_and_withdraws_on_the_page(sheet, signed_in, lan, mai):
    officer, url = signed_in(lan), "/docs/forms/BM-QT-16-01"
    facts = {"effective_on": "01/12/2026", "reason": "Mẫu mới", "file": (io.BytesIO(b"MOI"), "moi.txt")}
    assert officer.post(f"{url}/revise", {"version": sheet.version, **facts}).status_code == 303
    assert officer.post(f"{url}/public", {"version": sheet.version + 1}).status_code == 303
    assert officer.post(f"{url}/withdraw", {"version": sheet.version + 2, "on": "", "why": "x"}).status_code == 422
    assert officer.post(f"{url}/withdraw", {"version": sheet.version, "on": "22/11/2026", "why": "x"}).status_code == 409
    assert officer.post(f"{url}/withdraw", {"version": sheet.version + 2, "on": "22/11/2026", "why": "Bãi bỏ"}).status_code == 303
    page = signed_in(mai).get(url).text
    assert "Hủy bỏ từ 22/11/2026 – Bãi bỏ" in page
    assert "BM-QT-16-01_lan-02.txt" in page


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
def replaced(sheet, lan):
    """Give the form with a second file in force from today."""
    return revise(sheet, lan)


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


def test_form_filled_in_before_it_was_replaced_is_not_marked(sheet, lan, nam):
    file = evidence(nam, "BM-QT-16-01_lan-01.txt")
    with clock.stopped_at(clock.at(clock.today() + timedelta(days=1))):
        revise(sheet, lan)
        assert outdated(file) is None
        assert outdated(evidence(nam, "BM-QT-16-01_lan-01.txt")) is not None


def test_word_file_tells_its_revision_in_its_header(replaced, nam):
    assert outdated(evidence(nam, "da dien.docx", word("BM-QT-16-01 – Lần ban hành: 01 – Trang 1"))) is not None
    assert outdated(evidence(nam, "BM-QT-16-01 da dien.docx", word("BM-QT-16-01 Lần ban hành: 01"))) is not None
    assert outdated(evidence(nam, "BM-QT-16-02 da dien.docx", word("BM-QT-16-01 Lần ban hành: 01"))) is None
    assert outdated(evidence(nam, "da dien 2.docx", word("BM-QT-16-01 Lần ban hành: 02"))) is None


def test_withdrawn_form_is_marked_where_it_is_still_used(replaced, lan, nam):
    replaced.withdraw(by=lan, on=clock.today(), reason="Bỏ")
    assert str(outdated(evidence(nam, "BM-QT-16-01_lan-02.txt"))) == "Biểu mẫu BM-QT-16-01 đã hủy bỏ khi nộp"


def test_auditor_sees_the_mark_beside_the_file(replaced, signed_in, nam, oanh):
    evidence(nam, "BM-QT-16-01_lan-01.txt")
    assert "lần 01 đã cũ khi nộp, đang dùng lần 02" in signed_in(oanh).get(f"/records/person/{nam.id}").text


def test_form_lists_the_files_made_on_old_revisions_to_who_may_see_them(replaced, signed_in, mai, oanh, office):
    case = report(mai, office["MC"])
    attach_to(case, "BM-QT-16-01_lan-01.txt", b"x", mai)
    assert "Hồ sơ làm trên lần đã cũ" in signed_in(oanh).get("/docs/forms/BM-QT-16-01").text

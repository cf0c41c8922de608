"""Editions as PDF and Word for those who may read them, and the open page that tells whether a sheet still counts."""

import io
import re
from datetime import date, timedelta

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from qms.core import clock, trail
from qms.core.verify import verify
from qms.documents import work
from qms.documents.papers import paper
from qms.documents.papers.printout import LENGTH, LETTERS, PrintForm, Printout, printout_of
from qms.organization.office import Office
from qms.organization.person import SYSTEM
from tests.conftest import NOW, TODAY
from tests.documents.conftest import TEXT, approved, written

WHITE = re.compile(r"\s+")


def text_of(answer):
    """Give a PDF's text without white space."""
    return text_of_bytes(answer.data)


def text_of_bytes(data):
    """Give the text of a PDF's bytes without white space."""
    return WHITE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def words_in(data):
    """List the paragraphs of a Word file, those of its tables last."""
    file = WordFile(io.BytesIO(data))
    in_tables = (part.text for table in file.tables for cell in table._cells for part in cell.paragraphs)
    return [*(part.text for part in file.paragraphs), *in_tables]


def revised(issued, lan, hung, on=None):
    """Issue the second edition."""
    second = work.start_revision(issued.document, lan, "Sửa bước 2")
    text = TEXT.replace("02 giờ", "01 giờ", 1).replace("02 giờ", "03 giờ", 1)
    return approved(second.rewrite(by=lan, text=text).submit_for_review(by=lan), hung, on)


def printed(edition, by, form=PrintForm.PDF):
    """Print an edition."""
    return Printout(edition=edition, form=form).take(by=by)


def test_pdf_is_the_edition_with_its_signatures_and_its_mark(issued, signed_in, mai):
    answer = signed_in(mai).post("/docs/QT-16/i/1/pdf")
    printout = Printout.get()
    text = text_of(answer)
    for part in ("Tiếpnhận", "ĐạiúyTrầnThịLan", "TrungtáNguyễnVănHùng", "Chỉhuytrưởng", "Banhànhlầnđầu", "TCVNISO9001:2015"):
        assert part in text
    assert "ĐANGCÓHIỆULỰCtạingàyin22/11/2026" in text
    assert f"Mãkiểmtra:{printout.spoken_code}" in text
    assert trail.history_of("printout", printout.id)[0].hash[-12:] in text
    assert "TrungúyĐỗThịMai" in text
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=qt-16-lan-01.pdf")


def test_every_print_is_on_the_trail_with_its_own_code(issued, signed_in, mai):
    browser = signed_in(mai)
    for _again in range(2):
        assert browser.post("/docs/QT-16/i/1/pdf").status_code == 200
    assert browser.post("/docs/QT-16/i/1/word").status_code == 200
    assert [entry.act for entry in trail.TrailEntry.select() if entry.kind == "printout"] == ["printout.take"] * 3
    codes = {printout.code for printout in Printout.select()}
    assert len(codes) == 3
    assert all(len(code) == LENGTH and set(code) <= set(LETTERS) for code in codes)
    assert verify() == []


def test_word_file_opens_with_the_text(issued, signed_in, mai):
    document = WordFile(io.BytesIO(signed_in(mai).post("/docs/QT-16/i/1/word").data))
    assert "Quy định trình tự tiếp nhận." in [paragraph.text for paragraph in document.paragraphs]
    assert "Nộp hồ sơ" in [table.rows[1].cells[1].text for table in document.tables]


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_draft_is_printed_by_those_who_see_drafts_only(draft, signed_in, mai, oanh, kind):
    assert signed_in(mai).post(f"/docs/QT-16/i/1/{kind}").status_code == 404
    assert signed_in(oanh).post(f"/docs/QT-16/i/1/{kind}").status_code == 200
    assert Printout.get().of_draft


def test_draft_says_so_across_the_page(draft, signed_in, lan):
    text = text_of(signed_in(lan).post("/docs/QT-16/i/1/pdf"))
    assert text.count("BẢNSOẠNTHẢO") >= 2 * 3
    assert "ĐANGCÓHIỆULỰC" not in text


def test_superseded_print_says_so_and_knows_no_later_issue(issued, lan, hung, signed_in, mai):
    revised(issued, lan, hung)
    text = text_of(signed_in(mai).post("/docs/QT-16/i/1/pdf"))
    assert "HẾTHIỆULỰC" in text
    assert "Sửabước2" not in text
    later = text_of(signed_in(mai).post("/docs/QT-16/i/2/pdf"))
    assert "Banhànhlầnđầu" in later
    assert "Sửabước2" in later
    assert "HẾTHIỆULỰC" not in later


def test_sample_office_prints_sample_on_every_page(issued, signed_in, mai):
    assert "DỮLIỆUMẪU" not in text_of(signed_in(mai).post("/docs/QT-16/i/1/pdf"))
    printout = printed(issued, mai)
    office = Office(name="Ban mẫu", is_sample=True)
    assert paper.sheet_of(printout, office, "https://a/q/x").sample == "DỮ LIỆU MẪU"


def test_changed_file_is_not_printed(issued, signed_in, mai):
    from qms.documents.text.file_text import path_of

    path_of("QT-16", 1).chmod(0o640)
    path_of("QT-16", 1).write_text("khác", "utf-8")
    assert signed_in(mai).post("/docs/QT-16/i/1/pdf").status_code == 500
    assert Printout.select().count() == 0


def test_papers_are_vietnamese_for_every_reader(issued, signed_in, mai):
    browser = signed_in(mai)
    browser.client.set_cookie("lang", "en")
    assert "Quytrìnhnghiệpvụ".upper() in text_of(browser.post("/docs/QT-16/i/1/pdf"))


def test_document_page_offers_paper(issued, signed_in, mai, lan):
    assert 'action="/docs/QT-16/i/1/pdf"' in signed_in(mai).get("/docs/QT-16").text
    assert "/decision" not in signed_in(mai).get("/docs/QT-16").text
    assert "/docs/QT-16/i/1/decision" in signed_in(lan).get("/docs/QT-16").text


def test_decision_has_the_articles_and_the_signature(issued, lan, hung, signed_in):
    Office.get().amend(by=SYSTEM, name="Ban CHQS phường An Bình", superior="Bộ CHQS tỉnh", place="An Bình", contact="")
    revised(issued, lan, hung, date(2026, 12, 1))
    text = text_of(signed_in(lan).post("/docs/QT-16/i/2/decision"))
    for part in ("CỘNGHÒAXÃHỘI", "AnBình,ngày22tháng11năm2026", "/QĐ-BCH", "Điều1.", "lầnbanhành02", "01/12/2026", "thaythếlầnbanhành01"):
        assert part in text
    assert text.index("CHỈHUYTRƯỞNG") < text.rindex("TrungtáNguyễnVănHùng")
    told = [entry for entry in trail.TrailEntry.select() if entry.act == "decision.exported"]
    assert [entry.facts["label"] for entry in told] == ["QT-16 lần 02"]


def test_decision_as_word_says_what_the_pdf_says(issued, lan, signed_in):
    browser = signed_in(lan)
    answer = browser.post("/docs/QT-16/i/1/decision/word")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=quyet-dinh-qt-16-lan-01.docx")
    told = words_in(answer.data)
    printed = text_of(browser.post("/docs/QT-16/i/1/decision"))
    assert [line for line in told if WHITE.sub("", line) not in printed] == []
    assert len(WHITE.sub("", "".join(told))) == len(printed)
    assert len([entry for entry in trail.TrailEntry.select() if entry.act == "decision.exported"]) == 2


@pytest.mark.parametrize("form", ["decision", "decision/word"])
def test_decision_is_of_the_day_of_approval_whenever_it_is_fetched(submitted, lan, hung, signed_in, form):
    with clock.stopped_at(NOW + timedelta(hours=15)):  # 01:00 in Hanoi, the day before by world time
        approved(submitted, hung)
        first = signed_in(lan).post(f"/docs/QT-16/i/1/{form}").data
    with clock.stopped_at(NOW + timedelta(days=40)):
        assert signed_in(lan).post(f"/docs/QT-16/i/1/{form}").data == first
    told = text_of_bytes(first) if form == "decision" else WHITE.sub("", "".join(words_in(first)))
    assert "ngày23tháng11năm2026" in told


@pytest.mark.parametrize("form", ["decision", "decision/word"])
def test_decision_is_for_approved_editions_and_for_who_draws_it_up(draft, signed_in, lan, mai, form):
    assert signed_in(lan).post(f"/docs/QT-16/i/1/{form}").status_code == 404
    assert signed_in(mai).post(f"/docs/QT-16/i/1/{form}").status_code == 403


def test_word_sheet_has_a_list_of_contents_that_word_counts(issued, mai, signed_in):
    file = WordFile(io.BytesIO(signed_in(mai).post("/docs/QT-16/i/1/word").data))
    body = [(part.style.name, part.text, part._p.xml) for part in file.paragraphs]
    headings = [text for style, text, _xml in body if style in ("Heading 1", "Heading 2")]
    first = next(place for place, (_style, _text, xml) in enumerate(body) if "TOC " in xml)
    assert [text for _style, text, _xml in body[first : first + len(headings)]] == headings
    assert 'w:dirty="true"' in body[first][2]
    assert 'w:fldCharType="end"' in body[first + len(headings) - 1][2]


def test_margins_are_the_office_s_own(issued, mai, monkeypatch):
    monkeypatch.setenv("QMS_PAPER_MARGINS", "25, 25,35,20")
    assert (paper.margins().top, paper.margins().left, paper.margins().right) == (25, 35, 20)


@pytest.mark.parametrize("value", ["20,20,30", "20,20,30,x", "1,20,30,15", "20,20,30,51", "²,20,30,15"])
def test_bad_margins_stop_the_start(value, monkeypatch):
    from qms import settings

    monkeypatch.setenv("QMS_PAPER_MARGINS", value)
    with pytest.raises(settings.BadSetting):
        settings.check()


def test_anybody_asks_about_a_sheet_that_counts(issued, mai, browser):
    printout = printed(issued, mai)
    page = browser.get(f"/q/{printout.spoken_code.lower()}").text
    assert "Còn hiệu lực" in page
    assert "QT-16 Đăng ký nghĩa vụ quân sự tạm vắng" in page
    assert "10:00 22/11/2026" in page
    assert "Mai" not in page


def test_sheet_that_was_superseded_names_the_new_issue(issued, mai, lan, hung, browser):
    printout = printed(issued, mai)
    revised(issued, lan, hung)
    assert "Đã thay bằng lần 02 từ 22/11/2026" in browser.get(f"/q/{printout.code}").text


def test_sheet_of_a_withdrawn_document(issued, mai, hung, browser):
    from qms.organization.sign_in import Confirmation

    printout = printed(issued, mai)
    issued.document.withdraw(by=hung, on=TODAY, reason="Bãi bỏ", confirmation=Confirmation(hung.id))
    assert "Tài liệu đã hủy bỏ từ 22/11/2026" in browser.get(f"/q/{printout.code}").text


def test_sheet_before_its_day(submitted, hung, mai, browser):
    printout = printed(approved(submitted, hung, date(2026, 12, 1)), mai)
    page = browser.get(f"/q/{printout.code}").text
    assert "hiệu lực từ 01/12/2026" in page
    assert "Còn hiệu lực" not in page


def test_sheet_of_a_draft_names_nothing_even_after_the_issue(submitted, lan, hung, browser):
    printout = printed(submitted, lan)
    approved(submitted, hung)
    page = browser.get(f"/q/{printout.code}").text
    assert "Bản soạn thảo" in page
    assert "QT-16" not in page
    assert "tạm vắng" not in page


def test_inner_document_gives_its_code_only(lan, hung, mai, browser):
    edition = written(lan, "QT-90").rewrite(by=lan, is_public=False)
    issued = approved(edition.submit_for_review(by=lan), hung)
    page = browser.get(f"/q/{printed(issued, mai).code}").text
    assert "QT-90" in page
    assert "tạm vắng" not in page


@pytest.mark.parametrize("code", ["KHONGCOMA2", "QT-16", "x" * 300, "<b>"])
def test_unknown_code_has_a_page_of_its_own(issued, browser, code):
    answer = browser.get(f"/q/{code}")
    assert answer.status_code == 404
    assert "Không có bản in mang mã này" in answer.text


def test_code_is_found_as_people_type_it(issued, mai):
    printout = printed(issued, mai)
    assert printout_of(f" {printout.code[:3]} - {printout.code[3:].lower()} ") == printout
    assert printout_of(printout.code[:-1]) is None


def test_text_that_cannot_be_printed_leaves_no_print(lan, hung, signed_in):
    wide = "|" + "a|" * 61 + "\n|" + "-|" * 61 + "\n|" + "b|" * 61 + "\n"
    approved(written(lan, text=f"{TEXT}\n{wide}").submit_for_review(by=lan), hung)
    answer = signed_in(lan).post("/docs/QT-16/i/1/pdf")
    assert answer.status_code == 422
    assert "hơn 60 cột" in answer.text
    assert Printout.select().count() == 0

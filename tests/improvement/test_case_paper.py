"""A case and an action on the office's form: what stands there, what is honestly not there, long texts, who may have it."""

import io
import re
from datetime import timedelta

import pytest
from docx import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from qms.core import trail
from qms.core.paper import pdf, word_slip
from qms.core.verify import verify
from qms.improvement import work
from qms.improvement.papers.action_paper import request_of
from qms.improvement.papers.as_told import words
from qms.improvement.papers.case_paper import sheet_of
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Rank
from tests.improvement.conftest import CHECK, DUE, RESULT, TODAY, again, on, plan, png

SPACE = re.compile(r"\s+")


def told_by_pdf(slip):
    """Give the words of a paper as a reader of PDF sees them."""
    return SPACE.sub(" ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.slip(slip))).pages))


def told_by_word(slip):
    """Give the words of a paper as Word sees them, headings, lines and tables in their order."""
    return told_in(WordFile(io.BytesIO(word_slip.slip(slip))))


def told_in(file):
    """Give the words of an open Word file."""
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    edges = [one.text for part in (file.sections[0].header, file.sections[0].footer) for one in part.paragraphs]
    return SPACE.sub(" ", " ".join([*edges, *(one.text for one in file.paragraphs), *cells]))


both = pytest.mark.parametrize("read", [told_by_pdf, told_by_word])


def sheet(case, by):
    """Lay a case out."""
    return sheet_of(again(case), Office.current(), by)


@both
def test_closed_case_tells_all_its_parts(closed, lan, read):
    text = read(sheet(closed, lan))
    for words_ in (
        "BM-QT-04-01", "NC-2026-001", "PHIẾU SỰ KHÔNG PHÙ HỢP VÀ HÀNH ĐỘNG KHẮC PHỤC", "A. Báo sự không phù hợp",
        "Bộ phận Một cửa, ngày 22/11/2026", "KPH nhẹ", "8.5.1", "QT-16", "C. Khắc phục", "Bổ sung chữ ký trên phiếu.",
        "Mẫu sổ thiếu cột ký nhận.", "Có thể ở QT-15.", "HDKP-2026-001", "Sửa mẫu sổ, thêm cột ký nhận.", RESULT,
        "10 hồ sơ sau ngày làm xong đều đủ chữ ký.", "ngày 31/12/2026, Đại úy Trần Thị Lan", "Người báo", "Trung úy Đỗ Thị Mai",
        "Cán bộ tiếp nhận, Bộ phận Một cửa", "đã ghi lúc 10:00 22/11/2026", "đã ghi lúc 10:00 31/12/2026",
    ):  # fmt: skip
        assert words_ in text
    assert "chưa" not in text


@both
def test_new_report_says_what_is_not_there_yet(reported, lan, read):
    text = read(sheet(reported, lan))
    for words_ in (
        "Chưa phân loại.",
        "Việc đã làm: (chưa có)",
        "Nguyên nhân: (chưa có)",
        "Chưa giao hành động nào.",
        "còn thiếu: đã phân loại và",
    ):
        assert words_ in text
    assert text.count("Người đóng (chưa có)") + text.count("Người đóng") == 1 + text.count("Người đóng (chưa có)")


def test_action_under_way_is_not_told_as_done(planned, lan):
    text = told_by_word(sheet(planned.nonconformity, lan))
    assert "(chưa làm)" in text
    assert "(chưa kiểm tra)" in text


def test_rejected_report_tells_why(reported, lan):
    text = told_by_word(sheet(reported.reject(by=lan, note="Là đề nghị trang bị."), lan))
    assert "Kết luận: không phải là sự không phù hợp" in text
    assert "Lý do: Là đề nghị trang bị." in text
    assert "Nguyên nhân" not in text.replace("xác định nguyên nhân", "")


def test_reopened_case_is_not_told_as_closed(closed, lan):
    with on(CHECK, 11):
        slip = sheet(closed.reopen(by=lan, note="Lại thiếu chữ ký."), lan)
    text = told_by_word(slip)
    assert "Mở lại: 11:00 31/12/2026, Đại úy Trần Thị Lan, Thư ký ISO, Ban Chỉ huy: Lại thiếu chữ ký." in text
    assert "Tái diễn, 11:00 31/12/2026" in text
    assert slip.signed[-1] == ("Người đóng", "(chưa có)", "", "")


def test_signature_is_what_it_was_then(closed, mai, lan):
    with on(CHECK + timedelta(1)):
        Rank(person=mai, name="Thiếu tá", valid_from=CHECK + timedelta(1)).confer(by=SYSTEM)
        slip = sheet(closed, lan)
    assert slip.signed[0][:2] == ("Người báo", "Trung úy Đỗ Thị Mai")
    assert "Thiếu tá Đỗ Thị Mai" not in " ".join(row for part in slip.signed for row in part)


def test_paper_is_vietnamese_whatever_the_reader_reads(signed_in, closed, mai):
    browser = signed_in(mai)
    browser.client.set_cookie("lang", "en")
    sent = browser.post("/nc/NC-2026-001/word")
    assert "Đã đóng" in told_in(WordFile(io.BytesIO(sent.data)))


@both
def test_request_tells_one_action_from_case_to_conclusion(effective, lan, read):
    text = read(request_of(again(effective), Office.current(), lan))
    for words_ in (
        "BM-QT-04-01, mục E, F, G", "PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC", "NC-2026-001", RESULT, "Kết luận: Hiệu lực", "Người yêu cầu",
        "hạn hoàn thành: Trung úy Đỗ Thị Mai, ngày 01/12/2026", "Thượng úy Phạm Văn Nam", "Thiếu tá Lê Thị Oanh",
    ):  # fmt: skip
        assert words_ in text


def test_request_tells_a_later_date_and_what_is_not_there_yet(planned, lan):
    planned.extend(by=lan, due_on=DUE + timedelta(5), note="Chờ in sổ.")
    text = told_by_word(request_of(again(planned), Office.current(), lan))
    for words_ in ("ngày 06/12/2026", "Chờ in sổ.", "Kết quả: (chưa có)", "Kết luận: (chưa có)", "Người thực hiện (chưa có)"):
        assert words_ in text


def test_long_texts_and_twenty_actions_break_over_pages(analysed, nam, mai, oanh, lan):
    case = analysed.correct(by=nam, correction="Đã bổ sung chữ ký còn thiếu. " * 100, on=TODAY)
    for number in range(20):
        one = plan(
            again(case), nam, mai, oanh, description=f"Việc {number}. " + "Rà từng hồ sơ trong tủ, ghi lại. " * (60 if number == 7 else 4)
        )
        work.complete(
            one, mai, f"Kết quả {number}. " + "Đã rà xong tủ hồ sơ. " * (140 if number == 9 else 3), [(f"anh-{number}.png", png())]
        )
    slip = sheet(case, lan)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.slip(slip))).pages]
    text = SPACE.sub(" ", " ".join(pages))
    assert len(pages) > 4
    assert all(f"Việc {n}." in text and f"Kết quả {n}." in text for n in range(20))
    assert all(f"{n}/{len(pages)}" in page for n, page in enumerate(pages, 1))
    assert sum("Việc phải làm" in page for page in pages) > 1, "the head of a table stands on each page"
    assert "Người đóng" in pages[-1]
    assert told_by_word(slip).count("HDKP-2026-020") == 3


@given(st.text(max_size=300))
def test_no_word_of_a_text_is_lost(text):
    kept = " ".join("".join(part if isinstance(part, str) else "".join(part["c"]) for part in one["c"]) for one in words("Việc", text))
    assert all(word in kept for word in text.split() if word.isascii() and word.isprintable())


def test_same_case_makes_the_same_paper(closed, lan):
    assert pdf.slip(sheet(closed, lan)) == pdf.slip(sheet(closed, lan))
    assert word_slip.slip(sheet(closed, lan)) == word_slip.slip(sheet(closed, lan))


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("/nc/NC-2026-001/pdf", b"%PDF"),
        ("/nc/NC-2026-001/word", b"PK"),
        ("/ca/HDKP-2026-001/pdf", b"%PDF"),
        ("/ca/HDKP-2026-001/word", b"PK"),
    ],
)
def test_everybody_who_reads_the_case_gets_the_paper_and_it_is_noted(signed_in, planned, son, url, start):
    browser = signed_in(son)
    assert f'action="{url}"' in browser.get(url.rpartition("/")[0]).text
    sent = browser.post(url)
    assert (sent.status_code, sent.data[:4].startswith(start)) == (200, True)
    assert trail.head().act == f"{url[1:3]}.exported"
    assert (trail.head().actor, verify()) == (son.id, [])


def test_form_code_stands_only_where_the_office_has_the_form(signed_in, planned, son):
    sent = signed_in(son).post("/nc/NC-2026-001/word")
    header = WordFile(io.BytesIO(sent.data)).sections[0].header.paragraphs[0].text
    assert "BM-" not in header


@pytest.mark.parametrize("url", ["/nc/NC-2026-999/pdf", "/ca/HDKP-2026-999/word"])
def test_paper_of_nothing_is_not_found(signed_in, son, url):
    assert signed_in(son).post(url).status_code == 404


def test_nobody_without_a_sign_in_gets_a_paper(browser, planned):
    assert browser.post("/nc/NC-2026-001/pdf").status_code == 401

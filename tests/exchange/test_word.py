"""Word files of every usual shape: all their text comes through in exact Unicode, all their tables are tables."""

import html
import re
import zipfile
from io import BytesIO
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core.markdown_text import rendered
from qms.documents.text.steps import sequence_of
from qms.exchange.blocks import Paragraph, Piece
from qms.exchange.findings import told
from qms.exchange.reading import read
from qms.exchange.written import markdown
from tests.exchange.word_files import SIGNS, STEPS, files, p, packed, r, tbl, tc, tracked, word

MADE = files()


def shown(text):
    """Give the letters a reader sees of a Markdown text, on one line."""
    plain = re.sub(r"<(?:li|p|td|th|h\d|/li|/p|/td|/th)\b[^>]*>", " ", rendered(text).html)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", plain)).split())


def said(reading):
    """Give the findings of a reading as sentences."""
    return " ".join(str(phrase) for phrase in told(reading.findings))


@pytest.mark.parametrize("name", MADE)
def test_all_text_comes_through(name):
    made = MADE[name]
    reading = read(f"{name}.docx", made.data)
    seen = shown(reading.text)
    assert [text for text in made.texts if " ".join(text.split()) not in seen] == []
    assert [text for text in made.gone if text in seen] == []
    assert is_normalized("NFC", reading.text)


@pytest.mark.parametrize("name", MADE)
def test_all_tables_are_tables(name):
    made = MADE[name]
    assert rendered(read(f"{name}.docx", made.data).text).html.count("<table>") == made.tables


@pytest.mark.parametrize("name", MADE)
def test_original_is_shown_whole(name):
    reading = read(f"{name}.docx", MADE[name].data)
    letters = "".join(reading.original.split())
    hidden = {"Hình 1", "Tiếp nhận; Kiểm tra thành phần"}
    assert [text for text in set(MADE[name].texts) - hidden if "".join(text.split()) not in letters] == []


def test_frame_is_metadata():
    reading = read("x.docx", MADE["procedure"].data)
    assert reading.facts == {
        "code": "QT-05",
        "title": "Tiếp nhận hồ sơ đăng ký",
        "issue": "03",
        "issued_on": "15/01/2026",
        "names": {"drafted": "Trần Thị Lan", "reviewed": "Phạm Văn Nam", "approved": "Nguyễn Văn Hùng"},
        "amendments": ["Luật mới | 5.4 | Rút ngắn thời hạn | 03 | 15/01/2026"],
        "is_secret": False,
    }
    assert reading.text.startswith("## 1. Mục đích")
    assert "BAN CHỈ HUY QUÂN SỰ" in said(reading)


def test_merged_cells_are_taken_apart_and_told():
    reading = read("x.docx", MADE["procedure"].data)
    rows = [line for line in reading.text.splitlines() if line.startswith("|")]
    assert rows[4] == "| 3 | Phân chuyển | Cán bộ tiếp nhận | 02 giờ | Sổ |"
    assert rows[5] == "| Giai đoạn trả kết quả |  |  |  |  |"
    assert len({row.replace("\\|", "").count("|") for row in rows}) == 1
    assert "2 ô gộp trong bảng đã tách" in said(reading)


def test_lists_stand_inside_each_other():
    page = rendered(read("x.docx", MADE["nested lists"].data).text).html
    assert re.search(r"<ol>\s*<li>Một<ul>\s*<li>a\) Điểm a<ul>\s*<li>Gạch", page)
    assert re.search(r'<ol start="3">\s*<li>Ba', page)
    assert re.search(r"<li>Chấm con<ol>\s*<li>Số con", page)
    assert re.search(r"<li>Gạch gõ tay<ul>\s*<li>Cộng gõ tay", page)


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("procedure", [(2, "1. Mục đích"), (2, "5. Nội dung"), (3, "5.4 Thời gian xử lý"), (3, "5.7 Quy trình")]),
        ("numbered headings", [(2, "1. Phạm vi"), (3, "1.1 Chung"), (3, "1.2 Riêng"), (2, "2. Nội dung"), (3, "2.1 Mở")]),
        ("typed headings", [(2, "I. MỤC ĐÍCH"), (2, "1. Phạm vi"), (3, "2.1. Đối tượng")]),
    ],
)
def test_headings_keep_level_and_number(name, headings):
    found = rendered(read("x.docx", MADE[name].data).text).headings
    assert [(heading.level, heading.text) for heading in found] == headings


def test_weight_links_and_notes_are_marked():
    text = read("x.docx", MADE["links and fields"].data).text
    assert "[Nghị định](https://vbpl.vn/nd%20%2813%29)" in text
    assert "[cổng](https://chinhphu.vn)" in text
    assert "**mạnh**" in text
    assert "[^2]" in read("x.docx", MADE["footnotes"].data).text


def test_pictures_are_given_once_and_others_told():
    reading = read("x.docx", MADE["pictures"].data)
    assert len(reading.pictures) == 1
    assert reading.text.count("[Hình 1](#hinh-1)") == 2
    assert "1 hình không phải PNG hoặc JPEG" in said(reading)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("TCVN3", "5 đoạn chữ phông cũ"),
        ("VNI", "đoạn chữ phông cũ"),
        ("text box", "1 khung chữ"),
        ("links and fields", "1 công thức"),
        ("links and fields", "1 đoạn chữ ẩn"),
        ("links and fields", "chữ ở chân trang “Lưu hành nội bộ”"),
        ("procedure", "Mục lục tự động không chép"),
    ],
)
def test_what_was_changed_or_left_is_told(name, sentence):
    assert sentence in said(read("x.docx", MADE[name].data))


def test_tracked_changes_are_taken_as_accepted():
    reading = read("x.docx", tracked())
    seen = shown(reading.text)
    assert "Thời hạn 0,5 ngày làm việc. Đoạn đầu, nối liền. Chỗ mới Đầu bảng Hàng thêm" in seen
    assert "Hàng bỏ" not in seen
    assert reading.tracked == 7
    assert "7 chỗ sửa đổi" in said(reading)


def test_tracked_changes_are_taken_as_before():
    seen = shown(read("x.docx", tracked(), is_accepted=False).text)
    assert "Thời hạn 01 ngày làm việc. Đoạn đầu, nối liền. Chỗ cũ Đầu bảng Hàng bỏ" in seen
    assert "Hàng thêm" not in seen
    assert re.search(r"<p>Đoạn đầu,</p>", rendered(read("x.docx", tracked(), is_accepted=False).text).html)


@pytest.mark.parametrize("sign", SIGNS)
def test_sign_of_markdown_is_a_letter(sign):
    text = read("x.docx", word(p("Trước") + p(sign) + p("Sau"))).text
    assert shown(text) == f"Trước {' '.join(sign.split())} Sau"
    assert not re.search(r"<(script|img|h\d|hr|table|pre|a|em|strong|del)\b", rendered(text).html)


@given(st.lists(st.text(alphabet="ab ắ*_~`[]()<>&#|\\!:=+-.1\n", max_size=12), min_size=1, max_size=4))
def test_any_letters_are_shown_as_they_are(lines):
    pieces = [Paragraph([Piece(f"x{line}")]) for line in lines]
    assert shown(markdown(list(pieces), {})).split() == " ".join(f"x{line}" for line in lines).split()


@given(st.lists(st.tuples(st.text(alphabet="ab ắ*_1", min_size=1, max_size=6), st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_weight_never_changes_letters(parts):
    pieces = [Piece(text, bold=bold, italic=italic) for text, bold, italic in parts]
    assert "".join(shown(markdown([Paragraph([Piece("x "), *pieces])], {})).split()) == "x" + "".join(
        "".join(t.split()) for t, _, _ in parts
    )


def test_nested_table_is_kept_as_lines():
    reading = read("x.docx", word(tbl(["A", tc("B", inside=tbl(["n1", "n2"], ["n3", "n4"]))])))
    assert "n1 / n2; n3 / n4" in reading.text
    assert "1 bảng nằm trong ô" in said(reading)


def test_box_whose_values_stand_below_or_beside():
    below = tbl(["Mã hiệu", "Lần ban hành", "Ngày ban hành"], ["QT.ISO.02", "01", "ngày 05 tháng 3 năm 2020"])
    beside = tbl(["Mã số:", "QT 07/BCH"], ["Lần sửa đổi:", "2"], ["Ngày hiệu lực:", "01.02.2026"])
    assert _box(below) == ("QT.ISO.02", "01", "05/03/2020")
    assert _box(beside) == ("QT-07-BCH", "2", "01/02/2026")
    assert _box(p("Mã hiệu: BM-01   Lần ban hành: 04   Ngày ban hành: 1/2/26   Trang: 1/3")) == ("BM-01", "04", "01/02/2026")


def _box(header):
    facts = read("x.docx", word(p("Nội dung"), headers=[header])).facts
    return facts["code"], facts["issue"], facts["issued_on"]


def test_box_in_the_body_is_taken_off_the_front():
    front = tbl(["Mã hiệu: QT-09", "Lần ban hành: 01"], ["QUY TRÌNH KIỂM TRA", "Trang: 1/2"])
    reading = read("x.docx", word(front + p("1. Mục đích", style="H1") + p("Nêu.")))
    assert (reading.facts["code"], reading.facts["title"]) == ("QT-09", "Kiểm tra")
    assert reading.text == "## 1. Mục đích\n\nNêu."


def test_title_falls_back_to_the_name_of_the_file():
    assert read("Quy_trinh tiep dan.docx", word(p("Nội dung"))).facts["title"] == "Quy trinh tiep dan"


def test_steps_are_read_by_the_house():
    sequence = sequence_of(read("x.docx", word(p("5.7 Các bước", style="H2") + STEPS)).text)
    assert [step.responsible for step in sequence.steps[:3]] == ["Công dân", "Cán bộ tiếp nhận", "Cán bộ tiếp nhận"]


def test_mark_of_secrecy_is_told():
    reading = read("x.docx", word(p("MẬT") + p("Nội dung")))
    assert reading.facts["is_secret"]
    assert "độ mật" in said(reading)


def test_strict_files_are_read():
    usual = zipfile.ZipFile(BytesIO(word(p(r("Tệp Strict")))))
    parts = {name: usual.read(name).decode() for name in usual.namelist()}
    for was, strict in (("wordprocessingml/2006/main", "wordprocessingml/main"), ("officeDocument/2006", "officeDocument")):
        old, new = f"http://schemas.openxmlformats.org/{was}", f"http://purl.oclc.org/ooxml/{strict}"
        parts = {name: text.replace(old, new) for name, text in parts.items()}
    assert "purl.oclc.org" in parts["word/document.xml"]
    assert read("x.docx", packed(parts)).text == "Tệp Strict"

"""Text on paper: what is written is what is printed, letter for letter, in fonts that lie in the file."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from qms.core.markdown_text import rendered
from qms.core.paper import pdf, pictures, word, word_letter
from qms.core.paper.form import Letter, Mark, Sheet, date_line, signing_lines
from qms.core.paper.glyphs import FONTS, known, printable
from qms.core.paper.tables import plain_table
from qms.core.paper.tree import paragraph, tree_of, words_of
from qms.core.refusals import Missing
from qms.documents.text import file_text
from qms.settings import CHECKOUT

WHITE = re.compile(r"\s+")
EVERY_LETTER = "aàảãáạăằẳẵắặâầẩẫấậ bc dđ eèẻẽéẹêềểễếệ iìỉĩíị oòỏõóọôồổỗốộơờởỡớợ uùủũúụưừửữứự yỳỷỹýỵ"
INJECTION = '#read("/etc/passwd") $x^2$ #let a = 1 \\ @ref <label> = Tiêu đề // chú thích /* */ `#panic()`'
HARD = """## 1. Mục đích

Đoạn **đậm**, *nghiêng*, ~~bỏ~~, H2O và [liên kết](https://a.example/x)[^1].

1. một
    - a
        1. sâu
2. hai

5. năm

- [ ] chưa
- [x] rồi ☐ ☑

> trích dẫn

```
dòng  một
```

Thuật ngữ
: nghĩa của nó

| Giữa | Phải |
|:-:|--:|
| ô **một** | ô hai |

[^1]: ghi chú cuối
"""


def sheet(text="Nội dung", **facts):
    """Make a sheet of a Markdown text."""
    return Sheet(
        agency=["Bộ Chỉ huy quân sự tỉnh", "Ban Chỉ huy quân sự phường An Bình"],
        standard="Tiêu chuẩn",
        kind="Quy trình",
        title="Đăng ký tạm vắng",
        code="QT-16",
        facts=[("Mã hiệu", "QT-16"), ("Lần ban hành", "02")],
        head=[("Mã hiệu", "QT-16"), ("Lần ban hành", "02"), ("Ngày có hiệu lực", "01/12/2026")],
        page_word="Trang",
        signed=[
            ("Soạn thảo", "Đại úy Trần Thị Lan", "Thư ký", "10:00"),
            ("Phê duyệt", "Trung tá Nguyễn Văn Hùng", "Chỉ huy trưởng", "11:00"),
        ],
        signed_words=("Họ và tên", "Chức vụ", "Ký"),
        changes_title="SỬA ĐỔI TÀI LIỆU",
        changes=[["Lần", "Ngày ban hành", "Ngày hiệu lực", "Lý do"], ["01", "01/01/2026", "08/01/2026", "Ban hành lần đầu"]],
        contents_title="MỤC LỤC",
        text=tree_of(rendered(text).html),
        mark=Mark("ĐANG CÓ HIỆU LỰC", "In lúc 10:00", "Niêm phong …abc", "Mã kiểm tra: ABCDE-FGHJK", "https://qms.lan/q/ABCDEFGHJK"),
        **facts,
    )


def pages_of(data):
    """Give the text of each page without white space."""
    return [WHITE.sub("", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def body_of(data):
    """Give the text between header boxes and marks, without white space."""
    bodies = []
    for number, page in enumerate(pages := pages_of(data), 1):
        after_box = page.partition(f"Trang:{number}/{len(pages)}")[2]
        bodies.append(after_box.partition("ĐANGCÓHIỆULỰC")[0])
    return "".join(bodies)


def leaves(nodes):
    """Give the text of each paragraph, heading and line of code of a tree."""
    for node in nodes:
        if isinstance(node, str):
            continue
        if node["t"] in {"p", "h"}:
            yield WHITE.sub("", words_of(node["c"]))
        elif node["t"] == "pre":
            yield from (WHITE.sub("", line) for line in node["lines"])
        else:
            for part in node.get("cells", node.get("items", node.get("c", []))):
                yield from leaves(part if isinstance(part, list) else part["c"])


@pytest.mark.parametrize("file", sorted((CHECKOUT / "procedures_md").glob("*/01.md")), ids=lambda file: file.parent.name)
def test_every_word_of_a_procedure_is_on_its_pdf(file):
    facts = sheet(file_text.read(file.read_text("utf-8")).body)
    printed = body_of(pdf.sheet(facts))
    assert [text for text in leaves(facts.text) if text not in printed] == []


def test_pdf_holds_every_vietnamese_letter():
    printed = body_of(pdf.sheet(sheet(f"{EVERY_LETTER}\n\n{EVERY_LETTER.upper()}\n\n**{EVERY_LETTER}** *{EVERY_LETTER}*")))
    for letters in (EVERY_LETTER, EVERY_LETTER.upper(), EVERY_LETTER * 2):
        assert WHITE.sub("", letters) in printed


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils is not installed")
def test_every_font_lies_in_the_file(tmp_path):
    for name, made in {
        "sheet": pdf.sheet(sheet(HARD, watermark="HẾT HIỆU LỰC", sample="DỮ LIỆU MẪU")),
        "letter": pdf.letter(letter()),
    }.items():
        (tmp_path / f"{name}.pdf").write_bytes(made)
        told = subprocess.run(["pdffonts", tmp_path / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert told
        assert [line for line in told if "Tinos" not in line or line.split()[-5:-2] != ["yes", "yes", "yes"]] == []


def test_every_page_says_which_of_how_many_it_is():
    long = "\n\n".join(f"Đoạn số {n}. " + "chữ " * 60 for n in range(60))
    pages = pages_of(pdf.sheet(sheet(long)))
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        assert f"Trang:{number}/{len(pages)}" in page
        assert "Mãhiệu:QT-16" in page
        assert "Mãkiểmtra:ABCDE-FGHJK" in page


def test_same_input_gives_same_bytes():
    facts = sheet(HARD)
    assert pdf.sheet(facts) == pdf.sheet(facts)
    assert word.sheet(facts) == word.sheet(facts)


def test_text_is_never_read_as_markup():
    printed = body_of(pdf.sheet(sheet(f"    {INJECTION}\n\n## {INJECTION}\n\n| {INJECTION} |\n|---|\n| {INJECTION} |\n")))
    for part in ('#read("/etc/passwd")$x^2$#leta=1', "@ref<label>=Tiêuđề//chúthích/**/", "#panic()"):
        assert printed.count(part) == 5, part  # the heading stands in the contents too
    assert "root:" not in printed


@pytest.mark.parametrize("name", ["title", "kind", "standard", "watermark", "sample"])
def test_facts_are_never_read_as_markup(name):
    facts = sheet()
    data = pdf.sheet(Sheet(**{**vars(facts), name: "#panic() *a* $b$"}))
    assert "#PANIC()*A*$B$" in "".join(pages_of(data)).upper()


def test_letters_no_font_has_are_printed_as_numbers():
    assert printable("được 😀 漢") == "được [U+1F600] [U+6F22]"
    assert "[U+1F600]" in body_of(pdf.sheet(sheet("cười 😀")))


@given(st.text(max_size=60))
def test_what_is_printable_has_a_letter_in_every_font(text):
    assert {ord(letter) for letter in printable(text)} <= known()


def test_fonts_come_with_their_licence():
    assert sorted(file.name for file in FONTS.iterdir()) == [
        "OFL.txt",
        *sorted(f"Tinos-{s}.ttf" for s in ("Bold", "BoldItalic", "Italic", "Regular")),
    ]
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text("utf-8")
    assert {ord(letter) for letter in EVERY_LETTER + EVERY_LETTER.upper() + "–—“”…•№§×≤≥°½"} <= known()


def test_tree_of_a_hard_text():
    tree = tree_of(rendered(HARD).html)
    assert [node["t"] for node in tree] == ["h", "p", "list", "list", "quote", "pre", "terms", "table", "notes"]
    numbered = tree[2]
    assert (numbered["ordered"], numbered["start"]) == (True, 1)
    assert [block["t"] for block in numbered["items"][0]] == ["p", "list"]
    boxes = [item[0]["c"][0] for item in tree[3]["items"]]
    assert boxes == [{"t": "box", "on": False}, {"t": "box", "on": True}]
    assert [cell["align"] for cell in tree[-2]["cells"]] == ["center", "right", "center", "right"]
    assert words_of(tree[-1]["items"][0]).strip() == "ghi chú cuối"


SPANS = """<table><thead><tr><th rowspan="2">TT</th><th colspan="2">Hồ sơ</th></tr><tr><th>Chính</th><th>Sao</th></tr></thead>
<tbody><tr><td rowspan="9">1</td><td colspan="99">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>"""


def test_merged_cells_keep_their_places():
    table = tree_of(SPANS)[0]
    places = {words_of(cell["c"]).strip(): (cell["x"], cell["y"], cell["colspan"], cell["rowspan"]) for cell in table["cells"]}
    assert places["TT"] == (0, 0, 1, 2)
    assert places["Sao"] == (2, 1, 1, 1)
    assert places["1"] == (0, 2, 1, 2)  # a span ends with the rows
    assert places["c"] == (2, 3, 1, 1)
    assert (table["head"], table["rows"]) == (2, 4)


@given(st.lists(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 5)), min_size=1, max_size=4), min_size=1, max_size=4))
@settings(max_examples=40)
def test_no_table_breaks_the_press(rows):
    cells = "".join("<tr>" + "".join(f'<td colspan="{c}" rowspan="{r}">ô</td>' for c, r in row) + "</tr>" for row in rows)
    table = tree_of(f"<table><tbody>{cells}</tbody></table>")
    facts = Sheet(**{**vars(sheet()), "text": table})
    assert pdf.sheet(facts).startswith(b"%PDF")
    Document(io.BytesIO(word.sheet(facts)))


def test_pictures_come_from_given_bytes_only():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG")
    html = '<p>x <img src="/f/1" alt="ảnh"> <img src="http://evil.example/a.png" alt="vắng"></p>'
    tree = tree_of(html, {"/f/1": out.getvalue()})
    assert [node["t"] for node in tree[0]["c"] if isinstance(node, dict)] == ["img"]
    assert "vắng" in words_of(tree)
    facts = Sheet(**{**vars(sheet()), "text": tree})
    assert len(drawn_in(pdf.sheet(facts))) == 1
    assert len(Document(io.BytesIO(word.sheet(facts))).inline_shapes) == 1


def drawn_in(data):
    """List the pictures of a PDF."""
    reader = PdfReader(io.BytesIO(data))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [one for one in objects if isinstance(one, dict) and one.get("/Subtype") == "/Image"]


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xffbroken"])
def test_broken_pictures_are_left_out(data):
    assert pictures.sound(data) == b""


def letter(**facts):
    """Make a letter."""
    whole = {
        "agency": ["Bộ Chỉ huy quân sự tỉnh", "Ban Chỉ huy quân sự phường"],
        "number": "Số:      /QĐ-BCH",
        "place_and_day": date_line("Hà Nội", date(2026, 3, 5)),
        "kind": "Quyết định",
        "subject": "Về việc ban hành quy trình",
        "text": [paragraph("Căn cứ Luật;", "em"), paragraph("QUYẾT ĐỊNH:", "strong", "center"), plain_table(["A", "B"], [["một", ""]])],
        "recipients": ["Nơi nhận:", "- Lưu: VT."],
        "signed_for": signing_lines("Phó Chỉ huy trưởng"),
        "signer": "Trung tá Nguyễn Văn Hùng",
    }
    return Letter(**{**whole, **facts})


def test_letter_has_the_parts_of_the_decree():
    text = pages_of(pdf.letter(letter()))[0]
    parts = ["BỘCHỈHUYQUÂNSỰTỈNH", "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM", "Độclập-Tựdo-Hạnhphúc", "HàNội,ngày05tháng3năm2026", "QUYẾTĐỊNH"]
    parts += ["Nơinhận:", "KT.CHỈHUYTRƯỞNG", "PHÓCHỈHUYTRƯỞNG", "TrungtáNguyễnVănHùng"]
    assert [part for part in parts if part not in text] == []


def test_signature_is_never_alone_on_its_page():
    last = paragraph("Điều 3. Thi hành.")
    made = [letter(text=[paragraph("dòng")] * lines + [last]) for lines in range(16, 26)]
    ends = [pages_of(pdf.letter(one))[-1] for one in made]
    assert any("dòng" not in end for end in ends)  # somewhere the signature alone would have gone over
    assert [end for end in ends if "Điều3.Thihành." not in end or "TrungtáNguyễnVănHùng" not in end] == []
    written = [part for part in Document(io.BytesIO(word_letter.letter(made[0]))).paragraphs if part.text == "Điều 3. Thi hành."]
    assert [part.paragraph_format.keep_with_next for part in written] == [True]


def test_pages_of_a_letter_are_numbered_from_the_second():
    pages = pages_of(pdf.letter(letter(text=[paragraph("chữ " * 300)] * 8)))
    assert len(pages) > 2
    assert pages[1].startswith("2chữ")
    assert not pages[0].startswith("1")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 11, 22), "ngày 22 tháng 11 năm 2026"),
    ],
)
def test_day_is_written_as_the_decree_wants(day, written):
    assert date_line("An Bình", day) == f"An Bình, {written}"
    assert date_line("", day) == written


def test_chief_signs_for_himself():
    assert signing_lines("Chỉ huy trưởng") == ["CHỈ HUY TRƯỞNG"]


def test_word_file_has_real_styles_lists_and_tables():
    document = Document(io.BytesIO(word.sheet(sheet(HARD, watermark="HẾT HIỆU LỰC"))))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert by_text["1. Mục đích"].style.name == "Heading 1"
    assert by_text["trích dẫn"].style.name == "Quote"
    levels = {text: by_text[text]._p.pPr.numPr.ilvl.val for text in ("một", "a", "sâu", "hai")}
    assert levels == {"một": 0, "a": 1, "sâu": 2, "hai": 0}
    numbers = {text: by_text[text]._p.pPr.numPr.numId.val for text in ("một", "a", "hai")}
    assert numbers["một"] == numbers["hai"] != numbers["a"]
    assert any(run.bold for run in next(p for t, p in by_text.items() if t.startswith("Đoạn")).runs)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert {table.style.name for table in document.tables} == {"Table Grid"}
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[1].cells] == ["ô một", "ô hai"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    header = document.sections[0].header._element.xml
    assert "PAGE" in header
    assert "NUMPAGES" in header
    assert "HẾT HIỆU LỰC" in header


def test_word_file_holds_every_word():
    text = file_text.read((CHECKOUT / "procedures_md" / "QT-16" / "01.md").read_text("utf-8")).body
    facts = sheet(text)
    xml = zipfile.ZipFile(io.BytesIO(word.sheet(facts))).read("word/document.xml").decode()
    written = WHITE.sub("", "".join(re.findall(r"<w:t[ >][^<]*|</w:p>", xml)).replace("</w:p>", "\n"))
    written = WHITE.sub("", re.sub(r"<w:t(?:xml:space=\"preserve\")?>", "", written))
    for quoted, plain in (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        written = written.replace(quoted, plain)
    assert [leaf for leaf in leaves(facts.text) if leaf not in written] == []


def test_word_file_merges_cells():
    facts = Sheet(**{**vars(sheet()), "text": tree_of(SPANS)})
    table = Document(io.BytesIO(word.sheet(facts))).tables[-1]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(3, 2).text == "c"


def test_no_letter_runs_off_the_page():
    printed = body_of(pdf.sheet(sheet("a" * 300 + "\n\n| A | B |\n|---|---|\n| " + "b" * 200 + " | c |\n"))).replace("\u200b", "")
    assert "a" * 300 in printed
    assert "b" * 200 in printed
    lines = [line for page in PdfReader(io.BytesIO(pdf.sheet(sheet("a" * 300)))).pages for line in page.extract_text().splitlines()]
    assert max(len(line.replace("\u200b", "")) for line in lines if "aaaa" in line) < 120


def test_table_too_wide_for_paper_is_refused_in_words():
    with pytest.raises(Missing, match="hơn 60 cột"):
        tree_of("<table><tr>" + "<td>x</td>" * 61 + "</tr></table>")
    assert tree_of("<table><tr>" + "<td>x</td>" * 60 + "</tr></table>")[0]["columns"] == 60

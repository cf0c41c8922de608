"""Word files as offices have them, written here part by part, each with the text that a reader must find again."""
# ruff: noqa: E501 - XML as Word writes it

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from tests.core.test_old_fonts import TCVN3, VNI, encoded

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="N1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="N2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="Cu"/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>"""


def _level(depth, form, text):
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
    for number, levels in {
        1: [_level(0, "decimal", "%1."), _level(1, "lowerLetter", "%2)"), _level(2, "bullet", "-")],
        2: [_level(0, "bullet", "•"), _level(1, "bullet", "o"), _level(2, "decimal", "%3.")],
        3: [_level(0, "decimal", "%1."), _level(1, "decimal", "%1.%2"), _level(2, "upperRoman", "%3.")],
    }.items()
) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))


def r(text, font="", marks=""):
    """Write a run."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{fonts}{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def b(text):
    """Write a bold run."""
    return r(text, marks="<w:b/>")


def p(*runs, style="", num=None, props=""):
    """Write a paragraph; plain texts are runs."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    inside = "".join(run if run.startswith(("<w:", "<m:")) else r(run) for run in runs)
    return f"<w:p><w:pPr>{styled}{listed}{props}</w:pPr>{inside}</w:p>"


def tc(text="", span=1, merge=None, inside=""):
    """Write a cell; each line is a paragraph."""
    down = {None: "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{across}{down}</w:tcPr>{''.join(p(line) for line in text.split(chr(10)))}{inside}</w:tc>"


def tbl(*rows):
    """Write a table of cells; plain texts are cells."""
    lines = ("".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def word(body, headers=(), footers=(), notes="", media=None, links=None, extra=None, types=""):
    """Put a Word file together."""
    parts = {"styles": f"<w:styles {NAMES}>{STYLES}</w:styles>", "numbering": f"<w:numbering {NAMES}>{NUMBERING}</w:numbering>"}
    if notes:
        parts["footnotes"] = f"<w:footnotes {NAMES}>{notes}</w:footnotes>"
    rels = [f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts]
    for kind, stories in (("header", headers), ("footer", footers)):
        for number, story in enumerate(stories, 1):
            name, tag = f"{kind}{number}", {"header": "hdr", "footer": "ftr"}[kind]
            parts[name] = f"<w:{tag} {NAMES}>{story}</w:{tag}>"
            rels.append(f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')
    rels += [f'<Relationship Id="{name.partition(".")[0]}" Type="{OFFICE}/image" Target="media/{name}"/>' for name in media or {}]
    rels += [f'<Relationship Id="{n}" Type="{OFFICE}/hyperlink" Target="{url}" TargetMode="External"/>' for n, url in (links or {}).items()]
    files = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>',
        "_rels/.rels": relations([f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>']),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(rels),
        **{f"word/{name}.xml": text for name, text in parts.items()},
        **{f"word/media/{name}": data for name, data in (media or {}).items()},
        **(extra or {}),
    }
    return packed(files)


def relations(rels):
    """Write a part of relationships."""
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(rels)}</Relationships>'


def packed(files):
    """Pack parts as a zip."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


BOX = tbl(
    [
        tc("BAN CHỈ HUY QUÂN SỰ\nPHƯỜNG AN BÌNH"),
        tc("QUY TRÌNH\nTIẾP NHẬN HỒ SƠ ĐĂNG KÝ"),
        tc("Mã hiệu: QT-05\nLần ban hành: 03\nNgày ban hành: 15/01/2026\nTrang: 1/5"),
    ]
)
AMENDMENTS = p(b("SỬA ĐỔI TÀI LIỆU")) + tbl(
    ["Yêu cầu sửa đổi/bổ sung", "Trang/Phần liên quan việc sửa đổi", "Mô tả nội dung sửa đổi", "Lần ban hành/Lần sửa đổi", "Ngày ban hành"],
    ["Luật mới", "5.4", "Rút ngắn thời hạn", "03", "15/01/2026"],
    ["", "", "", "", ""],
)
SIGNATURES = tbl(
    ["", "Soạn thảo", "Xem xét", "Phê duyệt"],
    ["Họ tên", "Trần Thị Lan", "Phạm Văn Nam", "Nguyễn Văn Hùng"],
    ["Chữ ký", "", "", ""],
    ["Chức vụ", "Thư ký ISO", "Trợ lý Quân lực", "Chỉ huy trưởng"],
)
STEPS = tbl(
    ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"],
    ["1", "Nộp hồ sơ", "Công dân", "—", "Đơn | tờ khai"],
    ["2", "Tiếp nhận\nKiểm tra thành phần", tc("Cán bộ tiếp nhận", merge="restart"), "02 giờ", "BM-QT-05-01"],
    ["3", "Phân chuyển", tc("", merge="continue"), "02 giờ", "Sổ"],
    [tc("Giai đoạn trả kết quả", span=5)],
    ["4", "Trả kết quả", "Chỉ huy trưởng", "04 giờ", "Danh sách"],
)


@dataclass(frozen=True)
class Made:
    """A Word file, what must be found in its text, how many tables it keeps, and what of it must not be in the text."""

    data: bytes
    texts: tuple[str, ...]
    tables: int = 0
    gone: tuple[str, ...] = ()


PURPOSE = "Quy định trình tự tiếp nhận, thẩm định và trả kết quả; áp dụng cho mọi công dân."
ALPHABET = " ".join(sorted(TCVN3))


def files():
    """Make every file by its name."""
    return {
        "procedure": Made(
            word(
                p("TCVN ISO 9001:2015") + p("QUY TRÌNH") + p("TIẾP NHẬN HỒ SƠ ĐĂNG KÝ") + p("Mã hiệu: QT-05") + SIGNATURES + AMENDMENTS
                + p("MỤC LỤC") + p("1. Mục đích\t2", style="TOC1")
                + p("1. Mục đích", style="H1") + p(PURPOSE) + p("5. Nội dung", style="H1") + p("5.4 Thời gian xử lý", style="H2")
                + p("01 ngày làm việc.") + p("5.7 Quy trình", style="H2") + STEPS,
                headers=[BOX],
            ),
            ("1. Mục đích", PURPOSE, "5.4 Thời gian xử lý", "Đơn | tờ khai", "Tiếp nhận; Kiểm tra thành phần", "Giai đoạn trả kết quả"),
            tables=1,
            gone=("Rút ngắn thời hạn", "Trần Thị Lan", "MỤC LỤC", "Mã hiệu", "TIẾP NHẬN HỒ SƠ ĐĂNG KÝ"),
        ),
        "merged cells": Made(
            word(
                p("Bảng")
                + tbl(
                    [tc("TT", merge="restart"), tc("Thành phần hồ sơ", span=2), tc("Ghi chú", merge="restart")],
                    [tc("", merge="continue"), "Bản chính", "Bản sao", tc("", merge="continue")],
                    ["1", "Đơn đề nghị", "", "Mẫu *01* [a]_b_"],
                )
            ),
            ("Thành phần hồ sơ", "Bản chính", "Bản sao", "Đơn đề nghị", "Mẫu *01* [a]_b_"),
            tables=1,
        ),
        "nested lists": Made(
            word(
                p("Một", num=(1, 0)) + p("Điểm a", num=(1, 1)) + p("Gạch", num=(1, 2)) + p("Điểm b", num=(1, 1)) + p("Hai", num=(1, 0))
                + p("Đoạn xen giữa") + p("Ba", num=(1, 0)) + p("Chấm", num=(2, 0)) + p("Chấm con", num=(2, 1)) + p("Số con", num=(2, 2))
                + p("- Gạch gõ tay") + p("+ Cộng gõ tay") + p("- Gạch nữa") + p("1. Số gõ tay không đậm"),
            ),
            ("Một", "a) Điểm a", "Gạch", "b) Điểm b", "Hai", "Đoạn xen giữa", "Ba", "Chấm con", "Số con", "Cộng gõ tay", "1. Số gõ tay"),
        ),
        "numbered headings": Made(
            word(p("Phạm vi", style="N1") + p("Chung", style="N2") + p("Riêng", style="N2") + p("Nội dung", style="N1") + p("Mở", style="N2")),
            ("1. Phạm vi", "1.1 Chung", "1.2 Riêng", "2. Nội dung", "2.1 Mở"),
        ),
        "typed headings": Made(
            word(p(b("I. MỤC ĐÍCH")) + p("Nêu.") + p(b("1. Phạm vi")) + p("Rộng.") + p(b("2.1. Đối tượng")) + p("Người.") + p(b("Đậm thôi"))),
            ("I. MỤC ĐÍCH", "1. Phạm vi", "2.1. Đối tượng", "Đậm thôi"),
        ),
        "TCVN3": Made(
            word(
                p(r(encoded(ALPHABET, TCVN3), ".VnTime")) + p(r(encoded(ALPHABET, TCVN3), ".VnTimeH"))
                + p(r(encoded("Quyết định về việc ", TCVN3), ".VnTime"), r("ban hành quy trình", "Times New Roman"))
                + p(encoded("theo kiểu đoạn", TCVN3), style="Old") + tbl([tc(inside=p(r(encoded("ô bảng cũ", TCVN3), ".VnArial")))])
            ),
            (ALPHABET, ALPHABET.upper(), "Quyết định về việc ban hành quy trình", "theo kiểu đoạn", "ô bảng cũ"),
            tables=1,
        ),
        "VNI": Made(
            word(
                p(r(encoded(ALPHABET, VNI), "VNI-Times")) + p(r(encoded(ALPHABET, VNI).upper(), "VNI-Helve"))
                + p(r("Vie", "VNI-Times"), r("ät Nam", "VNI-Times", "<w:b/>"), r(" và Unicode"))
            ),
            (ALPHABET, ALPHABET.upper(), "Việt Nam và Unicode"),
        ),
        "pictures": Made(
            word(
                p("Sơ đồ", '<w:r><w:drawing><a:blip r:embed="so"/></w:drawing></w:r>')
                + p('<w:r><w:pict><v:imagedata r:id="cu"/></w:pict></w:r>', "ảnh cũ") + p('<w:r><w:pict><v:imagedata r:id="so"/></w:pict></w:r>'),
                media={"so.png": PNG, "cu.emf": b"\x01\0\0\0 EMF"},
            ),
            ("Sơ đồ", "Hình 1", "ảnh cũ"),
        ),
        "footnotes": Made(
            word(
                p("Thời hạn", '<w:r><w:footnoteReference w:id="2"/></w:r>', " tính theo ngày làm việc."),
                notes=f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote><w:footnote w:id="2">{p("Theo Nghị định 13/2016")}</w:footnote>',
            ),
            ("tính theo ngày làm việc.", "Theo Nghị định 13/2016"),
            gone=("---",),
        ),
        "landscape": Made(
            word(
                p("Trang dọc", props="<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>") + tbl(["Cột ngang", "Cột hai"], ["x", "y"])
                + p("", props='<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>') + p("Trang dọc lại")
            ),
            ("Trang dọc", "Cột ngang", "Trang dọc lại"),
            tables=1,
        ),
        "text box": Made(
            word(
                p(
                    "Trước khung",
                    "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>" + p("Trong khung")
                    + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("Trong khung")
                    + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                )
                + p("Sau khung")
            ),
            ("Trước khung", "Trong khung", "Sau khung"),
        ),
        "links and fields": Made(
            word(
                p("Xem ", f'<w:hyperlink r:id="nd">{r("Nghị định")}</w:hyperlink>', " và ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                  '<w:r><w:instrText> HYPERLINK "https://chinhphu.vn" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                  r("cổng"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("m"), r("2", marks='<w:vertAlign w:val="superscript"/>'))
                + "<w:sdt><w:sdtContent>" + p("Trong ô điều khiển") + "</w:sdtContent></w:sdt>"
                + p("Công thức ", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "Có")
                + p("Dòng một<br", '<w:r><w:br/></w:r>', "- dòng hai") + p("ẩn", r("không thấy", marks="<w:vanish/>"))
                + p(r("chữ hoa", marks="<w:caps/>"), r(" mạnh", marks='<w:rStyle w:val="Strong"/>')),
                links={"nd": "https://vbpl.vn/nd (13)"}, footers=[p("Lưu hành nội bộ")],
            ),
            ("Nghị định", "cổng", "m²", "Trong ô điều khiển", "Công thức a+b☐Có", "Dòng một<br", "- dòng hai", "CHỮ HOA mạnh"),
            gone=("HYPERLINK", "không thấy", "Lưu hành nội bộ"),
        ),
        "signs of Markdown": Made(
            word("".join(p(text) for text in SIGNS)),
            SIGNS,
        ),
    }  # fmt: skip


SIGNS = (
    "# không phải tiêu đề", "> không phải trích", "*** ba sao ***", "a*b*c và _gạch_ và __hai__", "`mã` và ~~gạch~~ ~một~", "[^1]: chú", "1) mục",
    "___ điền ___ vào ___", "C:\\thư mục\\*", "| a | b |", "a < b & c > d &lt; &#65;", "<script>alert(1)</script>", "<https://a.vn>", "![x](y)",
    "[x](javascript:alert(1))", "---", "===", ": định nghĩa", "    thụt đầu dòng", "```", "Hết #", "*[viết tắt]: x", "[TOC]", "10. Mười", "~~~",
    "………………… (ký tên)", "a@b.vn <a@b.vn>",
)  # fmt: skip


def tracked():
    """Make a file with every kind of tracked change."""
    struck = "<w:r><w:delText>01 ngày</w:delText></w:r>"
    who = 'w:id="1" w:author="Lan" w:date="2026-01-01T00:00:00Z"'
    return word(
        p("Thời hạn ", f"<w:del {who}>{struck}</w:del>", f"<w:ins {who}>{r('0,5 ngày')}</w:ins>", " làm việc.")
        + p("Đoạn đầu, ", props=f"<w:rPr><w:del {who}/></w:rPr>")
        + p("nối liền.")
        + p("Chỗ ", f"<w:moveFrom {who}>{r('cũ')}</w:moveFrom>", f"<w:moveTo {who}>{r('mới')}</w:moveTo>")
        + "<w:tbl><w:tr>" + tc("Đầu bảng") + f"</w:tr><w:tr><w:trPr><w:ins {who}/></w:trPr>" + tc("Hàng thêm")
        + f"</w:tr><w:tr><w:trPr><w:del {who}/></w:trPr>" + tc("Hàng bỏ") + "</w:tr></w:tbl>"
    )  # fmt: skip

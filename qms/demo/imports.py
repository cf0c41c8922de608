"""A batch of old files somebody brought in yesterday: one can be decided, one cannot be read."""

import zipfile
from io import BytesIO

from qms.demo.story import Story, who
from qms.exchange import work

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINES = [
    "Mã hiệu: QT-21",
    "Lần ban hành: 01",
    "Ngày ban hành: 15/3/2019",
    "QUY TRÌNH",
    "QUẢN LÝ CÔNG VĂN ĐI, CÔNG VĂN ĐẾN",
    "1. Mục đích",
    "2. Phạm vi",
]
_OLD = "Quy ®Þnh viÖc tiÕp nhËn, vµo sæ, chuyÓn giao vµ l\xadu c«ng v¨n cña ®¬n vÞ."


def tell(story: Story) -> None:
    """Put the batch into the story."""
    story.at(1, _bring_in, hour=16)


def _bring_in() -> None:
    officer = who("chatluong")
    given = [
        ("QT-21 cong van.docx", _word_file()),
        ("So tay cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("Noi quy.txt", "Nội quy.".encode()),
    ]
    work.read_all(work.receive(given, officer), officer)


def _word_file() -> bytes:
    """Write the smallest Word file, with a line in a font from before Unicode."""
    lines = [_line(text, bold=text[:1].isdigit()) for text in _LINES]
    lines.insert(-1, _line(_OLD, font=".VnTime"))
    body = "".join([*lines, _line("Mọi công văn của đơn vị.")])
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


def _line(text: str, bold: bool = False, font: str = "Times New Roman") -> str:
    marks = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' + ("<w:b/>" if bold else "")
    return f"<w:p><w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r></w:p>"

"""`python -m tests.bench.papers`: thirty pages from Word, to Word, to PDF, and their redline, each beside what the library alone needs.

The text is that of the starter procedures. CPU milliseconds, the median of three rounds.
"""

import io
import re
import time
from collections.abc import Callable
from statistics import median

import mammoth
import typst
from docx import Document
from pypdf import PdfReader

from qms.core.markdown_text import rendered
from qms.core.paper import pdf, word
from qms.core.paper.form import Mark, Sheet
from qms.core.paper.glyphs import FAMILY, FONTS, printable
from qms.core.paper.tree import tree_of
from qms.documents.text import file_text
from qms.documents.text.redline import redline
from qms.exchange.reading import read
from qms.settings import CHECKOUT
from tests.bench.line import Line

PAGES, ROUNDS = 30, 3


def main() -> None:
    """Measure, print."""
    print("\n".join(line.words for line in lines()))


def lines() -> list[Line]:
    """Measure thirty pages each way."""
    before = thirty_pages()
    after = edited(before)
    drawn = rendered.__wrapped__
    plain = [re.sub(r"[|#*]", " ", line) for line in before.splitlines() if line.strip()]
    facts = sheet(before)
    made = word.sheet(facts)
    redlined = cost(lambda: redline.__wrapped__(before, after))
    return [
        Line("redline of 30 pages", redlined, "rendering both texts", cost(lambda: (drawn(before), drawn(after))), 3),
        Line("redline of 30 pages", redlined, "the bar: a second", 1000, 1),
        Line("PDF of 30 pages", cost(lambda: pdf.sheet(facts)), "Typst, bare paragraphs", cost(lambda: bare_pdf(plain)), 4),
        Line("Word file of 30 pages", cost(lambda: word.sheet(facts)), "python-docx, bare paragraphs", cost(lambda: bare_word(plain)), 8),
        Line("import of 30 pages", cost(lambda: read("a.docx", made)), "mammoth alone", cost(lambda: bare_import(made)), 2),
    ]


def cost(job: Callable[[], object]) -> float:
    """Give the CPU ms of a job, warm."""
    times = []
    for _turn in range(ROUNDS + 1):
        begun = time.process_time()
        job()
        times.append((time.process_time() - begun) * 1000)
    return median(times[1:])


def thirty_pages() -> str:
    """Join starter procedures until they fill thirty pages."""
    text = ""
    for file in sorted((CHECKOUT / "procedures_md").glob("QT-*/01.md")):
        text += file_text.read(file.read_text("utf-8")).body + "\n\n"
        if len(PdfReader(io.BytesIO(pdf.sheet(sheet(text)))).pages) >= PAGES:
            return text
    raise RuntimeError("the starter set has become too short")


def edited(text: str) -> str:
    """Change every twentieth line by a word, drop every fiftieth."""
    kept = [line for place, line in enumerate(text.splitlines()) if place % 50 != 49 or line.startswith(("|", "#"))]
    return "\n".join(line.replace(" và ", " cùng ") if place % 20 == 0 else line for place, line in enumerate(kept))


def sheet(text: str) -> Sheet:
    """Make a controlled sheet of a text."""
    return Sheet(
        agency=["Ban Chỉ huy quân sự phường An Bình"],
        standard="TCVN ISO 9001:2015",
        kind="Quy trình",
        title="Ba mươi trang",
        code="QT-30",
        facts=[("Mã hiệu", "QT-30")],
        head=[("Mã hiệu", "QT-30")],
        page_word="Trang",
        signed=[("Phê duyệt", "Trung tá Nguyễn Văn Hùng", "Chỉ huy trưởng", "11:00")],
        signed_words=("Họ và tên", "Chức vụ", "Ký"),
        changes_title="SỬA ĐỔI TÀI LIỆU",
        changes=[["Lần", "Ngày"], ["01", "01/01/2026"]],
        contents_title="MỤC LỤC",
        text=tree_of(rendered(text).html),
        mark=Mark("ĐANG CÓ HIỆU LỰC", "In lúc 10:00", "Niêm phong", "Mã kiểm tra: ABCDE-FGHJK", "https://qms.lan/q/ABCDEFGHJK"),
    )


def bare_pdf(paragraphs: list[str]) -> bytes:
    """Let Typst set the same words without any form."""
    escaped = "\n\n".join(re.sub(r"([\\#$*_`<>@=/\[\]~-])", r"\\\1", printable(one)) for one in paragraphs)
    source = f'#set text(font: "{FAMILY}")\n{escaped}'.encode()
    made = typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True)
    return bytes(made)


def bare_word(paragraphs: list[str]) -> bytes:
    """Let python-docx write the same words without any form."""
    document, held = Document(), io.BytesIO()
    for one in paragraphs:
        document.add_paragraph(one)
    document.save(held)
    return held.getvalue()


def bare_import(data: bytes) -> str:
    """Let mammoth turn the same file into HTML."""
    return str(mammoth.convert_to_html(io.BytesIO(data)).value)


if __name__ == "__main__":
    main()

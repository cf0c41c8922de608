"""The Word file around a text: A4 with the office's margins, the styles of its papers, places beside each other, its properties."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from qms.core.paper import word_marks
from qms.core.paper.form import Margins

FACE = "Times New Roman"
A4 = (210, 297)
CENTER = WD_ALIGN_PARAGRAPH.CENTER


def page(section: Any, margins: Margins) -> None:
    """Make a section A4 with the office's margins, room left for the header box and the mark."""
    section.page_width, section.page_height = Mm(A4[0]), Mm(A4[1])
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.top_margin, section.bottom_margin = Mm(margins.top + 23), Mm(margins.bottom + 9)
    section.header_distance, section.footer_distance = Mm(max(8, margins.top - 8)), Mm(8)


def styles(document: Any) -> None:
    """Set the faces and sizes of the office's papers on Word's own styles."""
    named = document.styles
    for name in ("Table Text", "Table Head"):
        named.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = named["Normal"]
    for name, points in (("Normal", 13), ("Body Text", 13), ("List Paragraph", 13), ("Quote", 13), ("Table Text", 12), ("Table Head", 12)):
        _face(named[name], points)
        named[name].paragraph_format.space_after = Pt(0 if name.startswith("Table") else 6)
    for name in ("Body Text", "List Paragraph"):
        named[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    named["Quote"].paragraph_format.left_indent, named["Quote"].font.italic = Mm(10), False
    named["Table Head"].font.bold = True
    named["Table Head"].paragraph_format.alignment = CENTER
    for level in range(1, 6):
        heading = named[f"Heading {level}"]
        _face(heading, 13)
        heading.font.bold, heading.font.italic = True, level > 2
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(10), Pt(6)


def _face(style: Any, points: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(points), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FACE)


def text_width(margins: Margins) -> float:
    """Give the width of the text between the margins, in millimetres."""
    return A4[0] - margins.left - margins.right


def columns(document: Any, widths: list[float]) -> Any:
    """Add a row of places beside each other, without lines around them; the widths are in millimetres."""
    return in_widths(document.add_table(1, len(widths)), widths)


def in_widths(table: Any, widths: list[float]) -> Any:
    """Fix the widths of a table's columns, said twice as Word and LibreOffice each want it; in millimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def lines_in(cell: Any, lines: list[tuple[str, float, bool]], alignment: Any = CENTER) -> None:
    """Write lines into a place, each in its size, some of them bold."""
    for place, (text, points, is_bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style, paragraph.alignment = "Table Text", alignment
        run = paragraph.add_run(text)
        run.bold, run.font.size = is_bold, Pt(points)


def finished(document: Any, title: str, author: str, subject: str, made_at: int) -> bytes:
    """Say in its properties what the file is, and give its bytes: the same for the same content."""
    core, made = document.core_properties, datetime.fromtimestamp(made_at, UTC)
    core.title, core.author, core.subject = title[:255], author[:255], subject[:255]
    core.comments, core.last_modified_by, core.language = "", author[:255], "vi-VN"
    core.created = core.modified = made.replace(tzinfo=None)
    out = BytesIO()
    document.save(out)
    return word_marks.same_every_time(out.getvalue())

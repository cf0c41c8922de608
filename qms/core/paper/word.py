"""A controlled sheet as a Word file: real styles, header box and mark on every page, tables that Word can edit."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from qms.core.paper import word_marks
from qms.core.paper.form import Margins, Sheet
from qms.core.paper.matrix import as_png
from qms.core.paper.tables import plain_table
from qms.core.paper.word_body import Writer, sized

FACE = "Times New Roman"
_A4 = (210, 297)
_CENTER = WD_ALIGN_PARAGRAPH.CENTER


def sheet(facts: Sheet) -> bytes:
    """Make the Word file of a controlled sheet."""
    document = Document()
    page(document.sections[0], facts.margins)
    styles(document)
    writer = Writer(document, _A4[0] - facts.margins.left - facts.margins.right)
    _header(document.sections[0].header, facts, writer.width)
    _footer(document.sections[0].footer, facts, writer.width)
    _cover(document, facts, writer)
    _changes(document, facts, writer)
    writer.blocks(document, facts.text)
    _properties(document, facts)
    out = BytesIO()
    document.save(out)
    return word_marks.same_every_time(out.getvalue())


def page(section: Any, margins: Margins) -> None:
    """Make a section A4 with the office's margins, room left for the header box and the mark."""
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
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
    named["Table Head"].paragraph_format.alignment = _CENTER
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


def _header(header: Any, facts: Sheet, width: float) -> None:
    first = header.paragraphs[0]
    first.alignment = _CENTER
    first.add_run(facts.sample).bold = True
    if facts.watermark:
        word_marks.across_the_page(first, facts.watermark)
    table = header.add_table(1, 3, Mm(width))
    table.style, table.autofit = "Table Grid", False
    left, middle, right = table.rows[0].cells
    for cell, share in zip((left, middle, right), (0.32, 0.38, 0.30), strict=True):
        cell.width = Mm(width * share)
    _said(left, [(line.upper(), False) for line in facts.agency], _CENTER)
    _said(middle, [(facts.kind.upper(), True), (facts.title, True)], _CENTER)
    _said(right, [(f"{name}: {value}", False) for name, value in facts.head])
    pages = right.add_paragraph(f"{facts.page_word}: ", style="Table Text")
    word_marks.add_field(pages, "PAGE")
    pages.add_run("/")
    word_marks.add_field(pages, "NUMPAGES")
    sized(pages, 10)
    _end(header)


def _end(part: Any) -> None:
    """End a header or footer with a paragraph, as Word wants after a table, and as low as it can be."""
    run = part.add_paragraph().add_run()
    run.font.size = Pt(1)


def _said(cell: Any, lines: list[tuple[str, bool]], alignment: Any = None) -> None:
    for place, (text, is_bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style, paragraph.alignment = "Table Text", alignment
        paragraph.add_run(text).bold = is_bold
        sized(paragraph, 10)


def _footer(footer: Any, facts: Sheet, width: float) -> None:
    table = footer.add_table(1, 2, Mm(width))
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(width - 22), Mm(22)
    mark = facts.mark
    _said(left, [(mark.standing, True), (mark.printed, False), (mark.seal, False), (mark.code, True)])
    right.paragraphs[0].add_run().add_picture(BytesIO(as_png(mark.address)), height=Mm(16))
    _end(footer)


def _cover(document: Any, facts: Sheet, writer: Writer) -> None:
    for line in facts.agency[:-1]:
        _centred(document, line.upper(), 13)
    _centred(document, facts.agency[-1].upper(), 13, True)
    _centred(document, "", 13)
    _centred(document, facts.standard, 14)
    _centred(document, "", 13)
    _centred(document, facts.kind.upper(), 18, True)
    _centred(document, facts.title, 18, True)
    _centred(document, "", 13)
    for name, value in facts.facts:
        _centred(document, f"{name}: {value}", 13)
    _centred(document, "", 13)
    rows = [[word, *(one[place] for one in facts.signed)] for place, word in enumerate(facts.signed_words, 1)]
    writer.table(document, plain_table(["", *(one[0] for one in facts.signed)], rows, [1, *(1.6 for _one in facts.signed)]))


def _changes(document: Any, facts: Sheet, writer: Writer) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _centred(document, facts.changes_title, 13, True)
    writer.table(document, plain_table(facts.changes[0], facts.changes[1:]))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _centred(document: Any, text: str, points: int, is_bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold, Pt(points)


def _properties(document: Any, facts: Sheet) -> None:
    core, made = document.core_properties, datetime.fromtimestamp(facts.made_at, UTC)
    core.title, core.author, core.subject = f"{facts.code} {facts.title}"[:255], facts.agency[-1][:255], facts.kind[:255]
    core.comments, core.last_modified_by, core.language = "", facts.agency[-1][:255], "vi-VN"
    core.created = core.modified = made.replace(tzinfo=None)

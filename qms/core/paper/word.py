"""A controlled sheet as a Word file: real styles, header box and mark on every page, tables that Word can edit."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

from qms.core.paper import word_marks
from qms.core.paper.form import Sheet
from qms.core.paper.matrix import as_png
from qms.core.paper.tables import plain_table
from qms.core.paper.tree import headings_of
from qms.core.paper.word_body import Writer, sized
from qms.core.paper.word_file import CENTER, finished, in_widths, lines_in, page, styles, text_width

_IN_CONTENTS = 2  # levels of headings, as on the PDF of the same sheet
_SMALL = 10  # points, in the header box and the mark


def sheet(facts: Sheet) -> bytes:
    """Make the Word file of a controlled sheet."""
    document = Document()
    page(document.sections[0], facts.margins)
    styles(document)
    writer = Writer(document, text_width(facts.margins))
    _header(document.sections[0].header, facts, writer.width)
    _footer(document.sections[0].footer, facts, writer.width)
    _cover(document, facts, writer)
    _changes(document, facts, writer)
    writer.blocks(document, facts.text)
    return finished(document, f"{facts.code} {facts.title}", facts.agency[-1], facts.kind, facts.made_at)


def _header(header: Any, facts: Sheet, width: float) -> None:
    first = header.paragraphs[0]
    first.alignment = CENTER
    first.add_run(facts.sample).bold = True
    if facts.watermark:
        word_marks.across_the_page(first, facts.watermark)
    table = header.add_table(1, 3, Mm(width))
    table.style = "Table Grid"
    left, middle, right = in_widths(table, [width * 0.32, width * 0.38, width * 0.30]).rows[0].cells
    lines_in(left, [(line.upper(), _SMALL, False) for line in facts.agency])
    lines_in(middle, [(facts.kind.upper(), _SMALL, True), (facts.title, _SMALL, True)])
    lines_in(right, [(f"{name}: {value}", _SMALL, False) for name, value in facts.head], None)
    pages = right.add_paragraph(f"{facts.page_word}: ", style="Table Text")
    word_marks.add_field(pages, "PAGE")
    pages.add_run("/")
    word_marks.add_field(pages, "NUMPAGES")
    sized(pages, _SMALL)
    _end(header)


def _end(part: Any) -> None:
    """End a header or footer with a paragraph, as Word wants after a table, and as low as it can be."""
    run = part.add_paragraph().add_run()
    run.font.size = Pt(1)


def _footer(footer: Any, facts: Sheet, width: float) -> None:
    left, right = in_widths(footer.add_table(1, 2, Mm(width)), [width - 22, 22]).rows[0].cells
    mark = facts.mark
    told = [(mark.standing, True), (mark.printed, False), (mark.seal, False), (mark.code, True)]
    lines_in(left, [(words, _SMALL, is_bold) for words, is_bold in told], None)
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
    head, *rows = facts.signed_table
    writer.table(document, plain_table(head, rows, [1, *(1.6 for _word in head[1:])]))


def _changes(document: Any, facts: Sheet, writer: Writer) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _centred(document, facts.changes_title, 13, True)
    writer.table(document, plain_table(facts.changes[0], facts.changes[1:]))
    _centred(document, "", 13)
    _centred(document, facts.contents_title, 13, True)
    word_marks.contents(document, headings_of(facts.text), _IN_CONTENTS)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _centred(document: Any, text: str, points: int, is_bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold, Pt(points)

"""A letter, decision or slip in the form of Decree 30/2020 as a Word file the clerk can go on with."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table

from qms.core.paper import word_marks
from qms.core.paper.form import MOTTO, STATE, Letter
from qms.core.paper.word_body import Writer, sized
from qms.core.paper.word_file import CENTER, columns, finished, lines_in, page, styles, text_width

_BODY = 14  # points, as on the PDF of the same letter
_SIGNING_ROOM = 4  # empty lines between the post and the name


def letter(facts: Letter) -> bytes:
    """Make the Word file of a letter."""
    document = Document()
    section = document.sections[0]
    page(section, facts.margins)
    section.top_margin, section.bottom_margin = Mm(facts.margins.top), Mm(facts.margins.bottom)
    styles(document)
    document.styles["Body Text"].font.size = Pt(_BODY)
    document.styles["Body Text"].paragraph_format.first_line_indent = Mm(10)
    writer = Writer(document, text_width(facts.margins))
    _edges(section, facts)
    _head(document, facts, writer.width)
    writer.blocks(document, facts.text)
    _foot(document, facts, writer.width)
    return finished(document, f"{facts.kind} {facts.subject}", facts.agency[-1], facts.kind, facts.made_at)


def _edges(section: Any, facts: Letter) -> None:
    """Number every page but the first, as the decree does; the first says where a paper is only a sample."""
    section.different_first_page_header_footer = True
    first, later = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    first.alignment = later.alignment = CENTER
    first.add_run(facts.sample).bold = True
    word_marks.add_field(later, "PAGE")
    for paragraph in (first, later):
        sized(paragraph, 13)


def _head(document: Any, facts: Letter, width: float) -> None:
    left, right = columns(document, [width * 0.425, width * 0.575]).rows[0].cells
    higher = [(line.upper(), 12, False) for line in facts.agency[:-1]]
    lines_in(left, [*higher, (facts.agency[-1].upper(), 12, True)])
    word_marks.rule_below(left.paragraphs[-1], width * 0.14)
    lines_in(right, [(STATE, 12, True), (MOTTO, 13, True)])
    word_marks.rule_below(right.paragraphs[-1], width * 0.12)
    for cell, words in ((left, facts.number), (right, facts.place_and_day)):
        paragraph = cell.add_paragraph(style="Table Text")
        paragraph.alignment, paragraph.paragraph_format.space_before = CENTER, Pt(6)
        paragraph.add_run(words).italic = cell is right
        sized(paragraph, 13)
    for text, before in ((facts.kind.upper(), 18), (facts.subject, 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_before = CENTER, Pt(before)
        paragraph.add_run(text).bold = True
        sized(paragraph, _BODY)
    word_marks.rule_below(paragraph, width * 0.375)


def _foot(document: Any, facts: Letter, width: float) -> None:
    _keep_last(document)
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = columns(document, [width / 2, width / 2])
    word_marks.keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    if facts.beside:
        _signature(left, facts.beside[:-1], facts.beside[-1])
        document.add_paragraph()
    _recipients(document.add_table(1, 1).rows[0].cells[0] if facts.beside else left, facts.recipients)
    _signature(right, facts.signed_for, facts.signer)


def _keep_last(document: Any) -> None:
    """Keep the last paragraph of the text, or the last row of its table, on the page of the signature."""
    last = list(document.iter_inner_content())[-1]
    rows = [paragraph for cell in last.rows[-1].cells for paragraph in cell.paragraphs] if isinstance(last, Table) else [last]
    for paragraph in rows:
        paragraph.paragraph_format.keep_with_next = paragraph.paragraph_format.keep_together = True


def _recipients(place: Any, lines: list[str]) -> None:
    lines_in(place, [(lines[0], 12, True), *((line, 11, False) for line in lines[1:])], WD_ALIGN_PARAGRAPH.LEFT)
    place.paragraphs[0].runs[0].italic = True


def _signature(place: Any, lines: Sequence[str], name: str) -> None:
    room = [("", 13, False)] * _SIGNING_ROOM
    lines_in(place, [*((line, _BODY, True) for line in lines), *room, (name, _BODY, True)])

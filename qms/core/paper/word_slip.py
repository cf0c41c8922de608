"""A form filled in as a Word file: letterhead, real headings, tables that Word can edit, places to sign, page n/N."""

from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from qms.core.paper import word_marks
from qms.core.paper.form import MOTTO, STATE, Slip
from qms.core.paper.word_body import Writer, sized
from qms.core.paper.word_file import CENTER, columns, finished, lines_in, page, styles, text_width

_A_ROW = 3  # places to sign beside each other


def slip(facts: Slip) -> bytes:
    """Make the Word file of a form filled in."""
    document = Document()
    section = document.sections[0]
    page(section, facts.margins)
    section.top_margin, section.bottom_margin = Mm(facts.margins.top), Mm(facts.margins.bottom)
    styles(document)
    writer = Writer(document, text_width(facts.margins))
    _edges(section, facts)
    _head(document, facts, writer.width)
    writer.blocks(document, facts.text)
    for first in range(0, len(facts.signed), _A_ROW):
        _places(document, facts.signed[first : first + _A_ROW], writer.width)
    return finished(document, f"{facts.kind} {facts.number}", facts.agency[-1], facts.subject, facts.made_at)


def _edges(section: Any, facts: Slip) -> None:
    top, bottom = section.header.paragraphs[0], section.footer.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    top.add_run("   ".join(part for part in (facts.sample, facts.form) if part))
    bottom.add_run(f"{facts.number} · {facts.printed} · ")
    word_marks.add_field(bottom, "PAGE")
    bottom.add_run("/")
    word_marks.add_field(bottom, "NUMPAGES")
    for paragraph in (top, bottom):
        sized(paragraph, 9)


def _head(document: Any, facts: Slip, width: float) -> None:
    table = columns(document, [width * 0.42, width * 0.58])
    left, right = table.rows[0].cells
    higher = [(line.upper(), 12, False) for line in facts.agency[:-1]]
    lines_in(left, [*higher, (facts.agency[-1].upper(), 12, True), (f"Số: {facts.number}", 13, False)])
    lines_in(right, [(STATE, 12, True), (MOTTO, 13, True), (facts.place_and_day, 13, False)])
    for text, points in (("", 6), (facts.kind.upper(), 14), (facts.subject, 13)):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.add_run(text).bold = True
        sized(paragraph, points)


def _places(document: Any, row: list[tuple[str, str, str, str]], width: float) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.keep_with_next = True
    table = columns(document, [width / len(row)] * len(row))
    word_marks.keep_whole(table.rows[0])
    for cell, (head, name, post, when) in zip(table.rows[0].cells, row, strict=True):
        lines_in(cell, [(head, 13, True), *[("", 13, False)] * 3, (name, 13, True), (post, 11, False), (when, 11, False)])

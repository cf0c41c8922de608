"""A redline as a Word file with tracked changes: who accepts them all has the newer text, who rejects them all the older."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, groupby
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from qms.core.paper import word_marks
from qms.core.paper.form import Margins
from qms.core.paper.word_file import finished, page, styles

_WENT, _CAME = "w:del", "w:ins"
_OF_RUN = {"ins": _CAME, "del": _WENT}
_OF_BLOCK = {"come": _CAME, "arrived": _CAME, "gone": _WENT, "left": _WENT}
_MARKS = {"strong": "w:b", "em": "w:i", "struck": "w:strike"}
_STEP = 8  # millimetres a list item stands in from the one above it


@dataclass(frozen=True)
class Redline:
    """What stands in the file: its title, what changed around the text, the text, who changed it and when.

    A line has `what`, `block` and `cells` of runs, as the redline on the page has them.
    """

    title: str
    facts_title: str
    facts: Sequence[tuple[str, str, str]]  # what, before, after
    lines: Sequence[Any]
    author: str
    at: datetime
    margins: Margins


@dataclass(frozen=True)
class _Piece:
    how: str
    text: str
    marks: tuple[str, ...] = ()


def redline(facts: Redline) -> bytes:
    """Make the Word file of a redline."""
    document = Document()
    page(document.sections[0], facts.margins)
    styles(document)
    document.sections[0].header.paragraphs[0].text = facts.title
    writer = _Writer(document, facts)
    writer.facts()
    for table, lines in groupby(facts.lines, _table_of):
        if table is None:
            writer.paragraphs(lines)
        else:
            writer.table(list(lines))
    return finished(document, facts.title, facts.author, "", int(facts.at.timestamp()))


def _table_of(line: Any) -> int | None:
    """Give what rows of one table have in common: the number of their columns."""
    return len(line.cells) if line.block.kind == "row" else None


class _Writer:
    def __init__(self, document: Any, facts: Redline) -> None:
        self.document, self.told = document, facts
        self.moment = facts.at.astimezone(UTC).replace(tzinfo=None)
        self.numbers = count(1)

    def facts(self) -> None:
        """Write what changed around the text, a paragraph each."""
        if not self.told.facts:
            return
        self.document.add_paragraph(self.told.facts_title, style="Body Text").runs[0].bold = True
        for name, old, new in self.told.facts:
            paragraph = self.document.add_paragraph(style="Body Text")
            self.runs(paragraph, [_Piece("same", f"{name}: "), _Piece("del", old), _Piece("ins", new)])

    def paragraphs(self, lines: Iterable[Any]) -> None:
        """Write headings, paragraphs and list items."""
        for line in lines:
            paragraph = self.document.add_paragraph(style=_style(line.block))
            if line.block.kind == "item":
                paragraph.paragraph_format.left_indent = Mm(_STEP * line.block.level)
            self.line(paragraph, line, line.cells[0] if line.cells else ())

    def line(self, paragraph: Any, line: Any, runs: Sequence[Any]) -> None:
        """Write a block's words; what came or went as a whole takes its paragraph with it."""
        how = _OF_BLOCK.get(line.what)
        if how:
            paragraph._p.get_or_add_pPr().append(_holding("w:rPr", self.change(how)))
        self.runs(paragraph, [*_marker(line), *runs])

    def table(self, lines: list[Any]) -> None:
        """Write rows; one that came or went is tracked as a row."""
        table = self.document.add_table(len(lines), len(lines[0].cells), style="Table Grid")
        for row, line in zip(table.rows, lines, strict=True):
            how = _OF_BLOCK.get(line.what)
            if line.block.is_head:
                word_marks.repeat_as_head(row)
            if how:
                row._tr.get_or_add_trPr().append(self.change(how))
            for cell, runs in zip(row.cells, line.cells, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = "Table Head" if line.block.is_head else "Table Text"
                self.line(paragraph, line, runs)
        self.document.add_paragraph()

    def runs(self, paragraph: Any, runs: Sequence[Any]) -> None:
        """Write words; those that came or went inside their mark."""
        for run in runs:
            if run.text:
                tag = _OF_RUN.get(run.how)
                written = _written(run, "w:delText" if tag == _WENT else "w:t")
                place = paragraph._p
                if tag:
                    change = self.change(tag)
                    change.append(written)
                    written = change
                place.append(written)

    def change(self, tag: str) -> Any:
        """Give a mark of its own number, with who and when."""
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(next(self.numbers)))
        mark.set(qn("w:author"), self.told.author)
        mark.set(qn("w:date"), f"{self.moment:%Y-%m-%dT%H:%M:%SZ}")
        return mark


def _style(block: Any) -> str:
    if block.kind == "heading":
        return f"Heading {min(block.level, 5)}"
    return "List Paragraph" if block.kind == "item" else "Body Text"


def _marker(line: Any) -> Iterator[_Piece]:
    """Write the sign or number a list item begins with, as it came or went with its item."""
    if line.block.marker:
        tag = _OF_BLOCK.get(line.what)
        yield _Piece("same" if tag is None else {_CAME: "ins", _WENT: "del"}[tag], f"{line.block.marker} ")


def _written(run: Any, tag: str) -> Any:
    marks = [OxmlElement(name) for mark, name in _MARKS.items() if mark in run.marks]
    if "raised" in run.marks:
        raised = OxmlElement("w:vertAlign")
        raised.set(qn("w:val"), "superscript")
        marks.append(raised)
    text = OxmlElement(tag)
    text.text = run.text
    text.set(qn("xml:space"), "preserve")
    return _holding("w:r", *([_holding("w:rPr", *marks)] if marks else []), text)


def _holding(tag: str, *children: Any) -> Any:
    element = OxmlElement(tag)
    for child in children:
        element.append(child)
    return element

"""A Word file's story as blocks: paragraphs, lists, tables, text boxes, notes, headers."""

from collections.abc import Iterator
from typing import Any

from qms.exchange import findings
from qms.exchange.blocks import Block, Cell, Paragraph, Table
from qms.exchange.figures import ALTERNATES, Figures, chosen
from qms.exchange.findings import Findings
from qms.exchange.numbering import Numbering
from qms.exchange.package import Package
from qms.exchange.pieces import joined
from qms.exchange.runs import RunReader
from qms.exchange.styles import Styles, value, w, whole

_HOLDS = {w("sdtContent"), w("customXml"), w("smartTag"), w("ins"), w("moveTo"), w("del"), w("moveFrom")}
DEEPEST = 20


class StoryReader:
    """Reads one part of a Word file: its body, a header, its footnotes."""

    def __init__(self, figures: Figures, part: str, styles: Styles, numbering: Numbering, is_accepted: bool) -> None:
        self.figures, self.styles, self.numbering = figures, styles, numbering
        self.found = figures.found
        self.runs = RunReader(figures, part, styles, is_accepted)
        self._carried: list[Any] = []  # pieces of a paragraph whose end was struck out, for the next one

    def blocks(self, parent: Any, deep: int = 0) -> list[Block]:
        """Read all blocks below an element."""
        return [*self._blocks(parent, deep), *self._rest()]

    def _rest(self) -> list[Block]:
        carried, self._carried = self._carried, []
        return [Paragraph(self._joined(carried))] if carried else []

    def _blocks(self, parent: Any, deep: int) -> Iterator[Block]:
        if deep > DEEPEST:
            self.found.count(findings.NESTED)
            return
        for child in parent:
            if child.tag == w("p"):
                yield from self._paragraph(child, deep)
            elif child.tag == w("tbl"):
                yield from self._rest()
                yield from self._table(child, deep)
            elif child.tag == w("sdt"):
                yield from self._box(child, deep)
            elif child.tag in _HOLDS and not self.runs.leaves_out(child):
                yield from self._blocks(child, deep + 1)
            elif child.tag == ALTERNATES:
                yield from self._blocks(chosen(child), deep + 1)

    def _box(self, sdt: Any, deep: int) -> Iterator[Block]:
        gallery = next((one.get(w("val"), "") for one in sdt.iter(w("docPartGallery"))), "")
        if gallery == "Table of Contents":
            self.found.tell(findings.CONTENTS)
            return
        for content in sdt.findall(w("sdtContent")):
            yield from self._blocks(content, deep + 1)

    def _paragraph(self, element: Any, deep: int) -> Iterator[Block]:
        style, in_contents = self.styles.name(element), self.runs.in_contents
        raw = [*self._carried, *self.runs.pieces(element)]
        self._carried = []
        if self._end_is_left_out(element):
            self._carried = raw
            return
        if style.startswith(("toc ", "mục lục ")) or in_contents or self.runs.in_contents:
            self.found.tell(findings.CONTENTS)
            return
        pieces = self._joined(raw)
        if any(piece.text.strip() or piece.mark for piece in pieces):
            yield self._described(Paragraph(pieces, level=self.styles.level(element), style=style), element)
        boxes, self.figures.boxes = self.figures.boxes, []
        for box in boxes:
            yield from self._blocks(box, deep + 1)

    def _joined(self, raw: list[Any]) -> list[Any]:
        pieces, converted = joined(raw)
        self.found.count(findings.CONVERTED, converted)
        return pieces

    def _described(self, paragraph: Paragraph, element: Any) -> Paragraph:
        listed = self.styles.numbering(element)
        if listed:
            paragraph.marker, paragraph.depth = self.numbering.next(*listed), listed[1]
        return paragraph

    def _end_is_left_out(self, element: Any) -> bool:
        marks = element.find(f"{w('pPr')}/{w('rPr')}")
        changes = [] if marks is None else [one for one in marks if one.tag in {w("ins"), w("del"), w("moveFrom"), w("moveTo")}]
        self.found.count(findings.TRACKED, len(changes))
        return any(self.runs.leaves_out(one) for one in changes)

    def _table(self, table: Any, deep: int) -> Iterator[Block]:
        rows = [self._row(row, deep) for row in _rows(table) if not self._is_left_out(row)]
        if any(cell.plain or cell.blocks for row in rows for cell in row):
            yield Table(rows)

    def _is_left_out(self, row: Any) -> bool:
        marks = row.find(w("trPr"))
        changes = [] if marks is None else [one for one in marks if one.tag in {w("ins"), w("del")}]
        self.found.count(findings.TRACKED, len(changes))
        return any(self.runs.leaves_out(one) for one in changes)

    def _row(self, row: Any, deep: int) -> list[Cell]:
        before = whole(value(row.find(w("trPr")), "gridBefore"), 0)
        return [Cell() for _place in range(min(before, 60))] + [self._cell(cell, deep) for cell in _cells(row)]

    def _cell(self, cell: Any, deep: int) -> Cell:
        marks = cell.find(w("tcPr"))
        merge, span = value(marks, "vMerge"), max(1, min(whole(value(marks, "gridSpan"), 1), 60))
        goes_on = merge is not None and merge != "restart"
        blocks = self.blocks(cell, deep + 1)
        self.found.count(findings.MERGED, bool(span > 1) + bool(merge == "restart"))
        self.found.count(findings.NESTED, sum(isinstance(block, Table) for block in blocks))
        return Cell(blocks, span, goes_on)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == w("tr"):
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == w("tc"):
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("customXml")}:
            yield from _cells(child)


class Word:
    """A Word file, read: its blocks, its headers, its notes, its pictures, what was found on the way."""

    def __init__(self, data: bytes, is_accepted: bool = True) -> None:
        package, self.found = Package(data), Findings()
        figures = Figures(package, self.found)
        styles, numbering = Styles(package.part_of_kind("styles")), Numbering(package.part_of_kind("numbering"))

        def reader(part: str) -> StoryReader:
            return StoryReader(figures, part, styles, numbering, is_accepted)

        body = package.body.find(w("body"))
        self.blocks = reader(package.main).blocks([] if body is None else body)
        self.headers = [reader(part).blocks(package.xml(part)) for part in package.parts_of_kind("header")]
        self.footers = [reader(part).blocks(package.xml(part)) for part in package.parts_of_kind("footer")]
        self.notes = {
            f"{letter}{note.get(w('id'))}": reader(part).blocks(note)
            for kind, letter in (("footnotes", ""), ("endnotes", "c"))
            for part in package.parts_of_kind(kind)
            for note in package.xml(part)
            if note.tag in {w("footnote"), w("endnote")} and note.get(w("type")) in {None, "normal"}
        }
        self.pictures = figures.pictures

"""The box on every page of a procedure: “Mã hiệu / Lần ban hành / Ngày ban hành / Trang”, in whatever cells it was drawn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from qms.core.vietnamese import fold, parse_day
from qms.exchange.blocks import Block, Table, lines_of

_LABELS = {
    "code": r"ma (?:hieu|so|tai lieu|quy trinh)(?: tai lieu| van ban)?",
    "issue": r"lan (?:ban hanh|soat xet|sua doi|bh)(?: ?/ ?(?:lan )?(?:sua doi|soat xet))?",
    "issued_on": r"ngay (?:ban hanh|hieu luc|co hieu luc|bh)(?: ?/ ?(?:ngay )?hieu luc)?",
    "page": r"(?:so )?trang(?: so)?",
}
_AFTER = r"\s*(?:\([^)]*\))?\s*(?:[:.…]+|$|(?=\d|[a-z]{2}[-.]))\s*"
_LABEL = {name: re.compile(f"{words}{_AFTER}") for name, words in _LABELS.items()}
_BETWEEN = re.compile(rf"(?<=\S)\s+(?=(?:{'|'.join(_LABELS.values())})\s*:)")
_CODE = re.compile(r"(?=[A-ZĐ])[A-ZĐ0-9]+(?:[-./_ ][A-ZĐ0-9]+)*(?!\w)")
_LONG_DAY = re.compile(r"(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
Grid = list[list[list[str]]]  # rows of cells of lines


@dataclass
class Box:
    """What a header box says."""

    code: str = ""
    title: str = ""
    issue: str = ""
    issued_on: date | None = None

    def read(self, block: Block) -> list[str]:
        """Read a table or paragraph; give the lines that say something else."""
        grid, used = _grid(block), set()
        for at, line in _lines(grid):
            name = label_of(line)
            if not name or at in used:
                continue
            used.add(at)
            rest = _after_label(name, line)
            if not (rest and self._take(name, rest)):
                used |= {near for near, text in _near(grid, at) if near not in used and self._take(name, text)}
        self.title = self.title or next((title for row in grid for lines in row if (title := title_in(lines))), "")
        return [line for at, line in _lines(grid) if at not in used]

    def _take(self, name: str, text: str) -> bool:
        """Take the value of a label, the first one that is said; tell whether the text is such a value."""
        if label_of(text):
            return False
        if name == "code":
            found = _CODE.match(text)
            self.code = self.code or (code_of(found[0]) if found else "")
            return bool(found)
        if name == "issue":
            number = re.match(r"\d{1,3}(?!\d)", text)
            self.issue = self.issue or (number[0] if number else "")
            return bool(number)
        if name == "issued_on":
            self.issued_on = self.issued_on or day_in(text)
            return day_in(text) is not None
        return bool(re.match(r"\d|n\b|X\b", text))


def _grid(block: Block) -> Grid:
    if isinstance(block, Table):
        return [[split(cell.lines) for cell in row] for row in block.rows]
    return [[split(lines_of(block))]]


def split(lines: list[str]) -> list[str]:
    """Give each label its own line."""
    found = []
    for line in lines:
        places = [0, *(one.end() for one in _BETWEEN.finditer(fold(line))), len(line)]
        found += [part for a, b in pairwise(places) if (part := line[a:b].strip())]
    return found


def _lines(grid: Grid) -> Iterator[tuple[tuple[int, int, int], str]]:
    for r, row in enumerate(grid):
        for c, lines in enumerate(row):
            for n, line in enumerate(lines):
                yield (r, c, n), line


def _near(grid: Grid, at: tuple[int, int, int]) -> Iterator[tuple[tuple[int, int, int], str]]:
    """Give where a label's value may stand, the first fitting place alone: the next line, the next cell, the cell below."""
    r, c, n = at
    for row, column, line in ((r, c, n + 1), (r, c + 1, 0), (r + 1, c, 0)):
        if row < len(grid) and column < len(grid[row]) and line < len(grid[row][column]):
            text = grid[row][column][line]
            if not label_of(text):
                yield (row, column, line), text
                return


def label_of(line: str) -> str:
    """Name the label a line begins with; an empty text for any other line."""
    folded = fold(line)
    return next((name for name, label in _LABEL.items() if label.match(folded)), "")


def _after_label(name: str, line: str) -> str:
    found = _LABEL[name].match(fold(line))
    return line[found.end() :].strip() if found else ""


def code_of(text: str) -> str:
    """Write a code as the house does: capitals without marks, “-” for what it does not take."""
    return re.sub(r"[^A-Z0-9.-]+", "-", fold(text).upper()).strip("-.")[:32]


def day_in(text: str) -> date | None:
    """Read a day in figures or in words; None when there is none."""
    said = _LONG_DAY.search(fold(text))
    figures = re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", text)
    try:
        return parse_day("/".join(said.groups())) if said else parse_day(figures[0]) if figures else None
    except ValueError:
        return None


def title_in(lines: list[str]) -> str:
    """Give the name after “QUY TRÌNH”, on the same line or the next ones."""
    for place, line in enumerate(lines):
        if line.startswith("QUY TRÌNH"):
            after = line[len("QUY TRÌNH") :].strip(" :–-")
            following = [one for one in lines[place + 1 :] if not label_of(one)]
            return as_sentence(" ".join([after, *following][:3] if after else following[:2]))
    return ""


def as_sentence(text: str) -> str:
    """Write a name in capitals as a sentence; any other stays."""
    plain = " ".join(text.split())[:250]
    return plain.capitalize() if plain.isupper() else plain


def is_box(table: Table) -> bool:
    """Tell whether a table is such a box."""
    labels = {label_of(line) for _at, line in _lines(_grid(table))}
    return "code" in labels and bool(labels & {"issue", "issued_on"})

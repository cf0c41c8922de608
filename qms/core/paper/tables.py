"""Tables of a text: every cell in its place, spans that cannot clash, and how wide each column wants to be."""

from collections.abc import Callable
from math import sqrt
from typing import Any

from bs4.element import Tag

from qms.core.language import _
from qms.core.refusals import Missing

MOST_COLUMNS = 60
WHOLE = 1200  # letters; a cell that says more may go on over the page


def table(tag: Tag, blocks: Callable[[Tag], list[Any]]) -> dict[str, Any]:
    """Read a table: its cells with row, column and spans; head rows first."""
    head = [row for row in tag.find_all("tr") if row.find_parent("thead") or not row.find("td", recursive=False)]
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    head = head if rows[: len(head)] == head and len(head) < len(rows) else []
    placed = [*_placed(head, 0, blocks), *_placed(rows[len(head) :], len(head), blocks)]
    columns = max((cell["x"] + cell["colspan"] for cell in placed), default=1)
    return {"t": "table", "columns": columns, "rows": len(rows), "head": len(head), "cells": placed, "widths": _widths(placed, columns)}


def plain_table(heads: list[str], rows: list[list[str]], widths: list[float] | None = None) -> dict[str, Any]:
    """Make a table of plain texts with one head row."""
    lines = [heads, *rows]
    cells = [
        _cell(x, y, [_words(line) for line in text.splitlines() if line.strip()], "center" if y == 0 else "")
        for y, row in enumerate(lines)
        for x, text in enumerate(row)
    ]
    return {
        "t": "table",
        "columns": len(heads),
        "rows": len(lines),
        "head": 1,
        "cells": cells,
        "widths": widths or _widths(cells, len(heads)),
    }


def _words(text: str) -> dict[str, Any]:
    from qms.core.paper.glyphs import printable

    return {"t": "p", "c": [printable(text)]}


def _cell(x: int, y: int, content: list[Any], align: str, colspan: int = 1, rowspan: int = 1) -> dict[str, Any]:
    from qms.core.paper.tree import words_of

    whole = len(words_of(content)) <= WHOLE
    return {"x": x, "y": y, "colspan": colspan, "rowspan": rowspan, "align": align, "whole": whole, "c": content}


def _placed(rows: list[Tag], first: int, blocks: Callable[[Tag], list[Any]]) -> list[dict[str, Any]]:
    """Put the cells of some rows where a browser would; a span ends where another cell or the rows end."""
    taken: set[tuple[int, int]] = set()
    found = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (x, y) in taken:
                x += 1
            if x >= MOST_COLUMNS:
                raise Missing(_("Bảng có hơn %(n)s cột không in được trên khổ A4. Tách thành nhiều bảng.", n=MOST_COLUMNS))
            colspan = _free(taken, x, y, min(_span(cell, "colspan"), MOST_COLUMNS - x))
            rowspan = min(_span(cell, "rowspan"), len(rows) - y)
            taken |= {(x + dx, y + dy) for dx in range(colspan) for dy in range(rowspan)}
            found.append(_cell(x, first + y, blocks(cell), str(cell.get("align", "")), colspan, rowspan))
            x += colspan
    return found


def _free(taken: set[tuple[int, int]], x: int, y: int, wanted: int) -> int:
    return next((n for n in range(1, wanted) if (x + n, y) in taken), wanted)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(max(1, int(value)), 1000) if value.isdigit() and len(value) < 5 else 1


def _widths(cells: list[dict[str, Any]], columns: int) -> list[float]:
    """Weigh each column: no narrower than its longest word, wider the more it says, but not in proportion."""
    from qms.core.paper.tree import words_of

    widths = []
    for x in range(columns):
        texts = [words_of(cell["c"]).strip() for cell in cells if cell["x"] == x and cell["colspan"] == 1]
        longest = max((len(text) for text in texts), default=1)
        word = max((len(word) for text in texts for word in text.split()), default=1)
        mean = sum(map(len, texts)) / max(1, len(texts))
        widths.append(round(3 + max(min(word, 24), min(longest, 8 + 4 * sqrt(mean))), 1))
    return widths

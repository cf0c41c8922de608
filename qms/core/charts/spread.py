"""How numbers are spread: columns of one width from 0, and lines at places worth a name (ux.md §4, chart 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.sheet import ALARM, INK, LEADING, LIGHT, MARGIN, MUTED, Sheet, style
from qms.core.charts.words import clean, measure, shorten, wrap

FIELD = 170  # CSS pixels of height for the tallest column
FOOT = 24  # kept for the numbers under the columns
GAP = 6
COLOURS = (INK, ALARM)  # of the first line and the second

Column = tuple[int, int, int]  # first and last number of the column, how many
Mark = tuple[int, str]  # a number, its words


@dataclass(frozen=True)
class Spread:
    """Columns laid out for a width."""

    columns: Sequence[Column]
    left: float
    right: float
    top: float

    @property
    def bottom(self) -> float:
        """Give the line the columns stand on."""
        return self.top + FIELD

    def x(self, number: float) -> float:
        """Give the place of a number from the left."""
        first, beyond = self.columns[0][0], self.columns[-1][1] + 1
        return self.left + (self.right - self.left) * (number - first) / (beyond - first)


@style()
def draw(columns: Sequence[Column], marks: Sequence[Mark], width: int, *, axis: str) -> Any:
    """Draw the columns, their counts above them, the marks as lines under the rows of their words."""
    if not columns:
        return Sheet(width, MARGIN).figure
    title = wrap(clean(axis), width - 2 * MARGIN)
    spread = Spread(columns, MARGIN, width - MARGIN, MARGIN + LEADING * (len(marks) + 1))
    sheet = Sheet(width, round(spread.bottom + FOOT + LEADING * len(title) + MARGIN))
    _draw_columns(sheet, spread)
    for place, mark in enumerate(marks):
        _draw_mark(sheet, spread, place, mark)
    _draw_numbers(sheet, spread)
    for line, words in enumerate(title):
        sheet.text(MARGIN, spread.bottom + FOOT + LEADING * (line + 0.5), words, MUTED)
    return sheet.figure


def _draw_columns(sheet: Sheet, spread: Spread) -> None:
    most = max(1, *(n for _first, _last, n in spread.columns))
    for first, last, n in spread.columns:
        left, right, high = spread.x(first) + 1, spread.x(last + 1) - 1, FIELD * n / most
        sheet.box(left, spread.bottom - high / 2, right - left, high, LIGHT)
        if n and measure(str(n), True) <= right - left:
            sheet.text((left + right) / 2, spread.bottom - high - LEADING / 2, str(n), INK, "center", True)
    sheet.line([spread.left, spread.right], [spread.bottom] * 2, MUTED)


def _draw_mark(sheet: Sheet, spread: Spread, place: int, mark: Mark) -> None:
    number, words = mark
    x, top, colour = spread.x(number + 0.5), MARGIN + LEADING * (place + 0.5), COLOURS[place % len(COLOURS)]
    is_left = x > (spread.left + spread.right) / 2
    said = shorten(clean(words), (x - spread.left if is_left else spread.right - x) - GAP, True)
    sheet.line([x, x], [spread.top - LEADING, spread.bottom], colour, 1.5, linestyle=(0, (5, 3)))
    sheet.text(x - GAP if is_left else x + GAP, top, said, colour, "right" if is_left else "left", True)


def _draw_numbers(sheet: Sheet, spread: Spread) -> None:
    taken = 0.0
    for edge in [first for first, _last, _n in spread.columns] + [spread.columns[-1][1] + 1]:
        x, half = spread.x(edge), measure(str(edge)) / 2
        start = min(max(x - half, spread.left), spread.right - 2 * half)
        sheet.line([x, x], [spread.bottom, spread.bottom + 4], MUTED)
        if start >= taken + GAP:
            sheet.text(start + half, spread.bottom + 4 + LEADING / 2, str(edge), MUTED, "center")
            taken = start + 2 * half

"""Running totals of what came and what went, the gap between them named at the end (ux.md §4, chart 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from qms.core.charts_bars import Word
from qms.core.charts_sheet import ALARM, BLUE, LEADING, LINE, MARGIN, MUTED, Sheet, clean, measure, shorten, steps, widest, wrap

HEIGHT = 290
TOP, BOTTOM = 16, HEIGHT - 32  # of the field of the lines
HANDS = 16  # between the last point and the words at its side


@dataclass(frozen=True)
class Field:
    """Where the lines are drawn: CSS pixels from left to right, the number at the top, the number of points."""

    left: float
    right: float
    top: int
    points: int

    def x(self, place: int) -> float:
        """Give the place of a point from the left."""
        return self.left + (self.right - self.left) * (place / (self.points - 1) if self.points > 1 else 1)

    def y(self, value: float) -> float:
        """Give the place of a number from the top."""
        return BOTTOM - (BOTTOM - TOP) * value / self.top


def draw_flow(months: Sequence[str], came: Sequence[int], went: Sequence[int], width: int, words: Sequence[str]) -> Any:
    """Draw both running totals; the words name what came, what went, and the gap."""
    totals = [list(accumulate(series)) for series in (came, went)]
    room = width * 0.34
    lasts = [totals[0][-1] if totals[0] else 0, totals[1][-1] if totals[1] else 0]
    names = [Word(_named(word, last, room), colour, True) for word, last, colour in zip(words, lasts, (MUTED, BLUE), strict=False)]
    gap = wrap(clean(words[2]), room, 3)
    side = max(widest(gap), *(name.width for name in names))
    top = max(1, *totals[0], *totals[1]) if totals[0] else 1
    numbers = steps(top, 5)
    field = Field(MARGIN + widest([str(step) for step in numbers]) + 8, width - MARGIN - side - HANDS - 8, top, len(months))
    sheet = Sheet(width, HEIGHT)
    _draw_numbers(sheet, field, numbers)
    _draw_months(sheet, field, months)
    for series, colour in zip(totals, (MUTED, BLUE), strict=True):
        _draw_line(sheet, field, series, colour)
    _draw_ends(sheet, field, lasts, names, gap)
    return sheet.figure


def _named(word: str, last: int, room: float) -> str:
    return f"{shorten(clean(word), room - measure(f' {last}', True), True)} {last}"


def _draw_numbers(sheet: Sheet, field: Field, numbers: Sequence[int]) -> None:
    for step in numbers:
        sheet.line([field.left, field.right], [field.y(step)] * 2, LINE if step else MUTED, 0.8, zorder=0.5)
        sheet.text(field.left - 8, field.y(step), str(step), MUTED, "right")


def _draw_months(sheet: Sheet, field: Field, months: Sequence[str]) -> None:
    names = [shorten(clean(month), 90) for month in months]
    taken = field.right + 60  # the last month is always named, then as many before it as find room
    for place in reversed(range(len(names))):
        x, half = field.x(place), measure(names[place]) / 2
        if x + half + 12 <= taken and x - half >= 0:
            sheet.text(x, BOTTOM + 16, names[place], MUTED, "center")
            sheet.line([x, x], [BOTTOM, BOTTOM + 4], MUTED)
            taken = x - half


def _draw_line(sheet: Sheet, field: Field, series: Sequence[int], colour: str) -> None:
    places = [field.x(place) for place in range(len(series))]
    sheet.line(places, [field.y(value) for value in series], colour, 2.4, solid_joinstyle="round")
    if series:
        sheet.line(places[-1:], [field.y(series[-1])], colour, marker="o", markersize=6, markeredgewidth=0)


def _draw_ends(sheet: Sheet, field: Field, lasts: Sequence[int], names: Sequence[Word], gap: Sequence[str]) -> None:
    """Name the ends from above to below: the larger, the gap, the smaller; apart enough to be read."""
    x = field.right
    upper, lower = sorted(zip(lasts, names, strict=True), key=lambda end: -end[0])
    half = max((field.y(lower[0]) - field.y(upper[0])) / 2, LEADING * (len(gap) + 1) / 2)
    middle = min(max((field.y(lower[0]) + field.y(upper[0])) / 2, TOP + half), BOTTOM - half)
    for (_last, name), y in ((upper, middle - half), (lower, middle + half)):
        sheet.text(x + HANDS, y, name.text, name.colour, "left", name.bold)
    colour = ALARM if lasts[0] > lasts[1] else MUTED
    for number, line in enumerate(gap):
        sheet.text(x + HANDS, middle + LEADING * (number - (len(gap) - 1) / 2), line, colour)
    if lasts[0] != lasts[1]:
        sheet.line([x + 8, x + 8], [field.y(upper[0]), field.y(lower[0])], colour, 1.5)

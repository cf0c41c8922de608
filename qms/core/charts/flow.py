"""Running totals of what came and what went, the gap between them named at the end (ux.md §4, chart 10)."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from qms.core.charts.plot import HANDS, Field, draw_numbers, draw_times
from qms.core.charts.rows import Word
from qms.core.charts.sheet import ALARM, BLUE, LEADING, MARGIN, MUTED, Sheet, steps, style
from qms.core.charts.words import clean, measure, shorten, widest, wrap

HEIGHT = 290
TOP, BOTTOM = 16, HEIGHT - 32  # of the field of the lines


@style()
def draw(months: Sequence[str], came: Sequence[int], went: Sequence[int], width: int, *, words: tuple[str, str, str]) -> Any:
    """Draw both running totals, named at their end with the total; the words name what came, what went, and the gap."""
    totals = [list(accumulate(series)) for series in (came, went)]
    room = width * 0.34
    lasts = [totals[0][-1] if totals[0] else 0, totals[1][-1] if totals[1] else 0]
    names = [Word(_named(word, last, room), colour, True) for word, last, colour in zip(words, lasts, (MUTED, BLUE), strict=False)]
    gap = wrap(clean(words[2]), room, 3)
    side = max(widest(gap), *(name.width for name in names))
    top = max(1, *totals[0], *totals[1]) if totals[0] else 1
    numbers = steps(top, 5)
    left = MARGIN + widest([str(step) for step in numbers]) + 8
    field = Field(left, width - MARGIN - side - HANDS - 8, TOP, BOTTOM, 0, top, len(months))
    sheet = Sheet(width, HEIGHT)
    draw_numbers(sheet, field, numbers, str)
    draw_times(sheet, field, months, BOTTOM)
    for series, colour in zip(totals, (MUTED, BLUE), strict=True):
        _draw_line(sheet, field, series, colour)
    _draw_ends(sheet, field, lasts, names, gap)
    return sheet.figure


def _named(word: str, last: int, room: float) -> str:
    return f"{shorten(clean(word), room - measure(f' {last}', True), True)} {last}"


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

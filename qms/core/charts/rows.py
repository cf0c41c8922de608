"""Rows of bars from 0, each named directly, without a legend (ux.md §4); on a phone the name stands above its bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.sheet import ALARM, INK, LEADING, MARGIN, MUTED, NARROW, Sheet, ink_on, steps
from qms.core.charts.words import clean, measure, shorten, widest, wrap

THICK = 22  # of a bar beside its name
THIN = 16  # of a bar under its name
GAP = 8
STRIP = 26  # kept for the dashed line between two rows
SWATCH = 12  # of a colour in the key
AXIS = 24  # kept for the numbers under the rows


@dataclass(frozen=True)
class Word:
    """A few words in a colour."""

    text: str
    colour: str = INK
    bold: bool = False

    @property
    def width(self) -> float:
        """Give the width in CSS pixels."""
        return measure(self.text, self.bold)


@dataclass(frozen=True)
class Bar:
    """A row: its name, parts of (length, colour), words after the bar, words at the right edge, where it was due."""

    name: str
    parts: tuple[tuple[int, str], ...]
    ends: tuple[Word, ...] = ()
    edge: Word | None = None
    due: int | None = None
    inside: tuple[str, ...] = ()  # words in each part, left out where the part is too short for them

    @property
    def length(self) -> int:
        """Give the length of all parts."""
        return sum(max(0, length) for length, _colour in self.parts)

    @property
    def reach(self) -> int:
        """Give how far the row goes, with the due mark."""
        return max(self.length, self.due or 0)

    @property
    def ends_width(self) -> float:
        """Give the room the words after the bar take."""
        return sum(GAP + word.width for word in self.ends)


@dataclass(frozen=True)
class Rows:
    """Bars laid out for a width: broken names, the place of the bars, CSS pixels for each unit."""

    bars: Sequence[Bar]
    width: int
    names: list[list[str]]
    left: float
    right: float
    scale: float

    @property
    def is_narrow(self) -> bool:
        """Tell whether names stand above their bars."""
        return self.width <= NARROW

    def height(self, place: int) -> int:
        """Give the height of a row."""
        named = LEADING * len(self.names[place])
        return named + THIN + 16 if self.is_narrow else max(THICK, named) + 14


def rows(bars: Sequence[Bar], width: int) -> Rows:
    """Lay bars out for a width."""
    edges = max((bar.edge.width + 2 * GAP for bar in bars if bar.edge), default=0.0)
    names, is_narrow = [clean(bar.name) for bar in bars], width <= NARROW
    room = width - 2 * MARGIN - edges if is_narrow else min(widest(names), width * 0.36)
    left = MARGIN if is_narrow else MARGIN + room + GAP
    right = width - MARGIN - (0 if is_narrow else edges)
    scale = min(((right - left - bar.ends_width) / bar.reach for bar in bars if bar.reach), default=right - left)
    return Rows(bars, width, [wrap(name, room) for name in names], left, right, scale)


def draw_rows(laid: Rows, *, head: str = "", mark_after: int = 0, mark: str = "", axis: str = "", key: Sequence[Word] = ()) -> Any:
    """Draw rows; `head` above the right edge, the dashed line named `mark` after some rows, an axis below, a key of colours above."""
    title = wrap(clean(axis), laid.width - MARGIN - laid.left) if axis else []
    swatches = _placed(key, laid.width)
    top = MARGIN + (LEADING if head else 0) + (LEADING * (swatches[-1][1] + 1) + 6 if swatches else 0)
    bottom = top + sum(map(laid.height, range(len(laid.bars)))) + (STRIP if mark_after else 0)
    sheet = Sheet(laid.width, bottom + (AXIS + LEADING * len(title) if axis else 0) + MARGIN)
    if head:
        sheet.text(laid.width - MARGIN, MARGIN + LEADING / 2, shorten(clean(head), laid.width - 2 * MARGIN), MUTED, "right")
    for x, line, word in swatches:
        sheet.box(x, MARGIN + LEADING * (line + 0.5), SWATCH, SWATCH, word.colour)
        sheet.text(x + SWATCH + 5, MARGIN + LEADING * (line + 0.5), word.text, MUTED)
    if axis:
        _draw_axis(sheet, laid, bottom, title)
    for place in range(len(laid.bars)):
        if mark_after and place == mark_after:
            _draw_mark(sheet, laid, top + STRIP / 2, clean(mark))
            top += STRIP
        (_draw_under if laid.is_narrow else _draw_beside)(sheet, laid, place, top)
        top += laid.height(place)
    return sheet.figure


def _placed(key: Sequence[Word], width: int) -> list[tuple[float, int, Word]]:
    """Place the key's words in the order of the colours, in as many lines as they need: from the left, line, word."""
    x, line, found = float(MARGIN), 0, []
    for word in key:
        said = Word(shorten(clean(word.text), width - 2 * MARGIN - SWATCH - 5), word.colour)
        if x + SWATCH + 5 + said.width > width - MARGIN and x > MARGIN:
            x, line = float(MARGIN), line + 1
        found.append((x, line, said))
        x += SWATCH + 5 + said.width + 16
    return found


def _draw_beside(sheet: Sheet, laid: Rows, place: int, top: float) -> None:
    bar, high = laid.bars[place], laid.height(place)
    middle = top + high / 2
    _draw_lines(sheet, laid.names[place], laid.left - GAP, middle, "right")
    _draw_bar(sheet, laid, bar, middle, THICK)
    sheet.line([laid.left, laid.left], [top, top + high], MUTED)
    if bar.edge:
        sheet.text(laid.width - MARGIN, middle, bar.edge.text, bar.edge.colour, "right", bar.edge.bold)


def _draw_under(sheet: Sheet, laid: Rows, place: int, top: float) -> None:
    bar, named = laid.bars[place], LEADING * len(laid.names[place])
    middle = top + 2 + named + THIN / 2
    _draw_lines(sheet, laid.names[place], laid.left, top + named / 2, "left")
    _draw_bar(sheet, laid, bar, middle, THIN)
    sheet.line([laid.left, laid.left], [middle - THIN / 2, middle + THIN / 2], MUTED)
    if bar.edge:
        sheet.text(laid.width - MARGIN, top + LEADING / 2, bar.edge.text, bar.edge.colour, "right", bar.edge.bold)


def _draw_lines(sheet: Sheet, lines: Sequence[str], x: float, middle: float, side: str) -> None:
    for number, words in enumerate(lines):
        sheet.text(x, middle + LEADING * (number - (len(lines) - 1) / 2), words, INK, side)


def _draw_bar(sheet: Sheet, laid: Rows, bar: Bar, middle: float, high: float) -> None:
    x = laid.left
    for place, (length, colour) in enumerate(bar.parts):
        long = max(0, length) * laid.scale
        sheet.box(x, middle, long, high, colour)
        said = bar.inside[place] if bar.inside else ""
        if said and measure(said) + 6 <= long:
            sheet.text(x + long / 2, middle, said, ink_on(colour), "center")
        x += long
    if bar.due is not None:
        due = laid.left + max(0, bar.due) * laid.scale
        sheet.line([due, due], [middle - high / 2 - 3, middle + high / 2 + 3], INK, 2.5)
    x = laid.left + bar.reach * laid.scale
    for word in bar.ends:
        sheet.text(x + GAP, middle, word.text, word.colour, "left", word.bold)
        x += GAP + word.width


def _draw_mark(sheet: Sheet, laid: Rows, middle: float, mark: str) -> None:
    words = shorten(mark, laid.width / 3)
    right = laid.width - MARGIN
    sheet.line([laid.left, right - measure(words) - GAP], [middle, middle], ALARM, 1.2, linestyle=(0, (5, 3)))
    sheet.text(right, middle, words, ALARM, "right")


def _draw_axis(sheet: Sheet, laid: Rows, bottom: float, title: Sequence[str]) -> None:
    reach, taken = max((bar.reach for bar in laid.bars), default=0), laid.left - GAP
    for step in steps(reach, 4 if laid.is_narrow else 6):
        x, half = laid.left + step * laid.scale, measure(str(step)) / 2
        sheet.line([x, x], [bottom, bottom + 4], MUTED)
        start = min(max(x - half, laid.left), laid.width - MARGIN - 2 * half)
        if start >= taken + GAP:
            sheet.text(start + half, bottom + 4 + LEADING / 2, str(step), MUTED, "center")
            taken = start + 2 * half
    sheet.line([laid.left, laid.left + reach * laid.scale], [bottom, bottom], MUTED)
    for number, words in enumerate(title):
        sheet.text(laid.left, bottom + AXIS + LEADING * (number + 0.5), words, MUTED)

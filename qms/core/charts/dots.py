"""Two moments of each name on one line: now a full dot, before a hollow one, sorted by what is now (ux.md §4, charts 15 and 17).

W. S. Cleveland's dot plot (The Elements of Graphing Data, 1985): position on one scale is read best. For suppliers the year
before and this one; for risks the score before and after treatment, for a matrix alone misleads (Cox 2008).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.rows import GAP, Word
from qms.core.charts.sheet import BLUE, INK, LEADING, LINE, MARGIN, MUTED, NARROW, Sheet, style
from qms.core.charts.unit import Unit
from qms.core.charts.words import clean, measure, shorten, widest, wrap
from qms.core.language import Phrase, _

LOW = 20  # CSS pixels of a row's line of dots
AXIS = 26


@dataclass(frozen=True)
class Dot:
    """A name, its value now, its value before, and of how many it is known."""

    name: str
    now: float
    before: float | None = None
    n: int | None = None

    @property
    def words(self) -> str:
        """Write of how many, after the value."""
        return "" if self.n is None else f"  n = {self.n}"


def by_value(found: Sequence[Dot]) -> list[Dot]:
    """Put the greatest first."""
    return sorted(found, key=lambda dot: (-dot.now, dot.name))


def headline(found: Sequence[Dot], unit: Unit) -> Phrase:
    """Say which is greatest and which least, and how many grew and fell."""
    if not found:
        return _("Chưa có số liệu để so sánh")
    ordered, compared = by_value(found), [dot for dot in found if dot.before is not None]
    first, last = ordered[0], ordered[-1]
    known = {"first": first.name, "most": unit.write(first.now), "last": last.name, "least": unit.write(last.now)}
    if len(ordered) == 1:
        said = _("%(first)s: %(most)s", **known)
    elif first.now == last.now:
        said = _("Cả %(n)s bằng nhau: %(most)s", n=len(ordered), **known)
    else:
        said = _("Cao nhất: %(first)s (%(most)s), thấp nhất: %(last)s (%(least)s)", **known)
    if not compared:
        return said
    up, down = (sum(sign * (dot.now - (dot.before or 0)) > 0 for dot in compared) for sign in (1, -1))
    return _("%(said)s; %(up)s tăng, %(down)s giảm so với trước (trong %(n)s)", said=said, up=up, down=down, n=len(compared))


def numbers(found: Sequence[Dot], unit: Unit) -> str:
    """Write every value, for who does not see the drawing."""
    before = [f" ({unit.write(dot.before)})" if dot.before is not None else "" for dot in by_value(found)]
    return "; ".join(f"{dot.name}: {unit.write(dot.now)}{was}" for dot, was in zip(by_value(found), before, strict=True))


@style()
def draw(found: Sequence[Dot], width: int, *, unit: Unit, now: str, before: str) -> Any:
    """Draw a row for each name on one scale from 0; `now` and `before` name the two dots above the rows."""
    ordered, is_narrow = by_value(found), width <= NARROW
    ends = [f"{unit.write(dot.now)}{dot.words}" for dot in ordered]
    side = min(widest(ends, True), width * 0.34) + GAP
    names = [wrap(clean(dot.name), width - 2 * MARGIN if is_narrow else width * 0.34) for dot in ordered]
    left = MARGIN + 6 if is_narrow else MARGIN + min(max(map(widest, names), default=0), width * 0.34) + 2 * GAP
    right = width - MARGIN - side - 10
    heights = [LEADING * len(name) + LOW + 6 if is_narrow else max(LOW, LEADING * len(name)) + 8 for name in names]
    most = max([value for dot in ordered for value in (dot.now, dot.before or 0)] or [1]) or 1
    top = MARGIN + LEADING + 6.0
    sheet = Sheet(width, round(top + sum(heights) + AXIS + MARGIN))
    _draw_key(sheet, width, now, before)
    scale = (right - left) / most
    _draw_axis(sheet, unit, left, scale, most, (top, top + sum(heights)))
    for dot, name, end, high in zip(ordered, names, ends, heights, strict=True):
        middle = top + LEADING * len(name) + LOW / 2 if is_narrow else top + high / 2
        for number, line in enumerate(name):
            y = top + LEADING * (number + 0.5) if is_narrow else middle + LEADING * (number - (len(name) - 1) / 2)
            sheet.text(MARGIN if is_narrow else left - 2 * GAP, y, line, INK, "left" if is_narrow else "right")
        _draw_dots(sheet, dot, left, scale, middle)
        sheet.text(right + 10 + GAP, middle, shorten(end, side - GAP, True), INK, "left", True)
        top += high
    return sheet.figure


def _draw_dots(sheet: Sheet, dot: Dot, left: float, scale: float, middle: float) -> None:
    now = left + max(0, dot.now) * scale
    if dot.before is not None:
        was = left + max(0, dot.before) * scale
        sheet.line([was, now], [middle, middle], MUTED, 1.6)
        sheet.line([was], [middle], MUTED, marker="o", markersize=9, markerfacecolor="#FFFFFF", markeredgewidth=1.6, zorder=2.2)
    sheet.line([now], [middle], BLUE, marker="o", markersize=9, markeredgewidth=0, zorder=2.4)


def _draw_key(sheet: Sheet, width: int, now: str, before: str) -> None:
    room, y = (width - 2 * MARGIN) / 2 - 20, MARGIN + LEADING / 2
    said = Word(shorten(clean(now), room), BLUE)
    sheet.line([MARGIN + 5], [y], BLUE, marker="o", markersize=9, markeredgewidth=0)
    sheet.text(MARGIN + 15, y, said.text, MUTED)
    x = MARGIN + 15 + said.width + 20
    sheet.line([x], [y], MUTED, marker="o", markersize=9, markerfacecolor="#FFFFFF", markeredgewidth=1.6)
    sheet.text(x + 10, y, shorten(clean(before), room - 10), MUTED)


def _draw_axis(sheet: Sheet, unit: Unit, left: float, scale: float, most: float, span: tuple[float, float]) -> None:
    taken = 0.0
    for tick in [tick for tick in unit.ticks(0, most) if 0 <= tick <= most]:
        x, half = left + tick * scale, measure(unit.tick(tick)) / 2
        sheet.line([x, x], span, LINE, 0.8, zorder=0.5)
        start = max(x - half, MARGIN)
        if start >= taken + GAP or not taken:
            sheet.text(start + half, span[1] + LEADING / 2 + 4, unit.tick(tick), MUTED, "center")
            taken = start + 2 * half

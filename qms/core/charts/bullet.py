"""Bullet graphs of objectives: what is reached against the target, before bands of grey (ux.md §4, chart 4).

S. Few, Bullet Graph Design Specification (2013): one bar from 0, a tick for the target, at most three bands of one hue, dark
for poor. Lower is better turns the bands round. When all lie within 90–100 %, bars from 0 show nothing: then a dot on an
axis from 90 that is marked as broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.rows import GAP
from qms.core.charts.sheet import ALARM, BLUE, INK, LEADING, MARGIN, MUTED, NARROW, Sheet, style
from qms.core.charts.unit import Unit
from qms.core.charts.words import clean, measure, shorten, wrap
from qms.core.language import Phrase, _

PERCENT = Unit(" %", 1, 0, 100)
GREYS = ("#C3C9C5", "#DADEDB", "#EDEFED")  # from poor to good
BROKEN_AT = 90
HIGH = 22
NAMED = 3  # objectives the headline names


@dataclass(frozen=True)
class Objective:
    """An objective: what is reached, if it is known, the target, the bands from 0 up, the unit, and which way is better.

    `whose` names what it counts for, `when` the time that was measured.
    """

    name: str
    actual: float | None
    target: float
    bands: tuple[float, ...] = ()
    unit: Unit = PERCENT
    is_lower_better: bool = False
    whose: str = ""
    when: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether it is met."""
        return self.actual is not None and (self.actual <= self.target if self.is_lower_better else self.actual >= self.target)

    @property
    def verdict(self) -> str:
        """Write whether it is met, with the value; a sign says it too, for who sees no colour."""
        if self.actual is None:
            return str(_("chưa có số liệu"))
        value = self.unit.write(self.actual)
        return str(_("✓ đạt %(value)s", value=value) if self.is_met else _("✗ chưa đạt %(value)s", value=value))

    @property
    def wanted(self) -> str:
        """Write the target."""
        return str(_("mục tiêu %(sign)s %(value)s", sign="≤" if self.is_lower_better else "≥", value=self.unit.write(self.target)))

    @property
    def scope(self) -> str:
        """Write whose it is and what time was measured."""
        return ", ".join(filter(None, (self.whose, self.when)))

    @property
    def reach(self) -> float:
        """Give the number at the right end of its bar."""
        return self.unit.most or max(self.actual or 0, self.target, *self.bands, 1e-9) * 1.05


def in_order(objectives: Sequence[Objective]) -> list[Objective]:
    """Put those not met first, then those without a number, then those met."""
    return sorted(objectives, key=lambda one: (one.is_met, one.actual is None))


def headline(objectives: Sequence[Objective]) -> Phrase:
    """Say how many are met, and name those that are not."""
    met, missed = sum(one.is_met for one in objectives), [one.name for one in objectives if one.actual is not None and not one.is_met]
    unknown = sum(one.actual is None for one in objectives)
    known = {"met": met, "all": len(objectives), "unknown": unknown}
    if not objectives:
        return _("Chưa có mục tiêu chất lượng nào")
    said = _("Cả %(all)s mục tiêu đạt", **known) if met == len(objectives) else _("%(met)s trong %(all)s mục tiêu đạt", **known)
    if missed:
        names = ", ".join(missed[:NAMED]) + ("…" if len(missed) > NAMED else "")
        said = _("%(said)s; %(n)s chưa đạt: %(names)s", said=said, n=len(missed), names=names)
    return _("%(said)s; %(unknown)s chưa có số liệu", said=said, **known) if unknown else said


def numbers(objectives: Sequence[Objective]) -> str:
    """Write every value and target, for who does not see the drawing."""
    return "; ".join(f"{', '.join(filter(None, (one.name, one.scope)))}: {one.verdict}, {one.wanted}" for one in in_order(objectives))


def is_crowded(objectives: Sequence[Objective]) -> bool:
    """Tell whether all values and targets are percentages from 90 up."""
    found = [value for one in objectives for value in (one.actual, one.target) if value is not None]
    return bool(found) and all(one.unit.most == 100 for one in objectives) and all(BROKEN_AT <= value <= 100 for value in found)


@style()
def draw(objectives: Sequence[Objective], width: int) -> Any:
    """Draw a bullet graph of each objective."""
    ordered, is_narrow, start = in_order(objectives), width <= NARROW, BROKEN_AT if is_crowded(objectives) else 0
    side = max((measure(words, bold) for one in ordered for words, bold in ((one.verdict, True), (one.wanted, False))), default=0)
    side = 0 if is_narrow else min(side + 1, width * 0.3) + 2 * GAP
    room = width - 2 * MARGIN if is_narrow else width * 0.3
    names = [_named(one, room) for one in ordered]
    left, right = (MARGIN if is_narrow else MARGIN + room + GAP), width - MARGIN - side
    heights = [LEADING * (len(name) + 1) + HIGH + 14 if is_narrow else max(2, len(name)) * LEADING + 14 for name in names]
    sheet = Sheet(width, MARGIN * 2 + sum(heights) + (LEADING + 4 if start else 0))
    top = float(MARGIN)
    for one, name, high in zip(ordered, names, heights, strict=True):
        middle = top + LEADING * len(name) + HIGH / 2 if is_narrow else top + high / 2
        for number, (line, colour) in enumerate(name):
            y = top + LEADING * (number + 0.5) if is_narrow else middle + LEADING * (number - (len(name) - 1) / 2)
            sheet.text(left if is_narrow else left - GAP, y, line, colour, "left" if is_narrow else "right")
        _draw_bullet(sheet, one, left, right, middle, start)
        _draw_words(sheet, one, (left, middle + HIGH / 2 + 2 + LEADING / 2) if is_narrow else (right + 2 * GAP, middle), width, is_narrow)
        top += high
    if start:
        _draw_broken(sheet, left, right, top, start)
    return sheet.figure


def _named(one: Objective, room: float) -> list[tuple[str, str]]:
    """Give the lines of its name and scope, each with its colour."""
    scope = [(line, MUTED) for line in wrap(clean(one.scope), room)] if one.scope else []
    return [*((line, INK) for line in wrap(clean(one.name), room)), *scope]


def _draw_bullet(sheet: Sheet, one: Objective, left: float, right: float, middle: float, start: float) -> None:
    scale = (right - left) / (one.reach - start)
    edges = [start, *(min(max(band, start), one.reach) for band in sorted(one.bands)[:2]), one.reach]
    greys = GREYS[3 - (len(edges) - 1) :]
    for low, high, grey in zip(edges, edges[1:], reversed(greys) if one.is_lower_better else greys, strict=False):
        sheet.box(left + (low - start) * scale, middle, (high - low) * scale, HIGH, grey)
    colour = BLUE if one.is_met else ALARM
    if one.actual is not None:
        x = left + (min(max(one.actual, start), one.reach) - start) * scale
        if start:
            sheet.line([x], [middle], colour, marker="o", markersize=11, markeredgewidth=0, zorder=2.5)
        else:
            sheet.box(left, middle, x - left, 9, colour)
    tick = left + (min(one.target, one.reach) - start) * scale
    sheet.line([tick, tick], [middle - HIGH / 2 + 2, middle + HIGH / 2 - 2], INK, 3)


def _draw_words(sheet: Sheet, one: Objective, place: tuple[float, float], width: int, is_narrow: bool) -> None:
    colour = MUTED if one.actual is None else BLUE if one.is_met else ALARM
    (x, y), room = place, width - MARGIN - place[0]
    if is_narrow:
        said = shorten(one.verdict, room * 0.55, True)
        sheet.text(x, y, said, colour, "left", True)
        sheet.text(x + room, y, shorten(one.wanted, room - measure(said, True) - GAP), MUTED, "right")
        return
    sheet.text(x, y - LEADING / 2, shorten(one.verdict, room, True), colour, "left", True)
    sheet.text(x, y + LEADING / 2, shorten(one.wanted, room), MUTED)


def _draw_broken(sheet: Sheet, left: float, right: float, top: float, start: int) -> None:
    """Draw the axis that begins at 90 % and say so by a break in it."""
    sheet.line([left, left + 6, left + 9, left + 14, left + 17, right], [top, top, top - 4, top + 4, top, top], MUTED, 1.2)
    for side, x, value in (("left", left, start), ("right", right, 100)):
        sheet.text(x, top + LEADING / 2 + 2, PERCENT.write(value), MUTED, side)

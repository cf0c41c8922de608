"""The history of one number beside its target: a line with a point for each period, gaps where there is none (ux.md §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.sheet import ALARM, BLUE, GREY, INK, LINE, MARGIN, MUTED, Sheet, style, svg
from qms.core.charts.words import clean, measure, shorten, widest

HEIGHT = 260
TOP, BOTTOM = 18, HEIGHT - 34
HANDS = 10  # between the last point and the words at its side

Point = tuple[str, float | None, float, bool]  # name of the period, the number or none, the target, whether it missed


@dataclass(frozen=True)
class Scale:
    """Where numbers and points stand on the sheet."""

    left: float
    right: float
    low: float
    high: float
    points: int

    def x(self, place: int) -> float:
        """Give the place of a point from the left."""
        return self.left + (self.right - self.left) * (place / (self.points - 1) if self.points > 1 else 0.5)

    def y(self, value: float) -> float:
        """Give the place of a number from the top."""
        return BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)


def history(points: Sequence[Point], width: int, *, target_word: str, decimal: str = ",") -> bytes:
    """Give the SVG of `draw_history`."""
    return svg(draw_history(points, width, target_word=target_word, decimal=decimal))


@style()
def draw_history(points: Sequence[Point], width: int, *, target_word: str, decimal: str = ",") -> Any:
    """Draw the numbers of the periods, the missed ones in the colour of alarm, and the target as a stepped line named at its end."""
    if not points:
        return Sheet(width, MARGIN).figure
    ticks = _ticks([value for _name, number, target, _missed in points for value in (number, target) if value is not None])
    names = [_said(tick, decimal) for tick in ticks]
    word = shorten(clean(target_word), width * 0.24, True)
    side = measure(word, True)
    scale = Scale(MARGIN + widest(names) + 8, width - MARGIN - side - HANDS, ticks[0], ticks[-1], len(points))
    sheet = Sheet(width, HEIGHT)
    for tick, name in zip(ticks, names, strict=True):
        sheet.line([scale.left, scale.right], [scale.y(tick)] * 2, LINE, 0.8, zorder=0.5)
        sheet.text(scale.left - 8, scale.y(tick), name, MUTED, "right")
    _draw_periods(sheet, scale, [name for name, _number, _target, _missed in points])
    _draw_target(sheet, scale, [target for _name, _number, target, _missed in points], word)
    _draw_numbers(sheet, scale, points)
    return sheet.figure


def _ticks(values: Sequence[float]) -> list[float]:
    from matplotlib.ticker import MaxNLocator

    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    return [float(tick) for tick in MaxNLocator(nbins=5).tick_values(low, high)]


def _said(tick: float, decimal: str) -> str:
    return f"{tick:.10g}".replace(".", decimal)


def _draw_periods(sheet: Sheet, scale: Scale, periods: Sequence[str]) -> None:
    names = [shorten(clean(name), 90) for name in periods]
    taken = scale.right + 60  # the last period is always named, then as many before it as find room
    for place in reversed(range(len(names))):
        x, half = scale.x(place), measure(names[place]) / 2
        if x + half + 12 <= taken and x - half >= 0:
            sheet.text(x, BOTTOM + 18, names[place], MUTED, "center")
            sheet.line([x, x], [BOTTOM, BOTTOM + 4], MUTED)
            taken = x - half


def _draw_target(sheet: Sheet, scale: Scale, targets: Sequence[float], word: str) -> None:
    half = (scale.right - scale.left) / (2 * (len(targets) - 1)) if len(targets) > 1 else (scale.right - scale.left) / 2
    xs, ys = [], []
    for place, target in enumerate(targets):
        xs += [max(scale.x(place) - half, scale.left), min(scale.x(place) + half, scale.right)]
        ys += [scale.y(target)] * 2
    sheet.line(xs, ys, INK, 1.5, linestyle=(0, (5, 3)))
    sheet.text(scale.right + HANDS, ys[-1], word, INK, "left", True)


def _draw_numbers(sheet: Sheet, scale: Scale, points: Sequence[Point]) -> None:
    run: list[tuple[float, float]] = []
    for place, (_name, number, _target, _missed) in enumerate([*points, ("", None, 0.0, False)]):
        if number is not None:
            run.append((scale.x(place), scale.y(number)))
        elif run:
            sheet.line([x for x, _y in run], [y for _x, y in run], BLUE, 2, solid_joinstyle="round")
            run = []
    for place, (_name, number, _target, missed) in enumerate(points):
        if number is None:
            sheet.line([scale.x(place)], [BOTTOM], GREY, marker="x", markersize=6)
        else:
            looks: dict[str, Any] = {"marker": "s" if missed else "o", "markersize": 7 if missed else 6, "markeredgewidth": 0}
            sheet.line([scale.x(place)], [scale.y(number)], ALARM if missed else BLUE, **looks)

"""Control and run charts: values in the order of time, their middle, stepped limits, a target, what stands out (ux.md §4, 5–7, 12).

The form is Shewhart's; one note for each signal stands under the chart, in words. The methods: `core/statistics/control.py`.
"""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import unit as units
from qms.core.charts.plot import HANDS, Field, Side, apart, draw_numbers, draw_times
from qms.core.charts.sheet import ALARM, BLUE, INK, LEADING, MARGIN, MUTED, Sheet, style
from qms.core.charts.unit import Unit
from qms.core.charts.words import clean, shorten, widest, wrap
from qms.core.language import _
from qms.core.statistics.control import Chart, Point

TARGET = "#8A4B00"
HIGH, LOW = 240, 84  # CSS pixels of the field, and of the field of the moving ranges
FOOT = 30  # kept for the times
DASHED: dict[str, Any] = {"linestyle": (0, (4, 3))}


@style()
def draw(
    chart: Chart,
    times: Sequence[str],
    width: int,
    *,
    unit: Unit,
    middle: str,
    target: float | None = None,
    changes: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Any:
    """Draw a control or run chart; `middle` names its middle, `changes` each phase after the first, `notes` stand below."""
    told = [line for note in notes for line in wrap(clean(note), width - 2 * MARGIN)]
    top = MARGIN + (LEADING if len(chart.phases) > 1 else 0) + 4
    sides, moves = _sides(chart, unit, middle, target), _sides_of_ranges(chart, unit)
    room = min(width * 0.3, max([widest([side.text], side.bold) for side in (*sides, *moves)], default=0) + 2)
    field = _field(chart, width - MARGIN - room - HANDS, top, top + HIGH, unit, target)
    bottom = field.bottom + (LOW + LEADING + 8 if chart.ranges else 0)
    sheet = Sheet(width, round(bottom + FOOT + LEADING * len(told) + MARGIN))
    draw_numbers(sheet, field, _ticks(field, unit), unit.tick)
    _draw_break(sheet, field)
    _draw_phases(sheet, field, chart, changes, unit, bottom)
    _draw_run(sheet, field, chart)
    _draw_series(sheet, field, chart.points, BLUE)
    if target is not None:
        sheet.line([field.left, field.right], [field.y(target)] * 2, TARGET, 1.4)
    _draw_sides(sheet, field, sides, width)
    if chart.ranges:
        _draw_sides(sheet, _draw_ranges(sheet, field, chart, unit, bottom), moves, width)
    draw_times(sheet, field, times, bottom)
    for number, line in enumerate(told):
        sheet.text(MARGIN, bottom + FOOT + LEADING * (number + 0.5), line, MUTED)
    return sheet.figure


def _field(chart: Chart, right: float, top: float, bottom: float, unit: Unit, target: float | None) -> Field:
    shown = [value for point in chart.points for value in (point.value, point.middle, point.lower, point.upper) if value is not None]
    least, most = units.reach([*shown, *([] if target is None else [target])], unit)
    ticks = unit.ticks(least, most)
    least, most = min([least, *ticks]), max([most, *ticks])
    left = MARGIN + min(widest([unit.tick(tick) for tick in ticks]), right * 0.3) + 8
    return Field(left, right, top, bottom, least, most, len(chart.points))


def _ticks(field: Field, unit: Unit) -> list[float]:
    return [tick for tick in unit.ticks(field.least, field.most) if field.least <= tick <= field.most]


def _draw_break(sheet: Sheet, field: Field) -> None:
    """Mark an axis that does not begin at 0."""
    if field.least > 0:
        x, y = field.left, field.bottom
        sheet.line([x, x, x - 4, x + 4, x, x], [y - 22, y - 16, y - 13, y - 9, y - 6, y], MUTED, 1.2)


def _draw_phases(sheet: Sheet, field: Field, chart: Chart, changes: Sequence[str], unit: Unit, bottom: float) -> None:
    if len(chart.phases) < 2:
        return
    edges = [field.x(phase.first) - field.step / 2 for phase in chart.phases[1:]]
    for phase, left, right, change in zip(chart.phases, [field.left, *edges], [*edges, field.right], ["", *changes], strict=False):
        middle = unit.write(chart.points[phase.first].middle)
        words = f"{middle} · {clean(change)}" if change else middle
        sheet.text(left + 4, field.top - LEADING / 2, shorten(words, right - left - 8), MUTED)
    for edge in edges:
        sheet.line([edge, edge], [field.top - LEADING, bottom], MUTED, 1, linestyle=(0, (1, 2)))


def _draw_series(sheet: Sheet, field: Field, points: Sequence[Point], colour: str) -> None:
    """Draw the middle, the limits in steps, the values joined, and what stands out as red diamonds."""
    lines: tuple[tuple[str, dict[str, Any]], ...] = (("middle", {}), ("lower", DASHED), ("upper", DASHED))
    for name, looks in lines:
        for places in _stretches(points, name):
            xs = [field.x(place) + half * field.step / 2 for place in places for half in (-1, 1)]
            ys = [field.y(getattr(points[place], name)) for place in places for _half in range(2)]
            sheet.line([min(max(x, field.left), field.right) for x in xs], ys, MUTED, 1.2, **looks)
    for places in _stretches(points, "value"):
        xs = [field.x(place) for place in places]
        sheet.line(xs, [field.y(points[place].value or 0) for place in places], colour, 1.8, solid_joinstyle="round")
    size = min(6.0, max(2.5, field.step * 0.5))
    for beyond in (False, True):
        found = [place for place, point in enumerate(points) if point.value is not None and point.is_beyond == beyond]
        xs, ys = [field.x(place) for place in found], [field.y(points[place].value or 0) for place in found]
        sheet.line(
            xs, ys, ALARM if beyond else colour, linestyle="none", markeredgewidth=0, marker="oD"[beyond], markersize=size + 2 * beyond
        )


def _stretches(points: Sequence[Point], name: str) -> list[list[int]]:
    """List the places that are joined: next to each other, known, and for the middle and limits of one phase."""
    found: list[list[int]] = []
    for place, point in enumerate(points):
        if getattr(point, name) is None:
            continue
        is_next = found and found[-1][-1] == place - 1
        same = name == "value" or point.middle == points[place - 1].middle
        if is_next and same:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _sides(chart: Chart, unit: Unit, middle: str, target: float | None) -> list[Side]:
    """List the words at the right, at the height of their numbers; an upper limit nothing can pass has none."""
    if not chart.points:
        return []
    last = chart.points[-1].middle
    sides = [Side(f"{clean(middle)} {unit.write(last)}", last, INK, True)]
    if target is not None:
        sides.append(Side(str(_("mục tiêu %(n)s", n=unit.write(target))), target, TARGET))
    limited = [point for place in chart.last_phase.places if (point := chart.points[place]).upper is not None]
    for point in limited[-1:]:
        if point.upper is not None and not unit.is_edge(point.upper):
            sides.append(Side(str(_("trên %(n)s", n=unit.write(point.upper))), point.upper, MUTED))
        if point.lower is not None and not unit.is_edge(point.lower):
            sides.append(Side(str(_("dưới %(n)s", n=unit.write(point.lower))), point.lower, MUTED))
    return sides


def _draw_sides(sheet: Sheet, field: Field, wanted: Sequence[Side], width: int) -> None:
    """Draw the words at the right, each at its number as near as it can stand."""
    room = width - MARGIN - field.right - HANDS
    placed = [Side(side.text, field.y(side.y), side.colour, side.bold) for side in wanted]
    for side in apart(placed, field.top, field.bottom):
        sheet.text(field.right + HANDS, side.y, shorten(side.text, room, side.bold), side.colour, "left", side.bold)


def _sides_of_ranges(chart: Chart, unit: Unit) -> list[Side]:
    if not chart.ranges:
        return []
    last = chart.ranges[-1]
    sides = [Side(str(_("lệch %(n)s", n=unit.write(last.middle))), last.middle, MUTED)]
    if last.upper is not None:
        sides.append(Side(str(_("trên %(n)s", n=unit.write(last.upper))), last.upper, MUTED))
    return sides


def _draw_ranges(sheet: Sheet, field: Field, chart: Chart, unit: Unit, bottom: float) -> Field:
    """Draw how far each value moved from the one before, under its own upper limit."""
    known = [value for point in chart.ranges for value in (point.value, point.upper, point.middle) if value is not None]
    low = Field(field.left, field.right, bottom - LOW, bottom, 0, max([*known, 1e-9]), field.points)
    sheet.line([low.left, low.right], [low.bottom] * 2, MUTED, 0.8, zorder=0.5)
    sheet.text(low.left - 8, low.bottom, shorten(unit.tick(0), low.left - 8 - MARGIN + 0.5), MUTED, "right")
    _draw_series(sheet, low, chart.ranges, MUTED)
    return low


def _draw_run(sheet: Sheet, field: Field, chart: Chart) -> None:
    """Draw a run that is too long for chance with a thicker line."""
    runs = chart.runs
    if runs.is_long:
        first = chart.last_phase.first
        places = [place for place in range(first + runs.first, first + runs.last + 1) if chart.points[place].value is not None]
        sheet.line([field.x(place) for place in places], [field.y(chart.points[place].value or 0) for place in places], BLUE, 3.6)

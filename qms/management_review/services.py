"""What the office measures of its services by month: is it stable, is it where it should be? (9.1.1, 9.1.3 a, 9.3.2 c 3)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import control, signals
from qms.core.charts.unit import Unit
from qms.core.language import Phrase, _
from qms.core.statistics.control import Chart, xmr
from qms.core.statistics.phases import BASELINE
from qms.management_review.figure import Figure, Line
from qms.management_review.monthly import SEEN
from qms.management_review.objectives import HUNDRED
from qms.management_review.period import Period
from qms.objectives.amount import PERCENT, written
from qms.objectives.objective import Objective
from qms.objectives.queries import going_on
from qms.objectives.reading import Reading
from qms.objectives.state import state_on
from qms.objectives.states import Aspect, Frequency

Months = tuple[tuple[str, float | None], ...]  # "10/2026", the number of the month
Facts = tuple[str, int | None, float, Months]  # unit, the greatest number there can be, the target, the months


def chart_of(facts: Facts) -> Chart:
    """Chart the numbers of the months."""
    _sign, most, _target, months = facts
    return xmr([value for _month, value in months], floor=0, ceiling=most)


def headline(title: str, facts: Facts) -> Phrase:
    """Say what a usual month gives beside the target, and whether that is stable."""
    (sign, most, target, months), chart = facts, chart_of(facts)
    there, unit = [month for month, value in months if value is not None], Unit(sign, 1, 0, most)
    known = {"title": title, "n": len(there), "enough": BASELINE}
    if len(there) < BASELINE:
        return _("%(title)s: cần ít nhất %(enough)s tháng có số liệu để vẽ biểu đồ; hiện có %(n)s tháng", **known)
    return _(
        "%(title)s: một tháng thường %(usual)s, mức mục tiêu %(target)s (n = %(n)s tháng, %(first)s–%(last)s): %(verdict)s",
        usual=unit.write(chart.points[-1].middle),
        target=unit.write(target),
        first=there[0],
        last=there[-1],
        verdict=signals.verdict(chart, [month for month, _value in months]),
        **known,
    )


def draw(facts: Facts, width: int) -> Any:
    """Draw the months with their limits, the target, and how far they move."""
    sign, most, target, months = facts
    chart, names, unit = chart_of(facts), [month for month, _value in months], Unit(sign, 1, 0, most)
    notes = signals.notes(chart, names, unit)
    return control.draw(chart, names, width, unit=unit, middle=str(_("TB")), target=target, notes=notes)


def figure(period: Period) -> Figure:
    """Give the figure of the first indicator of services that is measured by month, the whole office's before a unit's."""
    found = sorted(
        (one.objective for one in state_on(period) if _is_of_services(one.objective)), key=lambda one: (one.unit_id or 0, one.id)
    )
    if not found:
        words = _("Chưa có mục tiêu nào đo dịch vụ hằng tháng")
        return Figure("services", words, "", (), (), None, draw, _("Sổ mục tiêu chất lượng"), "objectives.index")
    return _figure(found[0], [one for one in going_on(found[:1])[found[0].id] if one.period.last <= period.today][-SEEN:])


def _is_of_services(one: Objective) -> bool:
    return bool(one.known and one.known.aspect == Aspect.SERVICES and one.frequency == Frequency.MONTH)


def _figure(one: Objective, readings: Sequence[Reading]) -> Figure:
    values = [reading.value for reading in readings if reading.value is not None]
    most = HUNDRED if one.measured_in == PERCENT and max(values, default=0) <= HUNDRED else None
    target = readings[-1].target if readings else one.target
    facts: Facts = (f" {one.measured_in}", most, target, tuple((reading.period.short, reading.value) for reading in readings))
    shown = [reading for reading in reversed(readings) if reading.value is not None]
    return Figure(
        "services",
        headline(one.title, facts),
        "; ".join(f"{reading.period.short}: {written(reading.value or 0, one.measured_in)}" for reading in reversed(shown[:BASELINE])),
        (_("Tháng"), _("Số liệu"), _("Mức mục tiêu"), _("Kết quả")),
        tuple(_line(one, reading) for reading in shown),
        facts if len(values) >= BASELINE else None,
        draw,
        _("Sổ mục tiêu chất lượng, %(code)s và mục tiêu cùng chỉ số của các năm trước", code=one.code),
        "objectives.objective",
        {"code": one.code},
    )


def _line(one: Objective, reading: Reading) -> Line:
    cells = (
        reading.period.short,
        written(reading.value or 0, one.measured_in),
        written(reading.target, one.measured_in),
        str(reading.standing.label),
    )
    return Line(cells, "objectives.objective", {"code": one.code})

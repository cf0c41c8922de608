"""Quality objectives: which are met? Each number against its target, before the bands of its limit (6.2, 9.1.3 c, 9.3.2 c 2)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import bullet
from qms.core.charts.bullet import Objective
from qms.core.charts.unit import Unit
from qms.core.language import _
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period
from qms.objectives.amount import PERCENT, written
from qms.objectives.state import Stood, state_on
from qms.objectives.states import Direction

SHOWN = 12  # objectives, those not met first: the others are in the table
HUNDRED = 100
Fact = tuple[str, float | None, float, tuple[float, ...], str, int | None, bool, str, str]


def facts_of(one: Stood) -> Fact:
    """Tell an objective as plain values: its number, target, bands, unit, which way is better, whose it is and what time was measured."""
    value, kept = (one.actual.value, one.actual) if one.actual else (None, None)
    target, limit = (kept.target, kept.limit) if kept else (one.objective.target, one.objective.limit)
    is_share = one.objective.measured_in == PERCENT and max(value or 0, target, limit) <= HUNDRED
    is_lower = one.objective.direction == Direction.LOWER
    whose, when = one.objective.unit.name if one.objective.unit_id else "", str(kept.period.label) if kept else ""
    most = HUNDRED if is_share else None
    return one.objective.title, value, target, (limit, target), f" {one.objective.measured_in}", most, is_lower, whose, when


def drawn(fact: Fact) -> Objective:
    """Make of plain numbers what is drawn."""
    name, value, target, bands, sign, most, is_lower, whose, when = fact
    return Objective(name, value, target, bands, Unit(sign, 1, 0, most), is_lower, whose, when)


def bullets(told: Sequence[Stood]) -> list[Objective]:
    """Tell objectives as they are drawn, those not met first."""
    return bullet.in_order([drawn(facts_of(one)) for one in told])


def draw(facts: Sequence[Fact], width: int) -> Any:
    """Draw a bullet graph of each objective."""
    return bullet.draw([drawn(fact) for fact in facts], width)


def figure(period: Period) -> Figure:
    """Give the figure of a period."""
    whose = [one for one in state_on(period) if period.unit in (0, one.objective.unit_id)]
    told = sorted(whose, key=lambda one: (bool(one.is_met), one.actual is None))
    facts = tuple(map(facts_of, told[:SHOWN])) if any(one.actual for one in told) else None
    return Figure(
        "objectives",
        bullet.headline(bullets(told)),
        bullet.numbers(bullets(told[:SHOWN])),
        (_("Mục tiêu"), _("Số liệu gần nhất"), _("Kỳ đo"), _("Mức mục tiêu"), _("Kết quả")),
        tuple(map(_line, told)),
        facts,
        draw,
        _("Sổ mục tiêu chất lượng, số liệu gần nhất trong kỳ %(words)s", words=period.words),
        "objectives.index",
    )


def _line(one: Stood) -> Line:
    objective, kept = one.objective, one.actual
    number = "–" if kept is None else written(kept.value or 0, objective.measured_in)
    target = written(kept.target if kept else objective.target, objective.measured_in)
    cells = (f"{objective.code} {objective.title}", number, str(kept.period.label) if kept else "–", target, str(one.standing.label))
    return Line(cells, *one.page)

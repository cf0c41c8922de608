"""c2: how far the quality objectives are met: each with its last number in the period, its target and its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.core.charts import bullet
from qms.core.language import _
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, beside, period_before, share
from qms.management_review.inputs.registry import gathers
from qms.management_review.objectives import bullets
from qms.objectives.amount import written
from qms.objectives.due import begun_on
from qms.objectives.state import Stood, state_on
from qms.objectives.states import Direction

LIST = "objectives.index"
Told = Sequence[Stood]


@dataclass(frozen=True)
class Dates:
    """A period from day to day as objectives take one."""

    since: date
    today: date

    @property
    def before_since(self) -> date:
        """Give the first day of the period before."""
        return period_before(self.since, self.today)[0]

    @property
    def before_until(self) -> date:
        """Give the last day of the period before."""
        return period_before(self.since, self.today)[1]


def stood(since: date, until: date) -> list[Stood]:
    """List how every objective stood in a period."""
    return state_on(Dates(since, until))


@gathers("c2")
def gather(since: date, until: date) -> Gathered:
    """Count the objectives of the period by whether they are met, and list them with their numbers."""
    both, year = beside(stood, begun_on(), since, until), str(until.year)
    rows = (
        both("of", _("Mục tiêu chất lượng của kỳ"), len, LIST, year=year),
        both("met", _("Đạt theo số liệu gần nhất trong kỳ"), lambda told: share(_counted(told, True), len(told)), LIST, year=year),
        both("missed", _("Chưa đạt"), lambda told: _counted(told, False), LIST, year=year),
        both("unknown", _("Chưa có số liệu trong kỳ"), lambda told: _counted(told, None), LIST, year=year),
        both("improved", _("Tốt hơn số liệu của kỳ trước đó"), lambda told: share(*_improved(told)), LIST, year=year),
    )
    heads = (_("Mã"), _("Mục tiêu"), _("Số liệu gần nhất"), _("Mức"), _("Kết quả")) if both.now else ()
    return Gathered(bullet.headline(bullets(both.now)), rows, ("objectives",), heads, tuple(map(line_of, both.now)))


def _counted(told: Told, is_met: bool | None) -> int:
    return sum(one.is_met is is_met for one in told)


def _improved(told: Told) -> tuple[int, int]:
    """Count those better than in the period before, and all that have a number in both."""
    known = [one for one in told if one.is_better is not None]
    return sum(bool(one.is_better) for one in known), len(known)


def line_of(one: Stood) -> Line:
    """Tell one objective: its number, target and verdict."""
    number = "–" if one.actual is None else f"{written(one.actual.value or 0, one.objective.measured_in)} ({one.actual.period.label})"
    verdict = _("Chưa có số liệu") if one.is_met is None else _("Đạt") if one.is_met else _("Chưa đạt")
    return Line((one.objective.code, one.objective.title, number, wanted(one), verdict), *one.page)


def wanted(one: Stood) -> str:
    """Write the target of its last number, or of today."""
    target = one.actual.target if one.actual else one.objective.target
    sign = "≥" if one.objective.direction == Direction.HIGHER else "≤"
    return f"{sign} {written(target, one.objective.measured_in)}"

"""The target beside a number of the board: this year's objective for the indicator that judges it (6.2, 9.1.3)."""

from qms.core.language import Phrase, _
from qms.management_review.figure import Goal
from qms.management_review.period import Period
from qms.objectives import queries
from qms.objectives.amount import written
from qms.objectives.indicators import measured
from qms.objectives.reading import target_today
from qms.objectives.states import standing


def goal(indicator: str, period: Period) -> Goal | None:
    """Hold an indicator of the period against its objective; None where the office, or the unit, has set none."""
    aim = queries.aimed_at(indicator, period.unit)
    if aim is None:
        return None
    found, (target, limit) = measured(indicator, period.since, period.today, period.unit or None), target_today(aim)
    value = found.value if found else None
    judged = standing(value, target, limit, aim.direction)
    return Goal(_words(aim.measure_words, value, target, aim.measured_in), judged.shape, judged.tone, aim.code)


def _words(what: str, value: float | None, target: float, measured_in: str) -> Phrase:
    known = {"what": what, "target": written(target, measured_in)}
    if value is None:
        return _("%(what)s: chưa có số liệu, mục tiêu %(target)s", **known)
    return _("%(what)s: %(value)s, mục tiêu %(target)s", value=written(value, measured_in), **known)

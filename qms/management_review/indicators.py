"""The first row of the board: four numbers, each beside the same number of the period before and the objective set for it (9.1.1)."""

from typing import Any

from qms.core.language import _
from qms.core.vietnamese import day
from qms.documents.states import ReviewStatus
from qms.improvement import tallies
from qms.management_review import reviews
from qms.management_review.figure import Indicator
from qms.management_review.goal import goal
from qms.management_review.period import Period

CASES, ACTIONS, DOCUMENTS = "improvement.nonconformities", "improvement.actions", "register.current"


def first_row(period: Period) -> tuple[Indicator, ...]:
    """Count what is open, reported and overdue; what stands is compared with the end of the period before."""
    return _open(period), _reported(period), _overdue_actions(period), _overdue_documents(period)


def _open(period: Period) -> Indicator:
    now, then = tallies.count_open(unit=period.unit), tallies.count_open(period.before_end, period.unit)
    values = {"tile": "open", **_of(period)}
    return Indicator(_("Sự không phù hợp đang mở"), now, then, CASES, values, goal=goal("nc-closing", period))


def _reported(period: Period) -> Indicator:
    now = tallies.count_reported(period.since, period.today, period.unit)
    then = tallies.count_reported(period.before_since, period.before_until, period.unit)
    values = {"since": day(period.since), "counted": "1", **_of(period)}
    label = _("Sự không phù hợp được báo trong kỳ")
    return Indicator(label, now, then, CASES, values, is_judged=False, goal=goal("answers-on-time", period))


def _overdue_actions(period: Period) -> Indicator:
    now, then = tallies.count_overdue_actions(unit=period.unit), tallies.count_overdue_actions(period.before_end, period.unit)
    values = {"late": "1", **_of(period)}
    return Indicator(_("Hành động khắc phục quá hạn"), now, then, ACTIONS, values, goal=goal("actions-on-time", period))


def _overdue_documents(period: Period) -> Indicator:
    now, then = reviews.overdue_on(period.today, period.unit), reviews.overdue_on(period.before_end, period.unit)
    values = {"review": ReviewStatus.OVERDUE.value, **_of(period)}
    return Indicator(_("Tài liệu quá hạn soát xét"), now, then, DOCUMENTS, values, goal=goal("reviews-on-time", period))


def _of(period: Period) -> dict[str, Any]:
    return {"unit": str(period.unit)} if period.unit else {}

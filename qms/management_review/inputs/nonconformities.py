"""c4: nonconformities and corrective actions of the period: opened, closed, overdue, by cause, effective, come back."""

from datetime import date, timedelta
from typing import Any

from peewee import fn

from qms.core.language import Phrase, _
from qms.core.trail import TrailEntry
from qms.core.vietnamese import day
from qms.improvement import recurrence, tallies
from qms.improvement.case import cause_group
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NOT_COUNTED, ActionState, NonconformityState, Severity
from qms.management_review.inputs.gathered import Counter, Gathered, Measured, period_before, share
from qms.management_review.inputs.registry import gathers

CASES, ACTIONS = "improvement.nonconformities", "improvement.actions"
LONG = 90  # days open


@gathers("c4")
def gather(since: date, until: date) -> Gathered:
    """Count the period and the one before by the same rules."""
    counts = tuple(_counts(since, until))
    return Gathered(headline(counts), (*counts, *_causes(since, until)), ("flow", "causes", "ageing", "effect"))


def headline(rows: tuple[Measured, ...]) -> Phrase:
    """Say what came in, what was closed, what is open and late."""
    known = {row.key: row.value for row in rows}
    return _("Báo %(opened)s, đóng %(closed)s, đang mở %(open)s sự không phù hợp; %(late)s hành động khắc phục quá hạn", **known)


def _counts(since: date, until: date) -> list[Measured]:
    count, first, last = Counter(since, until), day(since), day(until)
    reported = {"since": first, "until": last, "counted": "1"}
    closed = {"state": "closed", "closed": first, "closed-until": last}
    old = {"open-on": last, "until": day(until - timedelta(days=LONG))}
    again = _("Đã đóng trong kỳ rồi lặp lại trong %(n)s ngày", n=recurrence.WITHIN)
    return [
        count("opened", _("Sự không phù hợp được báo"), tallies.count_reported, CASES, **reported),
        count("major", _("Trong đó KPH nặng"), _grave, CASES, severity=Severity.MAJOR.value, **reported),
        count("closed", _("Sự không phù hợp đã đóng"), tallies.count_closed, CASES, **closed),
        count("open", _("Đang mở ở cuối kỳ"), lambda _first, on: tallies.count_open(on), CASES, **{"open-on": last}),
        count("old", _("Mở quá %(n)s ngày ở cuối kỳ", n=LONG), _old, CASES, **old),
        count("back", again, _back, CASES, returned="1", **closed),
        count("late", _("Hành động khắc phục quá hạn ở cuối kỳ"), _late, ACTIONS, late="1"),
        count("effective", _("Hành động có hiệu lực ngay lần kiểm tra đầu"), _effective, ACTIONS, checked=first),
    ]


def _late(_first: date, on: date) -> int:
    return tallies.count_overdue_actions(on)


def _effective(first: date, last: date) -> str:
    return share(*effective(first, last))


def _reported(first: date, last: date) -> Any:
    known = Nonconformity.reported_on.between(first, last) & Nonconformity.state.not_in(NOT_COUNTED)
    return Nonconformity.select().where(known)


def _grave(first: date, last: date) -> int:
    found: int = _reported(first, last).where(Nonconformity.severity == Severity.MAJOR).count()
    return found


def _old(_first: date, on: date) -> int:
    """Count what was open at the end of a day and had been for long."""
    known = (Nonconformity.reported_on <= on - timedelta(days=LONG)) & Nonconformity.state.not_in(NOT_COUNTED)
    still = Nonconformity.closed_on.is_null() | (Nonconformity.closed_on > on)
    found: int = Nonconformity.select().where(known & still).count()
    return found


def _back(first: date, last: date) -> int:
    closed = Nonconformity.closed_on.between(first, last) & (Nonconformity.state == NonconformityState.CLOSED)
    found: int = Nonconformity.select().where(closed & recurrence.came_back()).count()
    return found


def effective(first: date, last: date) -> tuple[int, int]:
    """Count the actions found effective at their check in a period, whatever was learnt later, and all that were checked."""
    checked = CorrectiveAction.select().where(
        CorrectiveAction.verified_on.between(first, last) & CorrectiveAction.state.in_((ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE))
    )
    told = (TrailEntry.kind == CorrectiveAction.record_kind()) & (TrailEntry.record == CorrectiveAction.id)
    taken_back = fn.EXISTS(TrailEntry.select(TrailEntry.seq).where(told & (TrailEntry.act == CorrectiveAction.acts["find_recurred"].name)))
    return checked.where((CorrectiveAction.state == ActionState.EFFECTIVE) | taken_back).count(), checked.count()


def _causes(since: date, until: date) -> list[Measured]:
    now, then = _by_cause(since, until), _by_cause(*period_before(since, until))
    known = {"since": day(since), "until": day(until), "counted": "1"}
    return [
        Measured(
            f"cause-{group.code}", _cause(group), now.get(group.code, 0), then.get(group.code, 0), CASES, {**known, "cause": group.code}
        )
        for group in cause_group.groups()
        if now.get(group.code) or then.get(group.code)
    ]


def _cause(group: cause_group.Group) -> Phrase:
    return _("Nguyên nhân: %(group)s", group=group.label)


def _by_cause(first: date, last: date) -> dict[str, int]:
    counted = _reported(first, last).select(Nonconformity.cause_group, fn.COUNT(Nonconformity.id)).group_by(Nonconformity.cause_group)
    return {group: n for group, n in counted.tuples() if group}

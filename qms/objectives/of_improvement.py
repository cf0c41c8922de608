"""What indicators count of nonconformities and corrective actions, of the unit that leads the case (9.1.3, 10.2)."""

from datetime import date
from typing import Any

from qms.core import clock
from qms.improvement import recurrence
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import ActionState, NonconformityState
from qms.objectives.indicator import Counted

_CASE = (Nonconformity.code, Nonconformity.title)
_CONCLUDED = (ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE)


def closings(since: date, until: date, unit: int | None) -> list[Counted]:
    """List what was closed, each with its days from report to closing."""
    query = _closed(since, until, unit, Nonconformity.reported_on, Nonconformity.closed_on)
    return [_case(code, title, size=(closed - reported).days) for code, title, reported, closed in query.tuples()]


def returns(since: date, until: date, unit: int | None) -> list[Counted]:
    """List what was closed and is known by procedure and cause; a hit came back."""
    query = _closed(since, until, unit, recurrence.came_back()).where(recurrence.can_come_back())
    return [_case(code, title, is_hit=bool(back)) for code, title, back in query.tuples()]


def _closed(since: date, until: date, unit: int | None, *columns: Any) -> Any:
    done = (Nonconformity.state == NonconformityState.CLOSED) & Nonconformity.closed_on.between(since, until)
    query = Nonconformity.select(*_CASE, *columns).where(done).order_by(Nonconformity.id)
    return query.where(Nonconformity.lead_unit == unit) if unit else query


def answers_due(since: date, until: date, unit: int | None) -> list[Counted]:
    """List the reports whose answer was due; a hit was answered in time. What is due today and unanswered is not yet known."""
    columns = (*_CASE, Nonconformity.answer_by, Nonconformity.answered_on)
    query = Nonconformity.select(*columns).where(Nonconformity.answer_by.between(since, until)).order_by(Nonconformity.id)
    late = (Nonconformity.state == NonconformityState.REPORTED) & (Nonconformity.answer_by < clock.today())
    query = query.where(Nonconformity.answered_on.is_null(False) | late)
    query = query.where(Nonconformity.unit == unit) if unit else query
    return [_case(code, title, is_hit=bool(on and on <= due)) for code, title, due, on in query.tuples()]


def effects(since: date, until: date, unit: int | None) -> list[Counted]:
    """List the actions whose effect was concluded on; a hit is effective as it is known now."""
    concluded = CorrectiveAction.verified_on.between(since, until) & CorrectiveAction.state.in_(_CONCLUDED)
    query = _actions(concluded, unit, CorrectiveAction.state)
    return [_action(code, text, state == ActionState.EFFECTIVE) for code, text, state in query.tuples()]


def actions_due(since: date, until: date, unit: int | None) -> list[Counted]:
    """List the actions that were due; a hit was done in time. What is due today and not done is not yet known."""
    known = CorrectiveAction.completed_on.is_null(False) | (CorrectiveAction.due_on < clock.today())
    due = CorrectiveAction.due_on.between(since, until) & known
    query = _actions(due, unit, CorrectiveAction.due_on, CorrectiveAction.completed_on)
    return [_action(code, text, bool(on and on <= last)) for code, text, last, on in query.tuples()]


def _actions(condition: Any, unit: int | None, *columns: Any) -> Any:
    query = CorrectiveAction.select(CorrectiveAction.code, CorrectiveAction.description, *columns).where(condition)
    if unit:
        query = query.join(Nonconformity).where(Nonconformity.lead_unit == unit)
    return query.order_by(CorrectiveAction.id)


def _case(code: str, title: str, is_hit: bool = False, size: int = 0) -> Counted:
    return Counted(f"{code} {title}", "improvement.nonconformity", {"code": code}, is_hit, size)


def _action(code: str, description: str, is_hit: bool) -> Counted:
    return Counted(f"{code} {description}"[:160], "improvement.action", {"code": code}, is_hit)

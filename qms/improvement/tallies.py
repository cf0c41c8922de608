"""How many nonconformities and actions there are, of a unit, a day, a month: the numbers of the board and of a review (9.1.3)."""

from datetime import date
from typing import Any

from peewee import SQL, NodeList, fn

from qms.core import clock
from qms.improvement.case import cause_group
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NOT_COUNTED, OPEN_ACTIONS, NonconformityState


def of_unit(unit: int) -> Any:
    """Say that a nonconformity happened at a unit; at any unit for 0."""
    return Nonconformity.unit == unit if unit else SQL("TRUE")


def led_by(unit: int) -> Any:
    """Say that an action is of a case a unit leads; any unit for 0."""
    if not unit:
        return SQL("TRUE")
    return CorrectiveAction.nonconformity.in_(Nonconformity.select(Nonconformity.id).where(Nonconformity.lead_unit == unit))


def causes(since: date, unit: int = 0, until: date = date.max) -> list[tuple[str, int]]:
    """Count nonconformities reported between two days by cause group, those with a known cause only."""
    query = (
        Nonconformity.select(Nonconformity.cause_group, fn.COUNT(Nonconformity.id))
        .where(Nonconformity.reported_on.between(since, until) & Nonconformity.cause_group.is_null(False) & of_unit(unit))
        .group_by(NodeList((SQL("+"), Nonconformity.cause_group)))  # the index of the days is read, not the whole register
    )
    return sorted(((cause_group.label_of(group), count) for group, count in query.tuples()), key=lambda row: -row[1])


def opened_closed_by_month(since: date, until: date, unit: int = 0) -> list[tuple[str, int, int]]:
    """Count what was opened and what was closed between two days in each of their months."""
    names = months_between(since, until)
    opened, closed = (_by_month(column, since, until, unit) for column in (Nonconformity.reported_on, Nonconformity.closed_on))
    return [(f"{int(name[5:])}/{name[:4]}", opened.get(name, 0), closed.get(name, 0)) for name in names]


def _by_month(column: Any, since: date, until: date, unit: int) -> dict[str, int]:
    month = fn.SUBSTR(column, 1, 7)
    query = Nonconformity.select(month, fn.COUNT(Nonconformity.id)).where(
        column.between(since, until) & (Nonconformity.state.not_in(NOT_COUNTED)) & of_unit(unit)
    )
    return dict(query.group_by(month).tuples())


def months_between(since: date, until: date) -> list[str]:
    """Name the months that two days and those between them are of, in their order: 2026-10."""
    numbers = range(since.year * 12 + since.month - 1, until.year * 12 + until.month)
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]


def open_actions_ageing(limit: int = 15, unit: int = 0) -> list[tuple[str, int, int, int]]:
    """List the open actions that are latest: code, age in days, days allowed, days late."""
    today = clock.today()
    wanted = CorrectiveAction.state.in_(OPEN_ACTIONS) & led_by(unit)
    query = CorrectiveAction.select().where(wanted).order_by(CorrectiveAction.due_on).limit(limit)
    return [(one.code, (today - one.planned_on).days, (one.due_on - one.planned_on).days, one.days_late) for one in query]


def count_open(on: date | None = None, unit: int = 0) -> int:
    """Count the nonconformities that were open at the end of a day."""
    day = on or clock.today()
    known = (Nonconformity.reported_on <= day) & (Nonconformity.state.not_in(NOT_COUNTED)) & of_unit(unit)
    return Nonconformity.select().where(known & (Nonconformity.closed_on.is_null() | (Nonconformity.closed_on > day))).count()


def count_overdue_actions(on: date | None = None, unit: int = 0) -> int:
    """Count the actions that were past their date and not done at the end of a day."""
    day = on or clock.today()
    undone = CorrectiveAction.completed_on.is_null() | (CorrectiveAction.completed_on > day)
    return (
        CorrectiveAction.select()
        .where((CorrectiveAction.planned_on <= day) & (CorrectiveAction.due_on < day) & undone & led_by(unit))
        .count()
    )


def count_reported(first: date, last: date, unit: int = 0) -> int:
    """Count the nonconformities reported between two days, those rejected left out."""
    reported = Nonconformity.reported_on.between(first, last) & of_unit(unit)
    return Nonconformity.select().where(reported & (Nonconformity.state.not_in(NOT_COUNTED))).count()


def count_closed(first: date, last: date) -> int:
    """Count the nonconformities closed between two days."""
    closed = Nonconformity.closed_on.between(first, last)
    return Nonconformity.select().where(closed & (Nonconformity.state == NonconformityState.CLOSED)).count()

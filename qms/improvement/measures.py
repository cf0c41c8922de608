"""What the commander's charts count, aggregated by the database over indexes that hold all they ask for (9.1.3)."""

from collections import Counter
from datetime import date
from typing import Any

from peewee import SQL, NodeList, Select, fn

from qms.core import clock
from qms.core.trail import TrailEntry
from qms.improvement import queries, recurrence, tallies
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import OPEN, ActionState, NonconformityState

_N = fn.COUNT(Nonconformity.id)


def by_procedure(since: date, unit: int = 0) -> dict[str, int]:
    """Count what was reported since a day by procedure, "" for none; rejected reports are left out."""
    return dict(_reported(Nonconformity.procedure_code, since, unit))


def by_unit(since: date) -> dict[int, int]:
    """Count what was reported since a day by the unit where it happened; rejected reports are left out."""
    return dict(_reported(Nonconformity.unit_id, since))


def _reported(column: Any, since: date, unit: int = 0) -> Any:
    standing = (Nonconformity.reported_on >= since) & (Nonconformity.state != NonconformityState.REJECTED) & tallies.of_unit(unit)
    group = NodeList((SQL("+"), column))  # grouped by no index: the one of the days is read, not the whole register
    return Nonconformity.select(column, _N).where(standing).group_by(group).tuples()


def open_ages(unit: int = 0) -> list[tuple[int, bool, int]]:
    """Count the open cases by age in days, apart those with something overdue."""
    late = Nonconformity.id.in_(queries.in_tile(Nonconformity.select(Nonconformity.id), "overdue"))
    query = Nonconformity.select(Nonconformity.reported_on, late, _N).where(Nonconformity.state.in_(OPEN) & tallies.of_unit(unit))
    today = clock.today()
    return [((today - day).days, bool(is_late), n) for day, is_late, n in query.group_by(Nonconformity.reported_on, late).tuples()]


def days_to_close(since: date, unit: int = 0) -> list[tuple[int, int]]:
    """Count what was closed since a day by the days from report to closing, in the order of the days."""
    found = Counter[int]()
    for days in days_to_close_by_month(since, unit).values():
        found.update(dict(days))
    return sorted(found.items())


def days_to_close_by_month(since: date, unit: int = 0) -> dict[str, list[tuple[int, int]]]:
    """Count what was closed since a day by month, 2026-10, and by the days it took, in their order."""
    days = (Nonconformity.closed_on, Nonconformity.reported_on)
    pairs = (
        Nonconformity.select(*days, _N.alias("n")).where(_closed(since, unit)).group_by(*days).alias("pairs")
    )  # in the order of an index
    took = (fn.julianday(pairs.c.closed_on) - fn.julianday(pairs.c.reported_on)).cast("integer")
    month = fn.SUBSTR(pairs.c.closed_on, 1, 7)
    query = Select([pairs], [month, took, fn.SUM(pairs.c.n)]).group_by(month, took).order_by(took).bind(Nonconformity._meta.database)
    found: dict[str, list[tuple[int, int]]] = {}
    for name, number, n in query.tuples():
        found.setdefault(name, []).append((number, n))
    return found


def kept_dates(since: date, unit: int = 0) -> dict[str, tuple[int, int]]:
    """Count the actions whose due day passed since a day by its month, 2026-10: done by then, of how many."""
    month, by_then = fn.SUBSTR(CorrectiveAction.due_on, 1, 7), CorrectiveAction.completed_on <= CorrectiveAction.due_on
    query = CorrectiveAction.select(month, fn.SUM(fn.COALESCE(by_then, 0)), fn.COUNT(CorrectiveAction.id)).where(
        queries.was_due(since) & tallies.led_by(unit)
    )
    return {name: (int(kept), of) for name, kept, of in query.group_by(month).tuples()}


def first_checks(since: date, unit: int = 0, until: date = date.max) -> tuple[int, int]:
    """Count the actions whose effect was checked between two days, and those then found effective, whatever was learnt later."""
    counts: dict[str, int] = dict(
        CorrectiveAction.select(CorrectiveAction.state, fn.COUNT(CorrectiveAction.id))
        .where(_concluded(since, until) & tallies.led_by(unit))
        .group_by(NodeList((SQL("+"), CorrectiveAction.state)))
        .tuples()
    )
    return sum(counts.values()), counts.get(ActionState.EFFECTIVE, 0) + _taken_back(since, unit, until)


def _concluded(since: date, until: date) -> Any:
    concluded = CorrectiveAction.state.in_((ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE))
    return CorrectiveAction.verified_on.between(since, until) & fn.LIKELY(concluded)  # read by the day of the conclusion


def _taken_back(since: date, unit: int, until: date) -> int:
    """Count the actions that were effective at their check and came to be called otherwise because the fault returned."""
    told = (TrailEntry.kind == CorrectiveAction.record_kind()) & (TrailEntry.record == CorrectiveAction.id)
    entry = TrailEntry.select(TrailEntry.seq).where(told & (TrailEntry.act == CorrectiveAction.acts["find_recurred"].name))
    now = CorrectiveAction.verified_on.between(since, until) & fn.LIKELY(CorrectiveAction.state == ActionState.NOT_EFFECTIVE)
    return CorrectiveAction.select().where(now & tallies.led_by(unit) & fn.EXISTS(entry)).count()


def returns(since: date, unit: int = 0, until: date = date.max) -> tuple[int, int, int]:
    """Count the cases closed between two days that can return, those that did, and those still watched for it."""
    columns = (Nonconformity.closed_on, Nonconformity.procedure_code, Nonconformity.cause_group)
    known = Nonconformity.select(*columns, _N.alias("n")).where(_closed(since, unit, until) & recurrence.can_come_back()).group_by(*columns)
    alike = known.alias("alike")  # closed on one day, of one procedure and cause: looked for once
    asked = Select([alike], [alike.c.n, alike.c.closed_on > recurrence.last_watched(), recurrence.followed(alike.c)])
    found = asked.bind(Nonconformity._meta.database).tuples()
    counts = [(n, n * bool(back), n * bool(runs and not back)) for n, runs, back in found]
    all_known, back, watched = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return all_known, back, watched


def _closed(since: date, unit: int, until: date = date.max) -> Any:
    closed = fn.LIKELY(Nonconformity.state == NonconformityState.CLOSED)  # read by the day of closing
    return Nonconformity.closed_on.between(since, until) & closed & tallies.of_unit(unit)

"""Lists and counts of nonconformities and corrective actions; plain SQL that stays fast on long registers."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, Case, fn

from qms.core import clock
from qms.core.fields import StateField
from qms.core.kept import kept
from qms.core.looking import once
from qms.core.vietnamese import parse_day, words_of
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NOT_COUNTED, NOT_COUNTING, OPEN, OPEN_ACTIONS, ActionState, ElsewhereState, NonconformityState, Severity
from qms.organization.person import Person
from qms.organization.unit import Unit

_MONTH = re.compile(r"^(\d{1,2})/(\d{4})$")
_SHOWN = ("id", "code", "title", "state", "unit", "reported_on", "answer_by", "responsible", "closed_on")
WEEK, QUARTER = timedelta(days=7), timedelta(days=90)
_responsible = Person.alias()


def nonconformity(code: str) -> Nonconformity | None:
    """Find a nonconformity by its code."""
    return Nonconformity.get_or_none(code=code.upper())


def action(code: str) -> CorrectiveAction | None:
    """Find an action by its code."""
    return CorrectiveAction.get_or_none(code=code.upper())


def register() -> Any:
    """Ask for all nonconformities with unit and responsible person."""
    columns = [column for column in Nonconformity._meta.sorted_fields if column.name not in {"folded", "what_happened"}]
    return Nonconformity.select(*columns, _responsible).join(
        _responsible, JOIN.LEFT_OUTER, on=(Nonconformity.responsible == _responsible.id), attr="responsible"
    )


def in_short(query: Any) -> Any:
    """Let a query of the register carry only what a line of the list shows."""
    shown = [getattr(Nonconformity, name) for name in _SHOWN]
    return query.select(*shown, _responsible.id, _responsible.name)


@kept()
def unit_names() -> dict[int, str]:
    """Give today's name of every unit, for lists."""
    return {unit.id: unit.name for unit in Unit.select()}


@kept()
def units() -> list[tuple[int, str]]:
    """List number and name of the units of today, for filters."""
    return [(unit.id, unit.name) for unit in Unit.active()]


TILES = ("open", "overdue", "week", "closed")


def in_tile(query: Any, tile: str) -> Any:
    """Restrict to a tile of the register: open, overdue, due this week, closed in 90 days."""
    today = clock.today()
    if tile == "open":
        return query.where(Nonconformity.state.in_(OPEN))
    if tile == "closed":
        return query.where((Nonconformity.state == NonconformityState.CLOSED) & (Nonconformity.closed_on >= today - QUARTER))
    if tile == "overdue":
        return query.where(_waits_until(None, today - timedelta(days=1)))
    if tile == "week":
        return query.where(_waits_until(today, today + WEEK))
    return query


def _waits_until(first: date | None, last: date) -> Any:
    """Say that an answer, an action or a check is due between two days."""

    def between(column: Any) -> Any:
        return (column <= last) if first is None else column.between(first, last)

    due = CorrectiveAction.state.in_(OPEN_ACTIONS) & between(CorrectiveAction.due_on)
    check = (CorrectiveAction.state == ActionState.DONE) & between(CorrectiveAction.check_on)
    late_action = Nonconformity.id.in_(CorrectiveAction.select(CorrectiveAction.nonconformity).where(due | check))
    unanswered = (Nonconformity.state == NonconformityState.REPORTED) & between(Nonconformity.answer_by)
    return Nonconformity.state.in_(OPEN) & (unanswered | (between(Nonconformity.plan_by) & unplanned()) | late_action)


def unplanned() -> Any:
    """Say that an accepted case lacks its correction, its cause, or an action that counts."""
    counts = CorrectiveAction.state.not_in(NOT_COUNTING)
    given = fn.EXISTS(CorrectiveAction.select(CorrectiveAction.id).where((CorrectiveAction.nonconformity == Nonconformity.id) & counts))
    lacks_action = (Nonconformity.no_action == "") & ~given
    return (Nonconformity.state == NonconformityState.IN_PROGRESS) & (
        (Nonconformity.correction == "") | (Nonconformity.cause == "") | lacks_action
    )


def filtered(
    words: str = "",
    state: str = "",
    unit: str = "",
    clause: str = "",
    tile: str = "",
    procedure: str = "",
    cause: str = "",
    month: str = "",
    since: str = "",
) -> Any:
    """Ask for the nonconformities that match the register's filters; reported in a month, 10/2026, or since a day, 1/10/2026."""
    query = in_tile(register(), tile)
    for word in words_of(words):
        query = query.where(Nonconformity.folded.contains(word))
    equal = {"state": state, "unit": unit, "clause": clause, "procedure_code": procedure, "cause_group": cause}
    for name, value in equal.items():
        if value:
            query = query.where(_is(getattr(Nonconformity, name), value))
    if since:
        query = query.where(Nonconformity.reported_on >= _day(since))
    key = month_key(month)
    return query.where(fn.SUBSTR(Nonconformity.reported_on, 1, 7) == key) if key else query


def month_key(text: str) -> str:
    """Give the key of a month people write, 10/2026 as 2026-10; nothing for any other word."""
    found = _MONTH.match(text)
    return f"{found[2]}-{int(found[1]):02d}" if found else ""


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        return date.min  # no day, no limit


def _is(column: Any, value: str) -> Any:
    is_unknown = isinstance(column, StateField) and value not in list(column.states)
    return column.cast("text") == value if is_unknown else column == value  # an unknown state finds nothing, it is no error


def awaiting_triage() -> Any:
    """Ask for what is nobody's yet: new reports, and rejected ones that were opened again."""
    opened_again = (Nonconformity.state == NonconformityState.IN_PROGRESS) & Nonconformity.responsible.is_null()
    return Nonconformity.select().where((Nonconformity.state == NonconformityState.REPORTED) | opened_again)


def ready_to_close() -> Any:
    """Ask for the cases in which every gate of closing holds."""

    def with_action_in(*states: ActionState) -> Any:
        its_own = (CorrectiveAction.nonconformity == Nonconformity.id) & CorrectiveAction.state.in_(states)
        return fn.EXISTS(CorrectiveAction.select(CorrectiveAction.id).where(its_own))

    handled = Nonconformity.state.in_((NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK))
    triaged = Nonconformity.responsible.is_null(False) & Nonconformity.severity.is_null(False)
    told = (Nonconformity.correction != "") & (Nonconformity.cause != "") & Nonconformity.cause_group.is_null(False)
    confirmed = Nonconformity.cause_confirmed_on.is_null(False)
    none_needed = (Nonconformity.no_action != "") & (Nonconformity.severity != Severity.MAJOR) & ~with_action_in(ActionState.NOT_EFFECTIVE)
    checked = (with_action_in(ActionState.EFFECTIVE) | none_needed) & ~with_action_in(*OPEN_ACTIONS, ActionState.DONE)
    return Nonconformity.select().where(handled & triaged & told & confirmed & _looked_elsewhere() & checked)


def _looked_elsewhere() -> Any:
    asked = Elsewhere.select(Elsewhere.id).where(Elsewhere.nonconformity == Nonconformity.id)
    waiting = asked.where(Elsewhere.state == ElsewhereState.ASKED)
    return ((Nonconformity.elsewhere != "") | fn.EXISTS(asked)) & ~fn.EXISTS(waiting)


def causes_to_confirm() -> Any:
    """Ask for the cases whose cause waits to be confirmed by somebody else."""
    handled = Nonconformity.state.in_((NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK))
    return Nonconformity.select().where(handled & (Nonconformity.cause != "") & Nonconformity.cause_confirmed_on.is_null())


@once
def questions_to(units: frozenset[int]) -> list[Elsewhere]:
    """List what some units have not answered yet."""
    waiting = (Elsewhere.state == ElsewhereState.ASKED) & Elsewhere.unit.in_(units)
    return list(Elsewhere.select(Elsewhere, Nonconformity).join(Nonconformity).where(waiting).order_by(Elsewhere.answer_by))


def extensions_wanted() -> Any:
    """Ask for the actions whose doers asked for a later date."""
    return CorrectiveAction.select().where(CorrectiveAction.state.in_(OPEN_ACTIONS) & CorrectiveAction.wanted_due_on.is_null(False))


@kept()
def tiles() -> dict[str, int]:
    """Count the register's tiles."""
    return {tile: in_tile(Nonconformity.select(), tile).count() for tile in TILES}


def due_days(cases: Sequence[Nonconformity]) -> dict[int, date]:
    """Give the next due day of each nonconformity of a page, in two queries."""
    found = {case.id: case.answer_by for case in cases if case.state == NonconformityState.REPORTED}
    asked = Nonconformity.select(Nonconformity.id, Nonconformity.plan_by)
    plans = dict(asked.where(Nonconformity.id.in_([case.id for case in cases]) & unplanned()).tuples())
    waiting = fn.MIN(fn.COALESCE(_open_due(), CorrectiveAction.check_on))
    query = CorrectiveAction.select(CorrectiveAction.nonconformity_id, waiting).where(
        CorrectiveAction.nonconformity.in_([case.id for case in cases]) & CorrectiveAction.state.in_([*OPEN_ACTIONS, ActionState.DONE])
    )
    for number, day in query.group_by(CorrectiveAction.nonconformity).tuples():
        found[number] = date.fromisoformat(day) if isinstance(day, str) else day
    days = [(number, day) for days in (found, plans) for number, day in days.items() if day]
    return {number: min(day for other, day in days if other == number) for number, _day in days}


def _open_due() -> Any:
    return Case(None, [(CorrectiveAction.state.in_(OPEN_ACTIONS), CorrectiveAction.due_on)], None)


def actions(state: str = "", unit: str = "", person: str = "", late: bool = False, checked: str = "", due: str = "") -> Any:
    """Ask for the actions that match the filters; whose due day passed in a month, 10/2026."""
    query = (
        CorrectiveAction.select(CorrectiveAction, Nonconformity, Person)
        .join(Nonconformity)
        .switch(CorrectiveAction)
        .join(Person, on=(CorrectiveAction.responsible == Person.id), attr="responsible")
    )
    if state == "open":
        query = query.where(CorrectiveAction.state.in_(OPEN_ACTIONS))
    elif state:
        query = query.where(_is(CorrectiveAction.state, state))
    if unit:
        query = query.where(Nonconformity.lead_unit == unit)
    if person:
        query = query.where(CorrectiveAction.responsible == person)
    if checked:
        query = query.where(CorrectiveAction.verified_on >= _day(checked))
    if due:
        query = query.where(was_due(date.min, due))
    return query.where(overdue()) if late else query


def was_due(since: date, month: str = "") -> Any:
    """Say that an action's due day has passed since a day, in a month, 10/2026, when one is given."""
    due = CorrectiveAction.state.in_(list(ActionState)) & CorrectiveAction.due_on.between(since, clock.today() - timedelta(days=1))
    key = month_key(month)
    return due & (fn.SUBSTR(CorrectiveAction.due_on, 1, 7) == key) if key else due


def overdue(on: date | None = None) -> Any:
    """Say that an action is past its date and not done."""
    return CorrectiveAction.state.in_(OPEN_ACTIONS) & (CorrectiveAction.due_on < (on or clock.today()))


def similar(case: Nonconformity, since: date | None = None, most: int = 5) -> list[Nonconformity]:
    """List other nonconformities of the same procedure or cause group; those that happened since a day, where one is given."""
    alike = (Nonconformity.id != case.id) & (Nonconformity.state.not_in(NOT_COUNTED))
    if since:
        alike &= Nonconformity.happened_on >= since
    same = []
    if case.procedure_code:
        same.append(Nonconformity.procedure_code == case.procedure_code)
    if case.cause_group:
        same.append((Nonconformity.cause_group == case.cause_group) & (Nonconformity.unit == case.unit))
    if not same:
        return []
    either = same[0] if len(same) == 1 else same[0] | same[1]
    return list(Nonconformity.select().where(alike & either).order_by(Nonconformity.id.desc()).limit(most))


def open_for_procedure(code: str) -> int:
    """Count the open nonconformities of a procedure."""
    return Nonconformity.select().where((Nonconformity.procedure_code == code) & Nonconformity.state.in_(OPEN)).count()

"""Nonconformities by state: a bounded number of cards in each column, the most urgent first, each with the acts that move it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import SQL, NodeList, fn

from qms.core import clock
from qms.core.kept import kept
from qms.core.language import Phrase
from qms.improvement import authorities, queries
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import OPEN, OPEN_ACTIONS, ActionState, NonconformityState
from qms.organization.person import Person

MOST = 12  # cards in a column; the list shows the rest
COLUMNS = (*OPEN, NonconformityState.CLOSED)
STEPS = {
    NonconformityState.REPORTED: {"triage": "phan-loai", "reject": "phan-loai"},
    NonconformityState.IN_PROGRESS: {"correct": "khac-phuc", "analyse": "nguyen-nhan"},
    NonconformityState.AWAITING_CHECK: {"close": ""},
    NonconformityState.CLOSED: {"reopen": ""},
}
_WAITING = (*OPEN_ACTIONS, ActionState.DONE)


@dataclass(frozen=True)
class Move:
    """An act that moves a case on: its words, and the record and place of the page that holds its form."""

    label: Phrase
    endpoint: str
    code: str
    anchor: str = ""


@dataclass(frozen=True)
class Card:
    """A case on the board."""

    case: Nonconformity
    due: date | None
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Lane:
    """A state with its number of cases and the first of them."""

    state: NonconformityState
    count: int
    cards: tuple[Card, ...]

    @property
    def more(self) -> int:
        """Count the cases that have no card."""
        return self.count - len(self.cards)


def lanes(person: Person, unit: int | None = None) -> list[Lane]:
    """Give the board as a person may move its cards, of one unit or of all."""
    counts, found = counted(unit), {state: first_of(state, unit) for state in COLUMNS}
    cases = [case for column in found.values() for case in column]
    due, waiting = queries.due_days(cases), _waiting_actions(cases)
    return [
        Lane(
            state,
            counts.get(state, 0),
            tuple(Card(case, due.get(case.id), moves(case, waiting.get(case.id, ()), person)) for case in column),
        )
        for state, column in found.items()
    ]


@kept()
def counted(unit: int | None) -> dict[NonconformityState, int]:
    """Count the cases of each column, those closed in 90 days for the last."""
    query = Nonconformity.select(Nonconformity.state, fn.COUNT(Nonconformity.id)).where(Nonconformity.state.in_(OPEN))
    counts = dict(_of(query, unit).group_by(Nonconformity.state).tuples())
    counts[NonconformityState.CLOSED] = _of(queries.in_tile(Nonconformity.select(), "closed"), unit).count()
    return {NonconformityState(state): count for state, count in counts.items()}


def first_of(state: NonconformityState, unit: int | None = None, most: int = MOST) -> list[Nonconformity]:
    """List the most urgent cases of a state: by the next day due, then the oldest; the last closed first."""
    everything = queries.in_short(queries.register())
    asked = _of(everything.where(Nonconformity.state == state), unit)
    if state == NonconformityState.CLOSED:
        is_closed = Nonconformity.state == state  # nearly all are: all units together are read by the day of closing
        asked = _of(everything.where(is_closed if unit else fn.LIKELY(is_closed)), unit)
        recent = Nonconformity.closed_on >= clock.today() - queries.QUARTER
        return list(asked.where(recent).order_by(Nonconformity.closed_on.desc(), Nonconformity.id.desc()).limit(most))
    if state == NonconformityState.REPORTED:
        if unit:
            there = NodeList((SQL("+"), Nonconformity.unit)) == unit  # read by the state: few are new
            asked = everything.where((Nonconformity.state == state) & there)
        return list(asked.order_by(Nonconformity.id).limit(most))  # answered in the order in which they came
    urgent = _by_due_day(state, unit, most)
    first = {case.id: case for case in asked.where(Nonconformity.id.in_(urgent))}
    rest = asked.where(Nonconformity.id.not_in(urgent)).order_by(Nonconformity.id).limit(most - len(urgent))
    return [first[number] for number in urgent] + list(rest)


def _by_due_day(state: NonconformityState, unit: int | None, most: int) -> list[int]:
    """List the numbers of the cases whose actions or checks are due first, read from the index of the days."""
    days: dict[int, date] = {}
    for of_action in OPEN_ACTIONS if state == NonconformityState.IN_PROGRESS else (ActionState.DONE,):
        day = CorrectiveAction.check_on if of_action == ActionState.DONE else CorrectiveAction.due_on
        query = CorrectiveAction.select(CorrectiveAction.nonconformity_id, day).join(Nonconformity)
        query = _of(query.where((CorrectiveAction.state == of_action) & (Nonconformity.state == state)), unit)
        for number, due in query.order_by(day, CorrectiveAction.id).limit(2 * most).tuples():
            days[number] = min(due, days.get(number, due))
    if state == NonconformityState.IN_PROGRESS:
        plans = _of(Nonconformity.select(Nonconformity.id, Nonconformity.plan_by).where(queries.unplanned()), unit)
        for number, due in plans.where(Nonconformity.plan_by.is_null(False)).order_by(Nonconformity.plan_by).limit(2 * most).tuples():
            days[number] = min(due, days.get(number, due))
    return sorted(days, key=lambda number: (days[number], number))[:most]


def _of(query: Any, unit: int | None) -> Any:
    return query.where(Nonconformity.unit == unit) if unit else query


def _waiting_actions(cases: Sequence[Nonconformity]) -> dict[int, list[CorrectiveAction]]:
    found: dict[int, list[CorrectiveAction]] = {}
    query = CorrectiveAction.select().where(CorrectiveAction.nonconformity.in_([case.id for case in cases]))
    for action in query.where(CorrectiveAction.state.in_(_WAITING)).order_by(CorrectiveAction.id):
        found.setdefault(action.nonconformity_id, []).append(action)
    return found


def moves(case: Nonconformity, waiting: Sequence[CorrectiveAction], person: Person) -> tuple[Move, ...]:
    """List the acts that move a case on and that a person may do: those of the case, then those of its actions."""
    own = [
        Move(bound.label, "improvement.nonconformity", case.code, anchor)
        for name, anchor in STEPS[case.state].items()
        if (bound := getattr(case, name)).is_open_to(person)
    ]
    if case.state == NonconformityState.IN_PROGRESS and authorities.handle(person, case):
        own.append(Move(CorrectiveAction.acts["plan"].label, "improvement.nonconformity", case.code, "hanh-dong"))
    return (*own, *(move for action in waiting[:3] for move in _of_action(case, action, person)))


def _of_action(case: Nonconformity, action: CorrectiveAction, person: Person) -> list[Move]:
    action.nonconformity = case
    acts = [action.find_effective] if action.state == ActionState.DONE else [action.complete]
    return [Move(act.label, "improvement.action", action.code) for act in acts if act.is_open_to(person)]

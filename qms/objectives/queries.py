"""Lists of objectives, and how far each goes on from one year to the next."""

from collections.abc import Sequence
from typing import Any

from peewee import JOIN

from qms.core import clock
from qms.core.looking import of_person, once
from qms.core.vietnamese import words_of
from qms.objectives import authorities
from qms.objectives.objective import Objective
from qms.objectives.reading import Reading, readings_of
from qms.objectives.states import HELD, ObjectiveState
from qms.organization.person import Person
from qms.organization.unit import Unit

OFFICE = "0"  # the filter for objectives of the whole office


def objective(code: str) -> Objective | None:
    """Find an objective by its code."""
    return Objective.get_or_none(code=code.upper())


def filtered(year: int, unit: str = "", state: str = "", words: str = "") -> Any:
    """Ask for the objectives of a year that match the list's filters, those of the office first."""
    query = Objective.select(Objective, Person).join(Person, JOIN.LEFT_OUTER, on=(Objective.responsible == Person.id), attr="responsible")
    query = query.where((Objective.year == year) & (Objective.state != ObjectiveState.DISCARDED))
    for word in words_of(words):
        query = query.where(Objective.folded.contains(word))
    if unit:
        query = query.where(Objective.unit.is_null() if unit == OFFICE else Objective.unit == unit)
    if state:
        query = query.where(Objective.state.in_([one for one in ObjectiveState if one == state]))  # an unknown state finds nothing
    return query.order_by(Objective.unit.asc(nulls="first"), Objective.id)


def seen_by(person: Person, query: Any) -> list[Objective]:
    """List what a query finds as far as a person may see it."""
    return [one for one in query if authorities.see(person, one)]


def years() -> list[int]:
    """List the years that have objectives, this year among them, the latest first."""
    known = {year for (year,) in Objective.select(Objective.year).distinct().tuples()}
    return sorted(known | {clock.today().year}, reverse=True)


def to_approve(person: Person) -> list[Objective]:
    """List the drafts that are whole and wait for a commander."""
    return [one for one in _drafts() if authorities.approve(person, one) and not one.gaps]


def aimed_at(indicator: str, unit: int) -> Objective | None:
    """Find this year's objective for an indicator of the registry, of a unit or, for 0, of the whole office."""
    whose = (Objective.unit == unit) if unit else Objective.unit.is_null()
    held = (Objective.state == ObjectiveState.APPROVED) & (Objective.year == clock.today().year)
    return Objective.select().where(held & whose & (Objective.indicator == indicator)).order_by(Objective.id).first()


def to_close(person: Person) -> list[Objective]:
    """List the objectives of past years that wait for their evaluation."""
    return [one for one in _of_past_years() if authorities.close(person, one)]


@once
def _drafts() -> list[Objective]:
    return list(Objective.select().where(Objective.state == ObjectiveState.DRAFT).order_by(Objective.id))


@once
def _of_past_years() -> list[Objective]:
    past = (Objective.state == ObjectiveState.APPROVED) & (Objective.year < clock.today().year)
    return list(Objective.select().where(past).order_by(Objective.id))


def under_way(person: Person | None = None) -> list[Objective]:
    """List the objectives under way, of one responsible person or of all."""
    return _of(person) if person else list(_under_way())


def _under_way() -> Any:
    return Objective.select().where(Objective.state == ObjectiveState.APPROVED).order_by(Objective.code)


_of = of_person(lambda: Objective.responsible)(_under_way)


def going_on(objectives: Sequence[Objective]) -> dict[int, list[Reading]]:
    """Read some objectives together with those of earlier years they go on from: same measure, unit and frequency."""
    names = {one.indicator for one in objectives}
    all_held = list(Objective.select().where(Objective.state.in_(HELD) & Objective.indicator.in_(names)).order_by(Objective.year))
    found = readings_of([*all_held, *(one for one in objectives if not one.is_held)])
    earlier: dict[Any, list[Objective]] = {}
    for one in all_held:
        earlier.setdefault(one.series, []).append(one)
    return {
        one.id: [reading for past in earlier.get(one.series, []) if past.year < one.year for reading in found[past.id]] + found[one.id]
        for one in objectives
    }


def units() -> list[tuple[str, str]]:
    """List the office and its units for the filter."""
    return [(str(unit.id), unit.name) for unit in Unit.active()]

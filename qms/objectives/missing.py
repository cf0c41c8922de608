"""Which numbers are due and not there: by objective, by person (9.1.1)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from qms.core import clock
from qms.objectives.measurement import Measurement
from qms.objectives.objective import Objective
from qms.objectives.period import Period, period_of, periods_of
from qms.objectives.queries import under_way
from qms.organization.person import Person
from qms.organization.role import Role


def entered_by_hand(person: Person | None = None) -> list[Objective]:
    """List the objectives under way whose numbers are entered by hand, of one person or of all."""
    return [one for one in under_way(person) if not one.is_computed]


def mine_to_enter(person: Person) -> list[Objective]:
    """List the objectives whose numbers a person may enter: his own, all of them for the quality officer."""
    return entered_by_hand(None if person.has_role(Role.QUALITY_OFFICER) else person)


def missing(objectives: Iterable[Objective]) -> dict[Period, list[Objective]]:
    """List the periods that lack a number, the oldest first, from the one on in which the objective was approved."""
    objectives = list(objectives)
    if not objectives:
        return {}
    known = set(Measurement.select(Measurement.objective, Measurement.period_on).where(Measurement.objective.in_(objectives)).tuples())
    found: dict[Period, list[Objective]] = defaultdict(list)
    for one in objectives:
        for period in due(one):
            if (one.id, period.first) not in known:
                found[period].append(one)
    return dict(sorted(found.items(), key=_age))


def due(objective: Objective) -> list[Period]:
    """List the periods an objective must have a number for by now."""
    today = clock.today()
    begun = period_of(objective.approved_on or today, objective.frequency).first
    return [one for one in periods_of(objective.year, objective.frequency) if one.last < today and one.first >= begun]


def _age(entry: tuple[Period, Any]) -> Any:
    return entry[0].last, entry[0].key

"""Which numbers entered by hand were due in a period, and which of them were there in time, late or not at all (9.1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from qms.core import clock
from qms.objectives.measurement import Measurement
from qms.objectives.objective import Objective
from qms.objectives.period import Period, period_of, periods_of
from qms.objectives.states import HELD


@dataclass(frozen=True)
class DueNumber:
    """A number that was due: of what, for which period, and the day it was first entered, if it was by then."""

    objective: Objective
    period: Period
    entered_on: date | None

    @property
    def is_in_time(self) -> bool:
        """Tell whether it was entered within the working days there are for it."""
        return self.entered_on is not None and self.entered_on <= self.period.enter_by

    @property
    def is_late(self) -> bool:
        """Tell whether it was entered afterwards."""
        return self.entered_on is not None and not self.is_in_time


@dataclass(frozen=True)
class Entered:
    """The numbers that were due in a period, and how many were corrected in it."""

    due: Sequence[DueNumber]
    corrected: int

    @property
    def in_time(self) -> int:
        """Count those entered in time."""
        return sum(one.is_in_time for one in self.due)

    @property
    def late(self) -> int:
        """Count those entered late."""
        return sum(one.is_late for one in self.due)

    @property
    def missing(self) -> list[DueNumber]:
        """List those that were not there at the end of the period."""
        return [one for one in self.due if one.entered_on is None]


def entered(since: date, until: date) -> Entered:
    """Tell which numbers had to be there on days of a period, as was known at its end."""
    held = Objective.select().where(Objective.state.in_(HELD) & (Objective.approved_on <= until)).order_by(Objective.code)
    by_hand, first = [one for one in held if not one.is_computed], _first_entered(until)
    found = [
        DueNumber(one, period, first.get((one.id, period.first)))
        for one in by_hand
        for period in _asked_for(one)
        if since <= period.enter_by <= until
    ]
    corrected = sum(since <= _day(at) <= until for (at,) in Measurement.select(Measurement.entered_at).where(_corrects()).tuples())
    return Entered(sorted(found, key=lambda one: (one.period.last, one.objective.code)), corrected)


def begun_on() -> date | None:
    """Give the day the first objective was approved."""
    first: date | None = Objective.select(fn.MIN(Objective.approved_on)).where(Objective.state.in_(HELD)).scalar()
    return first


def _asked_for(objective: Objective) -> list[Period]:
    """List the periods of its year from the one in which it was approved to the last that was over when it was closed."""
    begun = period_of(objective.approved_on, objective.frequency).first
    return [
        period
        for period in periods_of(objective.year, objective.frequency)
        if period.first >= begun and (objective.closed_on is None or period.last <= objective.closed_on)
    ]


def _first_entered(until: date) -> dict[tuple[int, date], date]:
    """Give the day each number was first entered, up to a day."""
    found: dict[tuple[int, date], date] = {}
    columns = (Measurement.objective, Measurement.period_on, Measurement.entered_at)
    for objective, period_on, at in Measurement.select(*columns).order_by(Measurement.id).tuples():
        if _day(at) <= until:
            found.setdefault((objective, period_on), _day(at))
    return found


def _corrects() -> Any:
    return Measurement.corrects.is_null(False)


def _day(at: Any) -> date:
    day: date = at.astimezone(clock.HANOI).date()
    return day

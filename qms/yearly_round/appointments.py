"""The duties of a year with their days, as they stand: nothing is stored until something is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.core import clock
from qms.core.looking import once
from qms.yearly_round.duty import YearlyDuty
from qms.yearly_round.outcome import DutyOutcome
from qms.yearly_round.states import Standing

OPEN = (Standing.OVERDUE, Standing.SOON, Standing.PLANNED)


@dataclass(frozen=True)
class Appointment:
    """One duty in one year."""

    duty: YearlyDuty
    year: int
    outcome: DutyOutcome | None

    @property
    def due_on(self) -> date:
        """Give its day: what was recorded keeps the one it had then."""
        return self.outcome.due_on if self.outcome else self.duty.due_in(self.year)

    @property
    def standing(self) -> Standing:
        """Tell how it stands today."""
        if self.outcome:
            in_time = self.outcome.done_on is not None and self.outcome.done_on <= self.due_on
            return Standing.WAIVED if self.outcome.is_waived else Standing.DONE if in_time else Standing.LATE
        if self.due_on < clock.today():
            return Standing.OVERDUE
        return Standing.SOON if self.duty.reminds_on(self.year) <= clock.today() else Standing.PLANNED

    @property
    def is_open(self) -> bool:
        """Tell whether it waits to be done."""
        return self.standing in OPEN


def of_year(year: int) -> list[Appointment]:
    """List the duties of a year by their days."""
    return _of_years([year])


def _of_years(years: Sequence[int]) -> list[Appointment]:
    outcomes = {(one.duty_id, one.year): one for one in DutyOutcome.select().where(DutyOutcome.year.in_(years))}
    duties = list(YearlyDuty.select())
    found = [Appointment(duty, year, outcomes.get((duty.id, year))) for year in years for duty in duties if duty.is_of(year)]
    return sorted(found, key=lambda one: (one.due_on, one.duty.id))


def of_duty(duty: YearlyDuty) -> list[Appointment]:
    """List the years of a duty up to the next one, the newest first."""
    outcomes = {one.year: one for one in DutyOutcome.select().where(DutyOutcome.duty == duty)}
    years = range(clock.today().year + 1, duty.first_year - 1, -1)
    return [Appointment(duty, year, outcomes.get(year)) for year in years if duty.is_of(year)]


@once
def waiting() -> list[Appointment]:
    """List what is overdue or near, in this year, the next, and what is left of the years before."""
    return [one for one in _of_years(years()) if one.standing in (Standing.OVERDUE, Standing.SOON)]


def years() -> list[int]:
    """List the years there is something of, up to the next one, the newest first."""
    return list(range(clock.today().year + 1, _first_year() - 1, -1))


def _first_year() -> int:
    first = YearlyDuty.select().order_by(YearlyDuty.first_year).first()
    return min(first.first_year, clock.today().year) if first else clock.today().year

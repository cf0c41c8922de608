"""Lists of the yearly round."""

from qms.organization.person import Person
from qms.yearly_round import appointments
from qms.yearly_round.appointments import Appointment
from qms.yearly_round.duty import YearlyDuty
from qms.yearly_round.outcome import DutyOutcome


def duty(code: str) -> YearlyDuty | None:
    """Find a duty by its code."""
    return YearlyDuty.get_or_none(code=code.upper())


def outcome(duty: YearlyDuty, year: int) -> DutyOutcome | None:
    """Find what was recorded of a duty in a year."""
    return DutyOutcome.get_or_none((DutyOutcome.duty == duty) & (DutyOutcome.year == year))


def waiting_for(person: Person) -> list[Appointment]:
    """List what is overdue or near and a person answers for."""
    return [one for one in appointments.waiting() if one.duty.responsible_id == person.id]


def by_month(found: list[Appointment]) -> list[list[Appointment]]:
    """Put the appointments of a year under its twelve months."""
    return [[one for one in found if one.due_on.month == month] for month in range(1, 13)]

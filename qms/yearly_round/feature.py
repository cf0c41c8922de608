"""What the yearly round offers to the house."""

from flask import url_for

from qms.core.feature import COMING, TO_DO, Feature, MenuItem, RecordKind, Task
from qms.core.language import _
from qms.organization.person import Person
from qms.organization.role import Role
from qms.yearly_round import queries
from qms.yearly_round.appointments import Appointment
from qms.yearly_round.duty import YearlyDuty
from qms.yearly_round.outcome import DutyOutcome
from qms.yearly_round.states import Standing
from qms.yearly_round.views import pages

_MEMBERS = frozenset(Role) - {Role.ADMINISTRATOR}


def tasks(person: Person) -> list[Task]:
    """List the duties of the year a person answers for that are overdue or near."""
    return [_task(one) for one in queries.waiting_for(person)]


def _task(one: Appointment) -> Task:
    group = TO_DO if one.standing == Standing.OVERDUE else COMING
    words = f"{one.duty.code} {one.duty.title} {one.year}"
    return Task(group, words, url_for("yearly_round.duty", code=one.duty.code, year=one.year), _("Việc hằng năm của đồng chí"), one.due_on)


feature = Feature(
    name="yearly_round",
    clause="9.1",
    blueprint=pages,
    menu=(MenuItem(_("Lãnh đạo"), _("Việc hằng năm"), "/yearly", _MEMBERS, order=18),),
    tasks=tasks,
    records=(
        RecordKind(
            YearlyDuty,
            _("Việc hằng năm"),
            lambda one: url_for("yearly_round.duty", code=one.code),
            unit=lambda unit: YearlyDuty.unit == unit,
        ),
        RecordKind(
            DutyOutcome,
            _("Kết quả việc hằng năm"),
            lambda one: url_for("yearly_round.duty", code=one.duty.code, year=one.year),
            lambda: DutyOutcome.recorded_on,
            unit=lambda unit: DutyOutcome.duty.in_(YearlyDuty.select(YearlyDuty.id).where(YearlyDuty.unit == unit)),
        ),
    ),
)

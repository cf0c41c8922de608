"""A duty: something one person is chiefly responsible for by a date. Corrective actions, treatments, decisions are duties."""

from typing import ClassVar

from peewee import DateField, ForeignKeyField

from qms.core import clock
from qms.core.record import Record
from qms.organization.person import Person


class Duty(Record):
    """One person chiefly responsible, one due date."""

    responsible = ForeignKeyField(Person)
    due_on = DateField()

    is_abstract: ClassVar[bool] = True

    @property
    def days_late(self) -> int:
        """Count the days past the due date; negative while there is time."""
        return (clock.today() - self.due_on).days

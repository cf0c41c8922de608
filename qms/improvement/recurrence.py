"""Did the fault come back? A closed case has returned when the same procedure fails of the same cause group within 180 days."""

from datetime import timedelta
from typing import Any

from peewee import fn

from qms.core import clock
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NonconformityState

WITHIN = 180  # days after the case was closed (10.2.1 d)
_later = Nonconformity.alias("later")


def came_back() -> Any:
    """Say that a case with procedure and cause was followed by another of the same within the days after it was closed."""
    same = (_later.procedure_code == Nonconformity.procedure_code) & (_later.cause_group == Nonconformity.cause_group)
    last = fn.date(Nonconformity.closed_on, f"+{WITHIN} days")
    in_time = (_later.happened_on > Nonconformity.closed_on) & (_later.happened_on <= last)
    found = _later.select(_later.id).where(same & in_time & (_later.state != NonconformityState.REJECTED))
    return can_come_back() & fn.EXISTS(found)


def is_watched() -> Any:
    """Say that a closed case that can return has not yet, and its days are not over."""
    running = Nonconformity.closed_on > clock.today() - timedelta(days=WITHIN)
    return can_come_back() & running & ~came_back()


def can_come_back() -> Any:
    """Say that a case has what it would be known by: a procedure and a cause group."""
    return (Nonconformity.procedure_code != "") & Nonconformity.cause_group.is_null(False)

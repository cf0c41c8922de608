"""Did the fault come back? A closed case has returned when the same procedure fails of the same cause group within 180 days."""

from datetime import date, timedelta
from typing import Any

from peewee import fn

from qms.core import clock
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NonconformityState

WITHIN = 180  # days after the case was closed (10.2.1 d)
_later = Nonconformity.alias("later")


def came_back() -> Any:
    """Say that a case with procedure and cause was followed by another of the same within the days after it was closed."""
    return can_come_back() & followed(Nonconformity)


def followed(closed: Any) -> Any:
    """Say that what has the procedure, the cause group and the day of closing of some columns was followed by another in time."""
    same = (_later.procedure_code == closed.procedure_code) & (_later.cause_group == closed.cause_group)
    in_time = (_later.happened_on > closed.closed_on) & (_later.happened_on <= fn.date(closed.closed_on, f"+{WITHIN} days"))
    return fn.EXISTS(_later.select(_later.id).where(same & in_time & (_later.state != NonconformityState.REJECTED)))


def is_watched() -> Any:
    """Say that a closed case that can return has not yet, and its days are not over."""
    return can_come_back() & (Nonconformity.closed_on > last_watched()) & ~came_back()


def last_watched() -> date:
    """Give the last day of closing whose time to come back is over."""
    return clock.today() - timedelta(days=WITHIN)


def can_come_back() -> Any:
    """Say that a case has what it would be known by: a procedure and a cause group."""
    return (Nonconformity.procedure_code != "") & Nonconformity.cause_group.is_null(False)

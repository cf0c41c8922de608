"""What is too late is passed on: to the head of the person's unit first, then to the commander (5.3, 9.1)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from qms import settings
from qms.core import clock
from qms.core.feature import ESCALATED, OVERDUE, TO_APPROVE, Task
from qms.core.kept import kept
from qms.core.language import _
from qms.core.looking import looking
from qms.organization.person import Person
from qms.organization.queries import everybody
from qms.organization.superiors import superiors
from qms.today import queries

_Same = tuple[str, str, date]  # one piece of work that several people are late with: title, page, date


def escalated(person: Person) -> list[Task]:
    """List what those under a person are too late with, each piece of work once; what is his own work too is left out."""
    if person.id not in superiors().everybody:
        return []
    own = {(task.title, task.url) for task in queries.own(person)}
    return [task for task in _passed_on().get(person.id, ()) if (task.title, task.url) not in own]


@kept(most=4)
def _passed_on() -> dict[int, tuple[Task, ...]]:
    """Give for each superior what is passed on to him; everybody's work is looked at once for all superiors."""
    found: dict[int, dict[_Same, list[Person]]] = defaultdict(lambda: defaultdict(list))
    with looking(at_everybody=True):
        for person in everybody():
            for same, days in _late(person):
                for superior in _told(person, days):
                    found[superior][same].append(person)
    return {superior: tuple(_task(same, late) for same, late in works.items()) for superior, works in found.items()}


def _late(person: Person) -> list[tuple[_Same, int]]:
    today = clock.today()
    late = {
        (task.title, task.url, task.due): task.days_late(today)
        for task in queries.own(person)
        if task.due and task.group in {OVERDUE, TO_APPROVE}
    }
    return [(same, days) for same, days in late.items() if days > 0]


def _told(person: Person, days: int) -> Iterable[int]:
    first, second = settings.escalation()
    over = superiors()
    heads = over.heads_over(person) if days >= first else frozenset()
    return heads | over.commanders_over(person) if days >= second else heads


def _task(same: _Same, late: list[Person]) -> Task:
    title, url, due = same
    return Task(ESCALATED, title, url, _("%(who)s chưa làm xong", who="; ".join(_named(person) for person in late)), due)


def _named(person: Any) -> str:
    return ", ".join([person.ranked_name, *([person.unit.name] if person.unit else [])])

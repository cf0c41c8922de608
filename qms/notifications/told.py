"""What is told of a person's tasks outside of the page: each with a name that stays the same, and the days it is reminded of."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qms import settings
from qms.core import clock
from qms.core.feature import Task
from qms.core.language import _
from qms.core.trail import TrailEntry
from qms.today import queries


@dataclass(frozen=True)
class Told:
    """A task of a person's list, with its lasting name."""

    uid: str
    task: Task

    @property
    def days_late(self) -> int:
        """Count the days past its date."""
        return self.task.days_late(clock.today())

    @property
    def in_days(self) -> str:
        """Tell its date as people say it."""
        days = self.days_late
        if days == 0:
            return str(_("hôm nay đến hạn"))
        return str(_("quá hạn %(n)s ngày", n=days) if days > 0 else _("còn %(n)s ngày", n=-days))

    def is_reminded(self, since: date, until: date) -> bool:
        """Tell whether one of its reminder days lies after one day and not after another."""
        due = self.task.due
        return due is not None and any(since < due - timedelta(n) <= until for n in settings.days("QMS_REMIND_DAYS"))


def told(person: Any) -> list[Told]:
    """List what waits for a person, exactly as “Hôm nay” does."""
    return list(_named(person, queries.waiting(person)))


def _named(person: Any, tasks: Iterable[Task]) -> Iterator[Told]:
    seen: Counter[str] = Counter()
    house = _house()
    for task in tasks:
        seen[task.key] += 1
        name = f"{person.id}|{task.key}|{seen[task.key]}"
        yield Told(f"{hashlib.sha256(name.encode()).hexdigest()[:32]}@{house}.qms", task)


def _house() -> str:
    """Name this house among all: the seal of its first entry, so that calendars of two offices can be put together."""
    first = TrailEntry.select(TrailEntry.hash).order_by(TrailEntry.seq).first()
    return first.hash[:12] if first else "new"

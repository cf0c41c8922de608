"""What a feature offers to the house; `features.py` lists them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qms.core.language import Phrase
from qms.core.record import Record

OVERDUE, TO_APPROVE, TO_DO, COMING, TO_READ = "overdue", "to_approve", "to_do", "coming", "to_read"
ESCALATED = "escalated"  # what those under a person are too late with


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: what, where, why it is his, by when."""

    group: str
    title: str
    url: str
    why: Phrase | str
    due: date | None = None

    @property
    def key(self) -> str:
        """Name the task the same in every language and on every day: where it is, why it waits, which code it bears."""
        why = self.why.text if isinstance(self.why, Phrase) else self.why
        passed_on = ESCALATED if self.group == ESCALATED else ""
        return "|".join((self.url, why, self.title.partition(" ")[0], passed_on))

    def days_late(self, today: date) -> int:
        """Count the days past the due date; negative while there is time, and none where there is no date."""
        return (today - self.due).days if self.due else 0


@dataclass(frozen=True)
class Related:
    """What a register holds about a document: a line of the document's page, leading to the list."""

    label: Phrase
    words: Phrase | str
    url: str


@dataclass(frozen=True)
class MenuItem:
    """A place in the sidebar."""

    group: Phrase
    label: Phrase
    url: str
    roles: frozenset[str] = frozenset()  # empty: everybody who is signed in
    order: int = 50
    count: Callable[[Any], int] | None = None  # what waits there for a person; asked on every page, so it must be cheap


@dataclass(frozen=True)
class RecordKind:
    """A kind of record the auditor can ask for; `unit` and `clause` give the condition that restricts a query."""

    model: type[Record]
    plural: Phrase
    url: Callable[[Any], str] | None = None  # its page; where there is none, its history is shown
    period: Callable[[], Any] | None = None  # the column by which a period is chosen; without one, the acts of the period
    unit: Callable[[Any], Any] | None = None
    clause: Callable[[str], Any] | None = None


@dataclass(frozen=True)
class Feature:
    """A feature's declaration."""

    name: str
    clause: str
    blueprint: Any = None
    menu: Iterable[MenuItem] = ()
    tasks: Callable[[Any], list[Task]] = lambda person: []
    escalated: Callable[[Any], list[Task]] = lambda person: []  # what others are too late with, told to who is over them
    related: Callable[[str], Iterable[Related]] = lambda code: ()  # what it holds about a document
    records: Iterable[RecordKind] = field(default_factory=tuple)
    verify: Callable[[], list[str]] = list

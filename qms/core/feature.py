"""What a feature offers to the house; `features.py` lists them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qms.core.language import Phrase
from qms.core.record import Record

OVERDUE, TO_APPROVE, TO_DO, COMING, TO_READ = "overdue", "to_approve", "to_do", "coming", "to_read"


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: what, where, why it is his, by when."""

    group: str
    title: str
    url: str
    why: Phrase | str
    due: date | None = None


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
    records: Iterable[RecordKind] = field(default_factory=tuple)
    verify: Callable[[], list[str]] = list

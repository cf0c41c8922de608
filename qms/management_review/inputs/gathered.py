"""What is gathered for an input: a sentence computed from the numbers, the numbers beside those of the period before, what they list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from qms.core import clock
from qms.core.language import Phrase
from qms.management_review.figure import Line

Value = int | str


@dataclass(frozen=True)
class Measured:
    """A number of a period beside the same of the period before, and the page of its records; `before` is None where nobody can tell it."""

    key: str
    label: Phrase | str
    value: Value
    before: Value | None
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Gathered:
    """What the records tell about an input; `figures` names the charts of the board that belong to it."""

    headline: Phrase
    rows: tuple[Measured, ...]
    figures: tuple[str, ...] = ()
    heads: tuple[Phrase, ...] = ()
    lines: tuple[Line, ...] = ()


def period_before(since: date, until: date) -> tuple[date, date]:
    """Give the period of the same length that ended the day before."""
    last = since - timedelta(days=1)
    return last - (until - since), last


@dataclass(frozen=True)
class Counter:
    """Counts by the same rule for a period and for the one before."""

    since: date
    until: date

    def __call__(self, key: str, label: Phrase, count: Callable[[date, date], Value], endpoint: str, **values: str) -> Measured:
        """Count one thing."""
        before = period_before(self.since, self.until)
        return Measured(key, label, count(self.since, self.until), count(*before), endpoint, values)


def share(n: int, of: int) -> str:
    """Write a share with what it is a share of, as people check it: 14/16 (88 %), rounded as on the charts."""
    return f"{n}/{of} ({round(100 * n / of)} %)" if of else f"{n}/{of}"


@dataclass(frozen=True)
class Beside:
    """What is known of a period beside what is known of the one before; nothing where its register had not begun by then."""

    now: Any
    before: Any

    def __call__(self, key: str, label: Phrase, count: Callable[[Any], Value], endpoint: str, **values: str) -> Measured:
        """Count one thing in both."""
        then = None if self.before is None else count(self.before)
        return Measured(key, label, count(self.now), then, endpoint, values)


def beside(ask: Callable[[date, date], Any], begun_on: date | None, since: date, until: date) -> Beside:
    """Ask about a period as far as it has gone, and about the one before, if a register that began on a day can tell of it."""
    first, last = period_before(since, until)
    return Beside(ask(since, min(until, clock.today())), ask(first, last) if begun_on and begun_on <= last else None)

"""What an indicator is: its words, its unit, which way is better, where its number comes from, and the records it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from qms.core.language import Phrase, _
from qms.objectives.states import Aspect, Direction


@dataclass(frozen=True)
class Counted:
    """A record an indicator counts: its name and page, whether it counts as a hit, and its size where sizes are measured."""

    label: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    is_hit: bool = False
    size: int = 0


@dataclass(frozen=True)
class Measured:
    """A number with what it is made of: how many hits of how many; a median has no hits."""

    value: float
    of: int
    n: int | None = None

    @property
    def words(self) -> Phrase:
        """Say what the number is made of."""
        return _("%(of)s bản ghi", of=self.of) if self.n is None else _("%(n)s trong số %(of)s", n=self.n, of=self.of)


Records = Callable[[date, date, int | None], Sequence[Counted]]  # from a day to a day, of a unit or of the whole office
Measure = Callable[[Sequence[Counted]], Measured | None]


def share(counted: Sequence[Counted]) -> Measured | None:
    """Give the hits in percent of all; of nothing there is no share."""
    hits = sum(one.is_hit for one in counted)
    return Measured(100 * hits / len(counted), len(counted), hits) if counted else None


def middle(counted: Sequence[Counted]) -> Measured | None:
    """Give the median size; of nothing there is none."""
    return Measured(float(median(one.size for one in counted)), len(counted)) if counted else None


_HIT, _MISS = _("tính là đạt"), _("không đạt")


@dataclass(frozen=True)
class Indicator:
    """One indicator of the registry. Without `records` its numbers are entered by hand, until its register exists."""

    name: str
    words: Phrase
    measured_in: Phrase | str
    direction: Direction
    source: Phrase
    records: Records | None = None
    measure: Measure = share
    hit: Phrase = _HIT
    miss: Phrase = _MISS
    aspect: Aspect = Aspect.SYSTEM

    @property
    def is_computed(self) -> bool:
        """Tell whether its number is taken from the records."""
        return self.records is not None

    def counted(self, since: date, until: date, unit: int | None = None) -> Sequence[Counted]:
        """List the records it counts from a day to a day; none for one entered by hand."""
        return self.records(since, until, unit) if self.records else ()

    def measured(self, since: date, until: date, unit: int | None = None) -> Measured | None:
        """Give its number from a day to a day, or None where there is nothing to measure."""
        return self.measure(self.counted(since, until, unit))

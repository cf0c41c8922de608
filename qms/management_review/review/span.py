"""The period of a review as the board's figures take one: from its first day to its last, or to today while it goes on."""

from dataclasses import dataclass
from datetime import date

from qms.core import clock
from qms.management_review.period import USUAL, Period


@dataclass(frozen=True)
class Span(Period):
    """A period that begins on any day."""

    first: date = date.min

    @property
    def months(self) -> int:
        """Count its calendar months, those it only touches included."""
        return (self.today.year - self.first.year) * 12 + self.today.month - self.first.month + 1

    @property
    def since(self) -> date:
        """Give its first day."""
        return self.first


def span_of(first: date, last: date) -> Span:
    """Give the period of two days, as far as it has come."""
    today = clock.today()
    return Span(USUAL, min(last, today), first=min(first, last, today))

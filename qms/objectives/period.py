"""The periods objectives are measured for: calendar months, quarters, years."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from qms.core import clock
from qms.core.calendar import add_months, add_working_days
from qms.core.language import Phrase, _
from qms.objectives.states import Frequency

MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}
FIRST_YEAR, LAST_YEAR = 2000, 2100
ENTER_WITHIN = 5  # working days after the period's end
_WRITTEN = re.compile(r"(\d{4})(?:-(Q[1-4]|0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Period:
    """A calendar month, quarter or year by its number within the year."""

    frequency: Frequency
    year: int
    number: int

    @property
    def first(self) -> date:
        """Give its first day."""
        return date(self.year, (self.number - 1) * MONTHS[self.frequency] + 1, 1)

    @property
    def last(self) -> date:
        """Give its last day."""
        return add_months(self.first, MONTHS[self.frequency]) - timedelta(days=1)

    @property
    def enter_by(self) -> date:
        """Give the working day by which its numbers are entered."""
        return add_working_days(self.last, ENTER_WITHIN)

    @property
    def is_over(self) -> bool:
        """Tell whether its last day has come, so that it can be measured."""
        return self.last <= clock.today()

    @property
    def before(self) -> "Period":
        """Give the period before it."""
        return period_of(self.first - timedelta(days=1), self.frequency)

    @property
    def after(self) -> "Period":
        """Give the period after it."""
        return period_of(self.last + timedelta(days=1), self.frequency)

    @property
    def key(self) -> str:
        """Write it as addresses do: 2026-10, 2026-Q4, 2026."""
        part = {Frequency.MONTH: f"-{self.number:02d}", Frequency.QUARTER: f"-Q{self.number}", Frequency.YEAR: ""}
        return f"{self.year}{part[self.frequency]}"

    @property
    def label(self) -> Phrase:
        """Name it in words."""
        if self.frequency == Frequency.MONTH:
            return _("tháng %(n)s/%(year)s", n=self.number, year=self.year)
        if self.frequency == Frequency.QUARTER:
            return _("quý %(n)s/%(year)s", n=self.number, year=self.year)
        return _("năm %(year)s", year=self.year)

    @property
    def short(self) -> str:
        """Name it for the foot of a chart: 10/2026, Q4/2026, 2026."""
        part = {Frequency.MONTH: f"{self.number}/", Frequency.QUARTER: f"Q{self.number}/", Frequency.YEAR: ""}
        return f"{part[self.frequency]}{self.year}"


def period_of(day: date, frequency: Frequency) -> Period:
    """Give the period a day lies in."""
    return Period(frequency, day.year, (day.month - 1) // MONTHS[frequency] + 1)


def periods_of(year: int, frequency: Frequency) -> list[Period]:
    """List the periods of a year."""
    return [Period(frequency, year, number) for number in range(1, 12 // MONTHS[frequency] + 1)]


def read(text: str) -> Period | None:
    """Read a period as addresses write it; None when it is none."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    if not found[2]:
        return Period(Frequency.YEAR, int(found[1]), 1)
    kind = Frequency.QUARTER if found[2].startswith("Q") else Frequency.MONTH
    return Period(kind, int(found[1]), int(found[2].lstrip("Q")))


def last_ended(frequency: Frequency) -> Period:
    """Give the last period that is over."""
    now = period_of(clock.today(), frequency)
    return now if now.is_over else now.before

"""The period a board looks at: the last whole calendar months together with the present one, and the one before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from qms.core import clock
from qms.core.language import Phrase, _

MONTHS = {"3m": 3, "6m": 6, "12m": 12, "24m": 24}
USUAL = "12m"


@dataclass(frozen=True)
class Period:
    """Some calendar months up to today, compared with the same part of as many months before."""

    name: str
    today: date
    unit: int = 0  # the number of the unit looked at; 0 for the whole office

    @property
    def months(self) -> int:
        """Count its calendar months, the present one included."""
        return MONTHS[self.name]

    @property
    def since(self) -> date:
        """Give its first day."""
        return months_before(self.today.replace(day=1), self.months - 1)

    @property
    def before_since(self) -> date:
        """Give the first day of the period before."""
        return months_before(self.since, self.months)

    @property
    def before_until(self) -> date:
        """Give the day of the period before that corresponds to today."""
        return months_before(self.today, self.months)

    @property
    def before_end(self) -> date:
        """Give the last day of the period before."""
        return self.since - timedelta(days=1)

    @property
    def label(self) -> Phrase:
        """Name it by its length."""
        return _("%(n)s tháng", n=self.months)

    @property
    def words(self) -> str:
        """Write its first and last month: 12/2025–11/2026."""
        return f"{self.since:%m/%Y}–{self.today:%m/%Y}"


def period(name: str, unit: int = 0) -> Period:
    """Give the period of a name, of a unit or the whole office; the usual one for any other word."""
    return Period(name if name in MONTHS else USUAL, clock.today(), unit)


def months_before(day: date, months: int) -> date:
    """Give the same day some months earlier, or the last day of that month."""
    years, month = divmod(day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return date(day.year + years, month + 1, min(day.day, 28))

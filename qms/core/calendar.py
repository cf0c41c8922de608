"""The working-day calendar of state offices (Labour Code 2019 art. 112; yearly swaps by the government's notices).

The list is frozen: days off and made-up Saturdays as announced, 2027–2028 as the law's rule gives them. What the office
itself declares of a day goes before it. The first day is not counted (Civil Code 2015 art. 147–148).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Declared = Mapping[date, bool]  # days, and whether they are worked
_declared: list[Callable[[], Declared]] = []


def _days(year: int, text: str) -> set[date]:
    days: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        dd, mm = (int(n) for n in first.split("/"))
        start = date(year, mm, dd)
        end = date(year, *reversed([int(n) for n in last.split("/")])) if last else start
        days |= {start + timedelta(n) for n in range((end - start).days + 1)}
    return days


DAYS_OFF = (
    _days(2024, "1/1 8/2-14/2 18/4 29/4 30/4 1/5 2/9 3/9")
    | _days(2025, "1/1 27/1-1/2 7/4 30/4 1/5 2/5 1/9 2/9")
    | _days(2026, "1/1 2/1 16/2-20/2 26/4 27/4 30/4 1/5 31/8 1/9 2/9 24/11")
    | _days(2027, "1/1 4/2-10/2 16/4 30/4 1/5 3/5 2/9 3/9 24/11")
    | _days(2028, "1/1 3/1 24/1-29/1 4/4 30/4 2/5 1/5 1/9 2/9 4/9 24/11")
)
MADE_UP = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}


def declared_by(ask: Callable[[], Declared]) -> None:
    """Let a function name the days the office declared."""
    _declared[:] = [ask]


def by_the_list(day: date) -> bool:
    """Tell whether state offices work on a day as the frozen list has it."""
    return day in MADE_UP or (day.weekday() < 5 and day not in DAYS_OFF)


def is_working(day: date) -> bool:
    """Tell whether the office works on a day."""
    return _known().get(day, by_the_list(day))


def add_working_days(day: date, count: int) -> date:
    """Give the working day that is `count` working days after a day."""
    known = _known()
    while count:
        day += timedelta(1)
        count -= known.get(day, by_the_list(day))
    return day


def _known() -> Declared:
    return _declared[0]() if _declared else {}


def add_months(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)

"""Working days of state offices: weekends, feasts, swapped days, the first day not counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core.calendar import DAYS_OFF, MADE_UP, add_working_days, is_working

KNOWN = st.dates(date(2024, 1, 1), date(2028, 11, 30))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 4, 24), 3, date(2026, 5, 4)),
        (date(2026, 4, 29), 3, date(2026, 5, 6)),
        (date(2026, 8, 21), 5, date(2026, 8, 27)),
        (date(2026, 8, 28), 10, date(2026, 9, 16)),
        (date(2026, 11, 20), 2, date(2026, 11, 25)),
        (date(2025, 12, 31), 3, date(2026, 1, 7)),
        (date(2026, 1, 9), 2, date(2026, 1, 12)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 11, 22), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_working_days_are_counted_as_announced(start, count, end):
    assert add_working_days(start, count) == end


@pytest.mark.parametrize("day", [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)])
def test_made_up_saturdays_are_worked(day):
    assert day.weekday() == 5
    assert is_working(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 2, 8), date(2024, 2, 14), date(2024, 4, 29), date(2025, 1, 27), date(2025, 1, 31), date(2025, 5, 2), date(2026, 1, 2),
        date(2026, 2, 16), date(2026, 2, 20), date(2026, 4, 27), date(2026, 8, 31), date(2026, 11, 24), date(2027, 5, 3), date(2028, 1, 3),
        date(2028, 5, 2), date(2028, 9, 4),
    ],
)  # fmt: skip
def test_feasts_on_weekdays_are_off(day):
    assert day.weekday() < 5
    assert not is_working(day)


@pytest.mark.parametrize("day", [date(2024, 2, 7), date(2024, 2, 15), date(2026, 2, 13), date(2026, 2, 23), date(2026, 11, 23)])
def test_days_around_feasts_are_worked(day):
    assert is_working(day)


def test_no_day_is_both_off_and_made_up():
    assert not DAYS_OFF & MADE_UP


@given(KNOWN, st.integers(1, 20))
def test_end_is_a_working_day_with_so_many_after_the_start(start, count):
    end = add_working_days(start, count)
    assert is_working(end)
    assert sum(is_working(start + timedelta(n + 1)) for n in range((end - start).days)) == count


@given(KNOWN, st.integers(0, 10), st.integers(0, 10))
def test_steps_add_up(start, one, other):
    assert add_working_days(add_working_days(start, one), other) == add_working_days(start, one + other)

"""Months, quarters and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.objectives import period
from qms.objectives.period import Period, period_of, periods_of
from qms.objectives.states import Frequency
from tests.objectives.conftest import on

DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))
KINDS = st.sampled_from(list(Frequency))


@given(DAYS, KINDS)
def test_day_lies_in_its_period_and_periods_follow_each_other(day, frequency):
    found = period_of(day, frequency)
    assert found.first <= day <= found.last
    assert found.after.first == found.last + timedelta(1)
    assert found.after.before == found == period.read(found.key)
    assert found in periods_of(day.year, frequency)


@pytest.mark.parametrize(("frequency", "count"), [(Frequency.MONTH, 12), (Frequency.QUARTER, 4), (Frequency.YEAR, 1)])
def test_periods_fill_the_year(frequency, count):
    found = periods_of(2026, frequency)
    assert len(found) == count
    assert sum((one.last - one.first).days + 1 for one in found) == 365


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "26", "1999", "2101", "2026-1", "x", "2026-10-01"])
def test_no_period_is_read_from_other_texts(text):
    assert period.read(text) is None


def test_words_and_the_day_to_enter_by():
    october = Period(Frequency.MONTH, 2026, 10)
    assert [str(one.label) for one in (october, Period(Frequency.QUARTER, 2026, 3), Period(Frequency.YEAR, 2026, 1))] == [
        "tháng 10/2026", "quý 3/2026", "năm 2026",
    ]  # fmt: skip
    assert october.enter_by == date(2026, 11, 6)


def test_last_ended_counts_a_month_on_its_last_day():
    assert period.last_ended(Frequency.MONTH).key == "2026-10"
    with on(date(2026, 11, 30)):
        assert period.last_ended(Frequency.MONTH).key == "2026-11"

"""The rule that asks for a second press."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.objectives.jump import jumps

NUMBERS = st.lists(st.integers(-1000, 1000), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("earlier", "value", "found"),
    [
        ([], 10**6, False),
        ([100], 151, True), ([100], 150, False), ([100], 49, True),
        ([90, 100], 105, False), ([90, 100], 106, True), ([90, 100, 95, 94, 96], 91, False), ([90, 100, 95, 94, 96], 90, True),
        ([50, 51, 50, 51, 50, 51], 54, False), ([50, 51, 50, 51, 50, 51], 55, True),
        ([5, 5, 5, 5, 5, 5], 7, False), ([5, 5, 5, 5, 5, 5], 8, True),
        ([0, 0], 1, True), ([0, 0], 0, False),
    ],
)  # fmt: skip
def test_rule(earlier, value, found):
    assert jumps(earlier, value) is found


@given(NUMBERS)
def test_the_same_number_again_never_jumps(earlier):
    assert not jumps(earlier, earlier[-1])


@given(NUMBERS, st.integers(-1000, 1000), st.integers(-500, 500))
def test_rule_does_not_depend_on_where_zero_is_once_numbers_differ(earlier, value, off):
    if len(set(earlier[-13:])) > 1:
        assert jumps(earlier, value) == jumps([one + off for one in earlier], value + off)


@given(NUMBERS, st.integers(-1000, 1000))
def test_what_is_older_than_a_year_does_not_count(earlier, value):
    if len(earlier) >= 13:
        assert jumps(earlier, value) == jumps([0, 9999, *earlier[-13:]], value)

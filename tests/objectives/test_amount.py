"""Numbers as people type or paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import language
from qms.core.refusals import Missing
from qms.objectives import amount


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("96,4", 96.4), ("96.4", 96.4), ("96,4 %", 96.4), ("96,40%", 96.4), ("\u200996\u202f,4\u00a0%", 96.4), ("1.234,5", 1234.5),
        ("1,234.5", 1234.5), ("1 234,5", 1234.5), ("1.234.567", 1234567), ("1,234,567", 1234567), ("−5", -5), ("-0", 0), ("0,125", 0.125),
        ("0.125", 0.125), ("007", 7),
    ],
)  # fmt: skip
def test_read_as_meant(typed, value):
    assert amount.read(typed, "%") == value


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "1e5", "nan", "inf", "1,2,3", "12.34.5", "1,23.4", "١٢", "5 ngày", "=1+1", "--5", "1,", "2000000000", "0,00001", "%"],
)
def test_what_is_no_number_is_refused_in_words(typed):
    with pytest.raises(Missing, match="số"):
        amount.read(typed, "%")


def test_point_before_three_digits_may_mean_two_things():
    with pytest.raises(Missing, match="1234 hoặc 1,234"):
        amount.read("1.234", "hồ sơ")


def test_unit_may_follow_and_percent_is_not_days():
    assert amount.read("5 ngày", "ngày") == 5
    with pytest.raises(Missing, match="đo bằng “ngày”, không phải %"):
        amount.read("5 %", "ngày")


@given(st.decimals(-(10**6), 10**6, places=4))
def test_typed_number_is_read_back(value):
    assert amount.read(amount.typed(float(value))) == float(value)


@given(st.text(max_size=30), st.sampled_from(["%", "ngày", ""]))
def test_any_text_is_a_number_or_refused(text, unit):
    try:
        value = amount.read(text, unit)
    except Missing:
        return
    assert abs(value) <= amount.MOST


def test_written_with_the_decimals_it_needs():
    assert [amount.written(value, "%") for value in (96.4, 100.0, 66.6667, 1234.5)] == ["96,4 %", "100 %", "66,67 %", "1.234,5 %"]
    with language.reading("en"):
        assert amount.written(1234.5, "days") == "1,234.5 days"

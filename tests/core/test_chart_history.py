"""The history of a number: every number where it belongs, the same bytes again, nothing outside the sheet."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.core.charts import history as charts_history
from qms.core.charts.sheet import ALARM

VALUES = st.one_of(st.none(), st.floats(-(10**6), 10**6, allow_subnormal=False))
POINTS = st.lists(st.tuples(st.sampled_from(["1/2026", "Q4/2026", "2026"]), VALUES, st.floats(-100, 100), st.booleans()), max_size=24)


@settings(max_examples=15)
@given(POINTS, st.sampled_from([720, 360]))
def test_any_history_is_drawn_the_same_twice_and_inside_the_sheet(points, width):
    first = charts_history.history(points, width, target_word="mục tiêu")
    assert first == charts_history.history(points, width, target_word="mục tiêu")
    assert b'href="http' not in first


@pytest.mark.parametrize("width", [720, 360])
def test_words_stay_on_the_sheet(width):
    points = [(f"{month}/2026", 90.0 + month, 95.0, month < 5) for month in range(1, 13)]
    figure = charts_history.draw_history(points, width, target_word="mục tiêu rất dài không vừa chỗ")
    canvas_width, canvas_height = figure.get_size_inches() * 72
    figure.canvas.draw()
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert box.x0 >= -1
        assert box.x1 <= canvas_width + 1
        assert box.y0 >= -1
        assert box.y1 <= canvas_height + 1


def test_missed_numbers_are_red_and_gaps_break_the_line():
    points = [("1/2026", 96.0, 95.0, False), ("2/2026", None, 95.0, False), ("3/2026", 90.5, 95.0, True)]
    drawn = charts_history.history(points, 720, target_word="mục tiêu").decode()
    assert drawn.lower().count(ALARM.lower()) > 0
    plain = charts_history.history([(*one[:3], False) for one in points], 720, target_word="mục tiêu").decode()
    assert ALARM.lower() not in plain.lower()
    assert re.search(r">3/2026<", drawn)


def test_decimals_are_written_as_the_reader_does():
    points = [("1", 0.25, 0.5, False), ("2", 0.75, 0.5, False)]
    assert ">0,4<" in charts_history.history(points, 720, target_word="x").decode()
    assert ">0.4<" in charts_history.history(points, 720, target_word="x", decimal=".").decode()

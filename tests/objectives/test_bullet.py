"""The bar and the line: geometry that tells the truth."""

from hypothesis import given
from hypothesis import strategies as st

from qms.objectives.bullet import FIELD, HEIGHT, bullet, spark
from qms.objectives.period import Period
from qms.objectives.reading import Reading
from qms.objectives.states import Direction, Frequency, Standing, standing

NUMBERS = st.floats(0, 10**6).map(lambda one: round(one, 2))


def reading(value, target, limit, direction=Direction.HIGHER):
    return Reading(Period(Frequency.MONTH, 2026, 1), value, target, limit, standing(value, target, limit, direction))


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Direction), st.sampled_from(["%", "ngày"]))
def test_bands_fill_the_field_and_the_bar_reaches_the_tick_when_the_number_reaches_the_target(value, one, other, direction, unit):
    low, high = sorted((one, other))
    target, limit = (high, low) if direction == Direction.HIGHER else (low, high)
    drawn = bullet(reading(value, target, limit, direction), direction, unit)
    assert sum(length for _start, length, _name in drawn.bands) == FIELD
    assert all(start == end for (_s, _l, _n), (start, end) in zip(drawn.bands, [(0, 0)], strict=False)) or drawn.bands[0][0] == 0
    assert 0 <= drawn.bar <= FIELD
    assert (drawn.bar >= drawn.tick) or value <= target
    assert (drawn.bar <= drawn.tick) or value >= target


def test_greys_flip_where_lower_is_better():
    assert [name for *_place, name in bullet(reading(96, 95, 90), Direction.HIGHER, "%").bands] == ["bad", "watch", "good"]
    assert [name for *_place, name in bullet(reading(4, 3, 5, Direction.LOWER), Direction.LOWER, "lần").bands] == ["good", "watch", "bad"]


def test_percent_is_drawn_to_a_hundred():
    drawn = bullet(reading(96, 95, 90), Direction.HIGHER, "%")
    assert (drawn.bar, drawn.tick) == (960, 950)
    assert drawn.bands[-1][:2] == (950, 50)


@given(st.lists(st.one_of(st.none(), NUMBERS), max_size=30))
def test_line_goes_through_the_last_twelve_numbers(values):
    points = [tuple(map(int, point.split(","))) for point in spark([reading(value, 1, 1) for value in values]).split()]
    known = [value for value in values if value is not None][-12:]
    assert len(points) == (len(known) if len(known) > 1 else 0)
    assert all(0 <= x <= FIELD and 0 <= y <= HEIGHT for x, y in points)
    for (_x, high), (_x2, low), one, two in zip(points, points[1:], known, known[1:], strict=False):
        assert (high >= low) or one >= two


def test_no_number_is_no_verdict():
    assert reading(None, 1, 1).standing == Standing.NONE

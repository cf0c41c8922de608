"""The methods give what the published examples give, and what a slower way of counting gives."""

from fractions import Fraction
from itertools import groupby, pairwise
from math import comb, isclose, sqrt
from statistics import median as by_library

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core.statistics import control, runs
from qms.core.statistics.control import p_chart, run_chart, xmr
from qms.core.statistics.phases import BASELINE, phases
from qms.core.statistics.proportions import percent, wilson
from qms.core.statistics.quantiles import median, nearest_rank

# Montgomery, Introduction to Statistical Quality Control, the frozen orange juice cans of the chapter on attributes
ORANGE_JUICE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
CANS = [50] * 30
# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, individuals control charts: a flow rate
FLOW_RATE = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# Anhøj & Olesen 2014, PLoS ONE 9(11):e113825: points not on the middle, longest run, fewest crossings
CRITICAL = [
    (10, 6, 2), (11, 6, 2), (12, 7, 3), (13, 7, 3), (14, 7, 4), (15, 7, 4), (16, 7, 4), (17, 7, 5), (18, 7, 5), (19, 7, 6), (20, 7, 6),
    (21, 7, 6), (22, 7, 7), (23, 8, 7), (24, 8, 8), (25, 8, 8), (26, 8, 8), (27, 8, 9), (28, 8, 9), (29, 8, 10), (30, 8, 10),
]  # fmt: skip


def test_trial_limits_of_the_orange_juice():
    chart = p_chart(ORANGE_JUICE, CANS, baseline=30)
    assert (sum(ORANGE_JUICE), len(ORANGE_JUICE)) == (347, 30)
    assert {round(point.middle, 4) for point in chart.points} == {0.2313}
    assert {(round(point.lower, 4), round(point.upper, 4)) for point in chart.points} == {(0.0524, 0.4102)}
    assert chart.beyond == [14, 22]  # samples 15 and 23


def test_revised_limits_of_the_orange_juice_leave_out_what_was_explained():
    chart = p_chart(ORANGE_JUICE, CANS, baseline=30, without=[14, 22])
    assert round(chart.points[0].middle, 4) == 0.2150
    assert (round(chart.points[0].lower, 4), round(chart.points[0].upper, 4)) == (0.0407, 0.3893)
    assert chart.beyond == [14, 20, 22]  # sample 21 too, for which the book's author found no cause


def test_individuals_of_the_flow_rate():
    told = xmr([*FLOW_RATE, None, None], baseline=10)
    assert not told.phases[0].has_limits  # ten points make no limits here
    moving = [abs(other - one) for one, other in pairwise(FLOW_RATE)]
    assert (round(told.points[0].middle, 2), round(told.ranges[0].middle, 4)) == (50.81, 1.8778)
    assert isclose(told.ranges[0].middle, sum(moving) / 9)
    reach = 3 * told.ranges[0].middle / 1.128  # as the handbook writes 2.66
    assert (round(50.81 + reach, 4), round(50.81 - reach, 4)) == (55.8041, 45.8159)
    assert abs(control.MEAN_TO_LIMIT - 3 / 1.128) < 0.001


def test_individuals_with_enough_points_have_the_limits_of_the_handbook():
    twelve = [*FLOW_RATE, *FLOW_RATE[-2:][::-1]]
    moving = [abs(other - one) for one, other in pairwise(twelve)]
    chart = xmr([*twelve, 99.0])
    middle, reach = sum(twelve) / 12, 2.66 * sum(moving) / 11
    assert isclose(chart.points[0].upper, middle + reach)
    assert isclose(chart.points[0].lower, middle - reach)
    assert isclose(chart.ranges[5].upper, 3.268 * sum(moving) / 11)
    assert (chart.beyond, chart.ranges[12].is_above, chart.ranges[0].value) == ([12], True, None)


def test_individuals_by_median_and_above_a_floor():
    values = [4, 6, 5, 7, 5, 6, 4, 5, 6, 90, 5, 6]
    chart = xmr(values, by_median=True, floor=0)
    assert chart.points[0].middle == 5.5
    assert chart.points[0].lower == max(0, 5.5 - 3.145 * chart.ranges[0].middle)
    assert chart.beyond == [9]
    assert xmr(values, floor=0).points[0].lower == 0
    assert xmr(values).points[0].lower < 0


@pytest.mark.parametrize(("useful", "longest", "fewest"), CRITICAL)
def test_critical_values_of_anhoej_and_olesen(useful, longest, fewest):
    assert (runs.longest_expected(useful), runs.fewest_expected(useful)) == (longest, fewest)


@given(st.integers(2, 300))
def test_fewest_crossings_are_the_quantile(useful):
    fewest = runs.fewest_expected(useful)
    up_to = [sum(Fraction(comb(useful - 1, k), 2 ** (useful - 1)) for k in range(last + 1)) for last in (fewest - 1, fewest)]
    assert up_to[0] < Fraction(1, 20) <= up_to[1]


@given(st.lists(st.one_of(st.none(), st.integers(-2, 2)), max_size=60))
def test_runs_are_what_the_eye_counts(values):
    found = runs.runs(values, [0] * len(values))
    sides = "".join("+" if value > 0 else "-" for value in values if value)
    lengths = [len(list(stretch)) for _side, stretch in groupby(sides)]
    assert (found.useful, found.longest, found.crossings) == (len(sides), max(lengths, default=0), max(0, len(lengths) - 1))
    if sides:
        assert (values[found.first] > 0) == (values[found.last] > 0) == found.is_above
        between = [value for value in values[found.first : found.last + 1] if value]
        assert len(between) == found.longest
    if len(sides) < 10:
        assert not found.has_moved


def test_ten_months_above_of_24_are_a_change():
    values = [1, -1, -1, 1, -1, -1, -1, 1, 1, -1, -1, -1, -1, -1] + [1] * 10
    found = runs.runs(values, [0] * 24)
    assert (found.longest, found.crossings, found.is_long, found.is_rarely_crossed) == (10, 6, True, True)


@given(st.lists(st.booleans(), max_size=40), st.lists(st.integers(-3, 45), max_size=4), st.integers(0, 30))
def test_phases_part_all_points_and_baselines_are_their_first_known(known, starts, baseline):
    parted = phases(known, starts, baseline)
    assert [place for phase in parted for place in phase.places] == list(range(len(known)))
    for phase in parted:
        usable = [place for place in phase.places if known[place]]
        assert list(phase.baseline) == usable[: max(BASELINE, baseline)]
        assert phase.has_limits == (len(usable) >= 12)
    assert {start for start in starts if 0 < start < len(known)} == {phase.first for phase in parted[1:]}


SAMPLES = st.lists(st.integers(0, 400).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))), max_size=60)


@given(SAMPLES, st.lists(st.integers(1, 50), max_size=2))
def test_limits_of_shares_follow_the_formula(samples, starts):
    counts, sizes = [n for n, _of in samples], [of for _n, of in samples]
    chart = p_chart(counts, sizes, starts=starts)
    for phase in chart.phases:
        of = sum(sizes[place] for place in phase.baseline)
        share = sum(counts[place] for place in phase.baseline) / of if of else 0
        for place in phase.places:
            point = chart.points[place]
            assert isclose(point.middle, share)
            assert (point.value is None) == (sizes[place] == 0)
            if phase.has_limits and sizes[place]:
                reach = 3 * sqrt(share * (1 - share) / sizes[place])
                assert isclose(point.upper, min(1, share + reach))
                assert isclose(point.lower, max(0, share - reach), abs_tol=1e-12)
                assert (place in chart.beyond) == (not point.lower <= point.value <= point.upper)
            else:
                assert point.lower is point.upper is None


def test_limits_stay_when_new_months_come_until_a_change_is_confirmed():
    counts = [86, 88, 84, 91, 85, 86, 89, 88, 85, 88, 87, 86, 97, 96, 98, 97, 95, 96, 98, 96, 97, 95, 96, 98]
    sizes = [100] * 24
    old, new = p_chart(counts, sizes), p_chart(counts, sizes, starts=[12])
    assert {point.middle for point in old.points} == {p_chart(counts[:12], sizes[:12]).points[0].middle}
    assert old.beyond
    assert old.runs.is_long
    assert (new.beyond, new.runs.has_moved, len(new.phases)) == ([], False, 2)


@given(st.lists(st.one_of(st.none(), st.integers(0, 99)), max_size=40))
def test_run_chart_stands_on_the_median_of_its_first_twelve(values):
    chart = run_chart(values)
    known = [value for value in values if value is not None][:12]
    assert all(point.middle == (by_library(known) if known else 0) for point in chart.points)
    assert chart.beyond == []


@pytest.mark.parametrize(
    ("counts", "sizes", "enough"),
    [
        ([45] * 12, [50] * 12, True),
        ([46] * 12, [50] * 12, False),
        ([5, 0], [10, 0], True),
        ([0], [100], False),
        ([9], [9], False),
        ([], [], False),
    ],
)
def test_shares_of_small_samples_get_no_limits(counts, sizes, enough):
    assert control.is_normal(counts, sizes) is enough


@given(st.lists(st.integers(-9, 9), min_size=1))
def test_median(values):
    assert median(values) == by_library(values)
    assert median([]) == 0


@given(st.lists(st.integers(0, 30), min_size=1), st.integers(1, 100))
def test_nearest_rank(values, share):
    counts = [(value, values.count(value)) for value in sorted(set(values))]
    assert nearest_rank(counts, share) == sorted(values)[-(-len(values) * share // 100) - 1]


@pytest.mark.parametrize(
    ("n", "of", "low", "high"), [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)]
)
def test_wilson_interval(n, of, low, high):
    """The last is the example of R. G. Newcombe 1998, Statistics in Medicine 17:857–872."""
    assert [round(edge, 4) for edge in wilson(n, of)] == [low, high]


@given(st.integers(0, 500), st.integers(0, 500))
def test_wilson_holds_the_share(n, more):
    low, high = wilson(n, n + more)
    assert 0 <= low <= high <= 1
    assert not n + more or low <= n / (n + more) <= high
    assert percent(n, n + more) == (round(100 * n / (n + more)) if n + more else 0)

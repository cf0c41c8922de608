"""Control charts: what a process does by chance, and which points chance does not explain.

p-chart: W. A. Shewhart's limits of three standard errors by the size of each sample, D. C. Montgomery, Introduction to
Statistical Quality Control, §7.2. XmR: D. J. Wheeler, Understanding Variation, natural process limits X̄ ± 2.66 mR̄, by the
median 3.145 m̃R; the upper range limit is 3.268 mR̄ (3.865 m̃R). Run chart: the median alone, Anhøj & Olesen 2014.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from qms.core.statistics.phases import BASELINE, Phase, phases
from qms.core.statistics.quantiles import median
from qms.core.statistics.runs import Runs, runs

MEAN_TO_LIMIT, MEDIAN_TO_LIMIT = 2.66, 3.145
MEAN_TO_RANGE, MEDIAN_TO_RANGE = 3.268, 3.865
ENOUGH = 5  # expected of either kind in a sample of usual size: below that, three standard errors mislead


@dataclass(frozen=True)
class Point:
    """A point with its middle, and its limits where there are any."""

    value: float | None
    middle: float
    lower: float | None = None
    upper: float | None = None

    @property
    def is_above(self) -> bool:
        """Tell whether it lies above its upper limit."""
        return self.value is not None and self.upper is not None and self.value > self.upper

    @property
    def is_below(self) -> bool:
        """Tell whether it lies below its lower limit."""
        return self.value is not None and self.lower is not None and self.value < self.lower

    @property
    def is_beyond(self) -> bool:
        """Tell whether chance does not explain it."""
        return self.is_above or self.is_below


@dataclass(frozen=True)
class Chart:
    """Points in the order of time, the phases they are parted into, and how the moving ranges go, if they were asked for."""

    points: tuple[Point, ...]
    phases: tuple[Phase, ...]
    ranges: tuple[Point, ...] = ()

    @property
    def beyond(self) -> list[int]:
        """List the places of points chance does not explain."""
        return [place for place, point in enumerate(self.points) if point.is_beyond]

    @property
    def last_phase(self) -> Phase:
        """Give the phase that lasts."""
        return self.phases[-1]

    @property
    def runs(self) -> Runs:
        """Tell the runs of the phase that lasts; places are counted in it."""
        points = [self.points[place] for place in self.last_phase.places] if self.phases else []
        return runs([point.value for point in points], [point.middle for point in points])


def p_chart(
    counts: Sequence[int], sizes: Sequence[int], *, starts: Sequence[int] = (), baseline: int = BASELINE, without: Sequence[int] = ()
) -> Chart:
    """Chart shares of samples: middle p̄ of the baseline, limits p̄ ± 3√(p̄(1 − p̄)/n) stepped by the size n of each."""
    parted = phases([size > 0 for size in sizes], starts, baseline, without)
    points: list[Point] = []
    for phase in parted:
        share = _share(counts, sizes, phase)
        points += [_sample(counts[place], sizes[place], share, phase.has_limits) for place in phase.places]
    return Chart(tuple(points), tuple(parted))


def xmr(
    values: Sequence[float | None],
    *,
    starts: Sequence[int] = (),
    baseline: int = BASELINE,
    without: Sequence[int] = (),
    by_median: bool = False,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Chart:
    """Chart single values by their moving ranges; `floor` and `ceiling` are the least and the greatest value there can be."""
    parted = phases([value is not None for value in values], starts, baseline, without)
    points, ranges = [], []
    for phase in parted:
        known = [value for place in phase.baseline if (value := values[place]) is not None]
        moving = [abs(other - one) for one, other in pairwise(known)]
        middle, typical = (median(known), median(moving)) if by_median else (_mean(known), _mean(moving))
        reach = (MEDIAN_TO_LIMIT if by_median else MEAN_TO_LIMIT) * typical
        most = (MEDIAN_TO_RANGE if by_median else MEAN_TO_RANGE) * typical
        lower = middle - reach if floor is None else max(floor, middle - reach)
        upper = middle + reach if ceiling is None else min(ceiling, middle + reach)
        limits = (lower, upper) if phase.has_limits else (None, None)
        points += [Point(values[place], middle, *limits) for place in phase.places]
        ranges += [Point(moved, typical, None, most if phase.has_limits else None) for moved in _moves(values, phase)]
    return Chart(tuple(points), tuple(parted), tuple(ranges))


def run_chart(values: Sequence[float | None], *, starts: Sequence[int] = (), baseline: int = BASELINE) -> Chart:
    """Chart values around the median of each phase's baseline, without limits."""
    parted = phases([value is not None for value in values], starts, baseline)
    middles = [median([value for place in phase.baseline if (value := values[place]) is not None]) for phase in parted]
    points = (Point(values[place], middle) for phase, middle in zip(parted, middles, strict=True) for place in phase.places)
    return Chart(tuple(points), tuple(parted))


def is_normal(counts: Sequence[int], sizes: Sequence[int]) -> bool:
    """Tell whether a sample of usual size is large enough for a p-chart: n·p and n·(1 − p) are at least 5 (Montgomery §7.2)."""
    total, usual = sum(sizes), median([size for size in sizes if size > 0])
    rarer = min(sum(counts), total - sum(counts))
    return total > 0 and usual * rarer >= ENOUGH * total


def _sample(count: int, size: int, share: float, has_limits: bool) -> Point:
    value = count / size if size else None
    if not has_limits or not size:
        return Point(value, share)
    reach = 3 * sqrt(share * (1 - share) / size)
    return Point(value, share, max(0.0, share - reach), min(1.0, share + reach))


def _share(counts: Sequence[int], sizes: Sequence[int], phase: Phase) -> float:
    total = sum(sizes[place] for place in phase.baseline)
    return sum(counts[place] for place in phase.baseline) / total if total else 0.0


def _moves(values: Sequence[float | None], phase: Phase) -> list[float | None]:
    """Give the step to each point from the known one before it in its phase; none for the first."""
    moves: list[float | None] = []
    before: float | None = None
    for place in phase.places:
        value = values[place]
        moves.append(abs(value - before) if value is not None and before is not None else None)
        before = value if value is not None else before
    return moves


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

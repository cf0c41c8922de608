"""Runs around the middle: has the process moved, though no single point stands out?

Two rules, each with few false alarms whatever the number of points: a longest run longer than round(log2 n + 3), or fewer
crossings of the middle than the 5 % quantile of the binomial distribution (n − 1, ½), n being the points not on the middle.
Anhøj & Olesen 2014, “Run Charts Revisited”, PLoS ONE 9(11):e113825; the two-rule form is that of ISO 7870-2's run rules.
A trend of six in a row is left out on purpose: the same authors found it virtually useless.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import comb, log2

USEFUL = 10  # points not on the middle: below that the rules say nothing


@dataclass(frozen=True)
class Runs:
    """What the runs of some points tell."""

    useful: int
    longest: int
    crossings: int
    first: int  # place of the first and of the last point of the longest run
    last: int
    is_above: bool

    @property
    def is_long(self) -> bool:
        """Tell whether the longest run is too long for chance."""
        return self.useful >= USEFUL and self.longest > longest_expected(self.useful)

    @property
    def is_rarely_crossed(self) -> bool:
        """Tell whether the middle is crossed too rarely for chance."""
        return self.useful >= USEFUL and self.crossings < fewest_expected(self.useful)

    @property
    def has_moved(self) -> bool:
        """Tell whether the process has moved."""
        return self.is_long or self.is_rarely_crossed


def longest_expected(useful: int) -> int:
    """Give the longest run that chance still explains."""
    return round(log2(useful) + 3) if useful else 0


def fewest_expected(useful: int) -> int:
    """Give the fewest crossings that chance still explains: the 5 % quantile of the binomial distribution."""
    steps, running = useful - 1, 0
    for crossings in range(max(steps, 0) + 1):
        running += comb(steps, crossings) if steps > 0 else 1
        if 20 * running >= 2 ** max(steps, 0):
            return crossings
    return 0


def runs(values: Sequence[float | None], middle: Sequence[float]) -> Runs:
    """Count the runs of points around a middle of each; points on it and missing ones neither make nor end a run."""
    sides = [
        (place, value > mid) for place, (value, mid) in enumerate(zip(values, middle, strict=True)) if value is not None and value != mid
    ]
    if not sides:
        return Runs(0, 0, 0, 0, 0, False)
    stretches = [[place for place, _side in stretch] for _side, stretch in groupby(sides, key=lambda side: side[1])]
    longest = max(stretches, key=lambda stretch: (len(stretch), stretch[-1]))
    crossings = sum(one[1] != other[1] for one, other in pairwise(sides))
    return Runs(len(sides), len(longest), crossings, longest[0], longest[-1], dict(sides)[longest[0]])

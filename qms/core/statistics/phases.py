"""Phases of a process: limits are taken from its first points and stay fixed until a confirmed change begins a new phase.

At least 12 points before limits are drawn, and never a new baseline for a new month: M. A. Mohammed, P. Worthington &
W. H. Woodall 2008, “Plotting basic control charts”, Qual Saf Health Care 17:137–145; D. C. Montgomery, Introduction to
Statistical Quality Control, ch. 7 (phase I and phase II).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BASELINE = 12


@dataclass(frozen=True)
class Phase:
    """A stretch of points, from first up to but not with `end`, and those of them its limits are taken from."""

    first: int
    end: int
    baseline: tuple[int, ...]

    @property
    def has_limits(self) -> bool:
        """Tell whether its baseline is long enough for limits."""
        return len(self.baseline) >= BASELINE

    @property
    def places(self) -> range:
        """List its points."""
        return range(self.first, self.end)


def phases(known: Sequence[bool], starts: Sequence[int] = (), baseline: int = BASELINE, without: Sequence[int] = ()) -> list[Phase]:
    """Part points into phases that begin at some places; the baseline are the first points known, without those explained."""
    edges = sorted({0, *(start for start in starts if 0 < start < len(known)), len(known)})
    found = []
    for first, end in pairwise(edges):
        usable = [place for place in range(first, end) if known[place] and place not in without]
        found.append(Phase(first, end, tuple(usable[: max(baseline, BASELINE)])))
    return found

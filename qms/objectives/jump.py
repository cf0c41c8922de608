"""Does a number jump? A slip of the keyboard shows as a change far beyond what the indicator usually does."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

LOOKS_BACK = 12
MANY = 6  # earlier numbers that tell what is usual
TIMES = 3
SHARE = 0.5


def jumps(earlier: Sequence[float], value: float) -> bool:
    """Tell whether a number must be confirmed, seen beside the earlier ones, oldest first.

    From six earlier numbers on: it changes by more than three times the median absolute change of the last twelve.
    With fewer, or when that median is zero: by more than half of their range; where the range is zero too, by more
    than half of the last number. The first number of all never jumps.
    """
    if not earlier:
        return False
    known = list(earlier[-LOOKS_BACK - 1 :])
    changes = [abs(later - before) for before, later in pairwise(known)]
    usual = TIMES * median(changes) if len(known) >= MANY else 0
    allowed = usual or SHARE * (max(known) - min(known)) or SHARE * abs(known[-1])
    return abs(value - known[-1]) > allowed

"""The middle and the outer parts of a row of numbers."""

from collections.abc import Sequence


def median(values: Sequence[float]) -> float:
    """Give the middle number, or the mean of the two in the middle; of none, 0."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return 0.0
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def nearest_rank(counts: Sequence[tuple[int, int]], share: int) -> int:
    """Give the least number within which so many percent lie, of (number, how often) in order (Hyndman & Fan 1996, type 1)."""
    total, running = sum(n for _number, n in counts), 0
    for number, n in counts:
        running += n
        if running * 100 >= total * share:
            return number
    return 0

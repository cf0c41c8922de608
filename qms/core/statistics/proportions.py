"""Shares of a whole: in percent, and the range in which the true share lies (Wilson 1927)."""

from math import sqrt

NORMAL_95 = 1.959963984540054


def percent(n: int, total: int) -> int:
    """Give a share in whole percent; of nothing, 0."""
    return round(100 * n / total) if total else 0


def wilson(n: int, total: int, z: float = NORMAL_95) -> tuple[float, float]:
    """Give the interval that holds the true share in 95 of 100 cases (E. B. Wilson 1927, JASA 22:209–212); of nothing, 0 to 1."""
    if not total:
        return 0.0, 1.0
    share, weight = n / total, z * z / total
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * sqrt(share * (1 - share) / total + weight / (4 * total))
    return (0.0 if n == 0 else max(0.0, middle - half)), (1.0 if n == total else min(1.0, middle + half))

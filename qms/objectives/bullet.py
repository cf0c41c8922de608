"""A bullet bar (Few): the number as a bar over three bands, the target as a tick; lengths in thousandths of the bar's field."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.objectives.amount import PERCENT
from qms.objectives.reading import Reading
from qms.objectives.states import Direction

FIELD = 1000
ROOM = 1.15  # beyond the largest number
HEIGHT = 100  # of a spark line's field


@dataclass(frozen=True)
class Bullet:
    """Where things stand on the bar; the bands go from the left, the darkest is where it is bad."""

    bands: tuple[tuple[int, int, str], ...]  # start, length, name
    bar: int
    tick: int


def bullet(reading: Reading, direction: Direction, measured_in: str) -> Bullet:
    """Lay out one reading from zero; what is worse than the limit is dark, whichever way is better."""
    numbers = [abs(number) for number in (reading.value or 0, reading.target, reading.limit)]
    top = 100.0 if measured_in == PERCENT and max(numbers) <= 100 else max(numbers) * ROOM or 1.0

    def place(number: float) -> int:
        return round(FIELD * min(max(number / top, 0), 1))

    low, high = sorted((place(reading.limit), place(reading.target)))
    names = ("bad", "watch", "good") if direction == Direction.HIGHER else ("good", "watch", "bad")
    bands = tuple((start, end - start, name) for (start, end), name in zip(((0, low), (low, high), (high, FIELD)), names, strict=True))
    return Bullet(tuple(band for band in bands if band[1]), place(reading.value or 0), place(reading.target))


def spark(readings: Sequence[Reading], most: int = 12) -> str:
    """Give the points of a line through the last numbers, as an SVG polyline reads them; empty with fewer than two."""
    values = [one.value for one in readings if one.value is not None][-most:]
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    spread, step = (high - low) or 1, FIELD / (len(values) - 1)
    return " ".join(f"{round(place * step)},{round(HEIGHT - HEIGHT * (value - low) / spread)}" for place, value in enumerate(values))

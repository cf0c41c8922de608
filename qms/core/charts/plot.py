"""A field of points in the order of time: numbers at its left, months under it, words at its right that never meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qms.core.charts.sheet import LEADING, LINE, MARGIN, MUTED, Sheet
from qms.core.charts.words import clean, measure, shorten

HANDS = 16  # between the last point and the words at its side


@dataclass(frozen=True)
class Field:
    """Where points are drawn: CSS pixels of its four sides, the numbers at its foot and top, the number of points."""

    left: float
    right: float
    top: float
    bottom: float
    least: float
    most: float
    points: int

    @property
    def step(self) -> float:
        """Give the pixels from point to point."""
        return (self.right - self.left) / max(1, self.points - 1)

    def x(self, place: int) -> float:
        """Give the place of a point from the left."""
        return self.left + (self.right - self.left) * (place / (self.points - 1) if self.points > 1 else 1)

    def y(self, value: float) -> float:
        """Give the place of a number from the top."""
        return self.bottom - (self.bottom - self.top) * (value - self.least) / ((self.most - self.least) or 1)


@dataclass(frozen=True)
class Side:
    """Words at the right of a field, where they would stand best, and their colour."""

    text: str
    y: float
    colour: str
    bold: bool = False


def draw_numbers(sheet: Sheet, field: Field, numbers: Sequence[float], said: Callable[[float], str]) -> None:
    """Draw a line across the field at each number, named at its left."""
    for number in numbers:
        sheet.line([field.left, field.right], [field.y(number)] * 2, LINE if number > field.least else MUTED, 0.8, zorder=0.5)
        words = shorten(said(number), field.left - 8 - MARGIN + 0.5)
        sheet.text(field.left - 8, field.y(number), words, MUTED, "right")


def draw_times(sheet: Sheet, field: Field, times: Sequence[str], bottom: float) -> None:
    """Name the last time under the field, then as many before it as find room."""
    names = [shorten(clean(time), 90) for time in times]
    taken = field.right + 60
    for place in reversed(range(len(names))):
        x, half = field.x(place), measure(names[place]) / 2
        if x + half + 12 <= taken and x - half >= 0:
            sheet.text(x, bottom + 16, names[place], MUTED, "center")
            sheet.line([x, x], [bottom, bottom + 4], MUTED)
            taken = x - half


def apart(wanted: Sequence[Side], top: float, bottom: float) -> list[Side]:
    """Move words up or down until each has a line of its own; the last are left out when there are too many."""
    room = max(1, int((bottom - top) // LEADING) + 1)
    kept = sorted(wanted[:room], key=lambda side: side.y)
    places: list[float] = []
    for side in kept:
        places.append(max(top, side.y, places[-1] + LEADING if places else top))
    limit = bottom
    for number in reversed(range(len(places))):
        places[number] = min(places[number], limit)
        limit = places[number] - LEADING
    return [Side(side.text, y, side.colour, side.bold) for side, y in zip(kept, places, strict=True)]

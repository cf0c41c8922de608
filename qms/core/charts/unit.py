"""How the numbers of an axis are written: with their unit, as people of the language write them."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.core.charts.words import clean
from qms.core.vietnamese import number

MOST_TICKS = 6


@dataclass(frozen=True)
class Unit:
    """A unit of measure: what follows the number, by how much it is multiplied, the least and the greatest there can be."""

    sign: str = ""
    times: int = 1
    least: float | None = 0
    most: float | None = None

    def write(self, value: float) -> str:
        """Write a value with at most one decimal, and none where it would be 0: 92,4 %."""
        shown = round(value * self.times, 1)
        return f"{number(shown, 0 if shown == int(shown) else 1)}{self._said}"

    @property
    def _said(self) -> str:
        words = self.sign.strip()
        return (" " if self.sign[:1] == " " else "") + clean(words) if words else ""

    def tick(self, value: float) -> str:
        """Write a number of the axis; a unit that is a word stands with the middle already."""
        written = self.write(value)
        return written if len(self.sign) <= len(PERCENT.sign) else written.removesuffix(self._said)

    def ticks(self, least: float, most: float) -> list[float]:
        """Give round numbers between two, both reached."""
        from matplotlib.ticker import MaxNLocator

        steps = MaxNLocator(nbins=MOST_TICKS - 1, steps=[1, 2, 5, 10], integer=self.times == 1 and most - least >= 2)
        found = [float(step) for step in steps.tick_values(least * self.times, most * self.times)]
        return [step / self.times for step in found if self.holds(step / self.times)]

    def is_edge(self, value: float) -> bool:
        """Tell whether there can be nothing beyond a value."""
        return value in (self.least, self.most)

    def holds(self, value: float) -> bool:
        """Tell whether there can be such a value."""
        return (self.least is None or value >= self.least - 1e-9) and (self.most is None or value <= self.most + 1e-9)


PERCENT = Unit(" %", 100, 0, 1)


def reach(values: Sequence[float], unit: Unit) -> tuple[float, float]:
    """Give the least and the greatest an axis shows: from 0, unless everything lies far above it."""
    least, most = (min(values), max(values)) if values else (0.0, 1.0)
    if unit.least == 0 and least < most / 2:
        least = 0.0
    if most - least < 1e-9 * max(1.0, abs(most)):
        half = max(abs(most) / 4, 1 / unit.times)
        least = least - half if unit.least is None else max(unit.least, least - half)
        most = most + half if unit.most is None else min(unit.most, most + half)
    return least, most

"""The sheet a chart is drawn on: measured in CSS pixels from its upper left corner, as in the page (ux.md §4 and §6).

Drawn with `Figure`, never pyplot; text stays text, of one size at either width; the same bytes for the same drawing.
matplotlib is imported on first use (about 1 s), and draws for one thread at a time: its settings belong to the process.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from qms.core.charts.words import FAMILY, SIZE, weight_of

BLUE, LIGHT, ALARM, WARN, GREY = "#1F5FA8", "#A9BCD8", "#B3261E", "#C77700", "#C9CECB"
INK, MUTED, LINE = "#1B1F1D", "#59625D", "#D5DAD6"
WIDE, NARROW = 720, 360
LEADING = 18  # from line to line: Vietnamese stacks its marks
MARGIN = 8
INSTEAD = "Verdana, Arial, sans-serif"  # as wide or narrower, where a reader's machine lacks it
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "qms",
    "pdf.fonttype": 42,  # whole letters, to be searched and copied
    "text.parse_math": False,
    "font.family": [FAMILY],
    "font.size": SIZE,
}
_pen = threading.RLock()


@contextmanager
def style() -> Iterator[None]:
    """Draw in the house's style, one thread at a time."""
    import matplotlib

    with _pen, matplotlib.rc_context(SETTINGS):
        yield


class Sheet:
    """An empty sheet of so many CSS pixels."""

    def __init__(self, width: int, height: int) -> None:
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        self._axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()

    def text(self, x: float, y: float, words: str, colour: str = INK, side: str = "left", bold: bool = False) -> None:
        """Write words on the middle line y; `side` tells which end of them stands at x."""
        self._axes.text(x, y + SIZE * 0.36, words, color=colour, ha=side, va="baseline", fontweight=weight_of(bold))

    def box(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """Fill a box whose left side has its middle at y."""
        from matplotlib.patches import Rectangle

        if wide > 0:
            self._axes.add_patch(Rectangle((x, y - high / 2), wide, high, color=colour, linewidth=0, clip_on=False))

    def line(self, xs: Sequence[float], ys: Sequence[float], colour: str, thick: float = 1, **looks: Any) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        all_looks: dict[str, Any] = {"solid_capstyle": "butt", "clip_on": False, "color": colour, "linewidth": thick, **looks}
        self._axes.add_line(Line2D(xs, ys, **all_looks))

    def arrow(self, start: tuple[float, float], end: tuple[float, float], colour: str, thick: float = 1.2) -> None:
        """Draw an arrow from one point to another."""
        from matplotlib.patches import FancyArrowPatch

        looks: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 10, "shrinkA": 0, "shrinkB": 0, "color": colour, "linewidth": thick}
        self._axes.add_patch(FancyArrowPatch(start, end, clip_on=False, zorder=1.5, **looks))


def ink_on(colour: str) -> str:
    """Give the colour of letters that is read best on a colour: ink or white (WCAG relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19 else "#FFFFFF"


def svg(figure: Any) -> bytes:
    """Give a figure as SVG: the same bytes for the same drawing."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = BytesIO()
    with style():
        FigureCanvasSVG(figure).print_svg(buffer, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    head, found, rest = buffer.getvalue().partition(b"<defs")
    kinder = rest.replace(f"'{FAMILY}'".encode(), f"'{FAMILY}', {INSTEAD}".encode())
    return head.replace(b'pt"', b'px"') + found + kinder


def pdf(figure: Any) -> bytes:
    """Give a figure as PDF for print: vectors, the letters embedded, the same bytes for the same drawing."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf

    buffer = BytesIO()
    with style():
        FigureCanvasPdf(figure).print_pdf(buffer, metadata=dict.fromkeys(("CreationDate", "Creator", "Producer")))
    return buffer.getvalue()


def steps(top: int, most: int) -> list[int]:
    """Give round whole numbers from 0 up to a number, or just short of it."""
    from matplotlib.ticker import MaxNLocator

    return [int(step) for step in MaxNLocator(nbins=most, integer=True).tick_values(0, max(1, top)) if 0 <= step <= max(1, top)]

"""The sheet a chart is drawn on: measured in CSS pixels from its upper left corner, as in the page (ux.md §4 and §6).

Drawn with `Figure`, never pyplot; text stays text, of one size at either width; the same bytes for the same drawing.
matplotlib is imported on first use (about 1 s), and draws for one thread at a time: its settings belong to the process.
"""

import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

BLUE, LIGHT, ALARM, WARN, GREY = "#1F5FA8", "#A9BCD8", "#B3261E", "#C77700", "#C9CECB"
INK, MUTED, LINE = "#1B1F1D", "#59625D", "#D5DAD6"
WIDE, NARROW = 720, 360
SIZE = 13  # of text: still 12 CSS pixels where a phone shows 360 as 333
LEADING = 18  # from line to line: Vietnamese stacks its marks
MARGIN = 8
LONGEST = 400  # letters kept of a label before it is measured
FAMILY = "DejaVu Sans"
INSTEAD = "Verdana, Arial, sans-serif"  # as wide or narrower, where a reader's machine lacks it
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "qms",
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
        self._axes.text(x, y + SIZE * 0.36, words, color=colour, ha=side, va="baseline", fontweight=_weight(bold))

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


def svg(figure: Any) -> bytes:
    """Give a figure as SVG: the same bytes for the same drawing."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = BytesIO()
    with style():
        FigureCanvasSVG(figure).print_svg(buffer, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    head, found, rest = buffer.getvalue().partition(b"<defs")
    kinder = rest.replace(f"'{FAMILY}'".encode(), f"'{FAMILY}', {INSTEAD}".encode())
    return head.replace(b'pt"', b'px"') + found + kinder


def clean(words: object) -> str:
    """Give words on one line, without control characters; what the chart's letters lack becomes a box."""
    plain = " ".join(unicodedata.normalize("NFC", str(words)[: 4 * LONGEST]).split())
    kept = "".join(_letter(char) for char in plain if unicodedata.category(char)[0] != "C").strip()
    return (kept if len(kept) <= LONGEST else kept[:LONGEST] + "…") or "–"


@lru_cache(maxsize=4096)
def measure(words: str, bold: bool = False) -> float:
    """Give the width of words in CSS pixels."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    looks = FontProperties(family=FAMILY, size=SIZE, weight=_weight(bold))
    return float(text_to_path.get_text_width_height_descent(words, looks, False)[0])


def widest(words: Sequence[str]) -> float:
    """Give the width of the longest of some words."""
    return max(map(measure, words), default=0.0)


def shorten(words: str, room: float, bold: bool = False) -> str:
    """Give as much of the words as the room takes, ending in … when that is not all."""
    if measure(words, bold) <= room:
        return words
    fits, too_long = 0, len(words)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        is_small = measure(words[:middle].rstrip() + "…", bold) <= room
        fits, too_long = (middle, too_long) if is_small else (fits, middle)
    return words[:fits].rstrip() + "…"


def wrap(words: str, room: float, most: int = 2) -> list[str]:
    """Break words into lines of so much room; the last ends in … when not all of them found a place."""
    lines: list[str] = []
    rest = words.split(" ")
    while len(lines) < most - 1 and len(rest) > 1:
        taken = 0
        while taken < len(rest) and measure(" ".join(rest[: taken + 1])) <= room:
            taken += 1
        if taken in (0, len(rest)):
            break
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return [*lines, shorten(" ".join(rest), room)]


def steps(top: int, most: int) -> list[int]:
    """Give round whole numbers from 0 up to a number, or just short of it."""
    from matplotlib.ticker import MaxNLocator

    return [int(step) for step in MaxNLocator(nbins=most, integer=True).tick_values(0, max(1, top)) if 0 <= step <= max(1, top)]


def _weight(bold: bool) -> str:
    return "bold" if bold else "normal"


def _letter(char: str) -> str:
    return char if ord(char) in _letters() else "□"


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    fonts = (get_font(findfont(FontProperties(family=FAMILY, weight=weight))) for weight in ("normal", "bold"))
    return frozenset.intersection(*(frozenset(font.get_charmap()) for font in fonts))

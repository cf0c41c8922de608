"""Charts: from plain numbers to SVG, the same bytes for the same numbers. Words come from the caller, in his language.

Drawn with `Figure` (never pyplot: threads), text kept as text, two widths in CSS pixels, no title inside: the headline
is a sentence of the page. matplotlib is imported on first use (about 1 s).
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

BLUE, LIGHT, ALARM, WARN, GREY, INK, MUTED = "#1F5FA8", "#A9BCD8", "#B3261E", "#C77700", "#C9CECB", "#1B1F1D", "#59625D"
TONES = {"ok": BLUE, "info": LIGHT, "warn": WARN, "bad": ALARM, "neu": GREY}
TEXT = 12  # CSS pixels at either width
WIDE, NARROW = 720, 360
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "qms",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": INK,
}
_UNWANTED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]|[^\u0000-\u2fff]")


def pareto_split(counts: Sequence[int]) -> tuple[int, int]:
    """Give how few of the causes, taken by size, make up 80 %, and their share in whole percent (Juran's vital few)."""
    total, running = sum(counts), 0
    for place, count in enumerate(sorted(counts, reverse=True), 1):
        running += count
        if running * 100 >= total * 80:
            return place, round(100 * running / total) if total else 0
    return 0, 0


def pareto(rows: Sequence[tuple[str, int]], width: int, *, mark: str, head: str, last: str = "") -> bytes:
    """Draw causes by size, the line after the vital few, the running share at the right; `last` names the rest, drawn last."""
    ordered = sorted(rows, key=lambda row: (row[0] == last, -row[1]))
    labels, counts = [row[0] for row in ordered], [row[1] for row in ordered]
    vital = next((n for n in range(1, len(counts) + 1) if sum(counts[:n]) * 100 >= 80 * sum(counts)), 0)
    colours = [GREY if label == last else BLUE if place < vital else LIGHT for place, label in enumerate(labels)]

    def draw(axes: Any) -> None:
        _bars(axes, labels, counts, colours, width, room=1.32)
        right = axes.get_xlim()[1]
        for place in range(len(counts)):
            share = f"{round(100 * sum(counts[: place + 1]) / max(sum(counts), 1))} %"
            axes.text(right, place, share, ha="right", va="center", color=MUTED)
        axes.text(right, -0.75, head, ha="right", va="center", color=MUTED)
        if 0 < vital < len(counts):
            below = vital - (0.7 if width <= NARROW else 0.5)
            axes.axhline(below, color=ALARM, linestyle="--", linewidth=1)
            axes.text(right * 0.82, below, mark, ha="right", va="bottom", color=ALARM)

    return _svg(draw, width, _height(labels, width, extra=40))


def flow(
    months: Sequence[str], opened: Sequence[int], closed: Sequence[int], width: int, *, opened_word: str, closed_word: str, gap_word: str
) -> bytes:
    """Draw running totals of what was opened and closed, each named at its end with its total, the gap in words."""
    totals = [[sum(series[: n + 1]) for n in range(len(series))] for series in (opened, closed)]

    def draw(axes: Any) -> None:
        places = range(len(months))
        for series, colour in zip(totals, (ALARM, BLUE), strict=True):
            axes.plot(places, series, color=colour, linewidth=2.2)
        top = max(1, *totals[0], *totals[1])
        ends = [series[-1] if series else 0 for series in totals]
        apart = max(abs(ends[0] - ends[1]), top * 0.16)
        middle = max((ends[0] + ends[1]) / 2, apart / 2)
        high, low = middle + apart / 2, middle - apart / 2
        spots = (high, low) if ends[0] >= ends[1] else (low, high)
        for spot, end, word, colour in zip(spots, ends, (opened_word, closed_word), (ALARM, BLUE), strict=True):
            axes.text(len(months) - 0.8, spot, f"{_clean(word)} {end}", color=colour, va="center", fontweight="bold")
        axes.text(0, top * 1.2, _clean(gap_word, 60), color=INK, va="top")
        axes.set_xlim(-0.2, len(months) - 1 + max(2.2, len(months) * (0.32 if width > NARROW else 0.62)))
        axes.set_ylim(0, top * 1.25)
        _months(axes, months, width)
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.grid(axis="y", color="#E4E8E5", linewidth=0.8)
        axes.set_axisbelow(True)

    return _svg(draw, width, 280)


def ageing(rows: Sequence[tuple[str, int, int, int, str]], width: int, *, axis: str) -> bytes:
    """Draw open actions (code, age in days, days allowed, days late, words), the latest first; the black tick is the due day."""
    ordered = sorted(rows, key=lambda row: -row[3])

    def draw(axes: Any) -> None:
        ages, tick = [row[1] for row in ordered], 0.42 if width > NARROW else 0.24
        reach = max([1, *ages, *(row[2] for row in ordered)])
        _bars(axes, [row[0] for row in ordered], ages, [ALARM if row[3] > 0 else LIGHT for row in ordered], width, numbers=False)
        for place, (_code, age, allowed, late, words) in enumerate(ordered):
            axes.plot([allowed, allowed], [place - tick, place + tick], color=INK, linewidth=2)
            colour = ALARM if late > 0 else MUTED
            axes.text(max(age, allowed) + reach * 0.03, place, _clean(words), va="center", color=colour)
        axes.set_xlim(0, reach * (1.45 if width > NARROW else 1.9))
        axes.spines["bottom"].set_visible(True)
        axes.xaxis.set_visible(True)
        axes.xaxis.get_major_locator().set_params(integer=True, nbins=5)
        axes.set_xlabel(_clean(axis, 60), color=MUTED)

    return _svg(draw, width, _height([row[0] for row in ordered], width, extra=56))


def ageing_buckets(rows: Sequence[tuple[str, int, int]], width: int, *, late_word: str) -> bytes:
    """Draw many open actions by age (label, within time, late)."""

    def draw(axes: Any) -> None:
        labels, fine, late = [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
        _bars(axes, labels, [a + b for a, b in zip(fine, late, strict=True)], [LIGHT] * len(rows), width, numbers=False)
        high = 0.62 if width > NARROW else 0.4
        axes.barh(range(len(rows)), late, height=high, color=ALARM)
        reach = max(1, *(a + b for a, b in zip(fine, late, strict=True)))
        for place, (_label, on_time, overdue) in enumerate(rows):
            words = f"{on_time + overdue}" + (f" ({late_word} {overdue})" if overdue else "")
            axes.text(on_time + overdue + reach * 0.03, place, words, va="center", color=ALARM if overdue else MUTED)
        axes.set_xlim(0, reach * 1.5)

    return _svg(draw, width, _height([row[0] for row in rows], width))


def review_status(rows: Sequence[tuple[str, int, str]], width: int) -> bytes:
    """Draw documents by the state of their review (label, count, tone)."""

    def draw(axes: Any) -> None:
        _bars(axes, [row[0] for row in rows], [row[1] for row in rows], [TONES.get(row[2], GREY) for row in rows], width)

    return _svg(draw, width, _height([row[0] for row in rows], width))


def _bars(
    axes: Any, labels: Sequence[str], counts: Sequence[int], colours: Sequence[str], width: int, *, room: float = 1.15, numbers: bool = True
) -> None:
    """Draw bars from 0, the first on top; on a phone the label stands above its bar."""
    narrow = width <= NARROW
    high = 0.4 if narrow else 0.62
    axes.barh(range(len(counts)), counts, height=high, color=colours)
    reach = max([1, *counts]) * room
    axes.set_xlim(0, reach)
    axes.set_ylim(len(counts) - 0.4, -1.0 if room > 1.2 or narrow else -0.6)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks(range(len(counts)), [""] * len(counts) if narrow else [_clean(label, 40) for label in labels])
    axes.tick_params(axis="y", length=0)
    for place, (label, count) in enumerate(zip(labels, counts, strict=True)):
        if narrow:
            axes.text(0, place - 0.28, _clean(label, 34), va="bottom", color=INK)
        if numbers:
            axes.text(count + reach * 0.015, place, str(count), va="center", fontweight="bold", color=INK)


def _months(axes: Any, months: Sequence[str], width: int) -> None:
    step = max(1, -(-len(months) // (6 if width > NARROW else 3)))
    shown = range((len(months) - 1) % step, len(months), step)
    axes.set_xticks(list(shown), [months[place] for place in shown])


def _height(labels: Sequence[str], width: int, extra: int = 16) -> int:
    return extra + max(1, len(labels)) * (46 if width <= NARROW else 38)


def _clean(label: object, longest: int = 40) -> str:
    text = _UNWANTED.sub("", str(label)).strip() or "–"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _figure(draw: Any, width: int, height: int) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 72, height / 72), layout="constrained")
    draw(figure.add_subplot())
    return figure


def _svg(draw: Any, width: int, height: int) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    with matplotlib.rc_context(_SETTINGS):
        figure = _figure(draw, width, height)
        buffer = BytesIO()
        FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None})
    return buffer.getvalue()

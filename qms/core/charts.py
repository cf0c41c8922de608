"""Charts: from plain numbers to SVG, the same bytes for the same numbers; words come from the caller, in his language.

Each chart of ux.md §4 is a `draw_…` giving the figure and a function of its name giving the SVG. No title inside: the
headline is a sentence of the page. Two widths, 720 and 360 CSS pixels.
"""

from collections.abc import Sequence
from typing import Any

from qms.core.charts_bars import Bar, Word, draw_rows, rows
from qms.core.charts_flow import draw_flow as _draw_flow
from qms.core.charts_sheet import ALARM, BLUE, GREY, INK, LIGHT, LINE, MUTED, NARROW, WARN, clean, shorten, style, svg
from qms.core.charts_spread import Column, Mark
from qms.core.charts_spread import draw_spread as _draw_spread

MARK = 80  # percent: the line after the vital few
TONES = {"ok": BLUE, "info": LIGHT, "warn": WARN, "bad": ALARM, "neu": GREY}


def pareto_split(counts: Sequence[int], rest: int = 0) -> tuple[int, int]:
    """Give the fewest causes making up 80 % and their share in whole percent (Juran's vital few); the rest is taken last."""
    total, running = sum(counts) + rest, 0
    for place, count in enumerate([*sorted(counts, reverse=True), *([rest] if rest else [])], 1):
        running += count
        if running * 100 >= total * MARK > 0:
            return place, round(100 * running / total)
    return 0, 0


def pareto(causes: Sequence[tuple[str, int]], width: int, *, mark: str, head: str, last: str = "") -> bytes:
    """Give the SVG of `draw_pareto`."""
    return svg(draw_pareto(causes, width, mark=mark, head=head, last=last))


@style()
def draw_pareto(causes: Sequence[tuple[str, int]], width: int, *, mark: str, head: str, last: str = "") -> Any:
    """Draw causes by size, a dashed line after the vital few, running shares at the right; `last` names the rest, drawn last."""
    named = sorted((cause for cause in causes if not _is_rest(cause, last)), key=lambda cause: -cause[1])
    rest = [cause for cause in causes if _is_rest(cause, last)]
    few, _share = pareto_split([n for _label, n in named], sum(n for _label, n in rest))
    total, running, bars = sum(n for _label, n in causes), 0, []
    for place, (label, n) in enumerate([*named, *rest], 1):
        running += n
        colour = GREY if place > len(named) else BLUE if place <= few else LIGHT
        edge = Word(f"{round(100 * running / total) if total else 0} %", INK if place == few else MUTED, place == few)
        bars.append(Bar(label, ((n, colour),), (_number(n),), edge))
    return draw_rows(rows(bars, width), head=head, mark=mark, mark_after=few if few < len(bars) else 0)


def flow(
    months: Sequence[str], opened: Sequence[int], closed: Sequence[int], width: int, *, opened_word: str, closed_word: str, gap_word: str
) -> bytes:
    """Give the SVG of `draw_flow`."""
    return svg(draw_flow(months, opened, closed, width, opened_word=opened_word, closed_word=closed_word, gap_word=gap_word))


@style()
def draw_flow(
    months: Sequence[str], opened: Sequence[int], closed: Sequence[int], width: int, *, opened_word: str, closed_word: str, gap_word: str
) -> Any:
    """Draw running totals of what each month opened and closed, both named at their end with the total, the gap in words."""
    return _draw_flow(months, opened, closed, width, (opened_word, closed_word, gap_word))


def ageing(actions: Sequence[tuple[str, int, int, int, str]], width: int, *, axis: str) -> bytes:
    """Give the SVG of `draw_ageing`."""
    return svg(draw_ageing(actions, width, axis=axis))


@style()
def draw_ageing(actions: Sequence[tuple[str, int, int, int, str]], width: int, *, axis: str) -> Any:
    """Draw open actions (code, age in days, days allowed, days late, words), the latest first; the black tick is the due day."""
    bars = [_action(action, width) for action in sorted(actions, key=lambda action: -action[3])]
    return draw_rows(rows(bars, width), axis=axis)


def ageing_buckets(groups: Sequence[tuple[str, int, int]], width: int, *, late_word: str) -> bytes:
    """Give the SVG of `draw_ageing_buckets`."""
    return svg(draw_ageing_buckets(groups, width, late_word=late_word))


@style()
def draw_ageing_buckets(groups: Sequence[tuple[str, int, int]], width: int, *, late_word: str) -> Any:
    """Draw many open actions by groups of age (label, within time, late), the late ones first in each bar."""
    word = shorten(clean(late_word), width * 0.3)
    bars = [
        Bar(label, ((late, ALARM), (fine, LIGHT)), (_number(fine + late), *([Word(f"{word} {late}", ALARM)] if late else [])))
        for label, fine, late in groups
    ]
    return draw_rows(rows(bars, width))


def review_status(states: Sequence[tuple[str, int, str]], width: int) -> bytes:
    """Give the SVG of `draw_review_status`."""
    return svg(draw_review_status(states, width))


@style()
def draw_review_status(states: Sequence[tuple[str, int, str]], width: int) -> Any:
    """Draw documents by the state of their review (label, count, tone)."""
    return draw_rows(rows([Bar(label, ((n, TONES.get(tone, GREY)),), (_number(n),)) for label, n, tone in states], width))


def shares(parts: Sequence[tuple[str, int, int, str]], width: int) -> bytes:
    """Give the SVG of `draw_shares`."""
    return svg(draw_shares(parts, width))


@style()
def draw_shares(parts: Sequence[tuple[str, int, int, str]], width: int) -> Any:
    """Draw shares of a whole (label, count, of how many, tone), each bar as long as its whole."""
    return draw_rows(rows([_share(*part) for part in parts], width))


def spread(columns: Sequence[Column], marks: Sequence[Mark], width: int, *, axis: str) -> bytes:
    """Give the SVG of `draw_spread`."""
    return svg(draw_spread(columns, marks, width, axis=axis))


@style()
def draw_spread(columns: Sequence[Column], marks: Sequence[Mark], width: int, *, axis: str) -> Any:
    """Draw how many fall between two numbers (first, last, count), and lines at marks (number, words)."""
    return _draw_spread(columns, marks, width, axis)


def percent(n: int, total: int) -> int:
    """Give a share in whole percent; of nothing, 0."""
    return round(100 * n / total) if total else 0


def _share(label: str, n: int, total: int, tone: str) -> Bar:
    filled = round(1000 * n / total) if total else 0
    return Bar(label, ((filled, TONES.get(tone, GREY)), (1000 - filled, LINE)), (Word(f"{percent(n, total)} %", INK, True),))


def _action(action: tuple[str, int, int, int, str], width: int) -> Bar:
    code, age, allowed, late, words = action
    said = Word(shorten(clean(words), width * 0.4), ALARM if late > 0 else MUTED)
    parts = ((age, ALARM if late > 0 else LIGHT),)
    return Bar(code, parts, (), said, allowed) if width <= NARROW else Bar(code, parts, (said,), None, allowed)


def _is_rest(cause: tuple[str, int], last: str) -> bool:
    return bool(last) and cause[0] == last


def _number(n: int) -> Word:
    return Word(str(n), INK, True)

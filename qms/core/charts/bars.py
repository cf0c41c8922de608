"""Rows of bars: the vital few, open actions by age, the state of reviews, shares (ux.md §4, charts 8, 9, 11)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts.rows import Bar, Word, draw_rows, rows
from qms.core.charts.sheet import ALARM, BLUE, GREY, INK, LIGHT, LINE, MUTED, NARROW, WARN, style
from qms.core.charts.words import clean, shorten
from qms.core.statistics.proportions import percent

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


@style()
def pareto(causes: Sequence[tuple[str, int]], width: int, *, mark: str, head: str, last: str = "") -> Any:
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


@style()
def ageing(actions: Sequence[tuple[str, int, int, int, str]], width: int, *, axis: str) -> Any:
    """Draw open actions (code, age in days, days allowed, days late, words), the latest first; the black tick is the due day."""
    bars = [_action(action, width) for action in sorted(actions, key=lambda action: -action[3])]
    return draw_rows(rows(bars, width), axis=axis)


@style()
def ageing_buckets(groups: Sequence[tuple[str, int, int]], width: int, *, late_word: str) -> Any:
    """Draw many open actions by groups of age (label, within time, late), the late ones first in each bar."""
    word = shorten(clean(late_word), width * 0.3)
    bars = [
        Bar(label, ((late, ALARM), (fine, LIGHT)), (_number(fine + late), *([Word(f"{word} {late}", ALARM)] if late else [])))
        for label, fine, late in groups
    ]
    return draw_rows(rows(bars, width))


@style()
def review_status(states: Sequence[tuple[str, int, str]], width: int) -> Any:
    """Draw documents by the state of their review (label, count, tone)."""
    return draw_rows(rows([Bar(label, ((n, TONES.get(tone, GREY)),), (_number(n),)) for label, n, tone in states], width))


@style()
def shares(parts: Sequence[tuple[str, int, int, str]], width: int) -> Any:
    """Draw shares of a whole (label, count, of how many, tone), each bar as long as its whole."""
    return draw_rows(rows([_share(*part) for part in parts], width))


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

"""The board's numbers, gathered once for a day and a state of the trail."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from qms.core import home, trail
from qms.core.charts import sheet
from qms.core.language import Phrase, _, language
from qms.management_review import (
    ageing,
    cases,
    causes,
    closing,
    effect,
    flow,
    indicators,
    known,
    monthly,
    objectives,
    paretos,
    providers,
    reviews,
    risks,
    services,
)
from qms.management_review.drawing import digest, drawings
from qms.management_review.figure import Figure, Indicator
from qms.management_review.period import Period

WIDTHS = (720, 360)
FIGURES: dict[str, Callable[[Period], Figure]] = {
    "causes": causes.figure,
    "procedures": paretos.procedures,
    "units": paretos.units,
    "flow": flow.figure,
    "kept": monthly.kept,
    "cases": cases.figure,
    "ageing": ageing.figure,
    "closing": closing.figure,
    "effect": effect.figure,
    "reviews": reviews.figure,
    "taken": monthly.taken,
    "known": known.figure,
    "objectives": objectives.figure,
    "risks": risks.figure,
    "providers": providers.figure,
    "services": services.figure,
}
PARETOS = {"causes": _("nguyên nhân"), "procedures": _("quy trình"), "units": _("đơn vị")}  # one of them is on the page
ON_THE_BOARD = ("objectives", "causes", "flow", "cases", "ageing", "effect", "risks", "reviews")  # at most eight; the others beside
OF_THE_OFFICE = frozenset({"units", "known", "providers", "services"})  # of no unit alone
_LISTED_BY_UNIT = frozenset({"improvement.nonconformities", "improvement.actions", "register.current", "objectives.index", "risks.index"})


def figure(name: str, period: Period) -> Figure | None:
    """Give one figure, or None when there is none of that name."""
    return _figure(name, period, *_as_of()) if name in FIGURES and _tells(name, period) else None


def figures(period: Period, by: str = "causes") -> list[Figure]:
    """List the board's figures, the Pareto chart asked for in the place of the usual one."""
    as_of, chosen = _as_of(), by if by in choices(period) else "causes"
    return [_figure(chosen if name == "causes" else name, period, *as_of) for name in ON_THE_BOARD]


def choices(period: Period) -> dict[str, Phrase]:
    """Name the Pareto charts there are to choose from."""
    return {name: label for name, label in PARETOS.items() if _tells(name, period)}


def all_figures(period: Period) -> list[Figure]:
    """List every figure, of a unit those that can be told of one."""
    as_of = _as_of()
    return [_figure(name, period, *as_of) for name in FIGURES if _tells(name, period)]


def _tells(name: str, period: Period) -> bool:
    return not period.unit or name not in OF_THE_OFFICE


def first_row(period: Period) -> tuple[Indicator, ...]:
    """List the board's first row of numbers."""
    return _first_row(period, *_as_of())


def etag(figure: Figure, width: int) -> str:
    """Give the mark of a drawing: the same as long as its data, width and language are."""
    return digest(figure.name, figure.facts, width, language())


def svg(figure: Figure, width: int) -> bytes:
    """Give the drawing of a figure that has enough data for one."""
    return drawings.get(etag(figure, width), lambda: sheet.svg(figure.draw(figure.facts, width)))


def _as_of() -> tuple[str, Path, str]:
    """Tell what the numbers depend on beside the day: the reader's language, the home, its last act."""
    last = trail.head()
    return language(), home.records(), last.hash if last else ""


@lru_cache(maxsize=128)
def _figure(name: str, period: Period, _language: str, _home: Path, _head: str) -> Figure:
    found = FIGURES[name](period)
    return _of_unit(found, str(period.unit)) if period.unit else found


def _of_unit(whole: Figure, unit: str) -> Figure:
    """Let a figure and its lines lead to the records of a unit."""

    def led(values: dict[str, Any], endpoint: str) -> dict[str, Any]:
        return {**values, "unit": unit} if endpoint in _LISTED_BY_UNIT else values

    lines = tuple(replace(line, values=led(line.values, line.endpoint)) for line in whole.lines)
    return replace(whole, lines=lines, values=led(whole.values, whole.endpoint))


@lru_cache(maxsize=32)
def _first_row(period: Period, _language: str, _home: Path, _head: str) -> tuple[Indicator, ...]:
    return indicators.first_row(period)

"""What an address of the board asks for, and what of it its reader is told."""

from dataclasses import replace
from typing import Any

from flask import request

from qms.core.feature import TO_APPROVE, Task
from qms.improvement.queries import unit_names
from qms.management_review.figure import Figure
from qms.management_review.period import Period, period
from qms.today.queries import own
from qms.web import visibility


def period_asked(values: Any = None) -> Period:
    """Give the period and the unit of an address, or of a form that was sent; no unit where it names none of the office's."""
    asked = request.args if values is None else values
    unit = asked.get("unit", 0, type=int)
    return period(asked.get("period", ""), unit if unit and unit in unit_names() else 0)


def address(asked: Period) -> dict[str, Any]:
    """Give the part of an address that says the period and the unit."""
    return {"period": asked.name, "unit": asked.unit or None}


def decisions_of(person: Any) -> list[Task]:
    """List what waits for a person's approval."""
    return [task for task in own(person) if task.group == TO_APPROVE]


def for_reader(figure: Figure) -> Figure:
    """Give a figure without the words kept from who looks; a line about what is kept leads to the figure's own list."""
    shown: Figure = visibility.told(figure)
    lines = [
        line if line.values == whole.values else replace(line, endpoint=figure.endpoint, values=figure.values)
        for whole, line in zip(figure.lines, shown.lines, strict=True)
    ]
    return replace(shown, lines=tuple(lines), endpoint=figure.endpoint, values=figure.values)

"""An input of a review as plain values: what the registers tell about its period, and what the officer wrote beside it.

Papers of a review lie before everybody at the table and are filed: what the registers tell names no limited document.
"""

from datetime import date
from typing import Any

from qms.core import clock
from qms.core.language import Phrase, _
from qms.core.masking import without
from qms.core.vietnamese import day
from qms.documents.secrecy import keeping
from qms.management_review import board
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, Measured
from qms.management_review.review.span import span_from

Plain = dict[str, Any]
Earlier = dict[tuple[str, str], Any]  # the numbers the review before has frozen, by input and row


def content_of(one: Any, earlier: Earlier) -> Plain:
    """Tell an input with its numbers as they are now."""
    since, until = one.review.since, min(one.review.until, clock.today())  # what is to come is not counted as what was
    return {
        "key": one.key,
        "letter": one.input.letter,
        "clause": one.input.clause,
        "title": str(one.input.title),
        "parts": [_part(one.key, found, since, earlier) for found in one.input.gather(since, until)],
        "headline": one.headline,
        "rows": one.rows,
        "judgement": one.judgement,
    }


def _part(key: str, found: Gathered, since: date, earlier: Earlier) -> Plain:
    part: Plain = {
        "headline": str(found.headline),
        "rows": [_row(row, earlier.get((key, row.key))) for row in found.rows],
        "heads": [str(head) for head in found.heads],
        "lines": [_line(line) for line in found.lines],
        "figures": [_figure(name, since) for name in found.figures],
    }
    return _for_the_table(part)


def _row(row: Measured, frozen: Any) -> Plain:
    return {
        "key": row.key,
        "label": str(row.label),
        "value": row.value,
        "before": frozen if row.before is None else row.before,
        "endpoint": row.endpoint,
        "values": row.values,
    }


def _line(line: Line) -> Plain:
    cells = [str(cell) if isinstance(cell, Phrase) else cell for cell in line.cells]
    return {"cells": cells, "endpoint": line.endpoint, "values": line.values}


def _figure(name: str, since: date) -> Plain:
    figure = board.figure(name, span_from(since))
    if figure is None:
        return {"name": name, "headline": "", "alt": "", "source": "", "is_drawn": False}
    source = _("%(source)s; biểu đồ tính đến ngày %(day)s", source=figure.source, day=day(clock.today()))
    told = {"headline": str(figure.headline), "alt": figure.alt, "source": str(source)}
    return {"name": name, **told, "is_drawn": bool(figure.facts)}


def drawing(name: str, since: date) -> bytes:
    """Draw a figure of a review, from its first day to now; nothing where there are too few data for a chart."""
    figure = _for_the_table(board.figure(name, span_from(since)))
    return board.svg(figure, board.WIDTHS[0]) if figure and figure.facts else b""


def _for_the_table(value: Any) -> Any:
    return without(keeping.words(None), value)


def frozen_numbers(content: Plain) -> Earlier:
    """Give the numbers of a frozen review by input and row."""
    return {(one["key"], row["key"]): row["value"] for one in content["inputs"] for part in one["parts"] for row in part["rows"]}

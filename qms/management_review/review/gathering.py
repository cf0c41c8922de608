"""An input of a review as plain values: what the registers tell about its period, and what the officer wrote beside it.

Papers of a review lie before everybody at the table and are filed: what the registers tell names no limited document.
"""

from typing import Any

from qms.core import clock
from qms.core.language import Phrase, _
from qms.core.masking import without
from qms.core.vietnamese import day
from qms.documents.secrecy import keeping
from qms.management_review import board
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, Measured
from qms.management_review.review.span import Span, span_of

AS_IT_STANDS = {"ageing", "reviews"}  # figures of what is open or due on the day they are drawn, not of a period
Plain = dict[str, Any]
Earlier = dict[tuple[str, str], Any]  # the numbers the review before has frozen, by input and row


def content_of(one: Any, earlier: Earlier) -> Plain:
    """Tell an input with its numbers as they are now."""
    span = span_of(one.review.since, one.review.until)  # what is to come is not counted as what was
    return {
        "key": one.key,
        "letter": one.input.letter,
        "clause": one.input.clause,
        "title": str(one.input.title),
        "parts": [_part(one.key, found, span, earlier) for found in one.input.gather(one.review.since, span.today)],
        "headline": one.headline,
        "rows": one.rows,
        "judgement": one.judgement,
    }


def _part(key: str, found: Gathered, span: Span, earlier: Earlier) -> Plain:
    part: Plain = {
        "headline": str(found.headline),
        "rows": [_row(row, earlier.get((key, row.key))) for row in found.rows],
        "heads": [str(head) for head in found.heads],
        "lines": [_line(line) for line in found.lines],
        "figures": [_figure(name, span) for name in found.figures],
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


def _figure(name: str, span: Span) -> Plain:
    figure = board.figure(name, span)
    if figure is None:
        return {"name": name, "headline": "", "alt": "", "source": "", "is_drawn": False}
    last = clock.today() if name in AS_IT_STANDS else span.today
    source = _("%(source)s; biểu đồ tính đến ngày %(day)s", source=figure.source, day=day(last))
    told = {"headline": str(figure.headline), "alt": figure.alt, "source": str(source)}
    return {"name": name, **told, "is_drawn": bool(figure.facts)}


def drawing(name: str, review: Any) -> bytes:
    """Draw a figure of a review; nothing where there are too few data for a chart."""
    figure = _for_the_table(board.figure(name, span_of(review.since, review.until)))
    return board.svg(figure, board.WIDTHS[0]) if figure and figure.facts else b""


def _for_the_table(value: Any) -> Any:
    return without(keeping.words(None), value)


def frozen_numbers(content: Plain) -> Earlier:
    """Give the numbers of a frozen review by input and row."""
    return {(one["key"], row["key"]): row["value"] for one in content["inputs"] for part in one["parts"] for row in part["rows"]}

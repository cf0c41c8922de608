"""The commander's board: figures of the whole office, each with its sentence, chart, table and records."""

from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from qms.core import clock, trail
from qms.core.feature import TO_APPROVE
from qms.core.language import _
from qms.documents.review.exception import granted
from qms.management_review import authorities, board
from qms.management_review.figure import Figure, Line
from qms.management_review.period import MONTHS, Period, period
from qms.today.queries import own
from qms.web import visibility
from qms.web.access import allow, me
from qms.web.lists import Column, excel
from qms.web.shell import found

pages = Blueprint("management_review", __name__)


@pages.get("/dashboard")
@allow(authorities.see_the_board)
def dashboard() -> Any:
    """Show how the quality management system stands and what waits for a decision."""
    asked = _period()
    return render_template(
        "dashboard.html",
        figures=[_for_reader(figure) for figure in board.figures(asked, request.args.get("by", ""))],
        paretos=board.PARETOS,
        indicators=board.first_row(asked),
        period=asked,
        periods=[Period(name, asked.today) for name in MONTHS],
        as_of=clock.now(),
        widths=board.WIDTHS,
        decisions=[task for task in own(me()) if task.group == TO_APPROVE],
        is_commander=authorities.decide(me()),
        exceptions=granted(asked.since, asked.today, reader=me()),
    )


@pages.get("/dashboard/charts")
@allow(authorities.see_the_board)
def charts() -> Any:
    """Show every figure there is, those of the board and those beside it."""
    asked = _period()
    return render_template(
        "charts.html",
        figures=[_for_reader(figure) for figure in board.all_figures(asked)],
        period=asked,
        periods=[Period(name, asked.today) for name in MONTHS],
        as_of=clock.now(),
        widths=board.WIDTHS,
    )


@pages.get("/charts/<name>.svg")
@allow(authorities.see_the_board)
def chart(name: str) -> Any:
    """Give a figure's chart; a browser that has it already gets only the word that it is still right."""
    figure = _for_reader(found(board.figure(name, _period())))
    found(figure.facts)
    width = request.args.get("w", type=int)
    width = width if width in board.WIDTHS else board.WIDTHS[0]
    etag = board.etag(figure, width)
    is_known = etag in request.if_none_match
    response = Response(b"" if is_known else board.svg(figure, width), 304 if is_known else 200, mimetype="image/svg+xml")
    response.set_etag(etag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


@pages.post("/dashboard/<name>.xlsx")
@allow(authorities.see_the_board)
def as_excel(name: str) -> Any:
    """Give the table behind a figure as an Excel file."""
    asked = period(request.form.get("period", ""))
    figure = _for_reader(found(board.figure(name, asked)))
    trail.note_event("board.exported", me(), {"label": f"{name}.xlsx"})
    columns = [Column(head, partial(_cell, place), 50 if place == 0 else 16) for place, head in enumerate(figure.heads)]
    return excel(
        f"tinh-hinh-chat-luong-{name}",
        _("Tình hình chất lượng"),
        columns,
        figure.lines,
        f"{figure.headline} · {asked.words} · {g.office.name}",
    )


def _period() -> Period:
    return period(request.args.get("period", ""))


def _for_reader(figure: Figure) -> Figure:
    """Give a figure without the words kept from who looks; a line about what is kept leads to the figure's own list."""
    shown: Figure = visibility.told(figure)
    lines = [
        line if line.values == whole.values else replace(line, endpoint=figure.endpoint, values=figure.values)
        for whole, line in zip(figure.lines, shown.lines, strict=True)
    ]
    return replace(shown, lines=tuple(lines), endpoint=figure.endpoint, values=figure.values)


def _cell(place: int, line: Line) -> Any:
    return line.cells[place]

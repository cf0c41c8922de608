"""The commander's board: figures of the whole office, each with its sentence, chart, table and records."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from qms.core import clock, trail
from qms.core.language import _
from qms.documents.review.exception import granted
from qms.improvement import queries
from qms.management_review import authorities, board
from qms.management_review.figure import Line
from qms.management_review.period import MONTHS, Period
from qms.management_review.views_asked import address, decisions_of, for_reader, period_asked
from qms.management_review.views_screens import for_everybody, name_of, wall
from qms.web.access import allow, me
from qms.web.lists import Column, excel
from qms.web.shell import found

pages = Blueprint("management_review", __name__)


@pages.get("/dashboard")
@allow(authorities.see_the_board)
def dashboard() -> Any:
    """Show how the quality management system stands and what waits for a decision."""
    asked = period_asked()
    if request.args.get("wall"):
        return wall(asked)
    return render_template(
        "dashboard.html",
        figures=[for_reader(figure) for figure in board.figures(asked, request.args.get("by", ""))],
        paretos=board.choices(asked),
        indicators=board.first_row(asked),
        decisions=decisions_of(me()),
        is_commander=authorities.decide(me()),
        exceptions=granted(asked.since, asked.today, reader=me()),
        **_frame(asked),
    )


@pages.get("/dashboard/charts")
@allow(authorities.see_the_board)
def charts() -> Any:
    """Show every figure there is, those of the board and those beside it."""
    asked = period_asked()
    return render_template("charts.html", figures=[for_reader(figure) for figure in board.all_figures(asked)], **_frame(asked))


def _frame(asked: Period) -> dict[str, Any]:
    periods = [Period(name, asked.today, asked.unit) for name in MONTHS]
    return {"period": asked, "periods": periods, "units": queries.units(), "address": address(asked), "as_of": clock.now(),
            "widths": board.WIDTHS}  # fmt: skip


@pages.get("/charts/<name>.svg")
@allow(authorities.see_the_board)
def chart(name: str) -> Any:
    """Give a figure's chart; a browser that has it already gets only the word that it is still right."""
    told = for_everybody if request.args.get("wall") else for_reader
    figure = told(found(board.figure(name, period_asked())))
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
    asked = period_asked(request.form)
    figure = for_reader(found(board.figure(name, asked)))
    trail.note_event("board.exported", me(), {"label": f"{name}.xlsx"})
    columns = [Column(head, partial(_cell, place), 50 if place == 0 else 16) for place, head in enumerate(figure.heads)]
    return excel(
        f"tinh-hinh-chat-luong-{name}",
        _("Tình hình chất lượng"),
        columns,
        figure.lines,
        f"{figure.headline} · {asked.words} · {name_of(asked) or g.office.name}",
    )


def _cell(place: int, line: Line) -> Any:
    return line.cells[place]

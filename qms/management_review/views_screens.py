"""The board on other surfaces: a wall nobody touches, the screen of a meeting, one printed page."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from qms.core import clock
from qms.core.masking import without
from qms.documents.secrecy import keeping
from qms.management_review import authorities, board
from qms.management_review.figure import Figure
from qms.management_review.period import Period
from qms.management_review.views_asked import address, decisions_of, for_reader, period_asked
from qms.organization.unit import Unit
from qms.web.access import allow, me
from qms.web.shell import found

pages = Blueprint("board_screens", __name__)
AT_ONCE = 2  # charts on the wall: drawn so large that their words are read at four metres
SECONDS = (20, 300, 3600)  # a wall shows one screen for that long: at least, usually, at most


def wall(asked: Period) -> Response:
    """Show the board to the whole room: numbers, and two charts after the other; no name of what some may not know of."""
    drawn = [figure for figure in board.figures(asked) if figure.facts]
    screens = [drawn[first : first + AT_ONCE] for first in range(0, len(drawn), AT_ONCE)] or [[]]
    place = request.args.get("screen", 0, type=int) % len(screens)
    least, usual, most = SECONDS
    seconds = min(max(request.args.get("refresh", usual, type=int), least), most)
    answer = make_response(render_template(
        "wall.html", indicators=board.first_row(asked), figures=[for_everybody(one) for one in screens[place]], period=asked,
        waiting=len(decisions_of(me())), as_of=clock.now(), place=place, screens=len(screens), unit=name_of(asked), menu=[],
    ))  # fmt: skip
    following = url_for("management_review.dashboard", wall=1, refresh=seconds, screen=(place + 1) % len(screens), **address(asked))
    answer.headers["Refresh"] = f"{seconds};url={following}"
    return answer


@pages.get("/dashboard/show")
@allow(authorities.see_the_board)
def opening() -> Any:
    """Show the first screen of a meeting: the four numbers, what waits, the way through the charts."""
    asked = period_asked()
    return render_template(
        "board_show_first.html", indicators=board.first_row(asked), decisions=decisions_of(me()), period=asked, unit=name_of(asked),
        figures=[for_reader(one) for one in board.figures(asked)], address=address(asked), as_of=clock.now(), menu=[],
    )  # fmt: skip


@pages.get("/dashboard/show/<name>")
@allow(authorities.see_the_board)
def screen(name: str) -> Any:
    """Show one chart of the board in big letters."""
    asked = period_asked()
    names = [one.name for one in board.figures(asked, name)]
    place = found(names.index(name) + 1 if name in names else None) - 1
    around = (names[place - 1] if place else "", names[place + 1] if place + 1 < len(names) else "")
    return render_template(
        "board_show.html", figure=for_reader(found(board.figure(name, asked))), period=asked, unit=name_of(asked), neighbours=around,
        address=address(asked), as_of=clock.now(), widths=board.WIDTHS, menu=[],
    )  # fmt: skip


@pages.get("/dashboard/paper")
@allow(authorities.see_the_board)
def paper() -> Any:
    """Show the board as it is printed on one A4 page."""
    asked = period_asked()
    return render_template(
        "board_paper.html", indicators=board.first_row(asked), decisions=decisions_of(me()), period=asked, unit=name_of(asked),
        figures=[for_reader(one) for one in board.figures(asked)], address=address(asked), as_of=clock.now(), menu=[],
    )  # fmt: skip


def for_everybody(figure: Figure) -> Figure:
    """Give a figure as anybody in the room may read it."""
    told: Figure = without(keeping.words(None), figure)
    return told


def name_of(asked: Period) -> str:
    """Name the unit looked at; nothing for the whole office."""
    return str(Unit.get_by_id(asked.unit).name) if asked.unit else ""

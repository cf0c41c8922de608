"""The board of nonconformities by state; a card is moved by the form of its next act, to which its menu leads."""

from typing import Any

from flask import Blueprint, render_template, request

from qms.improvement import queries
from qms.improvement.register import board as columns
from qms.improvement.register import listing as register
from qms.web.access import SIGNED_IN, allow, me

pages = Blueprint("nc_board", __name__)


@pages.get("/nc/board")
@allow(SIGNED_IN)
def board() -> Any:
    """Show the board."""
    unit = request.args.get("unit", type=int)
    return render_template(
        "nc_board.html",
        lanes=columns.lanes(me(), unit),
        units=queries.units(),
        unit_names=queries.unit_names(),
        unit=unit,
        age_words=register.age_words,
    )

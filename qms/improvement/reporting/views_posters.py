"""Posters to print: a square code on A4 that opens the report form with the unit and the procedure filled in."""

from typing import Any

from flask import Response, current_app, render_template, request, url_for

from qms.core.paper import matrix
from qms.improvement import authorities, queries
from qms.improvement.reporting import posters, unnamed
from qms.improvement.reporting.report import answer_days
from qms.improvement.views import pages
from qms.web.access import allow
from qms.web.shell import found


@pages.get("/nc/posters")
@allow(authorities.report)
def all_posters() -> Any:
    """List the posters there are to print: one for each unit, one for each procedure in force."""
    return render_template("posters.html", units=queries.units(), procedures=_procedures())


@pages.get("/nc/poster")
@allow(authorities.report)
def poster() -> Any:
    """Show a poster as it is printed."""
    unit, procedure = _asked()
    asked: dict[str, Any] = request.args.to_dict()
    return render_template(
        "poster.html",
        unit=unit,
        procedure=procedure,
        address=_address(),
        days=answer_days(),
        takes_unnamed=unnamed.is_taken(),
        code=url_for("improvement.poster_code", **asked),
    )


@pages.get("/nc/poster.svg")
@allow(authorities.report)
def poster_code() -> Response:
    """Draw a poster's square code."""
    return Response(matrix.as_svg(_address()), mimetype="image/svg+xml")


def _procedures() -> list[tuple[str, str]]:
    choices: list[tuple[str, str]] = current_app.config.get("PROCEDURE_CHOICES", list)()
    return choices


def _asked() -> tuple[str, str]:
    """Give the names of the unit and the procedure asked for; one that is not there is not found."""
    unit, procedure = request.args.get("unit", ""), request.args.get("procedure", "")
    units, procedures = {str(number): name for number, name in queries.units()}, dict(_procedures())
    return found(units.get(unit)) if unit else "", found(procedures.get(procedure)) if procedure else ""


def _address() -> str:
    _asked()
    unit, procedure = request.args.get("unit", ""), request.args.get("procedure", "")
    origin = f"{posters.KIND}-{unit}" if unit else None
    return url_for("improvement.open_report", origin=origin, procedure=procedure or None, _external=True)

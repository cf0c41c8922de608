"""Help inside the application."""

from typing import Any

from flask import Blueprint, render_template

from qms.web.access import SIGNED_IN, allow

help = Blueprint("help", __name__)


@help.get("/help")
@allow(SIGNED_IN)
def page() -> Any:
    """Show the help page."""
    return render_template("help.html")

"""Whether the house stands: asked by monitors and start scripts, answered before anybody has signed in."""

from typing import Any

from flask import Blueprint, jsonify
from peewee import PeeweeException

from qms import __version__
from qms.core import database
from qms.web.access import PUBLIC, allow

health = Blueprint("health", __name__)


@health.get("/healthz")
@allow(PUBLIC)
def healthz() -> Any:
    """Tell the version and that the database answers."""
    database.ask()
    return jsonify(status="ok", version=__version__, database="ok")


@health.errorhandler(PeeweeException)
def _no_database(_error: PeeweeException) -> Any:
    return jsonify(status="error", version=__version__, database="error"), 503

"""The first page of everybody: what waits for me today."""

from typing import Any

from flask import Blueprint, render_template

from qms.core.feature import TO_READ
from qms.today import queries
from qms.web.access import SIGNED_IN, allow, me

pages = Blueprint("today", __name__)


@pages.get("/")
@allow(SIGNED_IN)
def home() -> Any:
    """Show what waits for me, what I follow and what is new."""
    groups = queries.groups(queries.waiting(me()))
    return render_template(
        "home.html",
        groups=[group for group in groups if group.name != TO_READ],
        to_read=[task for group in groups if group.name == TO_READ for task in group.tasks],
        count=queries.count(me()),
        followed=queries.followed(me()),
    )

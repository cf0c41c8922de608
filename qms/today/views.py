"""The first page of everybody: what waits for me today."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from qms.core.feature import TO_READ
from qms.today import queries
from qms.web.access import SIGNED_IN, allow, me

pages = Blueprint("today", __name__)


@pages.get("/")
@allow(SIGNED_IN)
def home() -> Any:
    """Show what waits for me, what I follow and what is new; a long group by parts, `?group=to_do&first=50`."""
    groups = queries.groups(queries.waiting(me()))
    wanted, first = request.args.get("group"), max(request.args.get("first", 0, type=int), 0)
    if wanted in {group.name for group in groups}:
        groups = [replace(group, first=first) for group in groups if group.name == wanted]
    return render_template(
        "home.html",
        groups=[group for group in groups if group.name != TO_READ],
        to_read=next((group for group in groups if group.name == TO_READ), None),
        count=queries.count(me()),
        followed=queries.followed(me()),
    )

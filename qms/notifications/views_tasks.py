"""What waits for a person, for his calendar and for other programs."""

from typing import Any

from flask import Blueprint, Response, jsonify

from qms.core import clock
from qms.core.language import language
from qms.notifications import ics
from qms.notifications.told import Told, told
from qms.today.queries import LABELS
from qms.web.access import SIGNED_IN, allow, me, takes_token
from qms.web.address import reached_at

pages = Blueprint("reminders", __name__)


@pages.get("/me.ics")
@allow(SIGNED_IN)
@takes_token
def calendar() -> Any:
    """Give what waits for me as a calendar file."""
    answer = Response(ics.written(told(me()), reached_at()), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="qms.ics"'
    answer.headers["Content-Language"] = language()
    return answer


@pages.get("/api/v1/me/tasks")
@allow(SIGNED_IN)
@takes_token
def tasks() -> Any:
    """Give what waits for me as JSON."""
    found = [_plain(one) for one in told(me())]
    return jsonify(person=me().name, day=clock.today().isoformat(), language=language(), count=len(found), tasks=found)


def _plain(one: Told) -> dict[str, Any]:
    task = one.task
    return {
        "uid": one.uid,
        "group": task.group,
        "group_label": str(LABELS[task.group]),
        "title": task.title,
        "why": str(task.why),
        "url": reached_at() + task.url,
        "due": task.due.isoformat() if task.due else None,
        "days_late": max(one.days_late, 0),
    }

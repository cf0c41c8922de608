"""The minutes of a review as one text of plain values: what the chair signs, byte for byte (9.3.3, 7.5.3)."""

import json
from typing import Any

from qms.core.language import SOURCE, reading
from qms.core.trail import canonical
from qms.management_review.review import gates, snapshot
from qms.management_review.review.states import DecisionKind, ReviewState

FILE = "minutes.json"


def content_now(review: Any) -> dict[str, Any]:
    """Tell the minutes as they are written so far; the hashes tie them to the frozen numbers."""
    with reading(SOURCE):
        return {
            "code": review.code,
            "since": review.since.isoformat(),
            "until": review.until.isoformat(),
            "held_on": review.held_on.isoformat(),
            "began": review.began,
            "ended": review.ended,
            "place": review.place,
            "chair": review.chair_id,
            "secretary": review.secretary_id,
            "participants": review.participants,
            "inputs": [{"key": one.key, "title": str(one.input.title), "minutes": one.minutes} for one in gates.in_order(review)],
            "decisions": [_decision(one) for one in gates.standing(review)],
            "no_decision": {kind.value: review.no_decision.get(kind.value, "") for kind in DecisionKind},
            "conclusion": review.conclusion,
            "frozen": review.manifest,
        }


def _decision(one: Any) -> dict[str, str]:
    return {
        "code": one.code,
        "about": one.about,
        "kind": one.kind.value,
        "description": one.description,
        "known_by": one.known_by,
        "responsible": one.responsible_as,
        "due_on": one.due_on.isoformat(),
    }


def written(review: Any) -> bytes:
    """Write the minutes in the one way that is hashed."""
    return canonical(content_now(review)).encode()


def content_of(review: Any) -> dict[str, Any]:
    """Tell the minutes: as signed where they are."""
    if review.state != ReviewState.CLOSED:
        return content_now(review)
    found: dict[str, Any] = json.loads(snapshot.file_of(review, FILE))
    return found

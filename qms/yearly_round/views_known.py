"""What the house itself knows of a duty being done in a year, offered as evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from qms.core.language import Phrase, _
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import ReviewState
from qms.objectives.objective import Objective
from qms.objectives.states import ObjectiveState
from qms.yearly_round import declaration
from qms.yearly_round.states import DutyKind


@dataclass(frozen=True)
class Known:
    """Something on record that shows a duty done: in words, its page, its day."""

    words: Phrase
    url: str
    on: date


def known(kind: DutyKind, year: int) -> list[Known]:
    """List what is on record for a duty of a kind in a year; nothing for what has no register yet."""
    return _FINDERS[kind](year) if kind in _FINDERS else []


def _objectives(year: int) -> list[Known]:
    held = Objective.select().where(
        (Objective.year == year) & (Objective.state != ObjectiveState.DRAFT) & Objective.approved_on.is_null(False)
    )
    days = [one.approved_on for one in held]
    words = _("%(n)s mục tiêu năm %(year)s đã phê duyệt", n=len(days), year=year)
    return [Known(words, url_for("objectives.index", year=year), max(days))] if days else []


def _reviews(year: int) -> list[Known]:
    held = ManagementReview.select().where(
        (ManagementReview.state == ReviewState.CLOSED) & ManagementReview.held_on.between(date(year, 1, 1), date(year, 12, 31))
    )
    return [
        Known(_("Biên bản %(code)s đã ký", code=one.code), url_for("management_reviews.review", code=one.code), one.held_on)
        for one in held.order_by(ManagementReview.held_on)
    ]


def _declarations(year: int) -> list[Known]:
    edition = declaration.in_force()
    if edition is None or edition.effective_on.year != year:
        return []
    url = url_for("documents.edition", code=declaration.CODE, number=edition.number)
    return [Known(_("%(edition)s đang hiệu lực", edition=edition.label), url, edition.effective_on)]


_FINDERS: dict[DutyKind, Callable[[int], list[Known]]] = {
    DutyKind.OBJECTIVES: _objectives,
    DutyKind.REVIEW: _reviews,
    DutyKind.DECLARATION: _declarations,
}

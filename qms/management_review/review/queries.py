"""Lists of management reviews and their decisions."""

from typing import Any

from qms.core import clock
from qms.core.looking import of_person, once
from qms.management_review.review import authorities
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.review_input import ReviewInput
from qms.management_review.review.states import DecisionState, ReviewState
from qms.organization.person import Person

OPEN_DECISIONS = (DecisionState.TO_DO, DecisionState.DONE)


def review(code: str) -> ManagementReview | None:
    """Find a review by its code."""
    return ManagementReview.get_or_none(code=code.upper())


def reviews_for(person: Person) -> list[ManagementReview]:
    """List the reviews a person may read, newest first; there are one or two a year."""
    found = ManagementReview.select().order_by(ManagementReview.id.desc())
    return [one for one in found if authorities.read(person, one)]


def input_of(one: ManagementReview, key: str) -> ReviewInput | None:
    """Find an input of a review."""
    return ReviewInput.get_or_none((ReviewInput.review == one) & (ReviewInput.key == key))


def decision(code: str) -> ReviewDecision | None:
    """Find a decision by its code."""
    return ReviewDecision.get_or_none(code=code.upper())


def in_effect() -> Any:
    """Ask for the decisions of the reviews that were signed."""
    signed = ManagementReview.select(ManagementReview.id).where(ManagementReview.state == ReviewState.CLOSED)
    return ReviewDecision.select().where(ReviewDecision.review.in_(signed) & (ReviewDecision.state != DecisionState.DROPPED))


def decisions(state: str = "", late: str = "", mine: Person | None = None) -> Any:
    """Ask for the decisions in effect that match the list's filters; the state `open` stands for all that is not confirmed."""
    query = in_effect()
    if state == "open":
        query = query.where(ReviewDecision.state.in_(OPEN_DECISIONS))
    elif state:
        query = query.where(ReviewDecision.state.in_([one for one in DecisionState if one == state]))
    if late:
        query = query.where(overdue())
    return query.where(ReviewDecision.responsible == mine) if mine else query


def overdue() -> Any:
    """Say that a decision is past its day and not done."""
    return (ReviewDecision.state == DecisionState.TO_DO) & (ReviewDecision.due_on < clock.today())


@once
def _done() -> list[ReviewDecision]:
    return list(in_effect().where(ReviewDecision.state == DecisionState.DONE).order_by(ReviewDecision.id))


def to_confirm(person: Person) -> list[ReviewDecision]:
    """List what a person is asked to confirm."""
    return [one for one in _done() if authorities.confirm(person, one)]


@of_person(lambda: ReviewDecision.responsible)
def to_do() -> Any:
    """List the decisions a person carries out."""
    return decisions(DecisionState.TO_DO.value)


@once
def unfinished() -> list[ManagementReview]:
    """List the reviews that are not signed yet."""
    return list(ManagementReview.select().where(ManagementReview.state != ReviewState.CLOSED).order_by(ManagementReview.id))

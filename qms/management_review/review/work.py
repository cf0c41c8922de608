"""Pieces of work on reviews that take more than one act."""

from collections.abc import Iterable
from typing import Any

from qms.core.database import transaction
from qms.improvement.work import Files
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.review_input import ReviewInput
from qms.organization.person import Person


def convene(by: Person, people: Iterable[Person], **facts: Any) -> ManagementReview:
    """Convene a review with a place for every input."""
    with transaction():
        review: ManagementReview = ManagementReview(**facts).convene(by=by, people=people)
        for key in INPUTS:
            ReviewInput(review=review, key=key).open(by=by)
    return review


def add_evidence(one: ReviewDecision, by: Person, files: Files) -> None:
    """Put evidence files under a decision: all of them or none."""
    with transaction():
        for name, data in files:
            one.add_evidence(by=by, name=name, data=data)


def complete(one: ReviewDecision, by: Person, result: str, files: Files) -> None:
    """Report a decision done, with its evidence."""
    with transaction():
        add_evidence(one, by, files)
        one.complete(by=by, result=result)

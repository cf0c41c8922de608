"""Pieces of work on ideas that take more than one act."""

from qms.core.database import transaction
from qms.improvement.ideas.idea import Idea
from qms.improvement.work import Files
from qms.organization.person import Person


def add_evidence(one: Idea, by: Person, files: Files) -> None:
    """Put evidence files under an idea: all of them or none."""
    with transaction():
        for name, data in files:
            one.add_evidence(by=by, name=name, data=data)


def complete(one: Idea, by: Person, result: str, files: Files) -> None:
    """Report an idea done, with its evidence."""
    with transaction():
        add_evidence(one, by, files)
        one.complete(by=by, result=result)

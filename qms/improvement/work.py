"""Pieces of work on nonconformities that take more than one act."""

from typing import Any

from qms.core.attachment import attach_to
from qms.core.database import transaction
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.organization.person import Person

Files = list[tuple[str, bytes]]


def report(by: Person, files: Files, **facts: Any) -> Nonconformity:
    """Report a nonconformity with its photos: all of it or nothing."""
    with transaction():
        case = Nonconformity(**facts).report(by=by)
        for name, data in files:
            attach_to(case, name, data, by)
    return case


def add_evidence(action: CorrectiveAction, by: Person, files: Files) -> None:
    """Put evidence files under an action."""
    with transaction():
        for name, data in files:
            action.add_evidence(by=by, name=name, data=data)


def complete(action: CorrectiveAction, by: Person, result: str, files: Files) -> None:
    """Report an action done, with its evidence."""
    with transaction():
        add_evidence(action, by, files)
        action.complete(by=by, result=result)

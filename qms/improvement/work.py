"""Pieces of work on nonconformities that take more than one act."""

from typing import Any

from qms.core.attachment import attach_to
from qms.core.database import transaction
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting.origin import columns
from qms.improvement.reporting.unnamed import UNNAMED, without_traces
from qms.organization.person import Person

Files = list[tuple[str, bytes]]


def report(by: Person, files: Files, origin: tuple[str, int | None] = ("", None), **facts: Any) -> Nonconformity:
    """Report a nonconformity with its photos and where it comes from: all of it or nothing."""
    with transaction():
        case = Nonconformity(**facts, **columns(*origin, by)).report(by=by)
        for name, data in files:
            attach_to(case, name, data, by)
    return case


def report_unnamed(files: Files, origin: tuple[str, int | None] = ("", None), **facts: Any) -> str:
    """Report without a name, the photos without traces; gives the code of the slip."""
    photos = without_traces(files)
    with transaction():
        case = Nonconformity(**facts, **columns(*origin, UNNAMED))
        slip: str = case.report_unnamed(by=UNNAMED)
        for name, data in photos:
            attach_to(case, name, data, UNNAMED)
    return slip


def add_evidence(action: CorrectiveAction, by: Person, files: Files) -> None:
    """Put evidence files under an action."""
    with transaction():
        for name, data in files:
            action.add_evidence(by=by, name=name, data=data)


def show_correction(case: Nonconformity, by: Person, files: Files) -> None:
    """Put evidence files under a correction: all of them or none."""
    with transaction():
        for name, data in files:
            case.show_correction(by=by, name=name, data=data)


def complete(action: CorrectiveAction, by: Person, result: str, files: Files) -> None:
    """Report an action done, with its evidence."""
    with transaction():
        add_evidence(action, by, files)
        action.complete(by=by, result=result)

"""Pieces of work on reading lists that take more than one act."""

from collections.abc import Iterable

from qms.core.database import transaction
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading.duty import ReadingDuty
from qms.documents.reading.questions import Question, ReadingCheck
from qms.organization.person import Person

Target = tuple[str, int]  # office, unit, post or person, and its number
OFFICE: Target = ("office", 0)


def set_readers(document: Document, targets: Iterable[Target], days: int, by: Person) -> None:
    """Make a document's reading list what is wanted: lift, keep and assign lines, all or nothing."""
    wanted = list(dict.fromkeys(targets))
    with transaction():
        for duty in list(ReadingDuty.held(document)):
            if duty.target not in wanted:
                duty.lift(by=by)
            elif duty.days != days:
                duty.allow_days(by=by, days=days)
        held = {duty.target for duty in ReadingDuty.held(document)}
        for kind, number in wanted:
            if (kind, number) not in held:
                ReadingDuty(document=document, days=days, **({} if kind == "office" else {kind: number})).assign(by=by)


def put_questions(edition: Edition, questions: list[Question], by: Person) -> ReadingCheck:
    """Put an edition's questions, for the first time or anew."""
    check = ReadingCheck.of(edition)
    if check is None:
        return ReadingCheck(edition=edition, questions=questions).ask(by=by)
    return check.ask_anew(by=by, questions=questions)

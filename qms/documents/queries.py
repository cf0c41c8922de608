"""Lists of documents and editions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, fn

from qms.core import clock
from qms.core.looking import once
from qms.core.vietnamese import sort_key, words_of
from qms.documents import authorities
from qms.documents.document import Document
from qms.documents.edition import CLASSIFICATIONS, Edition
from qms.documents.secrecy.knowing import hidden_from, known_to, limited
from qms.documents.states import OPEN, EditionState, ReviewStatus
from qms.documents.text import file_text
from qms.documents.text.file_text import FileText
from qms.organization.person import Person
from qms.organization.unit import Post, Unit

LISTED = [column for column in Edition._meta.sorted_fields if column.name != "text"]  # lists do not carry texts


def document(code: str) -> Document | None:
    """Find a document by its code."""
    return Document.get_or_none(code=code.upper())


def in_force_of(document: Document, on: date | None = None) -> Edition | None:
    """Give the edition of a document that is in force on a day."""
    day = on or clock.today()
    if document.withdrawn_on and document.withdrawn_on <= day:
        return None
    return Edition.approved_of(document).where(Edition.effective_on <= day).order_by(Edition.number.desc()).first()


def in_force_since(code: str, day: date) -> str:
    """Name the edition in force of a document if it was approved on a day or later; empty where there is none."""
    found = document(code)
    edition = in_force_of(found) if found else None
    return edition.label if edition and edition.approved_at and edition.approved_at.date() >= day else ""


def open_of(document: Document) -> Edition | None:
    """Give the edition that is being worked on."""
    return Edition.select().where((Edition.document == document) & Edition.state.in_(OPEN)).first()


def coming_of(document: Document) -> Edition | None:
    """Give the approved edition that will take force."""
    later = Edition.approved_of(document).where(Edition.effective_on > clock.today())
    return later.order_by(Edition.number.desc()).first()


def edition_of(document: Document, number: int, person: Person | None) -> Edition | None:
    """Find an approved edition, or the open one for those who may see drafts."""
    approved = Edition.approved_of(document).where(Edition.number == number).first()
    if approved or person is None:
        return approved
    opened = open_of(document)
    return opened if opened and opened.number == number and authorities.see_drafts(person, opened) else None


def revisions_of(document: Document) -> list[Edition]:
    """List the approved editions of a document, newest first."""
    return list(Edition.approved_of(document).order_by(Edition.number.desc()))


@dataclass(frozen=True)
class Editions:
    """The editions of a document without their texts, newest first, in one question."""

    document: Document
    all: list[Edition]

    @property
    def approved(self) -> list[Edition]:
        """List the approved ones."""
        return [edition for edition in self.all if edition.state == EditionState.APPROVED]

    @property
    def open(self) -> Edition | None:
        """Give the one that is being worked on."""
        return next((edition for edition in self.all if edition.is_open), None)

    @property
    def in_force(self) -> Edition | None:
        """Give the one in force today."""
        begun = (edition for edition in self.approved if edition.effective_on <= clock.today())
        return None if self.document.is_withdrawn else next(begun, None)

    @property
    def coming(self) -> Edition | None:
        """Give the one that will take force."""
        return next((edition for edition in self.approved if edition.effective_on > clock.today()), None)


def editions_of(document: Document) -> Editions:
    """Read the editions of a document with what their pages say about them."""
    submitter = Person.alias()
    query = (
        Edition.select(*LISTED, Unit.id, Unit.code, Post.id, Post.title, submitter.id, submitter.name)
        .join(Unit, JOIN.LEFT_OUTER)
        .switch(Edition)
        .join(Post, JOIN.LEFT_OUTER)
        .join_from(Edition, submitter, JOIN.LEFT_OUTER, on=(Edition.submitted_by == submitter.id), attr="submitted_by")
        .where(Edition.document == document)
        .order_by(Edition.number.desc(), Edition.id.desc())
    )
    editions = list(query)
    for edition in editions:
        edition.document = document
    return Editions(document, editions)


def in_force(on: date | None = None) -> Any:
    """Ask for all editions in force on a day."""
    day = on or clock.today()
    later = Edition.alias()
    superseded = later.select(1).where(
        (later.document == Edition.document)
        & (later.state == EditionState.APPROVED)
        & (later.effective_on <= day)
        & (later.number > Edition.number)
    )
    return (
        Edition.select(*LISTED, Document, Unit)
        .join(Document)
        .switch(Edition)
        .join(Unit, JOIN.LEFT_OUTER)
        .where(
            (Edition.state == EditionState.APPROVED)
            & (Edition.effective_on <= day)
            & ~fn.EXISTS(superseded)
            & (Document.withdrawn_on.is_null() | (Document.withdrawn_on > day))
        )
    )


def listed(words: str = "", kind: str = "", unit: str = "", reader: Person | None = None) -> list[Edition]:
    """List what is in force and matches words in code or title, a kind and a unit, by code: all of it, or what a reader may know."""
    query = in_force() if reader is None else in_force().where(known_to(reader))
    for word in words_of(words):
        query = query.where(Edition.folded.contains(word))
    if kind:
        query = query.where(Edition.kind.cast("text") == kind)  # an unknown kind finds nothing, it is no error
    if unit:
        query = query.where(Edition.unit == unit)
    return sorted(query, key=lambda edition: sort_key(edition.document.code))


def about(clause: str) -> Any:
    """Say that an edition is about a clause or one below it."""
    written = Edition.clauses.cast("text")
    return written.contains(f'"{clause}"') | written.contains(f'"{clause}.')


def in_force_choices(reader: Person) -> list[tuple[str, str]]:
    """List code and name of the documents in force a reader may know of, for a select box."""
    return [(e.document.code, f"{e.document.code} {e.title}") for e in listed(reader=reader)]


def public_in_force(words: str = "") -> list[Edition]:
    """List what hangs openly and matches some words: in force, marked public, with no secrecy."""
    kept = limited()
    posted = [edition for edition in listed(words) if edition.is_public and edition.classification == CLASSIFICATIONS[0]]
    return [edition for edition in posted if edition.document_id not in kept]


def being_written(person: Person) -> list[Edition]:
    """List the open editions a person may see."""
    hidden = hidden_from(person)
    return [one for one in open_editions() if one.document_id not in hidden and authorities.see_drafts(person, one)]


@once
def open_editions() -> list[Edition]:
    """List all editions that are being written or reviewed."""
    return list(Edition.select(Edition, Document).join(Document).where(Edition.state.in_(OPEN)).order_by(Document.code))


def newly_in_force(days: int = 14, *, reader: Person) -> list[Edition]:
    """List what took force lately and a reader may know of."""
    hidden = hidden_from(reader)
    return [one for one in _new_since(clock.today() - timedelta(days=days)) if one.document_id not in hidden]


@once
def _new_since(day: date) -> list[Edition]:
    return list(in_force().where(Edition.effective_on >= day).order_by(Edition.effective_on.desc()))


def coming(reader: Person) -> list[Edition]:
    """List what is approved, will take force, and a reader may know of."""
    hidden = hidden_from(reader)
    return [one for one in _coming() if one.document_id not in hidden]


@once
def _coming() -> list[Edition]:
    later = (Edition.state == EditionState.APPROVED) & (Edition.effective_on > clock.today())
    query = Edition.select(Edition, Document).join(Document).where(later & Document.withdrawn_on.is_null())
    return list(query.order_by(Edition.effective_on))


@once
def to_review_soon() -> list[Edition]:
    """List what is in force and due, or nearly due, for its periodic review."""
    return [edition for edition in in_force() if edition.review_status in (ReviewStatus.OVERDUE, ReviewStatus.SOON)]


def by_review_status() -> dict[ReviewStatus, int]:
    """Count the documents in force by the state of their periodic review."""
    counts = dict.fromkeys(ReviewStatus, 0)
    for edition in in_force():
        counts[edition.review_status] += 1
    return counts


def uncontrolled() -> list[FileText]:
    """List the documents that lie in the folder as files and are not under control yet."""
    known = {code for (code,) in Document.select(Document.code).tuples()}
    return [text for text in file_text.read_folder() if text.code not in known]


def facts_of(text: FileText) -> dict[str, Any]:
    """Give a file's facts as an edition's columns; unit and post only where the office has them."""
    unit = Unit.get_or_none(code=text.unit)
    post = Post.select().where((Post.title == text.responsible) & Post.closed_on.is_null()).order_by(Post.unit != unit).first()
    return {
        "title": text.title,
        "kind": text.kind,
        "unit": unit,
        "responsible": post,
        "clauses": text.clauses,
        "legal_basis": "\n".join(text.legal_basis),
        "review_months": text.review_months,
        "is_public": text.public,
        "classification": text.classification,
        "service": text.service,
        "text": text.body,
        "reason": text.reason,
    }

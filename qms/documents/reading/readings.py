"""How far the reading of the documents in force is: who must, by when, who has (7.3, 7.5.3.2)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.kept import kept
from qms.core.looking import is_at_everybody, once
from qms.documents import authorities, queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading import audience
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.states import EditionState
from qms.organization.person import Person


@dataclass(frozen=True)
class Reader:
    """Somebody who must have read a document: his unit, his day, and when he acknowledged which edition."""

    person: int
    unit: int | None
    due_on: date
    read_at: datetime | None = None
    number: int | None = None

    @property
    def has_read(self) -> bool:
        """Tell whether his word holds for the edition in force."""
        return self.read_at is not None

    @property
    def is_late(self) -> bool:
        """Tell whether his day has passed without it."""
        return not self.has_read and self.due_on < clock.today()


@dataclass(frozen=True)
class Share:
    """How many of those who must have read."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """Give the share in whole per cent, rounded down: 100 only when everybody has."""
        return 100 * self.done // self.of if self.of else 100

    @property
    def text(self) -> str:
        """Write it as people count it."""
        return f"{self.done}/{self.of}"


def share(readers: Iterable[Reader]) -> Share:
    """Count who has read."""
    counted = Counter(reader.has_read for reader in readers)
    return Share(counted[True], counted.total())


def by_unit(readers: Iterable[Reader]) -> dict[int | None, Share]:
    """Count who has read in each unit."""
    units = defaultdict(list)
    for reader in readers:
        units[reader.unit].append(reader)
    return {unit: share(members) for unit, members in units.items()}


@dataclass(frozen=True)
class Asked:
    """An edition a person is asked to read, and by when."""

    edition: Edition
    due_on: date


def readers_of(document: Document) -> list[Reader]:
    """List who must have read what is in force of a document; nobody when nothing is."""
    return list(_readers(document).get(document.id, ()))


@kept(most=64)
def readers_of_all() -> dict[int, tuple[Reader, ...]]:
    """List for each document in force who must have read it."""
    return {document: tuple(readers) for document, readers in _readers(None).items()}


def _readers(document: Document | None) -> dict[int, list[Reader]]:
    majors, words, units = _majors(document), _words(document), audience.unit_of_each()
    found: dict[int, list[Reader]] = {number: [] for number in majors}
    for (number, person), calls in audience.calls(document).items():
        if number in majors:
            major, since = majors[number]
            due_on = min(call.due_on(since) for call in calls)
            last, at = words.get((number, person), (0, None))
            read = (at, last) if last >= major else (None, None)
            found[number].append(Reader(person, units.get(person), due_on, *read))
    return found


def asked_of(person: Person) -> list[Asked]:
    """List what a person is asked to read now: of each document the edition in force alone."""
    majors, words = _majors(), _words() if is_at_everybody() else _words(None, person)
    due: dict[int, date] = {}
    for document, calls in audience.calls_of(person).items():
        major, since = majors.get(document, (0, date.min))
        if major and words.get((document, person.id), (0, None))[0] < major:
            due[document] = min(call.due_on(since) for call in calls)
    asked = queries.in_force().where(Edition.document.in_(list(due))) if due else ()
    return sorted((Asked(edition, due[edition.document_id]) for edition in asked), key=lambda one: (one.due_on, one.edition.document.code))


def must_know(person: Person) -> set[int]:
    """Give the documents whose reading list means a person."""
    return set(audience.calls_of(person))


def is_asked(edition: Edition, person: Person) -> date | None:
    """Give the day by which a person must read an edition in force, or None when he is not asked."""
    readers = readers_of(edition.document)
    return next((reader.due_on for reader in readers if reader.person == person.id and not reader.has_read), None)


@dataclass(frozen=True)
class Seen:
    """What a person sees of the reading of an edition in force: how far it is, and whether he is asked."""

    share: Share
    due_on: date | None
    may_see: bool


@kept(most=512)
def seen_by(person: Person, edition: Edition) -> Seen:
    """Tell a person how far the reading of an edition in force is."""
    return Seen(share(readers_of(edition.document)), is_asked(edition, person), authorities.see_drafts(person, edition))


def last_acknowledged(document: Document, person: Person) -> Edition | None:
    """Give the edition a person acknowledged last."""
    query = Edition.select().join(Acknowledgement).where((Acknowledgement.person == person) & (Edition.document == document))
    return query.order_by(Edition.number.desc()).first()


@once
def _majors(document: Document | None = None) -> dict[int, tuple[int, date]]:
    """Give number and first day of the last major edition of each document in force."""
    today = clock.today()
    query = (
        Edition.select(Edition.document, Edition.number, Edition.effective_on)
        .join(Document)
        .where((Edition.state == EditionState.APPROVED) & Edition.is_major & (Edition.effective_on <= today))
        .where(Document.withdrawn_on.is_null() | (Document.withdrawn_on > today))
        .order_by(Edition.number)
    )
    query = query.where(Edition.document == document) if document else query
    return {number: (major, since) for number, major, since in query.tuples()}


@once
def _words(document: Document | None = None, person: Person | None = None) -> dict[tuple[int, int], tuple[int, Any]]:
    """Give the number of the last edition each person acknowledged of each document, and when."""
    columns = (Edition.document, Acknowledgement.person, fn.MAX(Edition.number), Acknowledgement.acknowledged_at)
    query = Acknowledgement.select(*columns).join(Edition).group_by(Edition.document, Acknowledgement.person)
    query = query.where(Edition.document == document) if document else query
    query = query.where(Acknowledgement.person == person) if person else query
    return {(number, reader): (last, at) for number, reader, last, at in query.tuples()}

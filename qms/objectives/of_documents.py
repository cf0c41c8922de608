"""What indicators count of documents and their reading, as they stood on a period's last day (7.3, 7.5.2, 9.1.3)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.calendar import add_working_days
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.reading.duty import ReadingDuty
from qms.documents.states import EditionState
from qms.objectives.indicator import Counted
from qms.organization.person import Person, PostHolding
from qms.organization.unit import Post

Target = tuple[str, int]  # who a line of a reading list means: ("unit", 3), ("office", 0)


def reviews(_since: date, until: date, unit: int | None) -> list[Counted]:
    """List the documents in force on the last day; a hit was not overdue for its review."""
    query = queries.in_force(until)
    query = query.where(Edition.unit == unit) if unit else query
    return [
        Counted(f"{one.document.code} {one.title}", "documents.document", {"code": one.document.code}, one.review_due_on(until) >= until)
        for one in query.order_by(Document.code)
    ]


def readings(_since: date, until: date, unit: int | None) -> list[Counted]:
    """List who had to have read which document by the last day; a hit had acknowledged it by then."""
    held = _Held(until)
    majors, read = _majors(until), _read(until)
    due = _due(until, held, majors)
    return [
        Counted(f"{majors[number][2]} – {held.names[person]}", "documents.document", {"code": majors[number][2]}, is_hit)
        for number, person in sorted(due)
        if due[number, person] <= until and unit in (None, held.units.get(person))
        for is_hit in [read.get((number, person), 0) >= majors[number][0]]
    ]


def _due(until: date, held: "_Held", majors: dict[int, tuple[int, date, str]]) -> dict[tuple[int, int], date]:
    found: dict[tuple[int, int], date] = {}
    for duty in ReadingDuty.select().where(ReadingDuty.until.is_null() | (ReadingDuty.until > until)):
        if duty.document_id not in majors or not duty.since or duty.since > until:
            continue
        _number, in_force, _code = majors[duty.document_id]
        for person, since in held.people[duty.target].items():
            last = add_working_days(max(duty.since, since, in_force), duty.days)
            key = (duty.document_id, person)
            found[key] = min(found.get(key, last), last)
    return found


class _Held:
    """Who was there on a day: names, units, and whom each line of a reading list meant, with the day he came to it."""

    def __init__(self, day: date) -> None:
        there = (Person.left_on.is_null() | (Person.left_on > day)) & Person.id.not_in(_came_later(day))
        self.names = {person.id: person.name for person in Person.select().where(there)}
        self.units: dict[int, int] = {}
        self.people: dict[Target, dict[int, date]] = defaultdict(dict)
        for person, post, unit, since in self._holdings(day):
            self.units.setdefault(person, unit)
            for target in (("unit", unit), ("post", post), ("office", 0)):
                self.people[target].setdefault(person, since)
        for person in self.names:
            self.people["person", person][person] = date.min
            self.people["office", 0].setdefault(person, date.min)

    def _holdings(self, day: date) -> Iterator[tuple[int, int, int, date]]:
        held = (PostHolding.valid_from <= day) & (PostHolding.valid_until.is_null() | (PostHolding.valid_until > day))
        columns = (PostHolding.person, PostHolding.post, Post.unit, PostHolding.valid_from)
        query = PostHolding.select(*columns).join(Post).where(held).order_by(PostHolding.valid_from, PostHolding.id)
        return (row for row in query.tuples() if row[0] in self.names)


def _came_later(day: date) -> Any:
    """Ask for the people whose first post began after a day."""
    first = fn.MIN(PostHolding.valid_from)
    return PostHolding.select(PostHolding.person).group_by(PostHolding.person).having(first > day)


def _majors(day: date) -> dict[int, tuple[int, date, str]]:
    """Give number, first day and code of the last major edition of each document in force on a day."""
    query = (
        Edition.select(Edition.document, Edition.number, Edition.effective_on, Document.code)
        .join(Document)
        .where((Edition.state == EditionState.APPROVED) & Edition.is_major & (Edition.effective_on <= day))
        .where(Document.withdrawn_on.is_null() | (Document.withdrawn_on > day))
        .order_by(Edition.number)
    )
    return {document: (number, since, code) for document, number, since, code in query.tuples()}


def _read(day: date) -> dict[tuple[int, int], int]:
    """Give the highest edition each person had acknowledged of each document by the end of a day."""
    read: dict[tuple[int, int], int] = {}
    query: Any = Acknowledgement.select(Edition.document, Acknowledgement.person, Edition.number, Acknowledgement.acknowledged_at).join(
        Edition
    )
    for document, person, number, at in query.tuples():
        if at and at.astimezone(clock.HANOI).date() <= day:
            read[document, person] = max(number, read.get((document, person), 0))
    return read

"""Who must have read which documents today, and since when: reading lists met with the posts people hold (7.3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from qms.core import clock
from qms.core.calendar import add_working_days
from qms.core.looking import is_at_everybody, once
from qms.documents.document import Document
from qms.documents.reading.duty import ReadingDuty
from qms.documents.secrecy.knowing import knowers
from qms.organization.person import Person, PostHolding
from qms.organization.unit import Post


@dataclass(frozen=True)
class Holding:
    """A post somebody holds today."""

    person: int
    post: int
    unit: int
    since: date


@dataclass(frozen=True)
class Call:
    """From which day a person has to know a document, and the working days he has for each new edition."""

    since: date
    days: int

    def due_on(self, in_force_since: date) -> date:
        """Give the day by which he must have read an edition."""
        return add_working_days(max(self.since, in_force_since), self.days)


Calls = dict[tuple[int, int], list[Call]]  # by document and person


def holdings(person: Person | None = None) -> list[Holding]:
    """List the posts that are held today by people who have not left, of one person or of all."""
    today = clock.today()
    query = (
        PostHolding.select(PostHolding.person, PostHolding.post, Post.unit, PostHolding.valid_from)
        .join(Post)
        .switch(PostHolding)
        .join(Person)
        .where((PostHolding.valid_from <= today) & (PostHolding.valid_until.is_null() | (PostHolding.valid_until > today)))
        .where(Person.left_on.is_null() | (Person.left_on > today))
        .order_by(PostHolding.valid_from, PostHolding.id)
    )
    return [Holding(*row) for row in (query.where(PostHolding.person == person) if person else query).tuples()]


def unit_of_each() -> dict[int, int]:
    """Give the unit each person belongs to: that of the first post he holds."""
    return {held.person: held.unit for held in reversed(holdings())}


def present(person: Person | None = None) -> set[int]:
    """Give the people of the office today, or the one if he has not left."""
    query = Person.select(Person.id).where(Person.left_on.is_null() | (Person.left_on > clock.today()))
    return {number for (number,) in (query.where(Person.id == person.id) if person else query).tuples()}


def calls(document: Document | None = None, person: Person | None = None) -> Calls:
    """Tell who must know what: every line of the lists, with everybody it means."""
    found: Calls = defaultdict(list)
    held = holdings(person)
    met, knows = _Met(held, present(person)), knowers(held, person)
    for duty in _lines(document):
        for number, since in met.by(*duty.target).items():
            if number not in knows.get(duty.document_id, (number,)):
                continue  # who may not know of it has no duty to read it
            found[duty.document_id, number].append(Call(max(duty.since, since), duty.days))
    return dict(found)


@once
def calls_of(person: Person) -> dict[int, list[Call]]:
    """Tell what one person must know."""
    if is_at_everybody():
        return _calls_by_person().get(person.id, {})
    return {document: found for (document, _person), found in calls(person=person).items()}


@once
def _calls_by_person() -> dict[int, dict[int, list[Call]]]:
    found: dict[int, dict[int, list[Call]]] = defaultdict(dict)
    for (document, person), lines in calls().items():
        found[person][document] = lines
    return found


def _lines(document: Document | None) -> Any:
    columns = (ReadingDuty.document, ReadingDuty.unit, ReadingDuty.post, ReadingDuty.person, ReadingDuty.days, ReadingDuty.since)
    return ReadingDuty.held(document).select(*columns)


class _Met:
    """People by unit, post and name, each with the day he came to it."""

    def __init__(self, held: list[Holding], people: set[int]) -> None:
        self.people: dict[tuple[str, int], dict[int, date]] = defaultdict(dict)
        for one in held:  # oldest first: the first day counts
            self.people["unit", one.unit].setdefault(one.person, one.since)
            self.people["post", one.post].setdefault(one.person, one.since)
        for number in people:
            self.people["person", number][number] = date.min
            self.people["office", 0][number] = min((one.since for one in held if one.person == number), default=date.min)

    def by(self, kind: str, number: int) -> dict[int, date]:
        """Give those whom a line means."""
        return self.people.get((kind, number), {})

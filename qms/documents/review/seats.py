"""Who reviews: a seat names a role, a post or a person, so that a rule outlives those who hold posts today."""

from collections.abc import Iterable
from dataclasses import dataclass

from qms.organization.person import Person, PostHolding, holders
from qms.organization.role import Role
from qms.organization.unit import Post

ROLE, POST, PERSON = "role", "post", "person"
REVIEWING_ROLES = (Role.QUALITY_OFFICER, Role.AUDITOR, Role.COMMANDER, Role.STAFF, Role.DESK_OFFICER, Role.WARD_OFFICER)


@dataclass(frozen=True)
class Seat:
    """One place at the review; written `role:auditor`, `post:12` or `person:7`."""

    sort: str
    key: str

    def __str__(self) -> str:
        return f"{self.sort}:{self.key}"

    @property
    def label(self) -> str:
        """Name the seat for people."""
        if self.sort == ROLE:
            return str(Role(self.key).label)
        found = (Post if self.sort == POST else Person).get_or_none(id=int(self.key))
        return found.signature() if isinstance(found, Person) else found.label if found else "–"

    def is_held_by(self, person: Person) -> bool:
        """Tell whether a person holds the seat today."""
        if self.sort == ROLE:
            return person.has_role(self.key)
        return str(person.id) == self.key if self.sort == PERSON else any(str(post.id) == self.key for post in person.posts)

    def holders(self) -> list[Person]:
        """List who holds the seat today."""
        if self.sort == ROLE:
            return list(holders(Role(self.key)))
        held = PostHolding.select(PostHolding.person).where(PostHolding.post == int(self.key)) if self.sort == POST else [int(self.key)]
        return [person for person in Person.select().where(Person.id.in_(held)) if person.may_sign_in and self.is_held_by(person)]


def read(text: str) -> Seat | None:
    """Read a seat as it is written; nothing when it names nobody the house knows."""
    sort, _colon, key = text.partition(":")
    if sort == ROLE:
        return Seat(sort, key) if key in REVIEWING_ROLES else None
    model = {POST: Post, PERSON: Person}.get(sort)
    known = model and key.isdecimal() and len(key) < 12 and model.get_or_none(id=int(key))
    return Seat(sort, key) if known else None


def seats_in(written: Iterable[str]) -> list[Seat]:
    """Read a list of seats."""
    return [seat for text in written if (seat := read(text))]


def in_words(seats: Iterable[Seat]) -> str:
    """Name seats for people."""
    return "; ".join(seat.label for seat in seats)

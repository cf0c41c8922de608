"""Who knows of which document: the one predicate, and the one condition every list asks it by."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN, fn

from qms.core import clock
from qms.core.kept import kept
from qms.core.looking import is_at_everybody
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.secrecy.levels import SECRET_LEVELS
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.documents.secrecy.secret_entry import SecretEntry
from qms.documents.states import EditionState
from qms.organization.office import Office
from qms.organization.person import Person, PostHolding, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import Post

NOBODY = 0
_OVERSEERS = {Role.QUALITY_OFFICER, Role.COMMANDER}


@dataclass(frozen=True)
class Place:
    """Where a person stands: his roles, and the posts he holds today with their units."""

    roles: frozenset[Role]
    posts: frozenset[int]
    units: frozenset[int]


@dataclass(frozen=True)
class Circle:
    """Who may know of one limited document."""

    code: str
    units: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()
    in_words: str = ""
    is_secret: bool = False  # it has a text of a secret level in the house

    def admits(self, place: Place) -> bool:
        """Hold for the quality officer, the commander, who holds its responsible or a named post, who is of a named unit.

        An auditor is let in by being named, for the time of the audit; who signs for the commander likewise. Who only
        administers is never let in, and nobody is while a secret text lies in a house that is not declared to stand apart.
        """
        if self.is_secret and not Office.is_apart():
            return False
        works = bool(place.roles - {Role.ADMINISTRATOR})
        return works and bool(place.roles & _OVERSEERS or place.posts & self.posts or place.units & self.units)


Sight = tuple[dict[int, Circle], Place]  # every limited document with its circle; where the person stands


def look_once(person: Person) -> None:
    """Let a person be asked about once: for a request that changes nothing, whose Person nobody else has."""
    person.__dict__["sight"] = _limited(person.id)


def _sight_of(person: Person | None) -> Sight:
    if person is None or not person.id:
        return _limited(NOBODY)
    seen: Sight | None = person.__dict__.get("sight")
    if seen is None and is_at_everybody():
        held = person.posts  # read for all of them already
        return _limited(NOBODY)[0], Place(frozenset(), frozenset(post.id for post in held), frozenset(post.unit_id for post in held))
    return seen or _limited(person.id)


@kept(most=512)
def _limited(person: int) -> Sight:
    """Read every limited document with its circle, and where the person stands, in one question; asked anew after an act."""
    circles: dict[int, Circle] = {}
    owners: dict[tuple[int, bool], int | None] = {}
    posts: dict[int, int] = {}
    for document, code, units, named, said, holder, state, level, owner, held in _asked(person):
        known = circles.get(document) or Circle(code, frozenset({*(units or ()), holder} - {None}), frozenset(named or ()), said or "")
        circles[document] = replace(known, is_secret=known.is_secret or level in SECRET_LEVELS)
        owners[document, state == EditionState.APPROVED] = owner  # the newest approved and the open one speak
        posts = {int(post): int(unit) for post, unit in (pair.split(":") for pair in (held or "").split(",") if pair)}
    for (document, _approved), post in owners.items():
        circles[document] = replace(circles[document], posts=circles[document].posts | frozenset([post] if post else ()))
    return circles, Place(frozenset(), frozenset(posts), frozenset(posts.values()))


def _asked(person: int) -> Any:
    today = clock.today()
    held = PostHolding.select(fn.group_concat(Post.id.cast("text").concat(":").concat(Post.unit))).join(Post)
    held = held.where((PostHolding.person == person) & (PostHolding.valid_from <= today))
    held = held.where(PostHolding.valid_until.is_null() | (PostHolding.valid_until > today))
    said = (Document.id, Document.code, NeedToKnow.units, NeedToKnow.posts, NeedToKnow.in_words, SecretEntry.unit)
    limited = NeedToKnow.select(NeedToKnow.document).where(NeedToKnow.is_limited)
    secret = Edition.select(Edition.document).where(Edition.classification.in_(SECRET_LEVELS) & (Edition.state != EditionState.DISCARDED))
    return (
        Document.select(*said, Edition.state, Edition.classification, Edition.responsible, held)
        .join(NeedToKnow, JOIN.LEFT_OUTER)
        .join_from(Document, SecretEntry, JOIN.LEFT_OUTER)
        .join_from(Document, Edition, JOIN.LEFT_OUTER, on=(Edition.document == Document.id) & (Edition.state != EditionState.DISCARDED))
        .where(Document.id.in_(limited) | Document.id.in_(SecretEntry.select(SecretEntry.document)) | Document.id.in_(secret))
        .order_by(Edition.number)
        .tuples()
    )


def circle_seen(person: Person, document: Document) -> Circle | None:
    """Give who may know of a document, to one who looks at it; None when everybody may."""
    return _sight_of(person)[0].get(document.id)


def limited(reader: Person | None = None) -> frozenset[int]:
    """Give the documents that not everybody may know of, whoever asks: none of them is ever public."""
    return frozenset(_sight_of(reader)[0])


def hidden_from(person: Person | None) -> dict[int, str]:
    """Give the documents a person may not know of, with their codes; somebody without a name knows of none that is limited."""
    circles, place = _sight_of(person)
    if not circles:
        return {}
    place = replace(place, roles=person.roles if person is not None and person.id else frozenset())
    return {number: circle.code for number, circle in circles.items() if not circle.admits(place)}


def may_know(person: Person | None, document: Document) -> bool:
    """Tell whether a person may know of a document."""
    return document.id not in hidden_from(person)


def known_to(person: Person | None, column: Any = Edition.document) -> Any:
    """Say, as the condition of a query, that a person may know of the documents in a column."""
    return column.not_in(list(hidden_from(person)))


def knowers(held: Iterable[Any], reader: Person | None = None) -> dict[int, set[int]]:
    """Give for each limited document the people who may know of it, from the posts they hold; whoever asks gets the same."""
    circles = _sight_of(reader)[0]
    if not circles:
        return {}
    roles: dict[int, set[Role]] = defaultdict(set)
    posts: dict[int, set[int]] = defaultdict(set)
    units: dict[int, set[int]] = defaultdict(set)
    for one in held:
        posts[one.person].add(one.post)
        units[one.person].add(one.unit)
    for person, role in _roles_today():
        roles[person].add(Role(role))
    places = {one: Place(frozenset(held), frozenset(posts[one]), frozenset(units[one])) for one, held in roles.items()}
    return {number: {one for one, place in places.items() if circle.admits(place)} for number, circle in circles.items()}


def _roles_today() -> Any:
    today = clock.today()
    held = RoleGrant.select(RoleGrant.person, RoleGrant.role).where(RoleGrant.valid_from <= today)
    return list(held.where(RoleGrant.valid_until.is_null() | (RoleGrant.valid_until > today)).tuples())

"""A person's own token: lets his calendar or another program read what waits for him, and nothing else.

The plain token is shown once; the house keeps its SHA-256. It is void when it is renewed or revoked, when the password is
reset, and when its owner is shut out or leaves.
"""

import hashlib
import secrets
from typing import Any

from peewee import CharField, ForeignKeyField

from qms.core import clock, events, trail
from qms.core.database import transaction
from qms.core.fields import MomentField
from qms.core.language import _
from qms.core.row import Row
from qms.core.stories import EVENTS
from qms.organization.person import Person

EVENTS.update({"token.renew": _("đã tạo liên kết lịch việc"), "token.revoke": _("đã thu hồi liên kết lịch việc")})


class PersonalToken(Row):
    """The token of one person; each has one at most."""

    token = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, unique=True)
    made_at = MomentField()


def renew(person: Person) -> str:
    """Give a person a new token in place of the one before; it is shown this once."""
    plain = secrets.token_urlsafe(32)
    with transaction():
        _delete(person)
        PersonalToken.create(token=_digest(plain), person=person, made_at=clock.now())
        trail.note_event("token.renew", person, {})
    return plain


def revoke(person: Person) -> None:
    """Make a person's token worthless; nothing is noted where there is none."""
    with transaction():
        if _delete(person):
            trail.note_event("token.revoke", person, {})


def of(person: Person) -> PersonalToken | None:
    """Give what is known of a person's token."""
    return PersonalToken.get_or_none(person=person)


def owner_of(plain: str) -> Person | None:
    """Give whose token it is, if he may sign in today."""
    found = PersonalToken.select(PersonalToken, Person).join(Person).where(PersonalToken.token == _digest(plain)).first()
    return found.person if found and found.person.may_sign_in else None


def _delete(person: Person) -> int:
    return int(PersonalToken.delete().where(PersonalToken.person == person.id).execute())


@events.listen("person.reset_password")
@events.listen("person.disable")
@events.listen("person.leave")
def _end(person: Any, _entry: object) -> None:
    with transaction():
        _delete(person)


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()

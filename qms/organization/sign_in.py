"""Signing in: sessions that live on the server and die at once, and delays that grow with each wrong password."""

import hashlib
import math
import secrets
from dataclasses import dataclass
from datetime import timedelta

from peewee import CharField, ForeignKeyField, IntegerField

from qms import settings
from qms.core import clock, events, trail
from qms.core.database import db, transaction
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.refusals import Missing, NotAllowed
from qms.core.row import Row
from qms.organization import password
from qms.organization.person import Person

FREE_TRIES = 5
LONGEST_WAIT_SECONDS = 15 * 60
LOCK_AFTER = 100
SEEN_EVERY = timedelta(minutes=1)
NOT_SIGNED = _("Mật khẩu không đúng; chưa có gì được ký.")


class Session(Row):
    """A sign-in; the browser holds the token, this row its SHA-256."""

    token = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person)
    began_at = MomentField()
    seen_at = MomentField()


class Attempts(Row):
    """Wrong passwords since the last right one, by sign-in name or by address."""

    whom = CharField(max_length=200, unique=True)
    count = IntegerField(default=0)
    last_at = MomentField()


def sign_in(username: str, plain: str, address: str) -> str:
    """Check name and password and give a new session's token; raise a Refusal with one sentence otherwise."""
    person = Person.get_or_none(username=username)
    _refuse_while_waiting(username, address)
    if not password.fits(plain, person.password_hash if person else None) or person is None or not person.may_sign_in:
        _count_wrong(username, address)
        raise NotAllowed(_("Tên đăng nhập hoặc mật khẩu không đúng."))
    with transaction():
        if person.reload().password_hash != person.password_hash:  # changed while this one was being checked
            raise NotAllowed(_("Tên đăng nhập hoặc mật khẩu không đúng."))
        Attempts.delete().where(Attempts.whom.in_([f"name:{username}", f"from:{address}"])).execute()
        return begin(person)


@dataclass(frozen=True)
class Confirmation:
    """Proof that a person has just given his password again, as a signature asks."""

    person_id: int

    def must_be_of(self, person: Person) -> None:
        """Refuse when it is somebody else's."""
        if self.person_id != person.id:
            raise NotAllowed(NOT_SIGNED)


def confirm(person: Person, plain: str, address: str, wrong: Phrase = NOT_SIGNED) -> Confirmation:
    """Ask for the password again before a signature; a wrong one counts as a wrong sign-in."""
    _refuse_while_waiting(person.username or "", address)
    if not password.fits(plain, person.password_hash):
        _count_wrong(person.username or "", address)
        raise Missing(wrong)
    return Confirmation(person.id)


def begin(person: Person) -> str:
    """Begin a session and give its token."""
    token = secrets.token_urlsafe(32)
    with transaction():
        Session.create(token=_digest(token), person=person, began_at=clock.now(), seen_at=clock.now())
    return token


def person_of(token: str) -> Person | None:
    """Give who is signed in with a token, or None when the session has ended."""
    session = Session.select(Session, Person).join(Person).where(Session.token == _digest(token)).first()
    if session is None or not session.person.may_sign_in:
        return None
    now = clock.now()
    idle = timedelta(minutes=settings.number("QMS_SESSION_IDLE_MINUTES", 1, 24 * 60))
    if now - session.seen_at > idle or now - session.began_at > timedelta(hours=settings.number("QMS_SESSION_HOURS", 1, 7 * 24)):
        return None
    if now - session.seen_at > SEEN_EVERY:
        with db.atomic():
            Session.update(seen_at=now).where(Session.id == session.id).execute()
    return session.person


def end(token: str) -> None:
    """End one session."""
    with transaction():
        Session.delete().where(Session.token == _digest(token)).execute()


def _end_all(person: Person, _entry: object) -> None:
    with transaction():
        Session.delete().where(Session.person == person.id).execute()


for _act in ("change_password", "reset_password", "disable", "leave"):
    events.listen(f"person.{_act}")(_end_all)


@events.listen("rolegrant.grant")
@events.listen("rolegrant.end")
def _end_of_role(grant: object, entry: object) -> None:
    _end_all(grant.person, entry)  # type: ignore[attr-defined]


@events.listen("person.reset_password")
@events.listen("person.enable")
def _forgive(person: Person, _entry: object) -> None:
    with transaction():
        Attempts.delete().where(Attempts.whom == f"name:{person.username}").execute()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _refuse_while_waiting(username: str, address: str) -> None:
    for attempts in Attempts.select().where(Attempts.whom.in_([f"name:{username}", f"from:{address}"])):
        if attempts.whom.startswith("name:") and attempts.count >= LOCK_AFTER:
            raise NotAllowed(_("Tài khoản bị khóa sau nhiều lần nhập sai. Liên hệ người quản trị."))
        left = (attempts.last_at + _wait(attempts.count) - clock.now()).total_seconds()
        if left > 0:
            raise NotAllowed(_("Nhập sai nhiều lần. Chờ %(n)s giây rồi thử lại.", n=math.ceil(left)))


def _wait(count: int) -> timedelta:
    return timedelta(seconds=min(2 ** (count - FREE_TRIES), LONGEST_WAIT_SECONDS) if count > FREE_TRIES else 0)


def _count_wrong(username: str, address: str) -> None:
    with transaction():
        for whom in (f"name:{username[:100]}", f"from:{address[:100]}"):
            attempts, _made = Attempts.get_or_create(whom=whom, defaults={"last_at": clock.now()})
            attempts.count, attempts.last_at = attempts.count + 1, clock.now()
            attempts.save()
        trail.note_event("sign_in.refused", None, {"username": username[:100], "address": address[:100]})

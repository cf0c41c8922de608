"""A form that is sent twice acts once: its token is spent in the same transaction as the act.

What is kept tells nobody but the sender anything: of the token its hash, of the page it led to – the slip of a report without a
name among them – a text that only the token opens again.
"""

import hashlib
from base64 import b85decode, b85encode
from contextvars import ContextVar

from peewee import CharField, IntegrityError

from qms.core.clock import now
from qms.core.fields import MomentField
from qms.core.refusals import AlreadyDone
from qms.core.row import Row

LETTERS = 350  # of an address; written under its token it is a fourth longer


class SpentToken(Row):
    """The hash of a form's token, and where its result was shown, which only the token tells."""

    token = CharField(max_length=64, unique=True)
    url = CharField(max_length=500, default="")
    spent_at = MomentField()


_token: ContextVar[str | None] = ContextVar("once", default=None)


def carry(token: str | None) -> None:
    """Carry the token of the form being answered."""
    _token.set(token)


def spend() -> None:
    """Spend the carried token; raise AlreadyDone when somebody spent it before."""
    token = _token.get()
    if not token:
        return
    try:
        SpentToken.create(token=_kept_as(token), spent_at=now())
    except IntegrityError:
        raise AlreadyDone from None
    _token.set(None)


def result_of(token: str) -> str:
    """Give the address the first answer led to, or an empty text."""
    spent = SpentToken.get_or_none(token=_kept_as(token))
    return _under(token, b85decode(spent.url)).decode() if spent else ""


def led_to(token: str, url: str) -> None:
    """Note where the first answer led; an address too long to be kept is not: the second answer is then a refusal."""
    kept = b85encode(_under(token, url.encode())).decode() if len(url.encode()) <= LETTERS else ""
    SpentToken.update(url=kept).where(SpentToken.token == _kept_as(token)).execute()


def _kept_as(token: str) -> str:
    return hashlib.sha256(f"once:{token}".encode()).hexdigest()


def _under(token: str, text: bytes) -> bytes:
    """Lay the token over a text, or take it off again: a token is drawn anew for each form and used for one text."""
    mask = hashlib.shake_256(f"led to:{token}".encode()).digest(len(text))
    return bytes(letter ^ veil for letter, veil in zip(text, mask, strict=True))

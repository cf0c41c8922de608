"""A form that is sent twice acts once: its token is spent in the same transaction as the act."""

from contextvars import ContextVar

from peewee import CharField, IntegrityError

from qms.core.clock import now
from qms.core.fields import MomentField
from qms.core.refusals import AlreadyDone
from qms.core.row import Row


class SpentToken(Row):
    """A form's token, and where its result was shown."""

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
        SpentToken.create(token=token, spent_at=now())
    except IntegrityError:
        raise AlreadyDone from None
    _token.set(None)


def result_of(token: str) -> str:
    """Give the address the first answer led to, or an empty text."""
    spent = SpentToken.get_or_none(token=token)
    return spent.url if spent else ""


def led_to(token: str, url: str) -> None:
    """Note where the first answer led."""
    SpentToken.update(url=url[:500]).where(SpentToken.token == token).execute()

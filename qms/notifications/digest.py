"""One mail a day for each person: a row is written before the mail is handed over, so that no mail goes out twice.

Guarantee: at most once for each person and day, whatever dies, and however many processes run. The row `sending` is kept
before the relay is spoken to. It becomes `sent` when the relay took the mail, `failed` when it surely did not; what failed is
tried again in the next round of the same day. Where that is not known – the process died, or the relay fell silent after it
had been given the text – the row stays `sending` and the mail is not repeated: the next day's mail tells all that still waits.
"""

from datetime import date
from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField, fn

from qms.core import clock
from qms.core.database import transaction
from qms.core.fields import MomentField, StateField
from qms.core.language import _
from qms.core.row import Row
from qms.core.states import State
from qms.organization.person import Person


class DigestState(State):
    """How a mail of a day stands."""

    SENDING = "sending", _("Chưa rõ đã đến"), "◆", "warn"
    SENT = "sent", _("Đã gửi"), "✓", "ok"
    FAILED = "failed", _("Chưa gửi được"), "▲", "bad"


class Digest(Row):
    """The mail of one person on one day."""

    person = ForeignKeyField(Person)
    day = DateField()
    state = StateField(DigestState)
    tasks = IntegerField()
    tries = IntegerField(default=1)
    told_at = MomentField()
    trouble = CharField(max_length=300, default="")

    class Meta:
        indexes = ((("person", "day"), True), (("day", "state"), False))

    def end(self, state: DigestState, trouble: str = "") -> None:
        """Keep what became of the mail."""
        self.state, self.trouble, self.told_at = state, trouble[:300], clock.now()
        with transaction():
            self.save()


def begin(person: Person, day: date, tasks: int) -> Digest | None:
    """Take a person's mail of a day in hand; None when it was sent, or may have been."""
    with transaction():
        found = Digest.get_or_none(person=person, day=day)
        if found is None:
            return Digest.create(person=person, day=day, state=DigestState.SENDING, tasks=tasks, told_at=clock.now())
        if found.state != DigestState.FAILED:
            return None
        found.state, found.tasks, found.tries, found.told_at = DigestState.SENDING, tasks, found.tries + 1, clock.now()
        found.save()
        return found


def last_days(before: date) -> dict[int, date]:
    """Give the day of each person's last mail before a day."""
    query = Digest.select(Digest.person, fn.MAX(Digest.day)).where((Digest.state == DigestState.SENT) & (Digest.day < before))
    return {person: _as_day(day) for person, day in query.group_by(Digest.person).tuples()}


def counts(days: list[date]) -> dict[date, dict[DigestState, int]]:
    """Count the mails of some days by what became of them."""
    found = {day: dict.fromkeys(DigestState, 0) for day in days}
    query = Digest.select(Digest.day, Digest.state, fn.COUNT(Digest.id)).where(Digest.day.in_(days)).group_by(Digest.day, Digest.state)
    for day, state, count in query.tuples():
        found[_as_day(day)][DigestState(state)] = count
    return found


def in_trouble(day: date) -> list[Digest]:
    """List the mails of a day that did not go out, or perhaps not."""
    query = Digest.select(Digest, Person).join(Person).where((Digest.day == day) & (Digest.state != DigestState.SENT))
    return list(query.order_by(Person.name))


def _as_day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)

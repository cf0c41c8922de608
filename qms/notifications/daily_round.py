"""The daily round: claimed by one process at a time, taken over when that one dies, done once a day.

Guarantee: of all processes that want a day's round, one has it at a time. The claim is a row, unique by day, written in an
IMMEDIATE transaction; who holds it shows that it lives before each mail, and stops when somebody else has it. A process that
has not been heard of for ten minutes is taken for dead. If it was only slow, two may for a moment go through the same people:
the row each mail has of its own (`digest`) keeps any mail from going out twice.
"""

from datetime import date, timedelta

from peewee import CharField, DateField

from qms.core import clock
from qms.core.database import transaction
from qms.core.fields import MomentField
from qms.core.row import Row
from qms.notifications import digest
from qms.notifications.digest import DigestState

TAKEN_FOR_DEAD = timedelta(minutes=10)
TRY_AGAIN = timedelta(hours=1)


class DailyRound(Row):
    """The round of one day: who has it, since when, when he was last heard of."""

    day = DateField(unique=True)
    runner = CharField(max_length=80)
    begun_at = MomentField()
    heard_at = MomentField()
    ended_at = MomentField(null=True)
    trouble = CharField(max_length=300, default="")

    @property
    def is_running(self) -> bool:
        """Tell whether somebody who lives is at it."""
        return self.ended_at is None and clock.now() - self.heard_at < TAKEN_FOR_DEAD


def claim(day: date, runner: str, insisting: bool = False) -> DailyRound | None:
    """Take a day's round; None when it is another's, or done. Who insists goes through it again: nothing is sent twice."""
    now = clock.now()
    with transaction():
        found = DailyRound.get_or_none(day=day)
        if found is None:
            return DailyRound.create(day=day, runner=runner, begun_at=now, heard_at=now)
        if found.is_running or (found.ended_at is not None and not insisting and not _is_to_repeat(found)):
            return None
        found.runner, found.heard_at, found.ended_at, found.trouble = runner, now, None, ""
        found.save()
        return found


def is_wanted(day: date) -> bool:
    """Tell, without writing, whether a day's round is still to be done."""
    found = DailyRound.get_or_none(day=day)
    return found is None or (not found.is_running and (found.ended_at is None or _is_to_repeat(found)))


def still_has(claimed: DailyRound) -> bool:
    """Show that the holder lives; False when somebody else has taken the round."""
    mine = (DailyRound.id == claimed.id) & (DailyRound.runner == claimed.runner) & DailyRound.ended_at.is_null()
    with transaction():
        return bool(DailyRound.update(heard_at=clock.now()).where(mine).execute())


def end(claimed: DailyRound, trouble: str = "") -> None:
    """Note that the round is through; what went wrong on the way is kept with it."""
    mine = (DailyRound.id == claimed.id) & (DailyRound.runner == claimed.runner)
    with transaction():
        DailyRound.update(ended_at=clock.now(), heard_at=clock.now(), trouble=trouble[:300]).where(mine).execute()


def last(most: int = 30) -> list[DailyRound]:
    """List the latest rounds."""
    return list(DailyRound.select().order_by(DailyRound.day.desc()).limit(most))


def _is_to_repeat(found: DailyRound) -> bool:
    """Tell whether mails failed and some time has passed since."""
    failed = digest.counts([found.day])[found.day][DigestState.FAILED]
    return bool(failed) and clock.now() - found.ended_at >= TRY_AGAIN

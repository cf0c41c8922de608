"""The only clock of the house: moments in UTC, days as they are in Hanoi."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no daylight saving since 1975

_stopped: datetime | None = None


def now() -> datetime:
    """Give the present moment in UTC, without microseconds."""
    return (_stopped or datetime.now(UTC)).replace(microsecond=0)


def today() -> date:
    """Give the present day in Hanoi."""
    return now().astimezone(HANOI).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock at a moment, for tests and for telling a demonstration history."""
    global _stopped
    before, _stopped = _stopped, moment.astimezone(UTC)
    try:
        yield
    finally:
        _stopped = before


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Give the moment of an hour of a day in Hanoi."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI).astimezone(UTC)


def written(moment: datetime) -> str:
    """Write a moment the way it is stored: ISO 8601, UTC, with Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text: str) -> datetime:
    """Read a stored moment."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

"""How a history is told: events in the order of their moments, each done by acts while the clock stands at its moment."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from qms.core import clock
from qms.core.calendar import is_working
from qms.organization.person import Person

SEED = 9001


@dataclass
class Story:
    """Events to be told; `day(n)` counts back from today, so that the history always ends today."""

    today: date = field(default_factory=clock.today)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - a fixed story, not a secret
    events: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)

    def day(self, days_ago: int) -> date:
        """Give the working day that is about so many days ago."""
        found = self.today - timedelta(days=days_ago)
        while not is_working(found):
            found -= timedelta(days=1)
        return found

    def at(self, days_ago: int, event: Callable[[], object], hour: int = 9, minute: int = 0) -> None:
        """Let something happen so many days ago."""
        self.events.append((clock.at(self.day(days_ago), hour, minute), len(self.events), event))

    def tell(self) -> None:
        """Let everything happen, in order; an event may add later ones."""
        now = clock.now()
        while self.events:
            self.events.sort(key=lambda event: event[:2], reverse=True)
            moment, _place, event = self.events.pop()
            with clock.stopped_at(min(moment, now)):
                event()


def who(username: str) -> Person:
    """Give a person as he is at the moment of the event."""
    return Person.get(username=username)

"""How the context stood on a day and what was done about it in a period: what the management review counts (9.3.2 b)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.party import InterestedParty
from qms.context.queries import Change, changes
from qms.core.past import changed_since

CONFIRM = "confirm"
ISSUES, PARTIES = ("issue",), ("interestedparty", "requirement")


@dataclass(frozen=True)
class Stood:
    """What counted at the end of a period, what was late for its review, the answer about the climate, what was done in it."""

    issues: int
    parties: int
    overdue: int
    climate: ClimateDecision | None
    done: Sequence[Change]

    def count(self, kinds: Collection[str], *acts: str) -> int:
        """Count what was done by some acts to some kinds."""
        return sum(change.kind in kinds and change.act in acts for change in self.done)

    @property
    def changed(self) -> list[Change]:
        """List what changed."""
        return [change for change in self.done if not change.is_review_alone]

    @property
    def confirmed(self) -> int:
        """Count what was reviewed and found unchanged."""
        return len(self.done) - len(self.changed)


def stood(since: date, until: date) -> Stood:
    """Tell how the context stood at the end of a period."""
    issues, parties = _counted_on(Issue, until), _counted_on(InterestedParty, until)
    climate = ClimateDecision.select().where(ClimateDecision.decided_on <= until).order_by(ClimateDecision.id.desc()).first()
    return Stood(len(issues), len(parties), sum(due < until for due in (*issues, *parties)), climate, changes(since, until))


def begun_on() -> date | None:
    """Give the day the first issue or party was recorded."""
    first = [day for model in (Issue, InterestedParty) if (day := model.select(fn.MIN(model.since_on)).scalar())]
    return min(first, default=None)


def _counted_on(model: Any, day: date) -> list[date]:
    """List the days of the next review of what counted on a day, as they were set then."""
    there = (model.since_on <= day) & (model.retired_on.is_null() | (model.retired_on > day))
    due = changed_since(model, "review_on", day)
    return [due.get(one.id, one.review_on) for one in model.select().where(there)]

"""Lists of the context, and what changed in it between two days: what the management review reads (9.3.2 b)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qms.context import climate, scope
from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.party import InterestedParty, Requirement
from qms.context.scope import Scope
from qms.context.states import Side, Standing
from qms.core import clock
from qms.core.record import Record
from qms.core.stories import Told, tell
from qms.core.trail import TrailEntry

KINDS: tuple[type[Record], ...] = (Issue, InterestedParty, Requirement, ClimateDecision, Scope)
WORK_ON_A_DRAFT = ("scope.draft", "scope.rewrite", "scope.submit", "scope.send_back")


@dataclass(frozen=True)
class Change:
    """One change of the context: when, what kind of thing, what was done, why."""

    on: date
    kind: str
    act: str
    told: Told

    @property
    def is_review_alone(self) -> bool:
        """Tell whether it was found unchanged."""
        return self.act == "confirm"


def issues(side: Side, state: str = "") -> Any:
    """Ask for the issues of one side, those that count unless others are asked for."""
    return _of_state(Issue.select().where(Issue.side == side), Issue, state).order_by(Issue.topic, Issue.id)


def parties(state: str = "") -> Any:
    """Ask for the interested parties."""
    return _of_state(InterestedParty.select(), InterestedParty, state).order_by(InterestedParty.side, InterestedParty.id)


def requirements_of(party: InterestedParty, state: str = "all") -> Any:
    """Ask for what a party requires."""
    return _of_state(Requirement.select().where(Requirement.party == party), Requirement, state).order_by(Requirement.id)


def by_party() -> dict[int, list[Requirement]]:
    """Give what counts of every party's requirements."""
    found: dict[int, list[Requirement]] = {}
    for one in Requirement.select().where(Requirement.state == Standing.ACTIVE).order_by(Requirement.id):
        found.setdefault(one.party_id, []).append(one)
    return found


def _of_state(query: Any, model: Any, state: str) -> Any:
    wanted = [one for one in Standing if state in (one.value, "all")] if state else [Standing.ACTIVE]
    return query.where(model.state.in_(wanted))


def due(model: Any, until: date) -> Any:
    """Ask for what is to be reviewed up to a day."""
    return model.select().where((model.state == Standing.ACTIVE) & (model.review_on <= until)).order_by(model.review_on)


def to_answer(until: date) -> date | None:
    """Give the day by which the question about the climate is to be answered, when that is near; today when it never was."""
    answer = climate.last()
    when: date = answer.review_on if answer else clock.today()
    return when if when <= until else None


def scope_to_review(until: date) -> Scope | None:
    """Give the scope that applies when its review is near."""
    now = scope.in_force()
    return now if now and now.review_on <= until else None


def changes(since: date, until: date) -> list[Change]:
    """List what happened to issues, parties, requirements, the question of the climate and the scope, oldest first."""
    return list(_changes(since, until))


def _changes(since: date, until: date) -> Iterator[Change]:
    names = {model.record_kind() for model in KINDS}
    first, after = clock.at(since, 0), clock.at(until + timedelta(days=1), 0)
    entries = TrailEntry.select().where(TrailEntry.kind.in_(names) & (TrailEntry.at >= first) & (TrailEntry.at < after))
    for entry in entries.order_by(TrailEntry.seq):
        if entry.act not in WORK_ON_A_DRAFT:
            yield Change(entry.at.astimezone(clock.HANOI).date(), entry.kind, entry.act.partition(".")[2], tell(entry))

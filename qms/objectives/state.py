"""How the objectives stood in a period beside the period before: what the management review asks (9.3.2 c 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from qms.improvement.nonconformity import Nonconformity
from qms.objectives.objective import Objective
from qms.objectives.proposal import cases_of
from qms.objectives.queries import going_on
from qms.objectives.reading import Reading
from qms.objectives.states import HELD, Direction, Standing


class Span(Protocol):
    """A stretch of days with the one before it; the period of the commander's board is one."""

    @property
    def since(self) -> date: ...
    @property
    def today(self) -> date: ...
    @property
    def before_since(self) -> date: ...
    @property
    def before_until(self) -> date: ...


@dataclass(frozen=True)
class Stood:
    """One objective: its last number in the period, that of the period before, and the records behind them."""

    objective: Objective
    actual: Reading | None
    before: Reading | None
    in_period: tuple[Reading, ...]
    cases: tuple[Nonconformity, ...]

    @property
    def standing(self) -> Standing:
        """Tell whether the target is met."""
        return self.actual.standing if self.actual else Standing.NONE

    @property
    def is_met(self) -> bool | None:
        """Tell whether the target is met; None without a number."""
        return None if self.actual is None else not self.actual.is_missed

    @property
    def was_met(self) -> bool | None:
        """Tell whether it was met in the period before; None without a number."""
        return None if self.before is None else not self.before.is_missed

    @property
    def is_better(self) -> bool | None:
        """Tell whether the number is better than that of the period before; None where either is missing."""
        if self.actual is None or self.before is None or self.actual.value is None or self.before.value is None:
            return None
        grown = self.actual.value - self.before.value
        return grown > 0 if self.objective.direction == Direction.HIGHER else grown < 0

    @property
    def page(self) -> tuple[str, dict[str, Any]]:
        """Give the page of the objective: endpoint and values."""
        return "objectives.objective", {"code": self.objective.code}

    @property
    def records(self) -> tuple[str, dict[str, Any]]:
        """Give the page that lists the records behind the number: endpoint and values."""
        if self.actual is None:
            return self.page
        return "objectives.records", {"code": self.objective.code, "period": self.actual.period.key}


def state_on(period: Span) -> list[Stood]:
    """List how every objective stood whose year meets a period; one that goes on over the years stands once, as the latest.

    What was approved after the period is not told.
    """
    years = (Objective.year >= period.since.year) & (Objective.year <= period.today.year) & (Objective.approved_on <= period.today)
    held = list(Objective.select().where(Objective.state.in_(HELD) & years).order_by(Objective.year, Objective.id))
    latest = list({one.series: one for one in held}.values())
    found, cases = going_on(latest), cases_of(held)
    return [_stood(one, found[one.id], period, [case for past in held if past.series == one.series for case in cases.get(past.id, ())])
            for one in latest]  # fmt: skip


def _stood(objective: Objective, readings: Sequence[Reading], period: Span, cases: Sequence[Nonconformity]) -> Stood:
    within = tuple(one for one in readings if period.since <= one.period.last <= period.today and one.value is not None)
    earlier = [one for one in readings if period.before_since <= one.period.last <= period.before_until and one.value is not None]
    return Stood(objective, within[-1] if within else None, earlier[-1] if earlier else None, within, tuple(cases))

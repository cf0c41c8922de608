"""What came of risks and their treatment in a period: what the management review counts (9.3.2 e)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from peewee import fn

from qms.risks import scale
from qms.risks.risk import Risk
from qms.risks.scale import RiskScale
from qms.risks.standing import RiskChanges, RiskLine, changes, state_on
from qms.risks.states import Band, RiskKind


@dataclass(frozen=True)
class Outcome:
    """How risks and opportunities stood at the end of a period, what happened in it, by the scale of its last day."""

    lines: Sequence[RiskLine]
    changes: RiskChanges
    scale: RiskScale
    identified: int

    @cached_property
    def risks(self) -> list[RiskLine]:
        """List the risks."""
        return [line for line in self.lines if line.kind == RiskKind.RISK]

    @property
    def opportunities(self) -> int:
        """Count the opportunities."""
        return len(self.lines) - len(self.risks)

    def of_band(self, band: Band) -> int:
        """Count the risks of a band."""
        return sum(self.band_of(line) == band for line in self.risks)

    def band_of(self, line: RiskLine) -> Band:
        """Tell how high a score was by the scale of the day."""
        return self.scale.band(line.score)

    @property
    def high(self) -> int:
        """Count the risks that stood high or very high."""
        return self.of_band(Band.HIGH) + self.of_band(Band.VERY_HIGH)

    @property
    def treated(self) -> list[RiskLine]:
        """List the risks that were scored again after treatment."""
        return [line for line in self.risks if line.after]

    @property
    def lower(self) -> int:
        """Count those of them whose score is lower than it was before treatment."""
        return sum(line.score < line.score_before for line in self.treated)

    @property
    def overdue(self) -> int:
        """Count what was not reviewed in time."""
        return sum(line.is_overdue for line in self.lines)


def outcome(since: date, until: date) -> Outcome:
    """Tell what came of risks in a period."""
    identified = Risk.select().where(Risk.identified_on.between(since, until)).count()
    return Outcome(state_on(until), changes(since, until), scale.valid_on(until), identified)


def begun_on() -> date | None:
    """Give the day the first risk or opportunity was recorded."""
    first: date | None = Risk.select(fn.MIN(Risk.identified_on)).scalar()
    return first

"""What an objective reads in its periods: the number, what it is made of, the target of that period, met or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from qms.core import clock
from qms.core.language import Phrase
from qms.objectives import indicators
from qms.objectives.indicator import Measured
from qms.objectives.measurement import Measurement
from qms.objectives.objective import Objective
from qms.objectives.period import Period, period_of, periods_of
from qms.objectives.states import ObjectiveState, Standing, standing
from qms.objectives.target import Target


@dataclass(frozen=True)
class Reading:
    """One period of one objective."""

    period: Period
    value: float | None
    target: float
    limit: float
    standing: Standing
    n: int | None = None
    of: int | None = None

    @property
    def is_missed(self) -> bool:
        """Tell whether there is a number and it misses the target."""
        return self.standing.is_missed

    @property
    def made_of(self) -> Phrase | str:
        """Say what a number taken from the records is made of."""
        return "" if self.value is None or self.of is None else Measured(self.value, self.of, self.n).words


def readings(objective: Objective) -> list[Reading]:
    """Read one objective in every period of its year that is over, the first one first."""
    return readings_of([objective])[objective.id]


def readings_of(objectives: Sequence[Objective]) -> dict[int, list[Reading]]:
    """Read some objectives, in a handful of queries whatever their number."""
    targets, entered = _targets(objectives), _entered(objectives)
    return {one.id: [_read(one, period, targets, entered) for period in over(one)] for one in objectives}


def over(objective: Objective) -> list[Period]:
    """List the periods of its year that are over; once it is closed, those that were over then."""
    until = objective.closed_on or clock.today()
    return [period for period in periods_of(objective.year, objective.frequency) if period.last <= until]


def frozen(objective: Objective) -> list[dict[str, Any]]:
    """Give the numbers of a computed objective as they are kept when it is closed."""
    if not objective.is_computed:
        return []
    found = [(period, _live(objective, period)) for period in over(objective)]
    return [{"period": period.key, "value": one.value, "n": one.n, "of": one.of} for period, one in found if one]


def _read(objective: Objective, period: Period, targets: dict[int, list[Target]], entered: dict[Any, float]) -> Reading:
    found = _number(objective, period, entered)
    target, limit = _target(objective, period, targets.get(objective.id, ()))
    value = found.value if found else None
    judged = standing(value, target, limit, objective.direction)
    is_counted = found is not None and objective.is_computed
    return Reading(period, value, target, limit, judged, found.n if found else None, found.of if found and is_counted else None)


def _number(objective: Objective, period: Period, entered: dict[Any, float]) -> Measured | None:
    if not objective.is_computed:
        value = entered.get((objective.id, period.first))
        return None if value is None else Measured(value, 1)
    if objective.state != ObjectiveState.CLOSED:
        return _live(objective, period)
    kept = next((row for row in objective.results if row["period"] == period.key), None)
    return Measured(kept["value"], kept["of"], kept["n"]) if kept else None


def _live(objective: Objective, period: Period) -> Measured | None:
    return indicators.measured(objective.indicator, period.first, period.last, objective.unit_id)


def _target(objective: Objective, period: Period, targets: Iterable[Target]) -> tuple[float, float]:
    """Give the target that held on the period's last day."""
    held = [one for one in targets if one.valid_from <= period.last]
    return (held[-1].value, held[-1].limit) if held else (objective.target, objective.limit)


def target_today(objective: Objective) -> tuple[float, float]:
    """Give the target and the limit that hold today."""
    return _target(objective, period_of(clock.today(), objective.frequency), _targets([objective]).get(objective.id, ()))


def _targets(objectives: Sequence[Objective]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = {}
    for target in Target.select().where(Target.objective.in_(objectives)).order_by(Target.valid_from, Target.id):
        found.setdefault(target.objective_id, []).append(target)
    return found


def _entered(objectives: Sequence[Objective]) -> dict[Any, float]:
    columns = (Measurement.objective, Measurement.period_on, Measurement.value)
    query = Measurement.select(*columns).where(Measurement.objective.in_(objectives)).order_by(Measurement.id)
    return {(objective, day): value for objective, day, value in query.tuples()}  # the last row of a period counts

"""Objectives as lines of the list: the last number beside its target, drawn and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.objectives.bullet import Bullet, bullet, spark
from qms.objectives.objective import Objective
from qms.objectives.proposal import proposals
from qms.objectives.queries import going_on
from qms.objectives.reading import Reading, readings_of
from qms.objectives.states import Standing


@dataclass(frozen=True)
class Line:
    """One objective: its last number of the year, how it is drawn, whether a nonconformity is proposed."""

    objective: Objective
    last: Reading | None
    bullet: Bullet | None
    spark: str
    is_proposed: bool

    @property
    def standing(self) -> Standing:
        """Tell whether the last number meets the target."""
        return self.last.standing if self.last else Standing.NONE


def lines(objectives: Sequence[Objective]) -> list[Line]:
    """Put objectives into lines."""
    held = [one for one in objectives if one.is_held]
    own, whole = readings_of(held), going_on(held)
    proposed = {one.objective.id for one in proposals(held)}
    found = []
    for one in objectives:
        last = next((reading for reading in reversed(own.get(one.id, [])) if reading.value is not None), None)
        drawn = bullet(last, one.direction, one.measured_in) if last else None
        found.append(Line(one, last, drawn, spark(whole.get(one.id, [])), one.id in proposed))
    return found


def counts(found: Sequence[Line]) -> dict[Standing, int]:
    """Count the lines by how they stand; drafts are left out."""
    return {standing: sum(line.standing == standing for line in found if line.objective.is_held) for standing in Standing}

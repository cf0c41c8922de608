"""Missed twice in a row: the proposal to open a nonconformity, until one is opened from it (9.1.3, 10.2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.language import _
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import OPEN
from qms.objectives import amount
from qms.objectives.objective import Objective
from qms.objectives.reading import Reading, readings_of
from qms.objectives.states import ObjectiveState

KIND = "objective"  # by which a report names where it comes from
IN_A_ROW = 2


@dataclass(frozen=True)
class Proposal:
    """An objective and the two numbers that missed its target."""

    objective: Objective
    missed: tuple[Reading, ...]

    @property
    def origin(self) -> str:
        """Name the objective as the report form reads it."""
        return f"{KIND}-{self.objective.id}"


def proposals(objectives: Sequence[Objective]) -> list[Proposal]:
    """List the objectives under way that missed their target twice in a row with no nonconformity about it."""
    held = [one for one in objectives if one.state == ObjectiveState.APPROVED]
    if not held:
        return []
    found, cases = readings_of(held), cases_of(held)
    made = [Proposal(one, missed) for one in held if (missed := last_missed(found[one.id]))]
    return [one for one in made if not _is_answered(one, cases.get(one.objective.id, ()))]


def last_missed(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Give the last two numbers when both missed; a period without a number neither mends nor breaks the row."""
    last = [one for one in readings if one.value is not None][-IN_A_ROW:]
    return tuple(last) if len(last) == IN_A_ROW and all(one.is_missed for one in last) else ()


def _is_answered(proposal: Proposal, cases: Sequence[Any]) -> bool:
    """Tell whether a case about it is open, or was reported after the first of the two misses."""
    return any(case.state in OPEN or case.reported_on > proposal.missed[0].period.last for case in cases)


def cases_of(objectives: Sequence[Objective]) -> dict[int, list[Nonconformity]]:
    """List the nonconformities opened from some objectives, the newest first."""
    found: dict[int, list[Nonconformity]] = {}
    of_them = (Nonconformity.origin_kind == KIND) & Nonconformity.origin_id.in_([one.id for one in objectives])
    for case in Nonconformity.select().where(of_them).order_by(Nonconformity.id.desc()):
        found.setdefault(case.origin_id, []).append(case)
    return found


def told(objective: Objective, missed: Sequence[Reading]) -> str:
    """Say what happened, to begin the report with."""
    numbers = "; ".join(
        str(
            _(
                "%(period)s đạt %(value)s, mục tiêu %(target)s",
                period=one.period.label,
                value=amount.written(one.value or 0, objective.measured_in),
                target=amount.written(one.target, objective.measured_in),
            )
        )
        for one in missed
    )
    return str(_("Mục tiêu %(code)s “%(title)s” chưa đạt: %(numbers)s.", code=objective.code, title=objective.title, numbers=numbers))

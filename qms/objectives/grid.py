"""Entering the numbers of a whole period at once: rows, what was typed in them, what is wrong, what jumps (9.1.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qms.core.database import transaction
from qms.core.language import Phrase, _
from qms.core.refusals import Missing
from qms.objectives import amount
from qms.objectives.jump import jumps
from qms.objectives.measurement import Measurement, current
from qms.objectives.missing import mine_to_enter
from qms.objectives.objective import Objective
from qms.objectives.period import Period
from qms.objectives.queries import going_on
from qms.objectives.reading import Reading
from qms.organization.person import Person


@dataclass(frozen=True)
class Row:
    """One objective in the grid: the number it has for the period, and the earlier ones, the last of them shown beside."""

    objective: Objective
    standing: Measurement | None
    earlier: tuple[Reading, ...]

    @property
    def last(self) -> Reading | None:
        """Give the number of the last period that has one."""
        return self.earlier[-1] if self.earlier else None


@dataclass(frozen=True)
class Cell:
    """What was typed in a row: the number, the reason of a correction, and the number whose jump was confirmed."""

    value: str = ""
    reason: str = ""
    sure: str = ""


@dataclass
class Checked:
    """What a grid holds: what is to be kept, what is wrong by objective, what jumps and is not confirmed yet."""

    kept: list[tuple[Row, float, str]] = field(default_factory=list)
    errors: dict[int, Phrase] = field(default_factory=dict)
    doubts: dict[int, float] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Tell whether it can be kept as it is."""
        return not self.errors and not self.doubts


def rows(person: Person, period: Period) -> list[Row]:
    """List the objectives of a period whose numbers a person enters."""
    mine = [one for one in mine_to_enter(person) if (one.year, one.frequency) == (period.year, period.frequency)]
    readings = going_on(mine)
    return [
        Row(
            one,
            current(one, period.first),
            tuple(past for past in readings[one.id] if past.value is not None and past.period.last < period.first),
        )
        for one in mine
    ]


def check(found: Sequence[Row], cells: Mapping[int, Cell]) -> Checked:
    """Read every cell; nothing is kept here. An empty cell where there is no number yet stays empty."""
    checked = Checked()
    for row in found:
        cell = cells.get(row.objective.id, Cell())
        try:
            _check_one(row, cell, checked)
        except Missing as refusal:
            checked.errors[row.objective.id] = refusal.sentence
    return checked


def _check_one(row: Row, cell: Cell, checked: Checked) -> None:
    if not cell.value.strip():
        if row.standing:
            raise Missing(_("Số đã ghi không xóa được; ghi số đúng và lý do đính chính."))
        return
    value = amount.read(cell.value, row.objective.measured_in)
    if row.standing and row.standing.value == value:
        return
    if row.standing and not cell.reason.strip():
        raise Missing(_("Khác số đã ghi; ghi lý do đính chính."))
    if jumps([one.value for one in row.earlier if one.value is not None], value) and cell.sure != amount.typed(value):
        checked.doubts[row.objective.id] = value
    checked.kept.append((row, value, cell.reason))


def keep_all(period: Period, checked: Checked, by: Person) -> int:
    """Keep every number of a grid or none of them; give how many."""
    with transaction():
        for row, value, reason in checked.kept:
            number = Measurement(objective=row.objective, period_on=period.first, value=value)
            if row.standing:
                number.correct(by=by, note=reason)
            else:
                number.enter(by=by)
    return len(checked.kept)


def pasted(found: Sequence[Row], text: str) -> tuple[dict[int, str], list[Phrase]]:
    """Put lines pasted from Excel into the rows: by the code before a tab, otherwise in the order of the grid."""
    by_code = {row.objective.code: row.objective.id for row in found}
    cells: dict[int, str] = {}
    wrong: list[Phrase] = []
    for place, line in enumerate(text.strip("\n").splitlines()):
        code, tab, rest = line.partition("\t")
        number = by_code.get(code.strip().upper()) if tab else found[place].objective.id if place < len(found) else None
        value = (rest if tab else line).strip("\t ")
        if number is None and value:
            wrong.append(_("Dòng %(n)s “%(line)s” không thuộc mục tiêu nào trong bảng.", n=place + 1, line=line.strip()[:40]))
        elif number is not None and value:
            cells[number] = value
    return cells, wrong

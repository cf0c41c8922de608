"""Open corrective actions by age: how old, who is late? (10.2.1 c, 9.3.2 c)."""

from collections.abc import Sequence
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.charts import bars
from qms.core.language import Phrase, _
from qms.improvement import tallies
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.states import OPEN_ACTIONS
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

ONE_BAR_EACH = 15
FIRST_DAYS = (0, 31, 61, 91)  # of the groups of ages
Rows = Sequence[tuple[str, int, int, int]]  # code, age in days, days allowed, days late
Ages = Sequence[tuple[int, bool, int]]  # age in days, whether late, number of actions


def ages(unit: int = 0) -> list[tuple[int, bool, int]]:
    """Count all open actions by age and lateness, whatever their number."""
    today = clock.today()
    late = CorrectiveAction.due_on < today
    query = CorrectiveAction.select(CorrectiveAction.planned_on, late, fn.COUNT(CorrectiveAction.id)).where(
        CorrectiveAction.state.in_(OPEN_ACTIONS) & tallies.led_by(unit)
    )
    return [
        ((today - planned_on).days, bool(is_late), n)
        for planned_on, is_late, n in query.group_by(CorrectiveAction.planned_on, late).tuples()
    ]


def headline(found: Ages, worst: int) -> Phrase:
    """Say how many are late, and by how many days the worst is."""
    total, late = sum(n for _age, _late, n in found), sum(n for _age, is_late, n in found if is_late)
    if not total:
        return _("Không có hành động khắc phục nào đang mở")
    if not late:
        return _("Cả %(total)s hành động khắc phục đang mở còn trong hạn", total=total)
    return _("%(late)s trong %(total)s hành động khắc phục đang mở đã quá hạn, lâu nhất %(days)s ngày", late=late, total=total, days=worst)


def groups(found: Ages) -> list[tuple[str, int, int]]:
    """Count actions by age: name of the group, those within time, those late."""
    ends = (*(first - 1 for first in FIRST_DAYS[1:]), None)
    return [
        (_name(first, last), _counted(found, first, last, False), _counted(found, first, last, True))
        for first, last in zip(FIRST_DAYS, ends, strict=True)
    ]


def _counted(found: Ages, first: int, last: int | None, late: bool) -> int:
    return sum(n for age, is_late, n in found if bool(is_late) == late and _within(age, first, last))


def _within(age: int, first: int, last: int | None) -> bool:
    return age >= first and (last is None or age <= last)


def _name(first: int, last: int | None) -> str:
    return str(_("từ %(first)s ngày", first=first) if last is None else _("%(first)s–%(last)s ngày", first=first, last=last))


def standing(days_late: int) -> Phrase:
    """Tell how an action stands against its due day."""
    if days_late > 0:
        return _("quá hạn %(n)s ngày", n=days_late)
    return _("hạn hôm nay") if days_late == 0 else _("còn %(n)s ngày", n=-days_late)


def draw_each(rows: Sequence[tuple[str, int, int, int, str]], width: int) -> Any:
    """Draw a bar for each action with its due day."""
    return bars.ageing(rows, width, axis=str(_("số ngày từ khi giao; vạch đen là hạn")))


def draw_groups(facts: Sequence[tuple[str, int, int]], width: int) -> Any:
    """Draw a bar for each group of ages."""
    return bars.ageing_buckets(facts, width, late_word=str(_("quá hạn")))


def figure(period: Period) -> Figure:
    """Give the figure as it stands today."""
    rows, found = tallies.open_actions_ageing(ONE_BAR_EACH, period.unit), ages(period.unit)
    is_many = sum(n for _age, _late, n in found) > ONE_BAR_EACH
    told = tuple((*row, str(standing(row[3]))) for row in rows)
    facts = tuple(groups(found)) if is_many else told
    return Figure(
        "ageing",
        headline(found, max((row[3] for row in rows), default=0)),
        _numbers(found),
        (_("Hành động"), _("Tuổi (ngày)"), _("Hạn (ngày)"), _("So với hạn")),
        tuple(map(_line, told)),
        facts or None,
        draw_groups if is_many else draw_each,
        _("Sổ theo dõi hành động khắc phục, đang mở"),
        "improvement.actions",
        {"state": "open"},
    )


def _numbers(found: Ages) -> str:
    return "; ".join(f"{name}: {fine + late}" for name, fine, late in groups(found)) if found else ""


def _line(row: tuple[str, int, int, int, str]) -> Line:
    code, age, allowed, _late, words = row
    return Line((code, age, allowed, words), "improvement.action", {"code": code})

"""What objectives offer to the house."""

from typing import Any

from flask import url_for

from qms.core import clock
from qms.core.feature import TO_APPROVE, TO_DO, Feature, MenuItem, RecordKind, Task
from qms.core.language import Phrase, _
from qms.core.stories import EVENTS
from qms.improvement.reporting import origin
from qms.objectives import queries, views_measure, views_steps
from qms.objectives.measurement import Measurement
from qms.objectives.missing import entered_by_hand, mine_to_enter, missing
from qms.objectives.objective import Objective
from qms.objectives.period import Period
from qms.objectives.proposal import KIND, last_missed, proposals, told
from qms.objectives.reading import readings
from qms.objectives.target import Target
from qms.objectives.views import pages
from qms.organization.person import Person
from qms.organization.role import Role

PLANNING, MEASURING = "6.2", "9.1"


def tasks(person: Person) -> list[Task]:
    """List what waits for a person: numbers to enter, objectives to approve, to evaluate, a nonconformity to open."""
    return [*_numbers(person), *_missed(person), *_decisions(person)]


def _numbers(person: Person) -> list[Task]:
    found = [_entry(period, ones, _("Đồng chí nhập số liệu")) for period, ones in missing(entered_by_hand(person)).items()]
    if person.has_role(Role.QUALITY_OFFICER):
        others = [one for one in mine_to_enter(person) if one.responsible_id != person.id]
        late = ((period, ones) for period, ones in missing(others).items() if period.enter_by < clock.today())
        found += [_entry(period, ones, _("Người phụ trách chưa nhập: %(names)s", names=_names(ones))) for period, ones in late]
    return found


def _names(objectives: list[Objective]) -> str:
    return ", ".join(sorted({one.responsible.name for one in objectives if one.responsible}))


def _entry(period: Period, objectives: list[Objective], why: Phrase) -> Task:
    title = _("Số liệu %(period)s của %(n)s mục tiêu", period=period.label, n=len(objectives))
    return Task(TO_DO, str(title), url_for("measure.table", period=period.key), why, period.enter_by)


def _missed(person: Person) -> list[Task]:
    mine = queries.under_way(None if person.has_role(Role.QUALITY_OFFICER) else person)
    return [_task(TO_DO, one.objective, _("Chưa đạt hai kỳ liên tiếp: đề nghị mở sự không phù hợp")) for one in proposals(mine)]


def _decisions(person: Person) -> list[Task]:
    waiting = [_task(TO_APPROVE, one, _("Mục tiêu chờ phê duyệt")) for one in queries.to_approve(person)]
    return waiting + [_task(TO_DO, one, _("Đánh giá, đóng mục tiêu năm %(year)s", year=one.year)) for one in queries.to_close(person)]


def _task(group: str, one: Objective, why: Phrase) -> Task:
    return Task(group, f"{one.code} {one.title}", url_for("objectives.objective", code=one.code), why)


def _origin(number: int, person: Any) -> origin.Origin | None:
    """Give an objective as the origin of a report; it begins with the numbers that missed the target."""
    one = Objective.get_or_none(id=number) if person.id else None
    if one is None or not one.is_held:
        return None
    missed = last_missed(readings(one))
    url = url_for("objectives.objective", code=one.code)
    return origin.Origin(f"{one.code} {one.title}", url, one.unit_id, told=told(one, missed) if missed else "")


def _about(clause: str, model: Any, *clauses: str) -> Any:
    """Say that every record of a kind is about some clauses, and so about those above them."""
    return model.id.is_null(not any(f"{one}.".startswith(f"{clause}.") for one in clauses))


def _of_unit(model: Any) -> Any:
    return lambda unit: model.objective.in_(Objective.select(Objective.id).where(Objective.unit == unit))


origin.register(KIND, _origin)
EVENTS["objective.exported"] = _("đã xuất danh sách mục tiêu chất lượng")

feature = Feature(
    name="objectives",
    clause=PLANNING,
    blueprint=(pages, views_steps.pages, views_measure.pages),
    menu=(MenuItem(_("Kiểm tra"), _("Mục tiêu chất lượng"), "/objectives", order=38),),
    tasks=tasks,
    records=(
        RecordKind(
            Objective,
            _("Mục tiêu chất lượng"),
            lambda one: url_for("objectives.objective", code=one.code),
            lambda: Objective.approved_on,
            unit=lambda unit: Objective.unit == unit,
            clause=lambda clause: _about(clause, Objective, PLANNING),
        ),
        RecordKind(
            Measurement,
            _("Số liệu đo"),
            period=lambda: Measurement.period_on,
            unit=_of_unit(Measurement),
            clause=lambda clause: _about(clause, Measurement, MEASURING),
        ),
        RecordKind(
            Target,
            _("Mức mục tiêu"),
            period=lambda: Target.valid_from,
            unit=_of_unit(Target),
            clause=lambda clause: _about(clause, Target, PLANNING),
        ),
    ),
)

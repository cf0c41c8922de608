"""What improvement offers to the house."""

from typing import Any

from flask import url_for

from qms.core import clock
from qms.core.feature import COMING, TO_DO, Feature, MenuItem, RecordKind, Task
from qms.core.language import Phrase, _
from qms.improvement import queries, views_actions  # noqa: F401 - its pages are on the same blueprint
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.ideas import views_tasks as views_idea_tasks
from qms.improvement.ideas.views import pages as idea_pages
from qms.improvement.ideas.views_steps import pages as idea_step_pages
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.papers.views import pages as paper_pages
from qms.improvement.register import views as register_pages  # noqa: F401
from qms.improvement.register import views_board, views_saved
from qms.improvement.reporting import origin, outcome, posters, views_posters  # noqa: F401
from qms.improvement.reporting import views as reporting_pages  # noqa: F401
from qms.improvement.states import OPEN, OPEN_ACTIONS, ActionState, NonconformityState
from qms.improvement.triage import views as triage_pages  # noqa: F401
from qms.improvement.views import pages
from qms.organization.person import Person
from qms.organization.role import Role
from qms.web import visibility


def tasks(person: Person) -> list[Task]:
    """List what waits for a person: to triage, to handle, to do, to check, to close."""
    return [*_officer(person), *_cases(person), *_actions(person), *_checks(person), *views_idea_tasks.tasks(person)]


def _officer(person: Person) -> list[Task]:
    if not person.has_role(Role.QUALITY_OFFICER):
        return []
    return [
        *(_task(case, _("Chờ phân loại, phản hồi"), case.due_on) for case in queries.awaiting_triage()),
        *(_task(case, _("Đủ điều kiện đóng"), None) for case in queries.ready_to_close()),
    ]


def _of_state(state: NonconformityState) -> Any:
    return Nonconformity.select().where(Nonconformity.state == state)


def _cases(person: Person) -> list[Task]:
    mine = _of_state(NonconformityState.IN_PROGRESS).where(Nonconformity.responsible == person)
    return [_task(case, step, None) for case in mine if (step := _next_step(case))]


def _next_step(case: Nonconformity) -> Phrase | None:
    if not case.correction:
        return _("Ghi việc khắc phục")
    if not case.cause:
        return _("Xác định nguyên nhân")
    lives = any(one.state != ActionState.NOT_EFFECTIVE for one in case.actions)
    return None if lives else _("Giao hành động khắc phục")


def _task(case: Nonconformity, why: Any, due: Any) -> Task:
    return Task(TO_DO, f"{case.code} {case.title}", url_for("improvement.nonconformity", code=case.code), why, due)


def open_about(codes: list[str]) -> list[Task]:
    """List the open nonconformities of some procedures, for whoever has to revise them."""
    cases = Nonconformity.select().where(Nonconformity.procedure_code.in_(codes) & Nonconformity.state.in_(OPEN))
    return [_task(case, f"{case.procedure_code} · {case.state.label}", case.due_on) for case in cases.order_by(Nonconformity.code)]


def _actions(person: Person) -> list[Task]:
    mine = CorrectiveAction.select().where((CorrectiveAction.responsible == person) & CorrectiveAction.state.in_(OPEN_ACTIONS))
    return [
        Task(
            TO_DO,
            f"{one.code} {one.description}"[:160],
            url_for("improvement.action", code=one.code),
            _("Đồng chí thực hiện"),
            one.due_on,
        )
        for one in mine
    ]


def _checks(person: Person) -> list[Task]:
    mine = CorrectiveAction.select().where((CorrectiveAction.verifier == person) & (CorrectiveAction.state == ActionState.DONE))
    return [
        Task(
            TO_DO if one.check_on and one.check_on <= clock.today() else COMING,
            f"{one.code} {one.description}"[:160],
            url_for("improvement.action", code=one.code),
            _("Đồng chí kiểm tra hiệu lực"),
            one.check_on,
        )
        for one in mine
    ]


def _origin_of(model: Any, endpoint: str) -> origin.Resolver:
    def resolve(number: int, person: Any) -> origin.Origin | None:
        record = model.get_or_none(id=number) if person.id else None  # who has no name reads no register
        return origin.Origin(record.label, url_for(endpoint, code=record.code)) if record else None

    return resolve


def _about(clause: str) -> Any:
    """Say that a nonconformity is about a clause or one below it."""
    return (Nonconformity.clause == clause) | Nonconformity.clause.startswith(f"{clause}.")


_MEMBERS = frozenset(Role) - {Role.ADMINISTRATOR}

origin.register("nonconformity", _origin_of(Nonconformity, "improvement.nonconformity"))
origin.register("correctiveaction", _origin_of(CorrectiveAction, "improvement.action"))
origin.register("poster", posters.origin_of)

visibility.show_files("nonconformity", lambda person, case: True)
visibility.show_files("correctiveaction", lambda person, action: True)

feature = Feature(
    name="improvement",
    clause="10.2",
    blueprint=(pages, views_board.pages, views_saved.pages, paper_pages, idea_pages, idea_step_pages),
    menu=(
        MenuItem(_("Cải tiến"), _("Sự không phù hợp"), "/nc", order=30),
        MenuItem(_("Cải tiến"), _("Tôi đã báo"), "/nc/mine", _MEMBERS, 30, outcome.waiting_for_answer),
        MenuItem(_("Cải tiến"), _("Hành động khắc phục"), "/ca", order=31),
        *views_idea_tasks.menu,
    ),
    tasks=tasks,
    records=(
        RecordKind(
            Nonconformity,
            _("Sự không phù hợp"),
            lambda case: url_for("improvement.nonconformity", code=case.code),
            lambda: Nonconformity.reported_on,
            unit=lambda unit: (Nonconformity.unit == unit) | (Nonconformity.lead_unit == unit),
            clause=_about,
        ),
        RecordKind(
            CorrectiveAction,
            _("Hành động khắc phục"),
            lambda one: url_for("improvement.action", code=one.code),
            lambda: CorrectiveAction.planned_on,
            unit=lambda unit: CorrectiveAction.nonconformity.in_(
                Nonconformity.select(Nonconformity.id).where((Nonconformity.unit == unit) | (Nonconformity.lead_unit == unit))
            ),
            clause=lambda clause: CorrectiveAction.nonconformity.in_(Nonconformity.select(Nonconformity.id).where(_about(clause))),
        ),
        *views_idea_tasks.records,
    ),
)

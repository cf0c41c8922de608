"""What waits for a person: to triage, to handle, to confirm, to answer, to do, to check, to close."""

from typing import Any

from flask import url_for

from qms.core import clock
from qms.core.feature import COMING, TO_DO, Task
from qms.core.language import Phrase, _
from qms.core.looking import of_person
from qms.improvement import queries
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.ideas import views_tasks as views_idea_tasks
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import OPEN, OPEN_ACTIONS, ActionState
from qms.organization.person import Person
from qms.organization.role import Role


def tasks(person: Person) -> list[Task]:
    """List what waits for a person: to triage, to handle, to do, to check, to close."""
    own = [*_officer(person), *_cases(person), *_causes(person), *_asked(person), *_actions(person), *_extensions(person)]
    return [*own, *_checks(person), *views_idea_tasks.tasks(person)]


def _officer(person: Person) -> list[Task]:
    if not person.has_role(Role.QUALITY_OFFICER):
        return []
    return [
        *(_task(case, _("Chờ phân loại, phản hồi"), case.due_on) for case in queries.awaiting_triage()),
        *(_task(case, _("Đủ điều kiện đóng"), None) for case in queries.ready_to_close()),
    ]


@of_person(lambda: Nonconformity.responsible)
def _wanting_something() -> Any:
    return Nonconformity.select().where(queries.unplanned())


def _cases(person: Person) -> list[Task]:
    return [_task(case, step, case.plan_by) for case in _wanting_something(person) if (step := _next_step(case))]


def _next_step(case: Nonconformity) -> Phrase | None:
    if not case.correction:
        return _("Ghi việc khắc phục")
    if not case.cause:
        return _("Xác định nguyên nhân")
    return None if case.needs_no_action else _("Giao hành động khắc phục")


def _causes(person: Person) -> list[Task]:
    """List the causes that wait to be confirmed by somebody else: by the officer, or by an auditor where the officer found them."""
    if not person.has_role(Role.QUALITY_OFFICER) and not person.has_role(Role.AUDITOR):
        return []
    waiting = queries.causes_to_confirm().where(Nonconformity.analysed_by != person)
    return [
        _task(case, _("Xác nhận nguyên nhân"), None)
        for case in waiting
        if person.has_role(Role.QUALITY_OFFICER) or case.analysed_by.has_role(Role.QUALITY_OFFICER)
    ]


def _asked(person: Person) -> list[Task]:
    units = {post.unit_id for post in person.posts}
    questions = queries.questions_to(frozenset(units)) if units else []
    return [_task(one.nonconformity, _("Trả lời: đơn vị có lỗi tương tự không"), one.answer_by) for one in questions]


def _extensions(person: Person) -> list[Task]:
    if not person.has_role(Role.QUALITY_OFFICER):
        return []
    return [
        _action_task(one, _("Trả lời đề nghị gia hạn"), one.due_on)
        for one in queries.extensions_wanted()
        if one.responsible_id != person.id
    ]


def _task(case: Nonconformity, why: Any, due: Any) -> Task:
    return Task(TO_DO, f"{case.code} {case.title}", url_for("improvement.nonconformity", code=case.code), why, due)


def _action_task(one: CorrectiveAction, why: Phrase, due: Any, group: str = TO_DO) -> Task:
    return Task(group, f"{one.code} {one.description}"[:160], url_for("improvement.action", code=one.code), why, due)


def open_about(codes: list[str]) -> list[Task]:
    """List the open nonconformities of some procedures, for whoever has to revise them."""
    cases = Nonconformity.select().where(Nonconformity.procedure_code.in_(codes) & Nonconformity.state.in_(OPEN))
    return [_task(case, f"{case.procedure_code} · {case.state.label}", case.due_on) for case in cases.order_by(Nonconformity.code)]


@of_person(lambda: CorrectiveAction.responsible)
def _to_do() -> Any:
    return CorrectiveAction.select().where(CorrectiveAction.state.in_(OPEN_ACTIONS))


@of_person(lambda: CorrectiveAction.verifier)
def _to_check() -> Any:
    return CorrectiveAction.select().where(CorrectiveAction.state == ActionState.DONE)


def _actions(person: Person) -> list[Task]:
    return [_action_task(one, _("Đồng chí thực hiện"), one.due_on) for one in _to_do(person)]


def _checks(person: Person) -> list[Task]:
    return [
        _action_task(
            one, _("Đồng chí kiểm tra hiệu lực"), one.check_on, TO_DO if one.check_on and one.check_on <= clock.today() else COMING
        )
        for one in _to_check(person)
    ]

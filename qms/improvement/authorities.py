"""Who may report, handle, check and close (5.3, 8.7.2, 10.2)."""

from typing import Any

from qms import settings
from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


@authority(_("người chịu trách nhiệm chính"))
def responsible(person: Any, record: Any) -> bool:
    """Hold for the one person chiefly responsible."""
    return record is not None and person.id is not None and record.responsible_id == person.id


@authority(_("người chịu trách nhiệm chính về sự không phù hợp"))
def responsible_for_the_case(person: Any, action: Any) -> bool:
    """Hold for who is chiefly responsible for the nonconformity an action belongs to."""
    return action is not None and responsible(person, action.nonconformity)


@authority(_("người khác với người thực hiện"))
def not_the_doer(person: Any, action: Any) -> bool:
    """Hold for anybody but the doer: nobody verifies his own action."""
    return action is None or person.id not in {action.responsible_id, action.completed_by_id}


@authority(_("người khác với người xác định nguyên nhân"))
def not_the_analyst(person: Any, case: Any) -> bool:
    """Hold for anybody but who found the cause: nobody confirms his own analysis."""
    return case is None or person.id != case.analysed_by_id


@authority(_("người của đơn vị được hỏi"))
def of_the_unit(person: Any, question: Any) -> bool:
    """Hold for those who hold a post in the unit that was asked."""
    return question is not None and person.id is not None and question.unit_id in {post.unit_id for post in person.posts}


@authority(_("người thực hiện hoặc kiểm tra một hành động của sự việc"))
def has_an_action(person: Any, case: Any) -> bool:
    """Hold for doers and verifiers of a case's actions: what they conclude moves the case."""
    return case is not None and any(person.id in {one.responsible_id, one.verifier_id} for one in case.actions)


@authority(_("người được giao kiểm tra hiệu lực"))
def verifier(person: Any, action: Any) -> bool:
    """Hold for who was appointed to check this action."""
    return action is not None and action.verifier_id == person.id


@authority(_("người báo không ghi tên, khi đơn vị cho phép"))
def report_unnamed(person: Any, record: Any) -> bool:
    """Hold for somebody unnamed while the office takes such reports."""
    return getattr(person, "is_unnamed", False) and settings.text("QMS_ANONYMOUS_REPORTS") == "1"


report = by_role.member
triage = by_role.quality_officer
close = by_role.quality_officer
handle = responsible | by_role.quality_officer
plan = responsible_for_the_case | by_role.quality_officer
do = responsible
consent = (by_role.quality_officer | by_role.commander) & not_the_doer
confirm_cause = (responsible | by_role.quality_officer | by_role.auditor | by_role.commander) & not_the_analyst
concede = by_role.commander
answer_for_the_unit = of_the_unit | by_role.quality_officer
move_on = handle | has_an_action | by_role.auditor
verify = (verifier | by_role.quality_officer | by_role.auditor) & not_the_doer

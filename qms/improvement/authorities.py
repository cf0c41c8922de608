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
extend = by_role.quality_officer | by_role.commander
verify = (verifier | by_role.quality_officer | by_role.auditor) & not_the_doer

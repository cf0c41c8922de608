"""Who convenes, prepares, keeps the minutes, signs, carries out, confirms and reads (5.3, 9.3)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


def _review(record: Any) -> Any:
    return getattr(record, "review", record)


@authority(_("thư ký cuộc xem xét"))
def secretary(person: Any, record: Any) -> bool:
    """Hold for who keeps the minutes of a review."""
    return record is not None and person.id is not None and _review(record).secretary_id == person.id


@authority(_("người chủ trì cuộc xem xét"))
def chair(person: Any, record: Any) -> bool:
    """Hold for who chairs a review; where no review is named, for anybody whose turn it may be."""
    return record is None or (person.id is not None and _review(record).chair_id == person.id)


@authority(_("người dự cuộc xem xét"))
def participant(person: Any, record: Any) -> bool:
    """Hold for who was asked to a review."""
    return record is not None and person.id is not None and person.id in _review(record).people


@authority(_("người chịu trách nhiệm chính"))
def responsible(person: Any, decision: Any) -> bool:
    """Hold for the one person chiefly responsible for a decision."""
    return decision is not None and person.id is not None and decision.responsible_id == person.id


@authority(_("người khác với người thực hiện"))
def not_the_doer(person: Any, decision: Any) -> bool:
    """Hold for anybody but the doer: nobody confirms his own work."""
    return decision is None or person.id not in {decision.responsible_id, decision.completed_by_id}


prepare = by_role.quality_officer
keep_minutes = secretary | by_role.quality_officer
sign = by_role.commander & chair
do = responsible
confirm = (secretary | by_role.quality_officer) & not_the_doer
extend = by_role.commander
read = participant | by_role.quality_officer | by_role.commander | by_role.auditor
read_decision = responsible | read

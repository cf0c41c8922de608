"""Who may propose, answer, carry out, check and thank (10.3)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.improvement.authorities import responsible
from qms.organization import authorities as by_role


@authority(_("người đứng đầu đơn vị được đề xuất"))
def head_of_its_unit(person: Any, idea: Any) -> bool:
    """Hold for who heads the unit an idea is addressed to."""
    return idea is not None and person.id is not None and any(post.is_head and post.unit_id == idea.unit_id for post in person.posts)


@authority(_("người đề xuất"))
def proposer(person: Any, idea: Any) -> bool:
    """Hold for who proposed an idea."""
    return idea is not None and person.id is not None and person.id == idea.proposed_by_id


@authority(_("người khác với người đề xuất"))
def not_the_proposer(person: Any, idea: Any) -> bool:
    """Hold for anybody but the proposer: nobody answers or thanks himself."""
    return idea is None or person.id != idea.proposed_by_id


@authority(_("người khác với người thực hiện"))
def not_the_doer(person: Any, idea: Any) -> bool:
    """Hold for anybody but the doer: nobody checks his own work."""
    return idea is None or person.id not in {idea.responsible_id, idea.completed_by_id}


propose = by_role.member
supplement = proposer
answer = (head_of_its_unit | by_role.quality_officer) & not_the_proposer
do = responsible
asked_to_check = (head_of_its_unit | by_role.quality_officer) & not_the_doer
check = (head_of_its_unit | by_role.quality_officer | by_role.auditor) & not_the_doer
thank = (head_of_its_unit | by_role.commander) & not_the_proposer

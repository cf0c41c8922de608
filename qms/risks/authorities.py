"""Who may identify, treat, review and close risks, and who sets the scale (5.3, 6.1)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


@authority(_("người phụ trách rủi ro"))
def owner(person: Any, risk: Any) -> bool:
    """Hold for the one person who answers for a risk."""
    return risk is not None and person.id is not None and risk.owner_id == person.id


@authority(_("người phụ trách rủi ro được xử lý"))
def owner_of_its_risk(person: Any, treatment: Any) -> bool:
    """Hold for who answers for the risk a treatment belongs to."""
    return treatment is not None and owner(person, treatment.risk)


@authority(_("người thực hiện"))
def doer(person: Any, treatment: Any) -> bool:
    """Hold for who carries a treatment out."""
    return treatment is not None and person.id is not None and treatment.responsible_id == person.id


@authority(_("người đứng đầu một đơn vị"))
def head_of_a_unit(person: Any, risk: Any) -> bool:
    """Hold for who heads any unit today."""
    return person.id is not None and any(post.is_head for post in person.posts)


set_scale = by_role.quality_officer
identify = by_role.quality_officer | by_role.commander | head_of_a_unit
keep = owner | by_role.quality_officer
close = by_role.quality_officer | by_role.commander
score = by_role.member  # which risk he may score is asked by the act of the risk that calls it
plan = owner_of_its_risk | by_role.quality_officer
do = doer
extend = by_role.quality_officer | by_role.commander
drop = owner_of_its_risk | by_role.quality_officer

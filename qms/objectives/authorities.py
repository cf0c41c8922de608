"""Who may set, measure and evaluate objectives (5.3, 6.2.1, 9.1.1)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role
from qms.organization.role import Role


@authority(_("người đứng đầu đơn vị của mục tiêu"))
def head_of_its_unit(person: Any, objective: Any) -> bool:
    """Hold for who heads the unit of an objective."""
    if objective is None or person.id is None or objective.unit_id is None:
        return False
    return any(post.is_head and post.unit_id == objective.unit_id for post in person.posts)


@authority(_("người đứng đầu đơn vị"))
def head_of_a_unit(person: Any, _record: Any) -> bool:
    """Hold for who heads any unit."""
    return person.id is not None and any(post.is_head for post in person.posts)


@authority(_("người chịu trách nhiệm chính về mục tiêu"))
def responsible(person: Any, objective: Any) -> bool:
    """Hold for the one person chiefly responsible."""
    return objective is not None and person.id is not None and person.id == objective.responsible_id


@authority(_("người khác với người soạn mục tiêu"))
def not_the_author(person: Any, objective: Any) -> bool:
    """Hold for anybody but the author: nobody approves what he has written."""
    return objective is None or person.id != objective.drafted_by_id


@authority(_("người khác với người chịu trách nhiệm chính"))
def not_the_responsible(person: Any, objective: Any) -> bool:
    """Hold for anybody but the person chiefly responsible: nobody evaluates his own objective."""
    return objective is None or person.id != objective.responsible_id


@authority(_("người chịu trách nhiệm chính về mục tiêu hoặc Cán bộ chất lượng"))
def measures(person: Any, measurement: Any) -> bool:
    """Hold for those who enter the numbers of a measurement's objective."""
    return measurement is not None and (responsible(person, measurement.objective) or person.has_role(Role.QUALITY_OFFICER))


@authority(_("người được xem mục tiêu"))
def see(person: Any, objective: Any) -> bool:
    """Hold for everybody where the objective is approved, otherwise for those who work on it or check the system."""
    if objective.is_held:
        return True
    works_on_it = person.id in {objective.drafted_by_id, objective.responsible_id} or head_of_its_unit(person, objective)
    return works_on_it or bool(person.roles & {Role.QUALITY_OFFICER, Role.COMMANDER, Role.AUDITOR})


prepare = by_role.quality_officer | by_role.commander | head_of_its_unit
prepare_some = by_role.quality_officer | by_role.commander | head_of_a_unit
approve = by_role.commander & not_the_author
set_target = by_role.commander
close = (by_role.quality_officer | by_role.commander) & not_the_responsible

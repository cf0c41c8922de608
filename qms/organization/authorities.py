"""Authorities that follow from a role alone; the features build theirs on these."""

from typing import Any

from qms.core.authority import Authority, authority, system_only
from qms.core.language import _
from qms.organization.role import Role


def holder_of(role: Role) -> Authority:
    """Give the authority of those who hold a role today."""
    return Authority(role.label, lambda person, record: person.has_role(role))


quality_officer = holder_of(Role.QUALITY_OFFICER)
auditor = holder_of(Role.AUDITOR)
commander = holder_of(Role.COMMANDER)
administrator = holder_of(Role.ADMINISTRATOR)
staff = holder_of(Role.STAFF)
desk_officer = holder_of(Role.DESK_OFFICER)
ward_officer = holder_of(Role.WARD_OFFICER)

keep_the_organization = administrator | system_only


@authority(_("chính người đó"))
def oneself(person: Any, record: Any) -> bool:
    """Hold for a person about himself."""
    return person.id is not None and person.id == record.id


@authority(_("người khác với người được cấp quyền"))
def somebody_else(person: Any, record: Any) -> bool:
    """Hold for anybody but the person a grant is about: nobody changes his own roles."""
    return person.id is None or person.id != record.person_id


@authority(_("cán bộ, nhân viên của đơn vị"))
def member(person: Any, record: Any) -> bool:
    """Hold for everybody with a working role; an administrator alone keeps accounts, not quality records."""
    return bool(person.roles - {Role.ADMINISTRATOR})

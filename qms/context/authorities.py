"""Who keeps the context and who approves the scope (4.1, 4.2, 4.3, 5.1)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


@authority(_("người khác với người soạn"))
def not_the_author(person: Any, scope: Any) -> bool:
    """Hold for anybody but who wrote this version: nobody approves his own text."""
    return scope is None or person.id != scope.drafted_by_id


keep = by_role.quality_officer
decide = by_role.quality_officer | by_role.commander
approve = by_role.commander & not_the_author

"""Who keeps the list of yearly duties, records them done, waives one for a year (5.1.1, 5.3)."""

from typing import Any

from qms.core.authority import authority
from qms.core.language import _
from qms.organization import authorities as by_role


@authority(_("người được giao việc"))
def responsible(person: Any, outcome: Any) -> bool:
    """Hold for who answers for the duty."""
    return person.id is not None and outcome is not None and outcome.duty.responsible_id == person.id


keep = by_role.quality_officer | by_role.commander
record = responsible | by_role.quality_officer
waive = by_role.commander
draft_declaration = by_role.quality_officer

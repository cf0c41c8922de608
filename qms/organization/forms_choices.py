"""What forms of several rooms choose from: people, units, procedures."""

from typing import Any

from flask import current_app

from qms.core.language import _
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.unit import Unit
from qms.web.forms import options


def number(value: Any) -> int | None:
    """Read a chosen record's number; nothing for the empty choice."""
    return int(value) if value not in (None, "", "None") else None


def units() -> list[Any]:
    """List the units of today as options."""
    return options((unit.id, unit.name) for unit in Unit.active())


def people() -> list[Any]:
    """List those with a working role as options, the empty choice first."""
    working = [person for person in Person.present() if person.roles - {Role.ADMINISTRATOR}]
    return options(((person.id, person.signature()) for person in working), _("Chọn một người"))


def procedures(linked: str = "") -> list[Any]:
    """List the documents in force as options, together with the one linked before."""
    known = current_app.config.get("PROCEDURE_CHOICES", list)()
    gone = [(linked, linked)] if linked and linked not in dict(known) else []  # out of force since it was linked
    return options([*known, *gone], _("Không thuộc quy trình nào"))

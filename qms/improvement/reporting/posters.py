"""Posters: a sheet on the wall of a unit, or beside a procedure, whose square code opens the report form with its context."""

from typing import Any

from qms.core.language import _
from qms.improvement.reporting.origin import Origin
from qms.organization.unit import Unit

KIND = "poster"


def origin_of(number: int, _person: Any) -> Origin | None:
    """Tell which unit's poster a report comes from; the name is on the wall for everybody."""
    unit = Unit.get_or_none(id=number)
    return Origin(str(_("Áp phích tại %(unit)s", unit=unit.name)), unit=unit.id) if unit else None

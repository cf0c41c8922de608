"""What this feature offers to the house."""

from qms.core.feature import Feature, MenuItem
from qms.core.language import _
from qms.management_review.views import pages
from qms.organization.role import Role

_READERS = frozenset({Role.COMMANDER, Role.QUALITY_OFFICER, Role.AUDITOR})

feature = Feature(
    name="management_review",
    clause="9.3",
    blueprint=pages,
    menu=[MenuItem(_("Lãnh đạo"), _("Tình hình chất lượng"), "/dashboard", _READERS, 15)],
)

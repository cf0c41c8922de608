"""What this feature offers to the house."""

from qms.core.feature import Feature, MenuItem
from qms.core.language import _
from qms.notifications.escalation import escalated
from qms.notifications.views_rounds import rounds
from qms.notifications.views_tasks import pages
from qms.organization.role import Role

feature = Feature(
    name="notifications",
    clause="7.4",
    blueprint=(pages, rounds),
    menu=(MenuItem(_("Quản trị"), _("Vòng hằng ngày"), "/admin/daily", frozenset({Role.ADMINISTRATOR}), 93),),
    escalated=escalated,
)

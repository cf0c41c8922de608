"""What this feature offers to the house."""

from qms.core.feature import Feature, MenuItem
from qms.core.language import _
from qms.management_review.review import views_tasks
from qms.management_review.review.views import pages as review_pages
from qms.management_review.review.views_decisions import pages as decision_pages
from qms.management_review.review.views_inputs import pages as input_pages
from qms.management_review.review.views_meeting import pages as meeting_pages
from qms.management_review.review.views_papers import pages as paper_pages
from qms.management_review.views import pages
from qms.management_review.views_screens import pages as screen_pages
from qms.organization.role import Role

_READERS = frozenset({Role.COMMANDER, Role.QUALITY_OFFICER, Role.AUDITOR})
_MEMBERS = frozenset(Role) - {Role.ADMINISTRATOR}

feature = Feature(
    name="management_review",
    clause="9.3",
    blueprint=(pages, screen_pages, decision_pages, meeting_pages, paper_pages, review_pages, input_pages),
    menu=[
        MenuItem(_("Lãnh đạo"), _("Tình hình chất lượng"), "/dashboard", _READERS, 15),
        MenuItem(_("Lãnh đạo"), _("Xem xét của lãnh đạo"), "/reviews", _MEMBERS, 16),
    ],
    tasks=views_tasks.tasks,
    records=views_tasks.records,
    verify=views_tasks.verify,
)

"""What this feature offers to the house."""

from qms.core.feature import Feature, MenuItem
from qms.core.language import _
from qms.today.queries import count
from qms.today.views import pages

feature = Feature(name="today", clause="9.1", blueprint=pages, menu=[MenuItem(_("Việc của tôi"), _("Hôm nay"), "/", order=10, count=count)])

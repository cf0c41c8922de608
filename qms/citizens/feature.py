"""What this feature offers to the house."""

from qms.citizens.views import pages
from qms.core.feature import Feature, MenuItem
from qms.core.language import _

feature = Feature(
    name="citizens",
    clause="8.2.1",
    blueprint=pages,
    menu=(MenuItem(_("Công dân"), _("Niêm yết công khai"), "/public", order=50),),
)

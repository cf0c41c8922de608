"""What this feature offers to the house."""

from qms.core.feature import Feature, MenuItem
from qms.core.language import _
from qms.organization.role import Role
from qms.organization.views import pages
from qms.organization.views_admin import admin
from qms.organization.views_calendar import days
from qms.organization.views_files import files
from qms.organization.views_health import health
from qms.organization.views_help import help
from qms.organization.views_lan import lan
from qms.organization.views_people import people
from qms.organization.views_setup import setup
from qms.organization.views_token import tokens
from qms.organization.views_units import units

_ADMINISTRATION = _("Quản trị")
_ONLY = frozenset({Role.ADMINISTRATOR})

feature = Feature(
    name="organization",
    clause="5.3",
    blueprint=(pages, tokens, admin, lan, days, units, people, setup, health, files, help),
    menu=[
        MenuItem(_ADMINISTRATION, _("Cơ quan"), "/admin/office", _ONLY, 90),
        MenuItem(_ADMINISTRATION, _("Đơn vị"), "/admin/units", _ONLY, 91),
        MenuItem(_ADMINISTRATION, _("Người dùng"), "/admin/people", _ONLY, 92),
        MenuItem(_ADMINISTRATION, _("Mạng LAN độc lập"), "/admin/lan", _ONLY, 93),
        MenuItem(_ADMINISTRATION, _("Lịch làm việc"), "/admin/calendar", _ONLY, 94),
    ],
)

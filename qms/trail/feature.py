"""What the trail offers to the house."""

from qms.core.feature import Feature, MenuItem
from qms.core.language import _
from qms.core.stories import EVENTS
from qms.organization.role import Role
from qms.trail.views import pages

_CHECKING = _("Kiểm tra")
_READERS = frozenset({Role.AUDITOR, Role.QUALITY_OFFICER, Role.COMMANDER})

EVENTS.update({"sign_in.refused": _("đăng nhập không thành công:"), "exported": _("đã xuất ra tệp:")})

feature = Feature(
    name="trail",
    clause="7.5.3",
    blueprint=pages,
    menu=(
        MenuItem(_CHECKING, _("Hồ sơ"), "/records", _READERS, 40),
        MenuItem(_CHECKING, _("Nhật ký hệ thống"), "/records/trail", _READERS, 41),
    ),
)

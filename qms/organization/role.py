"""Roles: what a person may do in the quality management system, apart from rank and post."""

from qms.core.language import _
from qms.core.states import State


class Role(State):
    """A role, with the name people call it by."""

    QUALITY_OFFICER = "quality_officer", _("Cán bộ chất lượng")
    AUDITOR = "auditor", _("Đánh giá viên")
    COMMANDER = "commander", _("Chỉ huy")
    STAFF = "staff", _("Cán bộ, nhân viên")
    DESK_OFFICER = "desk_officer", _("Cán bộ một cửa")
    WARD_OFFICER = "ward_officer", _("Cán bộ cơ sở")
    ADMINISTRATOR = "administrator", _("Quản trị")

"""States of a form's revision, and how a form stands today."""

from qms.core.language import _
from qms.core.states import State


class RevisionState(State):
    """How far a form's revision is."""

    SUBMITTED = "submitted", _("Chờ phê duyệt"), "●", "info"
    RETURNED = "returned", _("Trả lại để sửa"), "◆", "warn"
    APPROVED = "approved", _("Đã ban hành"), "✓", "ok"


class SheetStanding(State):
    """How a form stands today: follows from its revisions and its withdrawal."""

    WITHOUT_FILE = "without_file", _("Chưa có tệp"), "○", "neu"
    WAITING = "waiting", _("Chờ phê duyệt"), "●", "info"
    NOT_YET = "not_yet", _("Chưa có hiệu lực"), "○", "info"
    IN_FORCE = "in_force", _("Đang hiệu lực"), "✓", "ok"
    WITHDRAWN = "withdrawn", _("Đã hủy bỏ"), "–", "bad"

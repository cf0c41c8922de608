"""States of management reviews, their decisions, and the kinds of decision the standard names (9.3.3)."""

from qms.core.language import _
from qms.core.states import State


class ReviewState(State):
    """How far a review is."""

    PREPARING = "preparing", _("Đang chuẩn bị"), "●", "info"
    FROZEN = "frozen", _("Đã chốt số liệu"), "◆", "warn"
    CLOSED = "closed", _("Đã ký, đóng"), "✓", "ok"


class DecisionKind(State):
    """What a decision is about (9.3.3 a–c)."""

    IMPROVEMENT = "improvement", _("Cơ hội cải tiến")
    CHANGE = "change", _("Thay đổi hệ thống quản lý chất lượng")
    RESOURCE = "resource", _("Nhu cầu nguồn lực")


class DecisionState(State):
    """How far a decision is carried out."""

    TO_DO = "to_do", _("Đang làm"), "●", "info"
    DONE = "done", _("Đã làm, chờ xác nhận"), "●", "warn"
    CONFIRMED = "confirmed", _("Đã xong"), "✓", "ok"
    DROPPED = "dropped", _("Đã bỏ khi lập biên bản"), "–", "neu"

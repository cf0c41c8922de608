"""States, grades and kinds of nonconformities and corrective actions."""

from qms.core.language import _
from qms.core.states import State


class NonconformityState(State):
    """How far the work on a nonconformity is."""

    REPORTED = "reported", _("Mới"), "●", "info"
    IN_PROGRESS = "in_progress", _("Đang xử lý"), "●", "info"
    AWAITING_CHECK = "awaiting_check", _("Chờ kiểm tra hiệu lực"), "●", "warn"
    CLOSED = "closed", _("Đã đóng"), "✓", "ok"
    REJECTED = "rejected", _("Không phải NC"), "–", "neu"
    MERGED = "merged", _("Đã gộp"), "–", "neu"


OPEN = (NonconformityState.REPORTED, NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK)
NOT_COUNTED = (NonconformityState.REJECTED, NonconformityState.MERGED)  # no nonconformity, or one that is counted already


class ActionState(State):
    """How far a corrective action is."""

    TO_DO = "to_do", _("Chưa làm"), "○", "neu"
    DOING = "doing", _("Đang làm"), "●", "info"
    DONE = "done", _("Đã làm, chờ kiểm tra"), "●", "warn"
    EFFECTIVE = "effective", _("Hiệu lực"), "✓", "ok"
    NOT_EFFECTIVE = "not_effective", _("Không hiệu lực"), "▲", "bad"
    WAIVED = "waived", _("Không thực hiện"), "–", "neu"


OPEN_ACTIONS = (ActionState.TO_DO, ActionState.DOING)
NOT_COUNTING = (ActionState.NOT_EFFECTIVE, ActionState.WAIVED)  # actions that a case may not be closed on


class Severity(State):
    """How grave a nonconformity is."""

    MINOR = "minor", _("KPH nhẹ")
    MAJOR = "major", _("KPH nặng"), "▲", "bad"


class CauseGroup(State):
    """Where a cause lies: the groups the house comes with; the office names them anew and adds its own."""

    PEOPLE = "people", _("Con người")
    METHOD = "method", _("Phương pháp, quy trình")
    FORM = "form", _("Biểu mẫu, hồ sơ")
    TIME = "time", _("Thời hạn")
    EQUIPMENT = "equipment", _("Thiết bị, phần mềm")
    ENVIRONMENT = "environment", _("Môi trường làm việc")
    OTHER = "other", _("Khác")


class ElsewhereState(State):
    """What a unit answered to whether it has the same fault."""

    ASKED = "asked", _("Chờ trả lời"), "●", "warn"
    NOT_HERE = "not_here", _("Không có"), "✓", "ok"
    HERE_TOO = "here_too", _("Có, đã báo"), "▲", "bad"


class ActionKind(State):
    """What an action is for."""

    CORRECTIVE = "corrective", _("Khắc phục nguyên nhân")
    PREVENTIVE = "preventive", _("Phòng ngừa nơi khác")
    IMPROVEMENT = "improvement", _("Cải tiến")

"""What a yearly duty is about, and how it stands in a year."""

from qms.core.language import _
from qms.core.states import State


class DutyKind(State):
    """What a duty is about; by it the house finds what it already knows of its being done."""

    OBJECTIVES = "objectives", _("Mục tiêu chất lượng")
    AUDIT = "audit", _("Đánh giá nội bộ")
    REVIEW = "review", _("Xem xét của lãnh đạo")
    DECLARATION = "declaration", _("Công bố sự phù hợp")
    REPORT = "report", _("Báo cáo cơ quan chủ trì")
    OTHER = "other", _("Việc khác")


class Standing(State):
    """How a duty stands in a year: follows from its date and what was recorded."""

    OVERDUE = "overdue", _("Quá hạn"), "▲", "bad"
    SOON = "soon", _("Sắp đến hạn"), "◆", "warn"
    PLANNED = "planned", _("Theo kế hoạch"), "○", "neu"
    DONE = "done", _("Đã làm đúng hạn"), "✓", "ok"
    LATE = "late", _("Đã làm, chậm"), "✓", "warn"
    WAIVED = "waived", _("Không thực hiện"), "–", "neu"

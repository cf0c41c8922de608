"""States of an edition, and how an approved one stands today."""

from qms.core.language import _
from qms.core.states import State


class EditionState(State):
    """How far the work on an edition is."""

    DRAFT = "draft", _("Bản nháp"), "○", "neu"
    IN_REVIEW = "in_review", _("Chờ phê duyệt"), "●", "info"
    CHANGES_REQUESTED = "changes_requested", _("Trả lại để sửa"), "◆", "warn"
    APPROVED = "approved", _("Đã ban hành"), "✓", "ok"
    DISCARDED = "discarded", _("Đã bỏ bản nháp"), "–", "neu"


OPEN = (EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.CHANGES_REQUESTED)


class Standing(State):
    """How an approved edition stands on a day: follows from its effective date, nobody has to set it."""

    NOT_YET = "not_yet", _("Đã ban hành, chưa hiệu lực"), "○", "info"
    IN_FORCE = "in_force", _("Đang hiệu lực"), "✓", "ok"
    SUPERSEDED = "superseded", _("Hết hiệu lực"), "–", "neu"
    WITHDRAWN = "withdrawn", _("Đã hủy bỏ"), "–", "bad"


class Kind(State):
    """What sort of document it is."""

    POLICY = "policy", _("Chính sách")
    MANUAL = "manual", _("Sổ tay")
    SYSTEM_PROCEDURE = "system-procedure", _("Quy trình hệ thống")
    WORK_PROCEDURE = "work-procedure", _("Quy trình nghiệp vụ")
    DECLARATION = "declaration", _("Bản công bố")


class ReviewStatus(State):
    """Whether the periodic review of a document in force is due."""

    ON_TIME = "on_time", _("Còn hạn soát xét"), "✓", "ok"
    SOON = "soon", _("Sắp đến hạn soát xét"), "◆", "warn"
    OVERDUE = "overdue", _("Quá hạn soát xét"), "▲", "bad"

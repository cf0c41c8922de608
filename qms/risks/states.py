"""States of risks, opportunities and their treatments."""

from qms.core.language import _
from qms.core.states import State


class RiskKind(State):
    """What may happen: something unwanted or something useful."""

    RISK = "risk", _("Rủi ro"), "▼"
    OPPORTUNITY = "opportunity", _("Cơ hội"), "△"


class RiskState(State):
    """Whether it is still watched."""

    WATCHED = "watched", _("Đang theo dõi"), "●", "info"
    CLOSED = "closed", _("Đã kết thúc"), "–", "neu"


class TreatmentState(State):
    """How far a treatment is."""

    TO_DO = "to_do", _("Đang làm"), "●", "info"
    DONE = "done", _("Đã làm xong"), "✓", "ok"
    DROPPED = "dropped", _("Không làm nữa"), "–", "neu"


class Stage(State):
    """What a score tells: how it is without treatment, or after some of it was done."""

    BEFORE = "before", _("Trước xử lý")
    AFTER = "after", _("Sau xử lý")


class Band(State):
    """How high a score is, by the thresholds of the office's scale."""

    LOW = "low", _("Thấp"), "○", "neu"
    MEDIUM = "medium", _("Trung bình"), "◇", "info"
    HIGH = "high", _("Cao"), "◆", "warn"
    VERY_HIGH = "very_high", _("Rất cao"), "▲", "bad"

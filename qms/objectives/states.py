"""States of objectives, how often and in which direction they are measured, and how a number stands against its target."""

from qms.core.language import _
from qms.core.states import State


class ObjectiveState(State):
    """How far an objective is."""

    DRAFT = "draft", _("Bản nháp"), "○", "neu"
    APPROVED = "approved", _("Đang thực hiện"), "●", "info"
    CLOSED = "closed", _("Đã đánh giá, đóng"), "✓", "ok"
    DISCARDED = "discarded", _("Đã bỏ bản nháp"), "–", "neu"


HELD = (ObjectiveState.APPROVED, ObjectiveState.CLOSED)


class Direction(State):
    """Which way is better."""

    HIGHER = "higher", _("Càng cao càng tốt"), "↑", "neu"
    LOWER = "lower", _("Càng thấp càng tốt"), "↓", "neu"


class Frequency(State):
    """How often it is measured."""

    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    YEAR = "year", _("Hằng năm")


class Aspect(State):
    """What results of the office an indicator tells of (9.1.3)."""

    SYSTEM = "system"
    SERVICES = "services"
    CUSTOMERS = "customers"


class Standing(State):
    """How a number stands against the target of its period."""

    GOOD = "good", _("Đạt"), "✓", "ok"
    WATCH = "watch", _("Chưa đạt, trong mức theo dõi"), "✗", "warn"
    BAD = "bad", _("Chưa đạt"), "✗", "bad"
    NONE = "none", _("Chưa có số liệu"), "○", "neu"

    @property
    def is_missed(self) -> bool:
        """Tell whether there is a number and it misses the target."""
        return self in (Standing.WATCH, Standing.BAD)


def standing(value: float | None, target: float, limit: float, direction: Direction) -> Standing:
    """Judge a number: good when it meets the target, to be watched up to the limit, bad beyond it."""
    if value is None:
        return Standing.NONE
    sign = 1 if direction == Direction.HIGHER else -1
    if sign * value >= sign * target:
        return Standing.GOOD
    return Standing.WATCH if sign * value >= sign * limit else Standing.BAD

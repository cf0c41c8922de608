"""States of external providers and conclusions of their evaluations."""

from qms.core.language import _
from qms.core.states import State


class ProviderState(State):
    """Whether the office may turn to it."""

    CANDIDATE = "candidate", _("Chờ đánh giá"), "○", "warn"
    IN_USE = "in_use", _("Được sử dụng"), "✓", "ok"
    RESTRICTED = "restricted", _("Sử dụng có điều kiện"), "◆", "warn"
    ENDED = "ended", _("Ngừng sử dụng"), "–", "neu"


WATCHED = (ProviderState.CANDIDATE, ProviderState.IN_USE, ProviderState.RESTRICTED)


class Conclusion(State):
    """What an evaluation leads to."""

    USE = "use", _("Tiếp tục sử dụng"), "✓", "ok"
    RESTRICT = "restrict", _("Sử dụng có điều kiện"), "◆", "warn"
    END = "end", _("Ngừng sử dụng"), "–", "neu"

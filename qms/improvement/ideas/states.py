"""States of improvement ideas."""

from qms.core.language import _
from qms.core.states import State


class IdeaState(State):
    """How far an idea is."""

    PROPOSED = "proposed", _("Chờ trả lời"), "●", "info"
    QUESTIONED = "questioned", _("Chờ bổ sung"), "◆", "warn"
    ADOPTED = "adopted", _("Đã tiếp nhận, đang làm"), "●", "info"
    DONE = "done", _("Đã làm, chờ kiểm tra"), "●", "warn"
    APPLIED = "applied", _("Đã áp dụng"), "✓", "ok"
    DECLINED = "declined", _("Không tiếp nhận"), "–", "neu"


UNDECIDED = (IdeaState.PROPOSED, IdeaState.QUESTIONED)
UNDER_WAY = (*UNDECIDED, IdeaState.ADOPTED, IdeaState.DONE)

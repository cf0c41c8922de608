"""How far an imported file is."""

from qms.core.language import _
from qms.core.states import State


class FileState(State):
    """States of an imported file."""

    RECEIVED = "received", _("Chờ đọc"), "○", "info"
    READ = "read", _("Chờ quyết định"), "●", "warn"
    FAILED = "failed", _("Không đọc được"), "▲", "bad"
    ADOPTED = "adopted", _("Đã đưa vào soạn thảo"), "✓", "ok"
    LEFT_OUT = "left_out", _("Đã bỏ qua"), "–", "neu"

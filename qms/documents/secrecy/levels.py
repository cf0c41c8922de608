"""Levels of secrecy: what they are called, and which of them this house may hold (Law 117/2025/QH15 on state secrets).

The values are stored, and written into files, as the Vietnamese words they are.
"""

from typing import Any

from qms.core.language import Phrase, _
from qms.core.refusals import Missing
from qms.core.states import State
from qms.organization.office import Office

ORDINARY, INTERNAL = "Thường", "Nội bộ"
OPEN_LEVELS = (ORDINARY, INTERNAL)


class SecretLevel(State):
    """A level of state secrets."""

    SECRET = "Mật", _("Mật"), "▲", "bad"
    TOP = "Tối mật", _("Tối mật"), "▲", "bad"
    HIGHEST = "Tuyệt mật", _("Tuyệt mật"), "▲", "bad"


SECRET_LEVELS = tuple(level.value for level in SecretLevel)
NEED_TO_KNOW = _("Hạn chế")
_LABELS = {ORDINARY: _("Thường"), INTERNAL: _("Nội bộ"), **{level.value: level.label for level in SecretLevel}}


def label_of(level: str, is_limited: bool = False) -> Phrase | str:
    """Name a stored level in the reader's language; an internal document kept to some is “Hạn chế”."""
    return NEED_TO_KNOW if is_limited and level in OPEN_LEVELS else _LABELS.get(level, level)


def offered(present: str = "") -> list[str]:
    """List the levels a text may have here: the secret ones on an independent LAN alone, and the one it has."""
    levels = [*OPEN_LEVELS, *(SECRET_LEVELS if Office.is_apart() else ())]
    return levels if not present or present in levels else [*levels, present]


def must_fit(edition: Any) -> None:
    """Refuse a text whose level this house may not hold, or that says something else than who may know of it."""
    level, is_secret = edition.classification, edition.classification in SECRET_LEVELS
    if level not in OPEN_LEVELS and not (is_secret and Office.is_apart()):
        raise Missing(_("Văn bản có độ mật không được soạn thảo, lưu giữ trong hệ thống này (Luật Bảo vệ bí mật nhà nước)."))
    if is_secret and edition.is_public:
        raise Missing(_("Văn bản có độ mật không được niêm yết công khai."))
    entry = edition.document.entries.first()
    if entry and level != entry.level:
        raise Missing(_("%(code)s đã ghi sổ là tài liệu mật: văn bản mang đúng độ mật đã ghi.", code=edition.document.code))
    if (level == ORDINARY or edition.is_public) and edition.document.limits.where(edition.document.limits.model.is_limited).exists():
        raise Missing(
            _("%(code)s đang giới hạn người được biết: độ mật từ “Nội bộ” trở lên, không niêm yết công khai.", code=edition.document.code)
        )

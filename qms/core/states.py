"""States of records: one word, one shape and one tone each, the same on pages, exports and prints."""

from enum import StrEnum

from qms.core.language import Phrase

NO_WORDS = Phrase("")  # a member is called by its value alone


class State(StrEnum):
    """A state with its label (ux: shape + word + colour). Members are written `DRAFT = "draft", _("Bản nháp"), "○", "neu"`."""

    label: Phrase
    shape: str
    tone: str

    def __new__(cls, value: str, label: Phrase = NO_WORDS, shape: str = "○", tone: str = "neu") -> "State":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.shape, member.tone = label, shape, tone
        return member

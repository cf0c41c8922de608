"""Why the house says no: each refusal is one sentence for the reader, in his language."""

from qms.core.language import Phrase, _


class Refusal(Exception):
    """A request that is not done, with the sentence that says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    """The person has no authority for it."""


class NotNow(Refusal):
    """The record is not in a state that allows it."""


class Missing(Refusal):
    """Something it needs is not there yet."""


class Stale(Refusal):
    """Somebody else changed the record since this page was opened."""

    def __init__(self, label: str) -> None:
        super().__init__(
            _(
                "%(label)s đã được người khác thay đổi sau khi đồng chí mở trang này. "
                "Nội dung đã nhập được giữ bên dưới; tải lại trang rồi thực hiện lại.",
                label=label,
            )
        )


class AlreadyDone(Refusal):
    """The same form was sent twice; the first one counts."""

    def __init__(self) -> None:
        super().__init__(_("Biểu mẫu này đã được gửi và đã được ghi nhận một lần."))


class Tampered(Refusal):
    """What is kept is not what was sealed."""

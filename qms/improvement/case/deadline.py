"""The acts on an action's date: a later one is asked for with a reason and consented to by somebody else; or it is waived (10.2.1)."""

from datetime import date, timedelta
from typing import Any, ClassVar

from qms.core import clock
from qms.core.act import act
from qms.core.language import Phrase, _
from qms.improvement import authorities
from qms.improvement.states import OPEN_ACTIONS, ActionState
from qms.organization.duty import Duty


class Dated(Duty):
    """An action whose date may be moved, or that need not be done, only with a reason, a name and a day."""

    is_abstract: ClassVar[bool] = True
    kind_label: ClassVar[Phrase] = _("Hành động có hạn")

    check_on: Any
    first_due_on: Any
    wanted_due_on: Any
    wanted_reason: Any
    waived_reason: Any
    waived_on: Any
    waived_as: Any

    @act(_("Xin gia hạn"), _("đã xin gia hạn"), may=authorities.do, when=OPEN_ACTIONS)
    def ask_extension(self, *, by: Any, due_on: date, note: str) -> None:
        """Ask for a later date, with the reason; the date stays until somebody else consents."""
        self.require(note.strip(), _("Ghi lý do xin gia hạn."))
        self._is_later(due_on)
        self.wanted_due_on, self.wanted_reason = due_on, note.strip()

    @act(_("Gia hạn"), _("đã gia hạn"), may=authorities.consent, when=OPEN_ACTIONS)
    def extend(self, *, by: Any, due_on: date, note: str) -> None:
        """Consent to a later date, asked for or not, with a reason; the check moves with it."""
        self.require(note.strip(), _("Ghi lý do gia hạn."))
        self._is_later(due_on)
        if self.check_on:
            self.check_on += due_on - self.due_on
        self.first_due_on = self.first_due_on or self.due_on
        self.due_on = due_on
        self._answered()

    @act(_("Không đồng ý gia hạn"), _("đã không đồng ý gia hạn"), may=authorities.consent, when=OPEN_ACTIONS)
    def refuse_extension(self, *, by: Any, note: str) -> None:
        """Leave the date as it is, with the reason."""
        self.require(self.wanted_due_on, _("Không có đề nghị gia hạn nào đang chờ."))
        self.require(note.strip(), _("Ghi lý do không đồng ý."))
        self._answered()

    @act(_("Không thực hiện"), _("đã quyết định không thực hiện"), may=authorities.consent, when=OPEN_ACTIONS, then=ActionState.WAIVED)
    def waive(self, *, by: Any, note: str) -> None:
        """Decide that it need not be done, with the reason, as somebody other than who should do it."""
        self.require(note.strip(), _("Ghi lý do không thực hiện."))
        self.waived_reason, self.waived_on, self.waived_as = note.strip(), clock.today(), by.signature()
        self._answered()
        self._move_case_on(by)

    def _move_case_on(self, by: Any) -> None:
        raise NotImplementedError

    def _is_later(self, due_on: date) -> None:
        self.require(due_on > self.due_on, _("Hạn mới phải sau hạn cũ."))
        self.require(due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))

    def _answered(self) -> None:
        self.wanted_due_on, self.wanted_reason = None, ""


def moved(day: date, first: date, last: date) -> date:
    """Give the day itself where it lies between two days, else the nearer of them."""
    return min(max(day, first), last)


def window(done_on: date, after: int, within: int) -> tuple[date, date]:
    """Give the first and the last day on which the effect of what was done that day may be checked."""
    return done_on + timedelta(after), done_on + timedelta(within)

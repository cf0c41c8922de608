"""A controlled copy: a numbered paper of an edition that somebody holds, and that is called back when it no longer counts (7.5.3)."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, IntegerField, fn

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.states import State
from qms.documents import authorities
from qms.documents.edition import Edition
from qms.documents.states import EditionState, Standing
from qms.organization.person import Person
from qms.organization.unit import Unit


class CopyState(State):
    """Where a copy is."""

    HELD = "held", _("Đang giữ"), "✓", "ok"
    RECALLED = "recalled", _("Đã yêu cầu thu hồi"), "◆", "warn"
    RETURNED = "returned", _("Đã thu hồi"), "–", "neu"
    DESTROYED = "destroyed", _("Đã tiêu hủy"), "–", "neu"


OUT = (CopyState.HELD, CopyState.RECALLED)
_OVER = {Standing.SUPERSEDED, Standing.WITHDRAWN}


class ControlledCopy(Record):
    """One paper copy of an edition: its number, who holds it, where it lies."""

    kind_label: ClassVar[Phrase] = _("Bản kiểm soát")

    edition = ForeignKeyField(Edition, backref="copies")
    number = IntegerField(verbose_name=_("Bản số"))
    state = StateField(CopyState, default=CopyState.HELD, verbose_name=_("Trạng thái"))
    unit = ForeignKeyField(Unit, verbose_name=_("Đơn vị giữ"))
    holder = ForeignKeyField(Person, null=True, verbose_name=_("Người giữ"))
    place = CharField(max_length=200, default="", verbose_name=_("Nơi để"))
    issued_on = DateField(verbose_name=_("Ngày cấp"))
    issued_by = ForeignKeyField(Person)
    recalled_on = DateField(null=True, verbose_name=_("Ngày yêu cầu thu hồi"))
    recall_reason = CharField(max_length=500, default="", verbose_name=_("Lý do thu hồi"))
    ended_on = DateField(null=True, verbose_name=_("Ngày thu hồi, tiêu hủy"))

    class Meta:
        indexes = ((("edition", "number"), True),)

    @property
    def label(self) -> str:
        return str(_("%(edition)s, bản số %(n)s", edition=self.edition.label, n=f"{self.number:02d}"))

    @property
    def is_out(self) -> bool:
        """Tell whether it is in somebody's hands."""
        return self.state in OUT

    @property
    def is_out_of_date(self) -> bool:
        """Tell whether it is in somebody's hands though its text no longer counts."""
        return self.is_out and self.edition.standing in _OVER

    @property
    def held_by(self) -> str:
        """Name who holds it."""
        return f"{self.unit.name}, {self.holder.ranked_name}" if self.holder else self.unit.name

    @act(_("Cấp bản kiểm soát"), _("đã cấp bản kiểm soát"), may=authorities.keep_copies, when=NEW)
    def issue(self, *, by: Any) -> None:
        """Give the next numbered copy of an edition that counts, or will, to a unit or one of its people."""
        edition = self.edition
        self.require(
            edition.state == EditionState.APPROVED and edition.standing not in _OVER,
            _("Chỉ cấp bản kiểm soát của lần ban hành đang hoặc sắp có hiệu lực."),
        )
        self.require(self.unit_id, _("Chọn đơn vị giữ bản."))
        self.require(self.holder is None or self.holder.left_on is None, _("Người giữ đã rời đơn vị."))
        last = ControlledCopy.select(fn.MAX(ControlledCopy.number)).where(ControlledCopy.edition == edition).scalar()
        self.number, self.state = (last or 0) + 1, CopyState.HELD
        self.issued_on, self.issued_by = clock.today(), by

    @act(_("Yêu cầu thu hồi"), _("đã yêu cầu thu hồi"), may=authorities.keep_copies, when=CopyState.HELD, then=CopyState.RECALLED)
    def recall(self, *, by: Any, reason: str) -> None:
        """Call the copy back once its edition has been superseded or withdrawn."""
        self.require(self.is_out_of_date, _("Chỉ thu hồi bản của lần ban hành đã được thay thế hoặc hủy bỏ."))
        self.require(reason.strip(), _("Ghi lý do thu hồi."))
        self.recalled_on, self.recall_reason = clock.today(), reason

    @act(_("Xác nhận đã thu hồi"), _("đã xác nhận thu hồi"), may=authorities.keep_copies, when=OUT, then=CopyState.RETURNED)
    def confirm_returned(self, *, by: Any, on: date) -> None:
        """Note that the copy came back on a day."""
        self._end(on)

    @act(
        _("Xác nhận đã tiêu hủy"),
        _("đã xác nhận tiêu hủy"),
        may=authorities.keep_copies,
        when=(CopyState.RECALLED, CopyState.RETURNED),
        then=CopyState.DESTROYED,
    )
    def confirm_destroyed(self, *, by: Any, on: date) -> None:
        """Note that the copy was destroyed on a day, so that nobody uses it by mistake."""
        self._end(on)

    def _end(self, on: date) -> None:
        earliest = self.ended_on or self.recalled_on or self.issued_on
        self.require(earliest <= on <= clock.today(), _("Ghi ngày từ ngày cấp, yêu cầu hoặc thu hồi đến hôm nay."))
        self.ended_on = on

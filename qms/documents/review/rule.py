"""Who must review a kind of document before it is approved (7.5.2 c); a kind without a rule needs the approver alone."""

from typing import Any, ClassVar

from peewee import BooleanField, IntegerField, TextField

from qms.core.act import NEW, act
from qms.core.fields import ListField, StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents.review.seats import Seat, in_words, seats_in
from qms.documents.states import Kind
from qms.organization import authorities

MOST_SEATS = 4


class ReviewRule(Record):
    """The seats at the review of a kind of document, how many must agree, and whether one waits for the other."""

    kind_label: ClassVar[Phrase] = _("Quy định người xem xét")

    kind = StateField(Kind, unique=True, verbose_name=_("Loại tài liệu"))
    seats = ListField(default=list)
    seats_in_words = TextField(default="", verbose_name=_("Người xem xét"))
    quorum = IntegerField(default=0, verbose_name=_("Số người phải đồng ý"))
    in_order = BooleanField(default=False, verbose_name=_("Lần lượt theo thứ tự"))

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def who(self) -> list[Seat]:
        """List the seats."""
        return seats_in(self.seats)

    @act(_("Đặt người xem xét"), _("đã đặt người xem xét"), may=authorities.quality_officer, when=NEW)
    def declare(self, *, by: Any, seats: list[Seat], quorum: int, in_order: bool) -> None:
        """Say for the first time who reviews a kind of document."""
        self.require(not ReviewRule.get_or_none(kind=self.kind), _("Loại tài liệu này đã có quy định người xem xét."))
        self._put(seats, quorum, in_order)

    @act(_("Sửa người xem xét"), _("đã sửa người xem xét"), may=authorities.quality_officer)
    def amend(self, *, by: Any, seats: list[Seat], quorum: int, in_order: bool) -> None:
        """Change who reviews from the next submission on."""
        self._put(seats, quorum, in_order)

    def _put(self, seats: list[Seat], quorum: int, in_order: bool) -> None:
        self.require(len(set(seats)) == len(seats) <= MOST_SEATS, _("Mỗi người xem xét chỉ chọn một lần, tối đa %(n)s.", n=MOST_SEATS))
        self.require(bool(seats) == bool(quorum), _("Chọn người xem xét và ghi số người phải đồng ý, hoặc bỏ trống cả hai."))
        people = {person.id for seat in seats for person in seat.holders()}
        self.require(
            0 <= quorum <= len(people), _("Số người phải đồng ý nhiều hơn số người đang giữ các vị trí đó (%(n)s).", n=len(people))
        )
        self.seats, self.seats_in_words = [str(seat) for seat in seats], in_words(seats)
        self.quorum, self.in_order = quorum, in_order


def rule_for(kind: Kind) -> ReviewRule | None:
    """Give the rule of a kind of document."""
    return ReviewRule.get_or_none(kind=kind)

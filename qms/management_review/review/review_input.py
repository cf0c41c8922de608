"""One input of one review: what the officer adds to the numbers, and what the meeting said about it (9.3.2)."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, TextField

from qms.core.act import NEW, act
from qms.core.fields import ListField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import NotNow
from qms.management_review.inputs.registry import INPUTS, Input
from qms.management_review.review import authorities
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import ReviewState

MOST_ROWS = 60
Row = list[str]  # what, this period, the period before


class ReviewInput(Record):
    """The officer's sentence, table and judgement; after the freezing the minutes."""

    kind_label: ClassVar[Phrase] = _("Đầu vào xem xét")

    review = ForeignKeyField(ManagementReview, backref="inputs")
    key = CharField(max_length=4)
    headline = CharField(max_length=300, default="", verbose_name=_("Câu tóm tắt"))
    rows = ListField(default=list, verbose_name=_("Bảng số liệu"))
    judgement = TextField(default="", verbose_name=_("Nhận định"))
    minutes = TextField(default="", verbose_name=_("Ý kiến tại cuộc họp"))

    class Meta:
        indexes = ((("review", "key"), True),)

    @property
    def label(self) -> str:
        return f"{self.review.code} {self.input.letter}"

    @property
    def input(self) -> Input:
        """Give the input of the standard it stands for."""
        return INPUTS[self.key]

    @property
    def is_typed(self) -> bool:
        """Tell whether no register gathers the whole of it."""
        return self.input.is_typed

    @property
    def has_numbers(self) -> bool:
        """Tell whether there is something to look at: gathered, or typed by the officer."""
        return not self.is_typed or bool(self.headline)

    @property
    def is_written(self) -> bool:
        """Tell whether all is there that the officer has to write."""
        return self.has_numbers and bool(self.judgement)

    def must_be(self, state: ReviewState) -> None:
        """Refuse unless the review, as it is kept now, is so far."""
        self.review = self.review.reload()
        if self.review.state != state:
            raise NotNow(
                _(
                    "%(label)s: chưa thực hiện được khi kỳ xem xét ở trạng thái “%(state)s”.",
                    label=self.label,
                    state=self.review.state.label,
                )
            )

    @act(_("Mở đầu vào"), _("đã mở đầu vào"), may=authorities.prepare, when=NEW)
    def open(self, *, by: Any) -> None:
        """Give it its place in a review."""
        self.must_be(ReviewState.PREPARING)

    @act(_("Viết đầu vào"), _("đã viết đầu vào"), may=authorities.prepare)
    def write(self, *, by: Any, headline: str, rows: list[Row], judgement: str) -> None:
        """Write sentence, table and judgement; nothing of it changes once the numbers are frozen."""
        self.must_be(ReviewState.PREPARING)
        rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
        self.require(len(rows) <= MOST_ROWS, _("Bảng có tối đa %(n)s dòng.", n=MOST_ROWS))
        self.require(all(row[0] and row[1] for row in rows), _("Mỗi dòng của bảng ghi nội dung và số liệu kỳ này."))
        self.require(headline.strip() or not rows or not self.is_typed, _("Ghi câu tóm tắt của bảng số liệu."))
        self.headline, self.rows, self.judgement = headline.strip(), rows, judgement.strip()

    @act(_("Ghi ý kiến tại cuộc họp"), _("đã ghi ý kiến tại cuộc họp"), may=authorities.keep_minutes)
    def take_minutes(self, *, by: Any, minutes: str) -> None:
        """Write what the meeting said about it."""
        self.must_be(ReviewState.FROZEN)
        self.require(minutes.strip(), _("Ghi ý kiến, kết luận của cuộc họp về đầu vào này."))
        self.minutes = minutes.strip()

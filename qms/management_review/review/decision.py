"""A decision of a review: one person does it by a date, another confirms it, and the next review opens with how it stands (9.3.3)."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.attachment import Attachment, attach_to, attachments_of
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.numbering import yearly_code
from qms.core.refusals import NotNow
from qms.improvement.corrective_action import LEAST_RESULT
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import authorities
from qms.management_review.review.review import ManagementReview, ranked, seat_of
from qms.management_review.review.states import DecisionKind, DecisionState, ReviewState
from qms.organization.duty import Duty
from qms.organization.person import Person


class ReviewDecision(Duty):
    """What the review decided. It is a draft until the chair has signed the minutes, and a duty from then on."""

    kind_label: ClassVar[Phrase] = _("Kết luận xem xét")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    review = ForeignKeyField(ManagementReview, backref="decisions", verbose_name=_("Kỳ xem xét"))
    about = CharField(max_length=4, verbose_name=_("Đầu vào"))
    kind = StateField(DecisionKind, verbose_name=_("Loại"))
    state = StateField(DecisionState, default=DecisionState.TO_DO, verbose_name=_("Trạng thái"))
    description = TextField(verbose_name=_("Việc phải làm"))
    known_by = CharField(max_length=500, default="", verbose_name=_("Cách biết đã xong"))
    responsible_as = CharField(max_length=300, default="")
    decided_on = DateField()
    result = TextField(default="", verbose_name=_("Kết quả"))
    completed_by = ForeignKeyField(Person, null=True)
    completed_on = DateField(null=True, verbose_name=_("Ngày làm xong"))
    finding = TextField(default="", verbose_name=_("Căn cứ xác nhận"))
    confirmed_by = ForeignKeyField(Person, null=True)
    confirmed_as = CharField(max_length=300, default="", verbose_name=_("Người xác nhận"))
    confirmed_on = DateField(null=True, verbose_name=_("Ngày xác nhận"))

    class Meta:
        indexes = ((("review", "id"), False), (("responsible", "state"), False), (("state", "due_on"), False))

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def evidence(self) -> list[Attachment]:
        """List its evidence files."""
        return attachments_of("reviewdecision", self.id)

    @property
    def is_late(self) -> bool:
        """Tell whether it is past its day and not done."""
        return self.state == DecisionState.TO_DO and self.days_late > 0

    def _must_be(self, state: ReviewState) -> None:
        self.review = self.review.reload()
        if self.review.state != state:
            signed = state == ReviewState.CLOSED
            why = _("Kết luận có hiệu lực sau khi biên bản được ký.") if signed else _("Biên bản không ở bước ghi kết luận.")
            raise NotNow(why)

    @act(_("Ghi kết luận"), _("đã ghi kết luận"), may=authorities.keep_minutes, when=NEW)
    def decide(self, *, by: Any) -> None:
        """Write one thing to do, one person, one day, and how it will be known to be done."""
        self._must_be(ReviewState.FROZEN)
        self._check()
        self.code = yearly_code("KL", clock.today().year)

    def _check(self) -> None:
        self.require(self.about in INPUTS and self.kind, _("Chọn đầu vào và loại kết luận."))
        self.require(self.description.strip(), _("Ghi việc phải làm."))
        self.require(self.known_by.strip(), _("Ghi cách biết đã xong."))
        self.require(self.responsible_id and self.due_on, _("Chọn một người chịu trách nhiệm chính và ghi hạn."))
        self.require(self.due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        seat = seat_of(self.responsible)
        self.responsible_as, self.decided_on = ", ".join(part for part in (ranked(seat), seat["post"]) if part), self.review.held_on

    @act(_("Bỏ kết luận"), _("đã bỏ kết luận"), may=authorities.keep_minutes, when=DecisionState.TO_DO, then=DecisionState.DROPPED)
    def drop(self, *, by: Any, note: str) -> None:
        """Leave it out of the minutes before they are signed, with the reason."""
        self._must_be(ReviewState.FROZEN)
        self.require(note.strip(), _("Ghi lý do."))

    @act(_("Thêm bằng chứng"), _("đã thêm bằng chứng"), may=authorities.do, when=(DecisionState.TO_DO, DecisionState.DONE))
    def add_evidence(self, *, by: Any, name: str, data: bytes) -> None:
        """Put an evidence file under it."""
        self._must_be(ReviewState.CLOSED)
        attach_to(self, name, data, by)

    @act(_("Báo đã làm xong"), _("đã báo làm xong"), may=authorities.do, when=DecisionState.TO_DO, then=DecisionState.DONE)
    def complete(self, *, by: Any, result: str) -> None:
        """Report the result; without an evidence file it must be told in some words."""
        self._must_be(ReviewState.CLOSED)
        told = len(result.strip()) >= LEAST_RESULT
        self.require(told or (result.strip() and self.evidence), _("Ghi kết quả từ %(n)s ký tự, hoặc kèm tệp bằng chứng.", n=LEAST_RESULT))
        self.result, self.completed_by, self.completed_on = result.strip(), by, clock.today()

    @act(_("Xác nhận đã xong"), _("đã xác nhận xong"), may=authorities.confirm, when=DecisionState.DONE, then=DecisionState.CONFIRMED)
    def confirm(self, *, by: Any, finding: str) -> None:
        """Confirm that it is done, on what grounds."""
        self._conclude(by, finding)

    @act(_("Yêu cầu làm tiếp"), _("đã yêu cầu làm tiếp"), may=authorities.confirm, when=DecisionState.DONE, then=DecisionState.TO_DO)
    def send_back(self, *, by: Any, finding: str) -> None:
        """Find that it is not done; the doer goes on."""
        self._conclude(by, finding)

    def _conclude(self, by: Any, finding: str) -> None:
        self.require(finding.strip(), _("Ghi căn cứ xác nhận."))
        self.finding, self.confirmed_by, self.confirmed_as, self.confirmed_on = finding.strip(), by, by.signature(), clock.today()

    @act(_("Gia hạn"), _("đã gia hạn"), may=authorities.extend, when=DecisionState.TO_DO)
    def extend(self, *, by: Any, due_on: date, note: str) -> None:
        """Move the due date, with a reason; the signed minutes keep the day they told."""
        self._must_be(ReviewState.CLOSED)
        self.require(note.strip(), _("Ghi lý do gia hạn."))
        self.require(due_on > self.due_on, _("Hạn mới phải sau hạn cũ."))
        self.require(due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        self.due_on = due_on

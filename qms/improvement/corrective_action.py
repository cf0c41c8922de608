"""A corrective action: one person, one date, evidence, and a check of its effect by somebody else on a set day."""

from datetime import date
from typing import Any, ClassVar

from peewee import SQL, CharField, DateField, ForeignKeyField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.attachment import Attachment, attach_to, attachments_of
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.numbering import yearly_code
from qms.core.vietnamese import day
from qms.improvement import authorities
from qms.improvement.case import revision
from qms.improvement.case.deadline import Dated, moved, window
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import OPEN_ACTIONS, ActionKind, ActionState, NonconformityState
from qms.organization.person import Person

CHECK_AFTER, CHECK_WITHIN = 30, 180  # days after it is done: the effect shows no earlier, and later nobody remembers
LEAST_RESULT = 20


class CorrectiveAction(Dated):
    """What is done so that a nonconformity does not come back (10.2.1 c–d)."""

    kind_label: ClassVar[Phrase] = _("Hành động khắc phục")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    nonconformity = ForeignKeyField(Nonconformity)
    state = StateField(ActionState, default=ActionState.TO_DO, verbose_name=_("Trạng thái"))
    kind = StateField(ActionKind, default=ActionKind.CORRECTIVE, verbose_name=_("Loại"))
    description = TextField(verbose_name=_("Việc phải làm"))
    revises = CharField(max_length=32, default="", verbose_name=_("Tài liệu phải sửa"))
    revises_at = CharField(max_length=40, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Mục phải sửa"))
    measure = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Thước đo hiệu lực"))
    first_due_on = DateField(null=True, verbose_name=_("Hạn ban đầu"))
    wanted_due_on = DateField(null=True, verbose_name=_("Hạn xin gia hạn"))
    wanted_reason = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Lý do xin gia hạn"))
    waived_reason = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Lý do không thực hiện"))
    waived_on = DateField(null=True)
    planned_on = DateField()
    result = TextField(default="", verbose_name=_("Kết quả"))
    completed_by = ForeignKeyField(Person, null=True)
    completed_on = DateField(null=True, verbose_name=_("Ngày làm xong"))
    verifier = ForeignKeyField(Person, null=True, verbose_name=_("Người kiểm tra hiệu lực"))
    check_on = DateField(null=True, verbose_name=_("Ngày kiểm tra hiệu lực"))
    verified_by = ForeignKeyField(Person, null=True)
    verified_as = CharField(max_length=300, default="", verbose_name=_("Người kết luận"))
    verified_on = DateField(null=True, verbose_name=_("Ngày kết luận"))
    finding = TextField(default="", verbose_name=_("Kết luận kiểm tra"))
    waived_as = CharField(max_length=300, default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        indexes = (
            (("state", "due_on"), False),
            (("state", "check_on"), False),
            (("verified_on", "state"), False),
            (("responsible", "state"), False),
            (("verifier", "state"), False),
        )

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def evidence(self) -> list[Attachment]:
        """List its evidence files."""
        return attachments_of("correctiveaction", self.id)

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state in OPEN_ACTIONS

    @property
    def waits_until(self) -> date | None:
        """Give the day by which the doer, or then the verifier, must have done his part."""
        return self.due_on if self.is_open else self.check_on if self.state == ActionState.DONE else None

    @act(_("Giao hành động"), _("đã giao hành động"), may=authorities.plan, when=NEW)
    def plan(self, *, by: Any) -> None:
        """Give one person something to do by a date, and fix who checks its effect and when."""
        case = self.nonconformity
        self.require(
            case.severity and case.state in (NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK),
            _("%(code)s chưa được phân loại hoặc đã đóng.", code=case.code),
        )
        self.require(case.cause, _("Xác định nguyên nhân trước khi giao hành động khắc phục."))
        self.require(self.description.strip(), _("Ghi việc phải làm."))
        self.require(self.responsible_id and self.due_on, _("Chọn một người thực hiện và ghi hạn."))
        self.require(self.due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        self.require(self.measure.strip(), _("Ghi thước đo: dựa vào đâu để biết hành động có hiệu lực."))
        self._appoint(self.verifier, self.check_on)
        self.code, self.planned_on = yearly_code("HDKP", clock.today().year), clock.today()
        if case.state == NonconformityState.AWAITING_CHECK:
            case.resume(by=by, following=self)

    def _appoint(self, verifier: Person | None, check_on: date | None) -> None:
        self.require(verifier and check_on, _("Chọn người kiểm tra hiệu lực và ghi ngày kiểm tra."))
        self.require(verifier != self.responsible, _("Người kiểm tra hiệu lực phải khác với người thực hiện."))
        first, last = window(self.due_on, 0, CHECK_WITHIN)
        self.require(
            check_on and first <= check_on <= last,
            _("Ngày kiểm tra hiệu lực từ hạn hoàn thành đến %(n)s ngày sau đó.", n=CHECK_WITHIN),
        )

    @property
    def is_early(self) -> bool:
        """Tell whether the day of the check of its effect is still to come."""
        return self.check_on is not None and clock.today() < self.check_on

    @act(_("Bắt đầu"), _("đã bắt đầu"), may=authorities.do, when=ActionState.TO_DO, then=ActionState.DOING)
    def start(self, *, by: Any) -> None:
        """Begin."""

    @act(_("Thêm bằng chứng"), _("đã thêm bằng chứng"), may=authorities.do, when=(*OPEN_ACTIONS, ActionState.DONE))
    def add_evidence(self, *, by: Any, name: str, data: bytes) -> None:
        """Put an evidence file under it."""
        attach_to(self, name, data, by)

    @act(_("Báo đã làm xong"), _("đã báo làm xong"), may=authorities.do, when=OPEN_ACTIONS, then=ActionState.DONE)
    def complete(self, *, by: Any, result: str) -> None:
        """Report the result; the day of the check is fixed 30 to 180 days from now. Without a file it must be told in some words."""
        told = len(result.strip()) >= LEAST_RESULT
        self.require(
            told or (result.strip() and self.evidence),
            _("Ghi kết quả từ %(n)s ký tự, hoặc kèm tệp bằng chứng.", n=LEAST_RESULT),
        )
        if self.revises:
            edition = revision.in_force_since(self.revises, self.planned_on)
            self.require(edition, _("%(code)s chưa có lần ban hành mới có hiệu lực; ban hành xong mới báo đã làm.", code=self.revises))
        self.result, self.completed_by, self.completed_on = result, by, clock.today()
        if self.check_on:
            self.check_on = moved(self.check_on, *window(clock.today(), CHECK_AFTER, CHECK_WITHIN))
        self.wanted_due_on, self.wanted_reason = None, ""
        self._move_case_on(by)

    def _move_case_on(self, by: Any) -> None:
        """Let the case wait for the checks when this was the last action that was open, and there is something to check."""
        case = self.nonconformity
        others = [one for one in case.actions if one.id != self.id]
        to_check = self.completed_on is not None or any(one.state == ActionState.DONE for one in others)
        if case.state == NonconformityState.IN_PROGRESS and to_check and not any(one.is_open for one in others):
            case.await_check(by=by, but=self.id)

    @act(
        _("Kết luận có hiệu lực"),
        _("đã kết luận có hiệu lực"),
        may=authorities.verify,
        when=ActionState.DONE,
        then=ActionState.EFFECTIVE,
    )
    def find_effective(self, *, by: Any, finding: str) -> None:
        """Conclude that the fault did not come back (10.2.1 d)."""
        self._conclude(by, finding)

    @act(
        _("Kết luận không hiệu lực"),
        _("đã kết luận không hiệu lực"),
        may=authorities.verify,
        when=ActionState.DONE,
        then=ActionState.NOT_EFFECTIVE,
    )
    def find_not_effective(self, *, by: Any, finding: str) -> None:
        """Conclude that it did not help; the case is worked on again."""
        self._conclude(by, finding)
        if self.nonconformity.state == NonconformityState.AWAITING_CHECK:
            self.nonconformity.resume(by=by, following=self)

    @act(
        _("Ghi nhận tái diễn"),
        _("đã ghi nhận tái diễn"),
        may=authorities.triage,
        when=ActionState.EFFECTIVE,
        then=ActionState.NOT_EFFECTIVE,
    )
    def find_recurred(self, *, by: Any, note: str) -> None:
        """Take an earlier conclusion back because the fault came back."""
        self.require(note.strip(), _("Ghi lý do."))

    def _conclude(self, by: Any, finding: str) -> None:
        self.require(finding.strip(), _("Ghi căn cứ của kết luận."))
        self.require(not self.is_early, _("Chưa đến ngày kiểm tra hiệu lực %(day)s.", day=day(self.check_on)))
        self.finding, self.verified_by, self.verified_as, self.verified_on = finding, by, by.signature(), clock.today()

"""A nonconformity: reported, triaged, corrected, its cause found, its actions checked, closed; reopened when it comes back."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import SQL, CharField, DateField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.improvement import authorities
from qms.improvement.states import NOT_COUNTED, OPEN_ACTIONS, ActionState, CauseGroup, NonconformityState, Severity
from qms.improvement.triage.merging import Answered
from qms.organization.person import Person
from qms.organization.unit import Unit

if TYPE_CHECKING:
    from qms.improvement.corrective_action import CorrectiveAction


class Nonconformity(Answered):
    """A requirement that was not fulfilled, and all that was done about it (10.2.2)."""

    kind_label: ClassVar[Phrase] = _("Sự không phù hợp")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    state = StateField(NonconformityState, default=NonconformityState.REPORTED, verbose_name=_("Trạng thái"))
    title = CharField(max_length=160, verbose_name=_("Tóm tắt"))
    what_happened = TextField(verbose_name=_("Điều đã xảy ra"))
    unit = ForeignKeyField(Unit, verbose_name=_("Nơi xảy ra"))
    happened_on = DateField(verbose_name=_("Ngày xảy ra"))
    reported_by = ForeignKeyField(Person, null=True, verbose_name=_("Người báo"))
    reported_on = DateField()
    answer_by = DateField(verbose_name=_("Hạn phản hồi"))
    origin_kind = CharField(max_length=40, default="")
    origin_id = IntegerField(null=True)
    origin_label = CharField(max_length=200, default="", verbose_name=_("Nguồn"))
    procedure_code = CharField(max_length=32, default="", verbose_name=_("Quy trình"))
    procedure_step = CharField(max_length=40, default="", verbose_name=_("Bước, mục"))
    clause = CharField(max_length=10, default="", verbose_name=_("Điều khoản"))
    severity = StateField(Severity, null=True, verbose_name=_("Mức độ"))
    lead_unit = ForeignKeyField(Unit, null=True, verbose_name=_("Đơn vị chủ trì"))
    responsible = ForeignKeyField(Person, null=True, verbose_name=_("Người chịu trách nhiệm chính"))
    correction = TextField(default="", verbose_name=_("Khắc phục"))
    corrected_by = ForeignKeyField(Person, null=True)
    corrected_on = DateField(null=True, verbose_name=_("Ngày khắc phục"))
    cause_group = StateField(CauseGroup, null=True, verbose_name=_("Nhóm nguyên nhân"))
    cause = TextField(default="", verbose_name=_("Nguyên nhân"))
    elsewhere = TextField(default="", verbose_name=_("Có thể xảy ra ở nơi khác"))
    analysed_by = ForeignKeyField(Person, null=True)
    closed_on = DateField(null=True, verbose_name=_("Ngày đóng"))
    closed_by = ForeignKeyField(Person, null=True)
    closed_as = CharField(max_length=300, default="", verbose_name=_("Người đóng"))
    folded = TextField(default="")
    answer = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Trả lời người báo"))
    answered_on = DateField(null=True, verbose_name=_("Ngày trả lời"))
    merged_into = CharField(max_length=20, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Gộp vào"))
    slip = CharField(max_length=64, default="", constraints=[SQL("DEFAULT ''")])

    class Meta:
        indexes = (
            (("state", "id"), False),
            (("unit", "id"), False),
            (("clause", "id"), False),
            (("reported_on", "state", "unit", "procedure_code", "cause_group"), False),
            (("closed_on", "reported_on", "state"), False),
            (("procedure_code", "id"), False),
            (("procedure_code", "procedure_step", "id"), False),
            (("cause_group", "id"), False),
            (("reported_by", "id"), False),
            (("merged_into",), False),
            (("slip",), False),
            (("procedure_code", "cause_group", "happened_on", "state"), False),
        )

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def actions(self) -> "list[CorrectiveAction]":
        """List its corrective actions."""
        from qms.improvement.corrective_action import CorrectiveAction

        return list(CorrectiveAction.select().where(CorrectiveAction.nonconformity == self).order_by(CorrectiveAction.id))

    @property
    def gates(self) -> list[tuple[Phrase, bool, str]]:
        """List what closing needs: the words, whether it is there, where on the page."""
        actions = self.actions
        counted = [one for one in actions if one.state != ActionState.NOT_EFFECTIVE]
        return [
            (_("Đã phân loại và giao một người chịu trách nhiệm chính"), bool(self.severity and self.responsible_id), "phan-loai"),
            (_("Khắc phục đã được ghi"), bool(self.correction), "khac-phuc"),
            (_("Nguyên nhân đã được xác định"), bool(self.cause and self.cause_group), "nguyen-nhan"),
            (_("Có ít nhất một hành động khắc phục"), bool(counted), "hanh-dong"),
            (
                _("Mọi hành động đã thực hiện xong"),
                bool(counted) and all(one.state not in OPEN_ACTIONS for one in actions),
                "hanh-dong",
            ),
            (
                _("Mọi hành động được người khác kiểm tra là có hiệu lực"),
                bool(counted) and all(one.state == ActionState.EFFECTIVE for one in counted),
                "hanh-dong",
            ),
        ]

    @property
    def due_on(self) -> date | None:
        """Give the day by which the next thing must be done."""
        if self.state == NonconformityState.REPORTED:
            return self.answer_by
        if self.state in (NonconformityState.CLOSED, *NOT_COUNTED):
            return None
        return min((one.waits_until for one in self.actions if one.waits_until), default=None)

    @act(_("Ghi khắc phục"), _("đã ghi việc khắc phục"), may=authorities.handle, when=NonconformityState.IN_PROGRESS)
    def correct(self, *, by: Any, correction: str, on: date) -> None:
        """Record what was done at once about the fault itself (8.7.1), apart from its cause."""
        self.require(correction.strip(), _("Ghi việc đã làm để khắc phục."))
        self.require(self.happened_on <= on <= clock.today(), _("Ngày khắc phục phải từ ngày xảy ra đến hôm nay."))
        self.correction, self.corrected_by, self.corrected_on = correction, by, on

    @act(_("Ghi nguyên nhân"), _("đã xác định nguyên nhân"), may=authorities.handle, when=NonconformityState.IN_PROGRESS)
    def analyse(self, *, by: Any, cause_group: CauseGroup, cause: str, elsewhere: str = "") -> None:
        """Record the cause, and whether it could exist elsewhere (10.2.1 b)."""
        self.require(cause_group and cause.strip(), _("Chọn nhóm nguyên nhân và ghi nguyên nhân."))
        self.cause_group, self.cause, self.elsewhere, self.analysed_by = cause_group, cause, elsewhere, by

    @act(
        _("Chờ kiểm tra hiệu lực"),
        _("đã chuyển sang chờ kiểm tra hiệu lực"),
        may=authorities.report,
        when=NonconformityState.IN_PROGRESS,
        then=NonconformityState.AWAITING_CHECK,
    )
    def await_check(self, *, by: Any, but: int) -> None:
        """Wait for the effectiveness check; follows the last action, `but`, that is being reported done."""
        self.require(not any(one.is_open for one in self.actions if one.id != but), _("Còn hành động chưa làm xong."))

    @act(
        _("Xử lý tiếp"),
        _("đã chuyển lại sang đang xử lý"),
        may=authorities.report,
        when=NonconformityState.AWAITING_CHECK,
        then=NonconformityState.IN_PROGRESS,
    )
    def resume(self, *, by: Any) -> None:
        """Work on; follows a new action or one that was not effective."""

    @act(
        _("Đóng"),
        _("đã đóng"),
        may=authorities.close,
        when=(NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK),
        then=NonconformityState.CLOSED,
    )
    def close(self, *, by: Any) -> None:
        """Close it when every gate holds; the refusal lists what is missing (10.2.1)."""
        missing = [words for words, is_met, _anchor in self.gates if not is_met]
        self.require(not missing, _("Chưa đóng được, còn thiếu: %(what)s.", what=Listed(missing)))
        self.closed_on, self.closed_by, self.closed_as = clock.today(), by, by.signature()

    @act(
        _("Mở lại"),
        _("đã mở lại"),
        may=authorities.triage,
        when=(NonconformityState.CLOSED, NonconformityState.REJECTED),
        then=NonconformityState.IN_PROGRESS,
    )
    def reopen(self, *, by: Any, note: str) -> None:
        """Open it again with a reason; a rejected one is triaged anew, a closed one needs a new action."""
        self.require(note.strip(), _("Ghi lý do mở lại."))
        self.closed_on = self.closed_by = None
        self.closed_as = ""
        for one in self.actions:
            if one.state == ActionState.EFFECTIVE:
                one.find_recurred(by=by, note=note)


class Listed:
    """Phrases one after another, translated when read."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.phrases = phrases

    def __str__(self) -> str:
        return "; ".join(phrase.lower_first() for phrase in self.phrases)

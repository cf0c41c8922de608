"""A nonconformity: reported, triaged, corrected, its cause found, its actions checked, closed; reopened when it comes back."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import SQL, CharField, DateField, ForeignKeyField, IntegerField, TextField

from qms import settings
from qms.core import clock
from qms.core.act import act
from qms.core.calendar import add_working_days
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.improvement import authorities
from qms.improvement.case.cause import Analysed
from qms.improvement.case.gates import Gate, gates_of
from qms.improvement.states import NOT_COUNTED, NOT_COUNTING, ActionState, NonconformityState, Severity
from qms.organization.person import Person
from qms.organization.unit import Unit

if TYPE_CHECKING:
    from qms.improvement.case.elsewhere import Elsewhere
    from qms.improvement.corrective_action import CorrectiveAction


class Nonconformity(Analysed):
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
    conceded = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Nhân nhượng"))
    conceded_until = DateField(null=True, verbose_name=_("Nhân nhượng đến ngày"))
    conceded_on = DateField(null=True)
    conceded_as = CharField(max_length=300, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Người cho phép nhân nhượng"))
    cause_group = CharField(max_length=32, null=True, verbose_name=_("Nhóm nguyên nhân"))
    whys = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Vì sao"))
    cause = TextField(default="", verbose_name=_("Nguyên nhân"))
    elsewhere = TextField(default="", verbose_name=_("Có thể xảy ra ở nơi khác"))
    analysed_by = ForeignKeyField(Person, null=True)
    cause_evidence = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Chứng cứ của nguyên nhân"))
    cause_confirmed_on = DateField(null=True, verbose_name=_("Ngày xác nhận nguyên nhân"))
    cause_confirmed_as = CharField(
        max_length=300, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Người xác nhận nguyên nhân")
    )
    no_action = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Lý do không cần hành động khắc phục"))
    no_action_on = DateField(null=True)
    closed_on = DateField(null=True, verbose_name=_("Ngày đóng"))
    closed_by = ForeignKeyField(Person, null=True)
    closed_as = CharField(max_length=300, default="", verbose_name=_("Người đóng"))
    folded = TextField(default="")
    answer = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Trả lời người báo"))
    answered_on = DateField(null=True, verbose_name=_("Ngày trả lời"))
    merged_into = CharField(max_length=20, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Gộp vào"))
    slip = CharField(max_length=64, default="", constraints=[SQL("DEFAULT ''")])
    no_action_as = CharField(max_length=300, default="", constraints=[SQL("DEFAULT ''")])
    plan_by = DateField(null=True, verbose_name=_("Hạn giao hành động"))

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
            (("unit", "state", "closed_on"), False),
            (("closed_on", "state", "procedure_code", "cause_group"), False),
            (("plan_by", "state"), False),
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
    def elsewhere_asked(self) -> "list[Elsewhere]":
        """List the units that were asked whether they have the same fault."""
        from qms.improvement.case.elsewhere import Elsewhere

        return list(Elsewhere.select().where(Elsewhere.nonconformity == self).order_by(Elsewhere.id))

    @property
    def gates(self) -> list[Gate]:
        """List what closing needs."""
        return gates_of(self)

    @property
    def due_on(self) -> date | None:
        """Give the day by which the next thing must be done."""
        if self.state == NonconformityState.REPORTED:
            return self.answer_by
        if self.state in (NonconformityState.CLOSED, *NOT_COUNTED):
            return None
        actions = self.actions
        days = [one.waits_until for one in actions if one.waits_until]
        return min([*days, *([self.plan_by] if self.plan_by and self._wants_plan(actions) else [])], default=None)

    def _wants_plan(self, actions: "list[CorrectiveAction]") -> bool:
        """Tell that a correction, a cause or an action that counts is still missing; `unplanned` asks the same of the database."""
        is_given = bool(self.no_action) or any(one.state not in NOT_COUNTING for one in actions)
        return self.state == NonconformityState.IN_PROGRESS and not (self.correction and self.cause and is_given)

    def _plan_anew(self) -> None:
        """Set the day by which correction, cause and action are there."""
        self.plan_by = add_working_days(clock.today(), settings.number("QMS_PLAN_DAYS", 1, 90))

    @act(
        _("Chờ kiểm tra hiệu lực"),
        _("đã chuyển sang chờ kiểm tra hiệu lực"),
        may=authorities.move_on,
        when=NonconformityState.IN_PROGRESS,
        then=NonconformityState.AWAITING_CHECK,
    )
    def await_check(self, *, by: Any, but: int) -> None:
        """Wait for the effectiveness check; follows the last action, `but`, that is being reported done or waived."""
        last = next((one for one in self.actions if one.id == but), None)
        is_his = last is not None and (authorities.do(by, last) or authorities.consent(by, last))
        self.require(is_his, _("Chưa có hành động nào được báo xong."))
        self.require(not any(one.is_open for one in self.actions if one.id != but), _("Còn hành động chưa làm xong."))

    @act(
        _("Xử lý tiếp"),
        _("đã chuyển lại sang đang xử lý"),
        may=authorities.move_on,
        when=NonconformityState.AWAITING_CHECK,
        then=NonconformityState.IN_PROGRESS,
    )
    def resume(self, *, by: Any, following: "CorrectiveAction") -> None:
        """Work on; follows a new action, or one its verifier is finding not effective."""
        self.require(following.nonconformity_id == self.id, _("Hành động thuộc sự việc khác."))
        new = following.is_new or following.verified_by_id == by.id
        self.require(new, _("Chỉ xử lý tiếp khi có hành động mới hoặc hành động không hiệu lực."))
        self.no_action, self.no_action_on, self.no_action_as = "", None, ""
        self._plan_anew()

    @act(
        _("Đóng"),
        _("đã đóng"),
        may=authorities.close,
        when=(NonconformityState.IN_PROGRESS, NonconformityState.AWAITING_CHECK),
        then=NonconformityState.CLOSED,
    )
    def close(self, *, by: Any) -> None:
        """Close it when every gate holds; the refusal lists what is missing (10.2.1)."""
        missing = [gate.words for gate in self.gates if not gate.is_met]
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
        self.closed_on = self.closed_by = self.no_action_on = None
        self.closed_as = self.no_action = self.no_action_as = ""
        self._plan_anew()
        for one in self.actions:
            if one.state == ActionState.EFFECTIVE:
                one.find_recurred(by=by, note=note)


class Listed:
    """Phrases one after another, translated when read."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.phrases = phrases

    def __str__(self) -> str:
        return "; ".join(phrase.lower_first() for phrase in self.phrases)

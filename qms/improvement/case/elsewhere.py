"""Whether the same fault exists, or could happen, in another unit: asked of each, answered by each (10.2.1 b 3)."""

from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.improvement import authorities
from qms.improvement.case.correction import HANDLED
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import ElsewhereState
from qms.organization.unit import Unit


class Elsewhere(Record):
    """The question put to one unit about one nonconformity, and its answer."""

    kind_label: ClassVar[Phrase] = _("Rà soát ở nơi khác")

    nonconformity = ForeignKeyField(Nonconformity)
    unit = ForeignKeyField(Unit, verbose_name=_("Đơn vị được hỏi"))
    state = StateField(ElsewhereState, default=ElsewhereState.ASKED, verbose_name=_("Trạng thái"))
    asked_on = DateField(verbose_name=_("Ngày hỏi"))
    answer_by = DateField(verbose_name=_("Hạn trả lời"))
    answer = TextField(default="", verbose_name=_("Trả lời"))
    answered_on = DateField(null=True, verbose_name=_("Ngày trả lời"))
    answered_as = CharField(max_length=300, default="", verbose_name=_("Người trả lời"))
    raised = CharField(max_length=20, default="", verbose_name=_("Sự không phù hợp được báo"))

    class Meta:
        indexes = ((("nonconformity", "unit"), True), (("unit", "state"), False))

    @property
    def label(self) -> str:
        return f"{self.nonconformity.code} · {self.unit.name}"

    @property
    def is_open(self) -> bool:
        """Tell whether the unit has not answered yet."""
        return bool(self.state == ElsewhereState.ASKED)

    @act(_("Hỏi đơn vị khác"), _("đã hỏi đơn vị khác"), may=authorities.plan, when=NEW)
    def ask(self, *, by: Any) -> None:
        """Ask a unit to look whether it has the same fault, by a day."""
        case = self.nonconformity
        self.require(case.state in HANDLED and case.cause, _("Xác định nguyên nhân trước khi hỏi đơn vị khác."))
        self.require(self.unit_id and self.unit_id != case.unit_id, _("Chọn một đơn vị khác nơi đã xảy ra."))
        self.require(self.answer_by and self.answer_by >= clock.today(), _("Hạn trả lời không được sớm hơn hôm nay."))
        asked = Elsewhere.get_or_none(nonconformity=case, unit=self.unit_id)
        self.require(asked is None, _("Đã hỏi %(unit)s về sự việc này.", unit=self.unit.name))
        self.asked_on = clock.today()

    @act(
        _("Trả lời: không có"), _("đã trả lời không có"), may=authorities.answer_for_the_unit,
        when=ElsewhereState.ASKED, then=ElsewhereState.NOT_HERE,
    )  # fmt: skip
    def find_nothing(self, *, by: Any, note: str) -> None:
        """Answer that the unit looked and has no such fault."""
        self._answered(by, note)

    @act(
        _("Trả lời: có"), _("đã trả lời có"), may=authorities.answer_for_the_unit,
        when=ElsewhereState.ASKED, then=ElsewhereState.HERE_TOO,
    )  # fmt: skip
    def find_too(self, *, by: Any, note: str) -> None:
        """Answer that the unit has it too; a nonconformity of its own is reported from it."""
        self._answered(by, note)
        facts = {"what_happened": note.strip(), "unit": self.unit, "happened_on": clock.today()}
        case = self.nonconformity
        origin = {"origin_kind": case.record_kind(), "origin_id": case.id, "origin_label": case.label}
        self.raised = Nonconformity(**facts, **origin, procedure_code=case.procedure_code).report(by=by).code

    def _answered(self, by: Any, note: str) -> None:
        self.require(note.strip(), _("Ghi đã xem những gì, kết quả thế nào."))
        self.answer, self.answered_on, self.answered_as = note.strip(), clock.today(), by.signature()

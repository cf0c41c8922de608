"""A treatment: one thing one person does by a date so that a risk becomes smaller or an opportunity is used."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.attachment import Attachment, attach_to, attachments_of
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.organization.duty import Duty
from qms.organization.person import Person
from qms.risks import authorities
from qms.risks.risk import Risk
from qms.risks.states import RiskState, TreatmentState

LEAST_RESULT = 20


class Treatment(Duty):
    """What is done about a risk or an opportunity (6.1.2)."""

    kind_label: ClassVar[Phrase] = _("Biện pháp xử lý rủi ro")

    code = CharField(max_length=24, unique=True, verbose_name=_("Mã"))
    risk = ForeignKeyField(Risk, backref="treatments", verbose_name=_("Rủi ro, cơ hội"))
    state = StateField(TreatmentState, default=TreatmentState.TO_DO, verbose_name=_("Trạng thái"))
    description = TextField(verbose_name=_("Việc phải làm"))
    planned_on = DateField(verbose_name=_("Ngày giao"))
    result = TextField(default="", verbose_name=_("Kết quả"))
    completed_by = ForeignKeyField(Person, null=True)
    completed_on = DateField(null=True, verbose_name=_("Ngày làm xong"))
    dropped_on = DateField(null=True, verbose_name=_("Ngày thôi làm"))

    class Meta:
        indexes = ((("state", "due_on"), False), (("responsible", "state"), False))

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def evidence(self) -> list[Attachment]:
        """List its evidence files."""
        return attachments_of("treatment", self.id)

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state == TreatmentState.TO_DO

    @property
    def is_done(self) -> bool:
        """Tell whether it was done."""
        return self.state == TreatmentState.DONE

    @act(_("Giao biện pháp"), _("đã giao biện pháp"), may=authorities.plan, when=NEW)
    def plan(self, *, by: Any) -> None:
        """Give one person something to do about a risk by a date."""
        self.require(self.risk.state == RiskState.WATCHED, _("%(label)s đã kết thúc theo dõi.", label=self.risk.code))
        self.require(self.description.strip(), _("Ghi việc phải làm."))
        self.require(self.responsible_id and self.due_on, _("Chọn một người thực hiện và ghi hạn."))
        self.require(self.due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        self.code = f"{self.risk.code}-{treatments_of(self.risk).count() + 1}"
        self.planned_on = clock.today()

    @act(_("Thêm bằng chứng"), _("đã thêm bằng chứng"), may=authorities.do, when=(TreatmentState.TO_DO, TreatmentState.DONE))
    def add_evidence(self, *, by: Any, name: str, data: bytes) -> None:
        """Put an evidence file under it."""
        attach_to(self, name, data, by)

    @act(_("Báo đã làm xong"), _("đã báo làm xong"), may=authorities.do, when=TreatmentState.TO_DO, then=TreatmentState.DONE)
    def complete(self, *, by: Any, result: str) -> None:
        """Report the result; without an evidence file it must be told in some words."""
        told = len(result.strip()) >= LEAST_RESULT
        self.require(
            told or (result.strip() and self.evidence),
            _("Ghi kết quả từ %(n)s ký tự, hoặc kèm tệp bằng chứng.", n=LEAST_RESULT),
        )
        self.result, self.completed_by, self.completed_on = result.strip(), by, clock.today()

    @act(_("Gia hạn"), _("đã gia hạn"), may=authorities.extend, when=TreatmentState.TO_DO)
    def extend(self, *, by: Any, due_on: date, note: str) -> None:
        """Move the due date, with a reason."""
        self.require(note.strip(), _("Ghi lý do gia hạn."))
        self.require(due_on > self.due_on, _("Hạn mới phải sau hạn cũ."))
        self.require(due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        self.due_on = due_on

    @act(_("Thôi không làm"), _("đã thôi không làm"), may=authorities.drop, when=TreatmentState.TO_DO, then=TreatmentState.DROPPED)
    def drop(self, *, by: Any, note: str) -> None:
        """Give it up, with the reason."""
        self.require(note.strip(), _("Ghi lý do."))
        self.dropped_on = clock.today()


def treatments_of(risk: Risk) -> Any:
    """Ask for the treatments of a risk, in the order they were planned."""
    return Treatment.select().where(Treatment.risk == risk).order_by(Treatment.id)

"""An idea for improvement: proposed by anyone, answered by its unit by a date, carried out by one person, checked by another, thanked."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, TextField

from qms import settings
from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.attachment import Attachment, attach_to, attachments_of
from qms.core.calendar import add_working_days
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.numbering import yearly_code
from qms.core.record import Record
from qms.core.vietnamese import day, fold
from qms.improvement.corrective_action import LEAST_RESULT
from qms.improvement.ideas import authorities
from qms.improvement.ideas.states import UNDECIDED, IdeaState
from qms.improvement.reporting.report import short
from qms.organization.person import Person
from qms.organization.unit import Unit


class Idea(Record):
    """What somebody proposes to do better, and what became of it (10.3)."""

    kind_label: ClassVar[Phrase] = _("Ý tưởng cải tiến")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    state = StateField(IdeaState, default=IdeaState.PROPOSED, verbose_name=_("Trạng thái"))
    title = CharField(max_length=160, verbose_name=_("Tóm tắt"))
    proposal = TextField(verbose_name=_("Đề xuất"))
    reason = TextField(verbose_name=_("Lý do, lợi ích"))
    unit = ForeignKeyField(Unit, verbose_name=_("Đơn vị áp dụng"))
    procedure_code = CharField(max_length=32, default="", verbose_name=_("Quy trình"))
    procedure_step = CharField(max_length=40, default="", verbose_name=_("Bước, mục"))
    proposed_by = ForeignKeyField(Person, verbose_name=_("Người đề xuất"))
    proposed_as = CharField(max_length=300)
    proposed_on = DateField()
    answer_by = DateField(verbose_name=_("Hạn trả lời"))
    question = TextField(default="", verbose_name=_("Nội dung cần bổ sung"))
    supplement = TextField(default="", verbose_name=_("Bổ sung"))
    answer = TextField(default="", verbose_name=_("Trả lời"))
    answered_by = ForeignKeyField(Person, null=True)
    answered_as = CharField(max_length=300, default="", verbose_name=_("Người trả lời"))
    answered_on = DateField(null=True, verbose_name=_("Ngày trả lời"))
    responsible = ForeignKeyField(Person, null=True, verbose_name=_("Người thực hiện"))
    due_on = DateField(null=True, verbose_name=_("Hạn hoàn thành"))
    result = TextField(default="", verbose_name=_("Kết quả"))
    completed_by = ForeignKeyField(Person, null=True)
    completed_on = DateField(null=True, verbose_name=_("Ngày làm xong"))
    finding = TextField(default="", verbose_name=_("Kết luận kiểm tra"))
    checked_by = ForeignKeyField(Person, null=True)
    checked_as = CharField(max_length=300, default="", verbose_name=_("Người kiểm tra"))
    checked_on = DateField(null=True, verbose_name=_("Ngày kiểm tra"))
    thanks = CharField(max_length=500, default="", verbose_name=_("Lời cảm ơn"))
    thanked_by = ForeignKeyField(Person, null=True)
    thanked_as = CharField(max_length=300, default="", verbose_name=_("Người cảm ơn"))
    thanked_on = DateField(null=True, verbose_name=_("Ngày cảm ơn"))
    folded = TextField(default="")

    class Meta:
        indexes = ((("state", "id"), False), (("unit", "id"), False), (("proposed_on",), False))

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def evidence(self) -> list[Attachment]:
        """List its evidence files."""
        return attachments_of("idea", self.id)

    @property
    def waits_until(self) -> date | None:
        """Give the day by which the unit must answer or the doer be done."""
        return {IdeaState.PROPOSED: self.answer_by, IdeaState.ADOPTED: self.due_on}.get(self.state)

    @act(_("Đề xuất cải tiến"), _("đã đề xuất cải tiến"), may=authorities.propose, when=NEW)
    def propose(self, *, by: Any) -> None:
        """Propose what to do, why and where; the unit answers within the working days the office has set."""
        self.require(self.proposal.strip(), _("Ghi đề xuất làm gì."))
        self.require(self.reason.strip(), _("Ghi lý do hoặc lợi ích."))
        self.require(self.unit_id, _("Chọn đơn vị áp dụng."))
        self.code, self.title = yearly_code("CT", clock.today().year), short(self.proposal)
        self.proposed_by, self.proposed_as, self.proposed_on = by, by.signature(), clock.today()
        self.answer_by = answer_day()
        self.folded = fold(f"{self.code} {self.proposal} {self.reason}")[:2000]

    @act(
        _("Đề nghị bổ sung"),
        _("đã đề nghị bổ sung"),
        may=authorities.answer,
        when=IdeaState.PROPOSED,
        then=IdeaState.QUESTIONED,
    )
    def ask_for_more(self, *, by: Any, question: str) -> None:
        """Ask the proposer for what is needed to decide."""
        self.require(question.strip(), _("Ghi nội dung cần bổ sung."))
        self.question = question.strip()

    @act(_("Bổ sung"), _("đã bổ sung"), may=authorities.supplement, when=IdeaState.QUESTIONED, then=IdeaState.PROPOSED)
    def add_more(self, *, by: Any, more: str) -> None:
        """Answer the question; what was written before stays, and the unit's time begins anew."""
        self.require(more.strip(), _("Ghi nội dung bổ sung."))
        told = f"{day(clock.today())}: {more.strip()}"
        self.supplement = f"{self.supplement}\n{told}" if self.supplement else told
        self.answer_by = answer_day()

    @act(_("Tiếp nhận"), _("đã tiếp nhận"), may=authorities.answer, when=UNDECIDED, then=IdeaState.ADOPTED)
    def adopt(self, *, by: Any, responsible: Person, due_on: date, answer: str = "") -> None:
        """Take it up: one person does it by a date."""
        self.require(responsible and due_on, _("Chọn một người thực hiện và ghi hạn."))
        self.require(due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        self.responsible, self.due_on = responsible, due_on
        self._answer(by, answer)

    @act(_("Không tiếp nhận"), _("đã không tiếp nhận"), may=authorities.answer, when=UNDECIDED, then=IdeaState.DECLINED)
    def decline(self, *, by: Any, answer: str) -> None:
        """Answer no, with the reason the proposer reads."""
        self.require(answer.strip(), _("Ghi lý do không tiếp nhận."))
        self._answer(by, answer)

    def _answer(self, by: Any, answer: str) -> None:
        self.answer, self.answered_by, self.answered_as, self.answered_on = answer.strip(), by, by.signature(), clock.today()

    @act(_("Gia hạn"), _("đã gia hạn"), may=authorities.answer, when=IdeaState.ADOPTED)
    def extend(self, *, by: Any, due_on: date, note: str) -> None:
        """Move the due date, with a reason."""
        self.require(note.strip(), _("Ghi lý do gia hạn."))
        self.require(self.due_on and due_on > self.due_on, _("Hạn mới phải sau hạn cũ."))
        self.require(due_on >= clock.today(), _("Hạn không được sớm hơn hôm nay."))
        self.due_on = due_on

    @act(_("Thêm bằng chứng"), _("đã thêm bằng chứng"), may=authorities.do, when=(IdeaState.ADOPTED, IdeaState.DONE))
    def add_evidence(self, *, by: Any, name: str, data: bytes) -> None:
        """Put an evidence file under it."""
        attach_to(self, name, data, by)

    @act(_("Báo đã làm xong"), _("đã báo làm xong"), may=authorities.do, when=IdeaState.ADOPTED, then=IdeaState.DONE)
    def complete(self, *, by: Any, result: str) -> None:
        """Report the result; without an evidence file it must be told in some words."""
        told = len(result.strip()) >= LEAST_RESULT
        self.require(
            told or (result.strip() and self.evidence),
            _("Ghi kết quả từ %(n)s ký tự, hoặc kèm tệp bằng chứng.", n=LEAST_RESULT),
        )
        self.result, self.completed_by, self.completed_on = result, by, clock.today()

    @act(_("Kết luận đã áp dụng"), _("đã kết luận đã áp dụng"), may=authorities.check, when=IdeaState.DONE, then=IdeaState.APPLIED)
    def confirm(self, *, by: Any, finding: str) -> None:
        """Conclude that it is in use and does what was hoped for."""
        self._conclude(by, finding)

    @act(_("Yêu cầu làm tiếp"), _("đã yêu cầu làm tiếp"), may=authorities.check, when=IdeaState.DONE, then=IdeaState.ADOPTED)
    def send_back(self, *, by: Any, finding: str) -> None:
        """Conclude that it is not yet in use; the doer goes on."""
        self._conclude(by, finding)

    def _conclude(self, by: Any, finding: str) -> None:
        self.require(finding.strip(), _("Ghi căn cứ của kết luận."))
        self.finding, self.checked_by, self.checked_as, self.checked_on = finding.strip(), by, by.signature(), clock.today()

    @act(_("Ghi lời cảm ơn"), _("đã cảm ơn người đề xuất"), may=authorities.thank, when=ANY)
    def thank(self, *, by: Any, thanks: str) -> None:
        """Thank the proposer, whatever was answered; once."""
        self.require(not self.thanked_on, _("%(code)s đã có lời cảm ơn.", code=self.code))
        self.require(thanks.strip(), _("Ghi lời cảm ơn."))
        self.thanks, self.thanked_by, self.thanked_as, self.thanked_on = thanks.strip()[:500], by, by.signature(), clock.today()


def answer_day() -> date:
    """Give the day by which a unit answers what is proposed today."""
    return add_working_days(clock.today(), settings.number("QMS_IDEA_ANSWER_DAYS", 1, 60))

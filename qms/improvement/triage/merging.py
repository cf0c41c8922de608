"""The acts of answering a report: accepted, found to be no nonconformity, or merged with another (8.7, 10.2.1)."""

from typing import Any, ClassVar

from qms.core import clock
from qms.core.act import act
from qms.core.language import Phrase, _
from qms.improvement import authorities
from qms.improvement.reporting.report import Reported
from qms.improvement.states import OPEN, NonconformityState, Severity
from qms.organization import clauses
from qms.organization.person import Person
from qms.organization.unit import Unit


class Answered(Reported):
    """A report with the quality officer's answer to it."""

    is_abstract: ClassVar[bool] = True
    kind_label: ClassVar[Phrase] = _("Báo cáo đã trả lời")

    severity: Any
    clause: Any
    lead_unit: Any
    responsible: Any
    procedure_code: Any
    procedure_step: Any
    closed_on: Any
    closed_by: Any
    closed_as: Any
    answer: Any
    answered_on: Any
    merged_into: Any
    state: Any

    @act(
        _("Phân loại"),
        _("đã phân loại"),
        may=authorities.triage,
        when=(NonconformityState.REPORTED, NonconformityState.IN_PROGRESS),
        then=NonconformityState.IN_PROGRESS,
    )
    def triage(
        self, *, by: Any, title: str, severity: Severity, clause: str, lead_unit: Unit, responsible: Person,
        procedure_code: str = "", procedure_step: str = "",
    ) -> None:  # fmt: skip
        """Accept it: how grave, which clause and procedure, one lead unit, one person chiefly responsible."""
        self.require(title.strip(), _("Ghi tóm tắt."))
        self.require(severity and clause in clauses.CLAUSES, _("Chọn mức độ và điều khoản."))
        self.require(lead_unit and responsible, _("Chọn đơn vị chủ trì và một người chịu trách nhiệm chính."))
        self.title, self.severity, self.clause = title.strip()[:160], severity, clause
        self.lead_unit, self.responsible = lead_unit, responsible
        self.procedure_code, self.procedure_step = procedure_code, procedure_step
        if self.plan_by is None:
            self._plan_anew()
        self.answered_on = self.answered_on or clock.today()
        self._fold()

    @act(
        _("Kết luận không phải NC"),
        _("đã kết luận không phải NC"),
        may=authorities.triage,
        when=NonconformityState.REPORTED,
        then=NonconformityState.REJECTED,
    )
    def reject(self, *, by: Any, note: str) -> None:
        """Answer that it is no nonconformity, with the reason, which the reporter reads."""
        self.require(note.strip(), _("Ghi lý do không phải là sự không phù hợp."))
        self._answer(by, note)

    @act(
        _("Gộp"),
        _("đã gộp vào sự việc khác"),
        may=authorities.triage,
        when=NonconformityState.REPORTED,
        then=NonconformityState.MERGED,
    )
    def merge(self, *, by: Any, into: str, note: str = "") -> None:
        """Let another nonconformity answer this report too; its words and files stay with it."""
        self.require(into.strip(), _("Ghi mã sự việc được gộp vào."))
        other = type(self).get_or_none(code=f"NC-{into.strip().upper().removeprefix('NC-')}")
        self.require(other, _("Không có sự việc nào mang mã %(code)s.", code=into.strip()[:20]))
        self.require(other.id != self.id, _("Không gộp một sự việc vào chính nó."))
        self._answer(by, note)
        self.merged_into = other.code
        other.take_over(by=by, merged=self)

    @act(_("Nhận báo cáo được gộp"), _("đã nhận báo cáo được gộp vào"), may=authorities.triage, when=OPEN)
    def take_over(self, *, by: Any, merged: Any) -> None:
        """Answer for a report that is merged into this one; follows its merging."""
        self.require(merged.merged_into == self.code, _("%(code)s không được gộp vào sự việc này.", code=merged.code))

    @act(
        _("Tách ra"),
        _("đã tách ra để phân loại riêng"),
        may=authorities.triage,
        when=NonconformityState.MERGED,
        then=NonconformityState.REPORTED,
    )
    def separate(self, *, by: Any, note: str) -> None:
        """Undo a merging that was wrong; it is triaged on its own."""
        self.require(note.strip(), _("Ghi lý do tách ra."))
        self.merged_into = self.closed_as = self.answer = ""
        self.closed_on = self.closed_by = self.answered_on = None

    def _answer(self, by: Any, note: str) -> None:
        self.answer, self.answered_on = note.strip(), clock.today()
        self.closed_on, self.closed_by, self.closed_as = clock.today(), by, by.signature()

    @property
    def merged(self) -> list[Any]:
        """List the reports merged into this one."""
        kind: Any = type(self)
        return list(kind.select().where(kind.merged_into == self.code).order_by(kind.id)) if self.code else []

    @property
    def leading(self) -> Any:
        """Give the nonconformity that answers for this one: itself, or what it was merged into."""
        case: Any = self
        while case.merged_into:
            case = type(self).get(code=case.merged_into)
        return case

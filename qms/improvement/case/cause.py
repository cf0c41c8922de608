"""The acts on the cause: found by asking why, confirmed by somebody else on evidence, and whether it needs action at all (10.2.1 b)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from qms.core import clock
from qms.core.act import act
from qms.core.attachment import attach_to
from qms.core.language import Phrase, _
from qms.improvement import authorities
from qms.improvement.case import cause_group as groups
from qms.improvement.case.correction import HANDLED, Corrected
from qms.improvement.states import ActionState, NonconformityState, Severity

CAUSE = "cause"  # the part of a case the evidence of its cause belongs to
WHYS = 5  # "ask why five times" (Ohno, Toyota Production System, 1988)
LEAST_EVIDENCE = 10


class Analysed(Corrected):
    """A nonconformity with its cause."""

    is_abstract: ClassVar[bool] = True
    kind_label: ClassVar[Phrase] = _("Sự không phù hợp đã phân tích")

    cause_group: Any
    whys: Any
    cause: Any
    elsewhere: Any
    analysed_by: Any
    cause_evidence: Any
    cause_confirmed_on: Any
    cause_confirmed_as: Any
    no_action: Any
    no_action_on: Any
    no_action_as: Any
    actions: Any

    @property
    def is_cause_confirmed(self) -> bool:
        """Tell whether the cause, as it is written now, was confirmed by somebody else."""
        return bool(self.cause and self.cause_confirmed_on)

    @property
    def needs_no_action(self) -> bool:
        """Tell whether the decision that no action is needed holds: not for a grave case, nor once an action was given and not waived."""
        is_grave = self.severity == Severity.MAJOR
        return bool(self.no_action) and not is_grave and all(one.state == ActionState.WAIVED for one in self.actions)

    @property
    def cause_group_label(self) -> str:
        """Name the group of the cause in the reader's language."""
        return groups.label_of(self.cause_group)

    @property
    def why_lines(self) -> list[str]:
        """List the answers to each further “why”, in order."""
        return str(self.whys).split("\n") if self.whys else []

    @act(_("Ghi nguyên nhân"), _("đã xác định nguyên nhân"), may=authorities.handle, when=NonconformityState.IN_PROGRESS)
    def analyse(self, *, by: Any, cause_group: str, cause: str, elsewhere: str = "", whys: Iterable[str] = ()) -> None:
        """Record the cause and how it was found; what was confirmed before is to be confirmed anew."""
        self.require(cause_group and cause.strip(), _("Chọn nhóm nguyên nhân và ghi nguyên nhân."))
        known = {code for code, _label in groups.choices(self.cause_group)}
        self.require(str(cause_group) in known, _("Chọn nhóm nguyên nhân và ghi nguyên nhân."))
        lines = [" ".join(line.split()) for line in whys if line.strip()]
        self.require(len(lines) <= WHYS, _("Ghi tối đa %(n)s câu trả lời “vì sao”.", n=WHYS))
        self.cause_group, self.cause, self.elsewhere, self.analysed_by = str(cause_group), cause, elsewhere, by
        self.whys = "\n".join(lines)
        self.cause_evidence = self.cause_confirmed_as = ""
        self.cause_confirmed_on = None

    @act(_("Xác nhận nguyên nhân"), _("đã xác nhận nguyên nhân"), may=authorities.confirm_cause, when=HANDLED)
    def confirm_cause(self, *, by: Any, evidence: str, files: Iterable[tuple[str, bytes]] = ()) -> None:
        """Confirm the cause on evidence, as somebody other than who found it."""
        self.require(self.cause, _("Chưa có nguyên nhân để xác nhận."))
        self.require(not self.cause_confirmed_on, _("Nguyên nhân đã được xác nhận."))
        self.require(len(evidence.strip()) >= LEAST_EVIDENCE, _("Ghi chứng cứ đã xem, từ %(n)s ký tự.", n=LEAST_EVIDENCE))
        self.cause_evidence, self.cause_confirmed_on, self.cause_confirmed_as = evidence.strip(), clock.today(), by.signature()
        for name, data in files:
            attach_to(self, name, data, by, CAUSE)

    @act(_("Không cần hành động khắc phục"), _("đã quyết định không cần hành động khắc phục"), may=authorities.triage, when=HANDLED)
    def need_no_action(self, *, by: Any, note: str) -> None:
        """Decide, with the reason, that a minor case needs no action against its cause (10.2.1 b)."""
        self.require(note.strip(), _("Ghi lý do không cần hành động khắc phục."))
        self.require(self.cause, _("Xác định nguyên nhân trước khi quyết định."))
        self.require(self.severity != Severity.MAJOR, _("Sự không phù hợp nặng phải có hành động khắc phục."))
        given = [one.state for one in self.actions if one.state != ActionState.WAIVED]
        self.require(ActionState.NOT_EFFECTIVE not in given, _("Hành động trước không hiệu lực: giao hành động mới."))
        self.require(not given, _("Đã có hành động khắc phục."))
        self.no_action, self.no_action_on, self.no_action_as = note.strip(), clock.today(), by.signature()

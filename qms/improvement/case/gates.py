"""The gates of a case: what each step wants before it may be closed, and where that is written (10.2.1, 8.7.1)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qms.core.language import Phrase, _
from qms.improvement.states import OPEN_ACTIONS, ActionState, NonconformityState

if TYPE_CHECKING:
    from qms.improvement.nonconformity import Nonconformity

STEPS = (
    _("1 Ghi nhận, phân loại"),
    _("2 Khắc phục"),
    _("3 Nguyên nhân"),
    _("4 Hành động"),
    _("5 Kiểm tra hiệu lực"),
    _("6 Đóng"),
)


@dataclass(frozen=True)
class Gate:
    """One thing a step wants: in words, whether it is there, where on the page."""

    step: int
    words: Phrase
    is_met: bool
    anchor: str


@dataclass(frozen=True)
class Step:
    """A step of the way of a case: done, present or to come; its anchor leads to what it wants next."""

    name: Phrase
    is_done: bool
    is_present: bool
    anchor: str


def gates_of(case: "Nonconformity") -> list[Gate]:
    """List what closing a case wants, in the order of its steps."""
    actions = case.actions
    counted = [one for one in actions if one.state not in (ActionState.NOT_EFFECTIVE, ActionState.WAIVED)]
    none_needed = case.needs_no_action
    asked = case.elsewhere_asked
    settled = bool(case.elsewhere or asked) and not any(one.is_open for one in asked)
    done = all(one.state not in OPEN_ACTIONS for one in actions)
    effective = all(one.state == ActionState.EFFECTIVE for one in counted)
    triaged = bool(case.severity and case.responsible_id)
    return [
        Gate(0, _("Đã phân loại và giao một người chịu trách nhiệm chính"), triaged, "phan-loai"),
        Gate(1, _("Khắc phục đã được ghi"), bool(case.correction), "khac-phuc"),
        Gate(2, _("Nguyên nhân đã được xác định"), bool(case.cause and case.cause_group), "nguyen-nhan"),
        Gate(2, _("Nguyên nhân được người khác xác nhận bằng chứng cứ"), case.is_cause_confirmed, "xac-nhan"),
        Gate(2, _("Đã trả lời có thể xảy ra ở nơi khác không"), settled, "noi-khac"),
        Gate(3, _("Có hành động khắc phục, hoặc lý do không cần"), bool(counted) or none_needed, "hanh-dong"),
        Gate(3, _("Mọi hành động đã thực hiện xong"), none_needed or (bool(counted) and done), "hanh-dong"),
        Gate(4, _("Mọi hành động được người khác kiểm tra là có hiệu lực"), none_needed or (bool(counted) and effective), "hanh-dong"),
    ]


def steps_of(case: "Nonconformity", gates: list[Gate]) -> list[Step]:
    """Lay the gates out as the way of the case; the present step is the first that wants something."""
    steps, present = [], None
    for place, name in enumerate(STEPS):
        own = [gate for gate in gates if gate.step == place]
        missing = next((gate for gate in own if not gate.is_met), None)
        done = missing is None if own else case.state == NonconformityState.CLOSED
        if not done and present is None:
            present = place
        steps.append(Step(name, done, present == place and not done, missing.anchor if missing else own[0].anchor if own else "dong"))
    return steps

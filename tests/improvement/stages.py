"""A case, and an idea, at each stage of its way, brought there by acts; each stage names the address of what stands at it."""

from dataclasses import dataclass

from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.ideas.idea import Idea
from tests.improvement.conftest import CHECK, DUE, RESULT, TODAY, again, analyse, confirm, on, plan, report, triage

WAY = ("report", "triage", "analyse", "confirm")
DONE = (*WAY, "plan", "complete")
STAGES = {
    "reported": WAY[:1], "rejected": ("report", "reject"), "merged": ("report", "merge"), "triaged": WAY[:2], "analysed": WAY[:3],
    "asked": (*WAY, "ask"), "excused": (*WAY, "excuse"), "planned": (*WAY, "plan"), "wanted": (*WAY, "plan", "start", "want"),
    "waived": (*WAY, "plan", "waive"), "finished": DONE, "effective": (*DONE, "pass"), "closed": (*DONE, "pass", "close"),
    "reopened": (*DONE, "pass", "close", "reopen"),
}  # fmt: skip
IDEAS = {
    "proposed": (), "questioned": ("question",), "adopted": ("adopt",), "done": ("adopt", "finish"),
    "applied": ("adopt", "finish", "apply"), "declined": ("decline",),
}  # fmt: skip


@dataclass
class Stage:
    """What stands at a stage: a case with perhaps an action and a question, or an idea."""

    name: str
    case: object = None
    action: object = None
    question: object = None
    idea: object = None

    def address_of(self, rule):
        """Fill an address in; None where nothing of this stage stands there."""
        asks, one = "<int:number>" in rule, {"nc": self.case, "ca": self.action, "ideas": self.idea}[rule.split("/")[1]]
        if one is None or (asks and self.question is None):
            return None
        return rule.replace("<code>", one.code).replace("<int:number>", str(self.question.id) if asks else "")


def made(cast, office):
    """Make everything of every stage."""
    with on(TODAY):
        cases = [_way_of_a_case(Stage(name), cast, office, steps) for name, steps in STAGES.items()]
        ideas = [_way_of_an_idea(Stage(name), cast, office, steps) for name, steps in IDEAS.items()]
    return cases + ideas


def _way_of_a_case(at, cast, office, steps):
    officer, commander, auditor, doer = (cast[role] for role in ("quality_officer", "commander", "auditor", "desk_officer"))
    handler = cast["staff"]
    acts = {
        "report": lambda: setattr(at, "case", report(doer, office["MC"])),
        "reject": lambda: at.case.reject(by=officer, note="Sổ đủ chữ ký."),
        "merge": lambda: at.case.merge(by=officer, into="NC-2026-001"),
        "triage": lambda: triage(at.case, officer, handler, office["TM"]),
        "analyse": lambda: analyse(at.case, handler),
        "confirm": lambda: confirm(at.case, auditor),
        "excuse": lambda: again(at.case).need_no_action(by=officer, note="Lỗi đơn lẻ, đã sửa ngay."),
        "ask": lambda: setattr(at, "question", Elsewhere(nonconformity=again(at.case), unit=office["TM"], answer_by=DUE).ask(by=handler)),
        "plan": lambda: setattr(at, "action", plan(again(at.case), handler, doer, auditor)),
        "start": lambda: at.action.start(by=doer),
        "want": lambda: at.action.ask_extension(by=doer, due_on=CHECK, note="Chờ in sổ."),
        "waive": lambda: at.action.waive(by=commander, note="Bộ phận đã giải thể."),
        "complete": lambda: at.action.complete(by=doer, result=RESULT),
        "pass": lambda: again(at.action).find_effective(by=auditor, finding="10 hồ sơ đều đủ chữ ký."),
        "close": lambda: again(at.case).close(by=officer),
        "reopen": lambda: again(at.case).reopen(by=officer, note="Lại thiếu chữ ký."),
    }
    for step in steps:
        with on(CHECK if step in {"pass", "close", "reopen"} else TODAY):
            acts[step]()
    return at


def _way_of_an_idea(at, cast, office, steps):
    officer, proposer, doer = cast["quality_officer"], cast["desk_officer"], cast["staff"]
    at.idea = Idea(proposal="Làm bảng hướng dẫn.", reason="Đỡ hỏi lại.", unit=office["TM"]).propose(by=proposer)
    acts = {
        "question": lambda: at.idea.ask_for_more(by=officer, question="Đặt ở đâu?"),
        "adopt": lambda: at.idea.adopt(by=officer, responsible=doer, due_on=CHECK),
        "decline": lambda: at.idea.decline(by=officer, answer="Đã có bảng."),
        "finish": lambda: at.idea.complete(by=doer, result=RESULT),
        "apply": lambda: at.idea.confirm(by=officer, finding="Đã treo."),
    }
    for step in steps:
        acts[step]()
    return at

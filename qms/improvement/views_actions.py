"""Pages of corrective actions: register, one action, what its doer and its verifier do."""

from typing import Any

from flask import render_template, request, url_for

from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.core.vietnamese import day
from qms.improvement import queries, work
from qms.improvement.case import revision
from qms.improvement.case.forms import RefuseExtensionForm, WaiveForm
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.forms import ActionForm, CheckForm, EvidenceForm, ExtendForm, ResultForm
from qms.improvement.states import ActionKind, ActionState
from qms.improvement.views import pages, show_case
from qms.organization.unit import Unit
from qms.web.access import SIGNED_IN, allow, me
from qms.web.forms import sent_files
from qms.web.lists import page_of
from qms.web.shell import as_seen, done, found, still_open


@pages.get("/ca")
@allow(SIGNED_IN)
def actions() -> Any:
    """Show the register of actions."""
    state, unit = request.args.get("state", ""), request.args.get("unit", "")
    person = str(me().id) if request.args.get("mine") else ""
    checked, due = request.args.get("checked", ""), request.args.get("due", "")
    query = queries.actions(state, unit, person, bool(request.args.get("late")), checked, due)
    return render_template(
        "actions.html", listing=page_of(query, CorrectiveAction), states=ActionState, units=Unit.active(),
        late=CorrectiveAction.select().where(queries.overdue()).count(),
    )  # fmt: skip


@pages.get("/ca/<code>")
@allow(SIGNED_IN)
def action(code: str) -> Any:
    """Show one action."""
    return _page(_action(code))


@pages.post("/nc/<code>/action")
@allow(SIGNED_IN)
def plan(code: str) -> Any:
    """Give one person something to do."""
    case, form = found(queries.nonconformity(code)), ActionForm()
    still_open(CorrectiveAction(nonconformity=case).plan)
    if not form.sent():
        return show_case(case, action=form), 422
    planned = CorrectiveAction(
        nonconformity=case, description=form.description.data, kind=ActionKind(form.kind.data), responsible=form.responsible.data,
        due_on=form.due_on.data, revises=form.revises.data or "", revises_at=form.revises_at.data,
        measure=form.measure.data, verifier=form.verifier.data, check_on=form.check_on.data,
    ).plan(by=me())  # fmt: skip
    return done(_("Đã giao %(code)s.", code=planned.code), url_for("improvement.nonconformity", code=case.code))


@pages.post("/ca/<code>/start")
@allow(SIGNED_IN)
def start(code: str) -> Any:
    """Begin."""
    return _done(as_seen(_action(code)).start(by=me()), _("Đã bắt đầu."))


@pages.post("/ca/<code>/evidence")
@allow(SIGNED_IN)
def add_evidence(code: str) -> Any:
    """Add evidence files."""
    one, form = _action(code), EvidenceForm()
    still_open(one.add_evidence)
    if not form.sent():
        return _page(one, evidence=form), 422
    work.add_evidence(as_seen(one), me(), sent_files(form.files))
    return _done(one, _("Đã thêm bằng chứng."))


@pages.post("/ca/<code>/complete")
@allow(SIGNED_IN)
def complete(code: str) -> Any:
    """Report it done."""
    one, form = _action(code), ResultForm()
    still_open(one.complete)
    if not form.sent():
        return _page(one, result=form), 422
    work.complete(as_seen(one), me(), form.result.data, sent_files(form.files))
    return _done(one, _("Đã báo làm xong %(code)s; kiểm tra hiệu lực ngày %(day)s.", code=one.code, day=day(one.reload().check_on)))


@pages.post("/ca/<code>/verify")
@allow(SIGNED_IN)
def verify(code: str) -> Any:
    """Conclude the effectiveness check."""
    one, form = _action(code), CheckForm()
    still_open(one.find_effective)
    if not form.sent():
        return _page(one, check=form), 422
    conclude = as_seen(one).find_effective if form.effective.data else one.find_not_effective
    conclude(by=me(), finding=form.finding.data)
    return _done(one, _("Đã ghi kết luận kiểm tra %(code)s.", code=one.code))


def _action(code: str) -> CorrectiveAction:
    return found(queries.action(code))


def _done(one: CorrectiveAction, sentence: Phrase) -> Any:
    return done(sentence, url_for("improvement.action", code=one.code))


def _page(one: CorrectiveAction, **sent: Any) -> str:
    asked = {"due_on": one.wanted_due_on, "note": one.wanted_reason}
    blank = {
        "result": lambda: ResultForm(formdata=None), "check": lambda: CheckForm(formdata=None),
        "evidence": lambda: EvidenceForm(formdata=None), "wanted": lambda: ExtendForm(formdata=None),
        "extend": lambda: ExtendForm(formdata=None, data=asked if one.wanted_due_on else None),
        "refuse": lambda: RefuseExtensionForm(formdata=None), "waive": lambda: WaiveForm(formdata=None),
    }  # fmt: skip
    return render_template(
        "action.html", action=one, case=one.nonconformity, failed=set(sent), files=one.evidence, story=history(one),
        forms={name: sent.get(name) or make() for name, make in blank.items()},
        similar=queries.similar(one.nonconformity, since=one.completed_on),
        refusal=one.find_effective.refusal_for(me()) if one.state == ActionState.DONE else None,
        revised=revision.in_force_since(one.revises, one.planned_on) if one.revises else "",
    )  # fmt: skip


action_of, done_with, show_action = _action, _done, _page

"""Pages of nonconformities: one case with its next step, paper."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core import clock
from qms.core.attachment import attachments_of
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.improvement import authorities, queries
from qms.improvement.case import forms
from qms.improvement.case.cause import CAUSE
from qms.improvement.case.correction import CORRECTION
from qms.improvement.case.gates import steps_of
from qms.improvement.forms import ActionForm, CauseForm, CorrectionForm, MergeForm, NoteForm, TriageForm
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting import origin
from qms.improvement.triage import similar
from qms.organization import clauses
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found, still_open

ASKED_FOR = timedelta(days=7)  # what a unit that is asked is given to answer, unless another day is set
pages = Blueprint("improvement", __name__)


@pages.get("/nc/<code>")
@allow(SIGNED_IN)
def nonconformity(code: str) -> Any:
    """Show a case: where it stands, the next step, facts, actions, history."""
    return _page(_case(code))


@pages.get("/nc/<code>/print")
@allow(SIGNED_IN)
def paper(code: str) -> Any:
    """Show the case as a paper record (10.2.2)."""
    case = _case(code)
    return render_template("nonconformity_paper.html", case=case, files=attachments_of("nonconformity", case.id))


@pages.post("/nc/<code>/correct")
@allow(SIGNED_IN)
def correct(code: str) -> Any:
    """Record the correction."""
    case, form = _case(code), CorrectionForm()
    still_open(case.correct)
    if not form.sent():
        return _page(case, correction=form), 422
    as_seen(case).correct(by=me(), correction=form.correction.data, on=form.on.data)
    return _done(case, _("Đã ghi việc khắc phục."))


@pages.post("/nc/<code>/analyse")
@allow(SIGNED_IN)
def analyse(code: str) -> Any:
    """Record the cause."""
    case = _case(code)
    form = CauseForm(case.cause_group)
    still_open(case.analyse)
    if not form.sent():
        return _page(case, cause=form), 422
    as_seen(case).analyse(
        by=me(), cause_group=form.cause_group.data, cause=form.cause.data, elsewhere=form.elsewhere.data or "",
        whys=[field.data or "" for field in form.whys],
    )  # fmt: skip
    return _done(case, _("Đã ghi nguyên nhân."))


@pages.post("/nc/<code>/close")
@allow(authorities.close)
def close(code: str) -> Any:
    """Close a case."""
    case = as_seen(_case(code)).close(by=me())
    return _done(case, _("Đã đóng %(code)s.", code=case.code))


@pages.post("/nc/<code>/reopen")
@allow(authorities.triage)
def reopen(code: str) -> Any:
    """Open a case again."""
    case, form = _case(code), NoteForm()
    still_open(case.reopen)
    if not form.sent():
        return _page(case, reopen=form), 422
    as_seen(case).reopen(by=me(), note=form.note.data)
    return _done(case, _("Đã mở lại %(code)s.", code=case.code))


def _case(code: str) -> Nonconformity:
    return found(queries.nonconformity(code))


def _done(case: Nonconformity, sentence: Phrase) -> Any:
    return done(sentence, url_for("improvement.nonconformity", code=case.code))


def _page(case: Nonconformity, **sent: Any) -> str:
    today = clock.today()
    blank = {
        "triage": lambda: TriageForm(case.procedure_code, formdata=None, data=_known(case)),
        "correction": lambda: CorrectionForm(formdata=None, correction=case.correction, on=case.corrected_on or today),
        "cause": lambda: _cause_form(case),
        "action": lambda: ActionForm(formdata=None),
        "reject": lambda: NoteForm(formdata=None), "merge": lambda: MergeForm(formdata=None),
        "separate": lambda: NoteForm(formdata=None), "reopen": lambda: NoteForm(formdata=None),
        **_of_the_steps(case),
    }  # fmt: skip
    gates = case.gates
    return render_template(
        "nonconformity.html", case=case, actions=case.actions, files=attachments_of("nonconformity", case.id),
        correction_files=attachments_of("nonconformity", case.id, CORRECTION), cause_files=attachments_of("nonconformity", case.id, CAUSE),
        gates=gates, steps=steps_of(case, gates), asked=case.elsewhere_asked,
        merged=case.merged, files_of=lambda other: attachments_of("nonconformity", other.id), failed=set(sent),
        forms={name: sent.get(name) or make() for name, make in blank.items()}, similar=similar.cases_like(case),
        origin=origin.resolved(case.origin_kind, case.origin_id, me()),
        story=history(case, *case.actions, *case.elsewhere_asked), may_plan=authorities.plan(me(), _ActionOf(case)),
        clause_title=clauses.title(case.clause),
    )  # fmt: skip


def _cause_form(case: Nonconformity) -> CauseForm:
    whys = {f"why_{number}": line for number, line in enumerate(case.why_lines, 1)}
    return CauseForm(
        case.cause_group, formdata=None, data={"cause_group": case.cause_group, "cause": case.cause, "elsewhere": case.elsewhere, **whys}
    )


def _of_the_steps(case: Nonconformity) -> dict[str, Any]:
    asked = {question.unit_id for question in case.elsewhere_asked}
    return {
        "correction_evidence": lambda: forms.CorrectionEvidenceForm(formdata=None),
        "concession": lambda: forms.ConcessionForm(formdata=None),
        "confirmation": lambda: forms.ConfirmCauseForm(formdata=None),
        "no_action": lambda: forms.NoActionForm(formdata=None),
        "ask_elsewhere": lambda: forms.AskElsewhereForm({case.unit_id, *asked}, formdata=None, answer_by=clock.today() + ASKED_FOR),
        **{
            f"answer_{question.id}": lambda number=question.id: forms.AnswerElsewhereForm(number, formdata=None)
            for question in case.elsewhere_asked
        },
    }


def _known(case: Nonconformity) -> dict[str, Any]:
    return {
        "title": case.title,
        "severity": case.severity,
        "clause": case.clause,
        "procedure_code": case.procedure_code,
        "procedure_step": case.procedure_step,
        "lead_unit": case.lead_unit_id or case.unit_id,
        "responsible": case.responsible_id,
    }


class _ActionOf:
    """An action not yet planned, for asking who may plan one."""

    def __init__(self, case: Nonconformity) -> None:
        self.nonconformity = case
        self.responsible_id = None


show_case, case_of, done_with = _page, _case, _done

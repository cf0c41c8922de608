"""Pages of the steps of a case: evidence and concession, confirmed cause, other units, no action needed."""

from typing import Any

from flask import Blueprint

from qms.core.language import _
from qms.improvement import authorities
from qms.improvement.case import forms
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.views import case_of, done_with, show_case
from qms.improvement.work import show_correction
from qms.organization.unit import Unit
from qms.web.access import SIGNED_IN, allow, me
from qms.web.forms import sent_files
from qms.web.shell import as_seen, found, still_open

pages = Blueprint("case", __name__)


@pages.post("/nc/<code>/correction-evidence")
@allow(SIGNED_IN)
def correction_evidence(code: str) -> Any:
    """Put evidence files under the correction."""
    case, form = case_of(code), forms.CorrectionEvidenceForm()
    still_open(case.show_correction)
    if not form.sent():
        return show_case(case, correction_evidence=form), 422
    show_correction(as_seen(case), me(), sent_files(form.files))
    return done_with(case, _("Đã thêm bằng chứng khắc phục."))


@pages.post("/nc/<code>/concede")
@allow(authorities.concede)
def concede(code: str) -> Any:
    """Allow a concession."""
    case, form = case_of(code), forms.ConcessionForm()
    still_open(case.concede)
    if not form.sent():
        return show_case(case, concession=form), 422
    as_seen(case).concede(by=me(), conceded=form.conceded.data, until=form.until.data)
    return done_with(case, _("Đã ghi nhân nhượng."))


@pages.post("/nc/<code>/confirm-cause")
@allow(SIGNED_IN)
def confirm_cause(code: str) -> Any:
    """Confirm the cause on evidence."""
    case, form = case_of(code), forms.ConfirmCauseForm()
    still_open(case.confirm_cause)
    if not form.sent():
        return show_case(case, confirmation=form), 422
    as_seen(case).confirm_cause(by=me(), evidence=form.evidence.data, files=sent_files(form.files))
    return done_with(case, _("Đã xác nhận nguyên nhân."))


@pages.post("/nc/<code>/no-action")
@allow(authorities.triage)
def need_no_action(code: str) -> Any:
    """Decide that no action against the cause is needed."""
    case, form = case_of(code), forms.NoActionForm()
    still_open(case.need_no_action)
    if not form.sent():
        return show_case(case, no_action=form), 422
    as_seen(case).need_no_action(by=me(), note=form.note.data)
    return done_with(case, _("Đã ghi quyết định không cần hành động khắc phục."))


@pages.post("/nc/<code>/elsewhere")
@allow(SIGNED_IN)
def ask_elsewhere(code: str) -> Any:
    """Ask a unit whether it has the same fault."""
    case = case_of(code)
    form = forms.AskElsewhereForm({case.unit_id})
    still_open(Elsewhere(nonconformity=case).ask)
    if not form.sent():
        return show_case(case, ask_elsewhere=form), 422
    asked = Elsewhere(nonconformity=case, unit=Unit.get_by_id(form.unit.data), answer_by=form.answer_by.data).ask(by=me())
    return done_with(case, _("Đã hỏi %(unit)s.", unit=asked.unit.name))


@pages.post("/nc/<code>/elsewhere/<int:number>")
@allow(SIGNED_IN)
def answer_elsewhere(code: str, number: int) -> Any:
    """Answer for one's unit."""
    case = case_of(code)
    question = found(Elsewhere.get_or_none(id=number, nonconformity=case))
    form = forms.AnswerElsewhereForm(number)
    still_open(question.find_nothing)
    if not form.sent():
        return show_case(case, **{f"answer_{number}": form}), 422
    answer = as_seen(question).find_too if form.found.data else question.find_nothing
    answer(by=me(), note=form.note.data)
    return done_with(case, _("Đã trả lời. %(code)s được báo từ đây.", code=question.raised) if question.raised else _("Đã trả lời."))

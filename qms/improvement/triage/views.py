"""Pages of the answer to a report: accepted, no nonconformity, merged, separated again."""

from typing import Any

from qms.core.language import _
from qms.improvement import authorities
from qms.improvement.forms import MergeForm, NoteForm, TriageForm
from qms.improvement.states import Severity
from qms.improvement.views import case_of, done_with, pages, show_case
from qms.web.access import allow, me
from qms.web.shell import as_seen, still_open


@pages.post("/nc/<code>/triage")
@allow(authorities.triage)
def triage(code: str) -> Any:
    """Accept a report."""
    case = case_of(code)
    form = TriageForm(case.procedure_code)
    still_open(case.triage)
    if not form.sent():
        return show_case(case, triage=form), 422
    as_seen(case).triage(
        by=me(), title=form.title.data, severity=Severity(form.severity.data), clause=form.clause.data, lead_unit=form.lead_unit.data,
        responsible=form.responsible.data, procedure_code=form.procedure_code.data or "", procedure_step=form.procedure_step.data or "",
    )  # fmt: skip
    return done_with(case, _("Đã phân loại %(code)s.", code=case.code))


@pages.post("/nc/<code>/reject")
@allow(authorities.triage)
def reject(code: str) -> Any:
    """Answer that it is no nonconformity."""
    case, form = case_of(code), NoteForm()
    still_open(case.reject)
    if not form.sent():
        return show_case(case, reject=form), 422
    as_seen(case).reject(by=me(), note=form.note.data)
    return done_with(case, _("Đã kết luận %(code)s không phải là sự không phù hợp.", code=case.code))


@pages.post("/nc/<code>/merge")
@allow(authorities.triage)
def merge(code: str) -> Any:
    """Merge a report with another case."""
    case, form = case_of(code), MergeForm()
    still_open(case.merge)
    if not form.sent():
        return show_case(case, merge=form), 422
    as_seen(case).merge(by=me(), into=form.into.data, note=form.note.data or "")
    return done_with(case, _("Đã gộp %(code)s vào %(into)s.", code=case.code, into=case.merged_into))


@pages.post("/nc/<code>/separate")
@allow(authorities.triage)
def separate(code: str) -> Any:
    """Undo a merging."""
    case, form = case_of(code), NoteForm()
    still_open(case.separate)
    if not form.sent():
        return show_case(case, separate=form), 422
    as_seen(case).separate(by=me(), note=form.note.data)
    return done_with(case, _("Đã tách %(code)s ra để phân loại riêng.", code=case.code))

"""Pages of reporting: the form with its context, the answer-by time, one's own reports, reports without a name and their slips."""

from typing import Any

from flask import redirect, render_template, request, url_for

from qms.core import clock
from qms.improvement import authorities, work
from qms.improvement.forms import ReportForm
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting import origin, outcome, unnamed
from qms.improvement.reporting.report import answer_days
from qms.improvement.reporting.unnamed import UNNAMED
from qms.improvement.views import case_of, pages
from qms.web.access import PUBLIC, SIGNED_IN, allow, is_signed_in, me
from qms.web.forms import sent_files
from qms.web.given_back import Typing, gives_back
from qms.web.lists import page_of

CARRIED = ("procedure", "step", "origin")


@pages.get("/nc/new")
@allow(authorities.report)
def new() -> Any:
    """Show the report form, its context filled in where it is opened from a procedure, a step, a record or a poster."""
    return _form(_blank(me()))


@pages.post("/nc/new")
@allow(authorities.report)
def report() -> Any:
    """Report."""
    form = ReportForm()
    if not form.sent():
        return _form(form), 422
    case = work.report(me(), sent_files(form.files), **_facts(form))
    return redirect(url_for("improvement.reported", code=case.code), 303)


@gives_back("improvement.report")
def _again(kept: Typing) -> Any:
    return _form(ReportForm(formdata=kept), was_kept=True)


@pages.get("/nc/<code>/reported")
@allow(SIGNED_IN)
def reported(code: str) -> Any:
    """Confirm a report: its number, and when it is answered."""
    case = case_of(code)
    return render_template("reported.html", case=case, outcome=outcome.outcome(case))


@pages.get("/nc/mine")
@allow(SIGNED_IN)
def mine() -> Any:
    """List what I reported, each with what became of it."""
    listing = page_of(outcome.reports_of(me()), Nonconformity)
    return render_template("my_reports.html", listing=listing, outcome=outcome.outcome)


@pages.get("/report")
@allow(PUBLIC)
def open_report() -> Any:
    """Lead who scanned a poster to the form: signed in to his own, otherwise to the one without a name, if the office takes those."""
    if is_signed_in() and "unnamed" not in request.args:
        return redirect(_named_form())
    return _form(_blank(UNNAMED), is_unnamed=True, named_form=_named_form())


@pages.post("/report")
@allow(PUBLIC)
def report_unnamed() -> Any:
    """Report without a name."""
    refusal = Nonconformity().report_unnamed.refusal_for(UNNAMED)
    if refusal:
        raise refusal
    form = ReportForm()
    if not form.sent():
        return _form(form, is_unnamed=True, named_form=_named_form()), 422
    slip = work.report_unnamed(sent_files(form.files), **_facts(form))
    return redirect(url_for("improvement.slip", code=slip), 303)


@pages.get("/report/slip")
@allow(PUBLIC)
def slip() -> Any:
    """Show who holds a slip what became of his report."""
    code = request.args.get("code", "")[:40]
    case = outcome.by_slip(code)
    facts = {"case": case, "outcome": outcome.outcome(case) if case else ""}
    return render_template("slip.html", code=code, **facts), 404 if code and not case else 200


def _blank(person: Any) -> ReportForm:
    carried = {name: request.args.get(name, "")[:60] for name in CARRIED}
    found = origin.resolved(*origin.read(carried["origin"]), person)
    unit = person.unit if person.id else None
    known = {"unit": (found and found.unit) or (unit.id if unit else None), "happened_on": clock.today()}
    if found:
        carried |= {"procedure": found.procedure or carried["procedure"], "step": found.step or carried["step"]}
        known["what_happened"] = found.told
    return ReportForm(formdata=None, data={**known, **carried})


def _form(form: ReportForm, **facts: Any) -> str:
    person = UNNAMED if facts.get("is_unnamed") else me()
    found = origin.resolved(*origin.read(form.origin.data or ""), person)
    return render_template("report.html", form=form, origin=found, days=answer_days(), takes_unnamed=unnamed.is_taken(), **facts)


def _facts(form: ReportForm) -> dict[str, Any]:
    return {
        "what_happened": form.what_happened.data,
        "unit": form.unit.data,
        "happened_on": form.happened_on.data,
        "procedure_code": (form.procedure.data or "")[:32],
        "procedure_step": (form.step.data or "")[:40],
        "origin": origin.read(form.origin.data or ""),
    }


def _named_form() -> str:
    carried: dict[str, Any] = {name: request.values[name][:60] for name in CARRIED if request.values.get(name)}
    return url_for("improvement.new", **carried)

"""The page of a treatment and what it sends."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.risks import forms, queries, work
from qms.risks.treatment import Treatment
from qms.web.access import SIGNED_IN, allow, me
from qms.web.forms import sent_files
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("treatments", __name__)
FORMS: dict[str, Any] = {
    "result": forms.TreatmentResultForm, "evidence": forms.TreatmentEvidenceForm, "later": forms.LaterForm, "reason": forms.ReasonForm
}  # fmt: skip


@pages.get("/risks/treatments/<code>")
@allow(SIGNED_IN)
def treatment(code: str) -> Any:
    """Show a treatment: whose it is, until when, what came of it."""
    return _show(_asked(code))


@pages.post("/risks/treatments/<code>/complete")
@allow(SIGNED_IN)
def complete(code: str) -> Any:
    """Report it done."""
    one, form = _asked(code), forms.TreatmentResultForm()
    still_open(one.complete)
    if not form.sent():
        return _show(one, result=form), 422
    work.complete(as_seen(one), me(), form.result.data, sent_files(form.files))
    return _thanked(one, _("Đã báo làm xong %(code)s.", code=one.code))


@pages.post("/risks/treatments/<code>/evidence")
@allow(SIGNED_IN)
def add_evidence(code: str) -> Any:
    """Add evidence files."""
    one, form = _asked(code), forms.TreatmentEvidenceForm()
    still_open(one.add_evidence)
    if not form.sent():
        return _show(one, evidence=form), 422
    work.add_evidence(as_seen(one), me(), sent_files(form.files))
    return _thanked(one, _("Đã thêm bằng chứng."))


@pages.post("/risks/treatments/<code>/extend")
@allow(SIGNED_IN)
def extend(code: str) -> Any:
    """Move the due date."""
    one, form = _asked(code), forms.LaterForm()
    still_open(one.extend)
    if not form.sent():
        return _show(one, later=form), 422
    return _thanked(as_seen(one).extend(by=me(), due_on=form.due_on.data, note=form.note.data), _("Đã gia hạn %(code)s.", code=one.code))


@pages.post("/risks/treatments/<code>/drop")
@allow(SIGNED_IN)
def drop(code: str) -> Any:
    """Give it up."""
    one, form = _asked(code), forms.ReasonForm()
    still_open(one.drop)
    if not form.sent():
        return _show(one, reason=form), 422
    return _thanked(as_seen(one).drop(by=me(), note=form.note.data), _("Đã thôi không làm %(code)s.", code=one.code))


def _asked(code: str) -> Treatment:
    one: Treatment = found(queries.treatment(code))
    return one


def _thanked(one: Treatment, sentence: Phrase) -> Any:
    return done(sentence, url_for("treatments.treatment", code=one.code))


def _show(one: Treatment, **sent: Any) -> str:
    blank = {name: sent.get(name) or form(formdata=None) for name, form in FORMS.items()}
    return render_template("treatment.html", treatment=one, forms=blank, failed=set(sent), files=one.evidence, story=history(one))

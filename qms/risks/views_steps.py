"""What a risk's page sends: reviews, changes, treatments, its end; and the scale's page."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core.language import _
from qms.risks import authorities, forms, scale
from qms.risks.forms_scale import ScaleForm, filled
from qms.risks.scale import RiskScale
from qms.risks.treatment import Treatment
from qms.risks.views import asked, show, thanked
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("risk_steps", __name__)


@pages.get("/risks/<code>/edit")
@allow(SIGNED_IN)
def edit(code: str) -> Any:
    """Show the form of a risk's words and links."""
    one = asked(code)
    found(one if one.amend.is_open_to(me()) else None)
    names = "title cause consequence procedure_code procedure_step objective_code review_months"
    given = {name: getattr(one, name) for name in names.split()}
    form = forms.RiskForm(one.procedure_code, formdata=None, data={**given, "unit": one.unit_id, "owner": one.owner_id})
    return render_template("risk_edit.html", risk=one, form=form)


@pages.post("/risks/<code>/edit")
@allow(SIGNED_IN)
def amend(code: str) -> Any:
    """Correct a risk."""
    one = asked(code)
    still_open(one.amend)
    form = forms.RiskForm(one.procedure_code)
    if not form.sent():
        return render_template("risk_edit.html", risk=one, form=form), 422
    return thanked(as_seen(one).amend(by=me(), **form.facts()), _("Đã sửa %(code)s.", code=one.code))


@pages.post("/risks/<code>/confirm")
@allow(SIGNED_IN)
def confirm(code: str) -> Any:
    """Review a risk and leave its score."""
    one, form = asked(code), forms.ConfirmForm()
    still_open(one.confirm)
    if not form.sent():
        return show(one, confirm=form), 422
    return thanked(as_seen(one).confirm(by=me(), note=form.note.data), _("Đã soát xét %(code)s, giữ nguyên điểm.", code=one.code))


@pages.post("/risks/<code>/reassess")
@allow(SIGNED_IN)
def reassess(code: str) -> Any:
    """Review a risk and score it anew."""
    one = asked(code)
    still_open(one.reassess)
    form = forms.ScoreForm(scale.effect_list(one.kind))
    if not form.sent():
        return show(one, score=form), 422
    as_seen(one).reassess(by=me(), likelihood=form.likelihood.data, impact=form.impact.data, note=form.note.data)
    return thanked(one, _("Đã đánh giá lại %(code)s.", code=one.code))


@pages.post("/risks/<code>/close")
@allow(SIGNED_IN)
def close(code: str) -> Any:
    """End watching a risk."""
    one, form = asked(code), forms.ReasonForm()
    still_open(one.close)
    if not form.sent():
        return show(one, reason=form), 422
    return thanked(as_seen(one).close(by=me(), note=form.note.data), _("Đã kết thúc theo dõi %(code)s.", code=one.code))


@pages.post("/risks/<code>/reopen")
@allow(SIGNED_IN)
def reopen(code: str) -> Any:
    """Watch a risk again."""
    one, form = asked(code), forms.ReasonForm()
    still_open(one.reopen)
    if not form.sent():
        return show(one, reason=form), 422
    return thanked(as_seen(one).reopen(by=me(), note=form.note.data), _("Đã theo dõi lại %(code)s.", code=one.code))


@pages.post("/risks/<code>/treatments")
@allow(SIGNED_IN)
def plan(code: str) -> Any:
    """Give somebody something to do about a risk."""
    one = asked(code)
    still_open(Treatment(risk=one).plan)
    form = forms.TreatmentForm()
    if not form.sent():
        return show(one, treatment=form), 422
    facts = {"description": form.description.data, "responsible": form.responsible.data, "due_on": form.due_on.data}
    made = Treatment(risk=one, **facts).plan(by=me())
    return thanked(one, _("Đã giao biện pháp %(code)s.", code=made.code))


@pages.get("/risks/scale")
@allow(SIGNED_IN)
def scales() -> Any:
    """Show the scale, and the form that changes it for who may."""
    return _scales(filled(scale.current()))


@pages.post("/risks/scale")
@allow(authorities.set_scale)
def set_scale() -> Any:
    """Set the scale."""
    form = ScaleForm()
    if not form.sent():
        return _scales(form), 422
    made = RiskScale(**form.facts()).adopt(by=me())
    return done(_("Đã đặt thang đánh giá lần %(n)s.", n=made.number), url_for("risk_steps.scales"))


def _scales(form: Any) -> str:
    editions = list(RiskScale.select().order_by(RiskScale.number.desc()))
    return render_template("risk_scale.html", form=form, scale=scale.current(), lists=scale.LISTS, editions=editions)

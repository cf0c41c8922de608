"""Pages of risks: list by score, matrix, Excel, the form, one risk."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from qms.core import trail
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.organization.unit import Unit
from qms.risks import authorities, forms, queries, scale, work
from qms.risks.risk import Risk
from qms.risks.states import Band, RiskKind, RiskState, Stage
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import done, found

pages = Blueprint("risks", __name__)

FILTERS = {"q": "words", "kind": "kind", "state": "state", "band": "band", "unit": "unit", "procedure": "procedure", "late": "late"}
EXCEL_ROWS = 20000


@pages.get("/risks")
@allow(SIGNED_IN)
def index() -> Any:
    """List what is watched, the highest score first."""
    rows = list(_asked().limit(queries.MOST + 1))
    return render_template(
        "risks.html", risks=rows[: queries.MOST], more=len(rows) > queries.MOST, kinds=RiskKind, states=RiskState, bands=Band,
        units=Unit.active(), unit_names=queries.unit_names(), done_of=queries.done_of(rows), late=queries.overdue().count(),
    )  # fmt: skip


def _asked() -> Any:
    owner = str(me().id) if request.args.get("mine") else ""
    return queries.filtered(owner=owner, **{name: request.args.get(key, "") for key, name in FILTERS.items()})


@pages.post("/risks/list.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the filtered list as an Excel file."""
    trail.note_event("risk.exported", me(), {"label": request.full_path})
    names, rows = queries.unit_names(), list(_asked().limit(EXCEL_ROWS))
    counts = queries.done_of(rows)
    columns = [
        Column(_("Mã"), lambda r: r.code, 8), Column(_("Loại"), lambda r: r.kind.label, 10),
        Column(_("Điều có thể xảy ra"), lambda r: r.title, 50), Column(_("Nguyên nhân"), lambda r: r.cause, 40),
        Column(_("Hậu quả hoặc lợi ích"), lambda r: r.consequence, 40), Column(_("Đơn vị"), lambda r: names[r.unit_id], 30),
        Column(_("Người phụ trách"), lambda r: r.owner.name, 26), Column(_("Quy trình"), lambda r: r.procedure_code, 12),
        Column(_("Khả năng trước"), lambda r: r.before_likelihood, 10), Column(_("Ảnh hưởng trước"), lambda r: r.before_impact, 10),
        Column(_("Điểm trước"), lambda r: r.before, 10), Column(_("Khả năng sau"), lambda r: r.after_likelihood or "", 10),
        Column(_("Ảnh hưởng sau"), lambda r: r.after_impact or "", 10), Column(_("Điểm sau"), lambda r: r.after or "", 10),
        Column(_("Dải điểm"), lambda r: r.band.label, 12),
        Column(_("Biện pháp đã xong"), lambda r: "/".join(map(str, counts.get(r.id, (0, 0)))), 12),
        Column(_("Soát xét gần nhất"), lambda r: r.reviewed_on or "", 12), Column(_("Soát xét kế tiếp"), lambda r: r.review_on, 12),
        Column(_("Trạng thái"), lambda r: r.state.label, 16),
    ]  # fmt: skip
    return excel("rui-ro-co-hoi", _("Rủi ro và cơ hội"), columns, rows, g.office.name)


@pages.get("/risks/matrix")
@allow(SIGNED_IN)
def matrix() -> Any:
    """Show what is watched in the matrix of 5 × 5, as it stands or as it was before treatment."""
    kind = RiskKind.OPPORTUNITY if request.args.get("kind") == RiskKind.OPPORTUNITY else RiskKind.RISK
    stage = Stage.BEFORE if request.args.get("at") == Stage.BEFORE else Stage.AFTER
    return render_template(
        "risk_matrix.html", kind=kind, stage=stage, kinds=RiskKind, cells=queries.cells(kind, stage), scale=scale.current(),
        levels=list(scale.LEVELS), effect=scale.effect_list(kind), lists=scale.LISTS,
    )  # fmt: skip


@pages.get("/risks/new")
@allow(authorities.identify)
def new() -> Any:
    """Show the form of a risk or an opportunity, its context filled in where it is opened from a procedure."""
    unit, kind = me().unit, _kind()
    given = {
        "unit": unit.id if unit else None,
        "owner": me().id,
        "review_months": 6,
        "procedure_code": request.args.get("procedure", "")[:32],
    }
    return _new(forms.NewRiskForm(kind, formdata=None, data=given), kind)


@pages.post("/risks/new")
@allow(authorities.identify)
def identify() -> Any:
    """Record a risk or an opportunity."""
    kind = _kind()
    form = forms.NewRiskForm(kind)
    if not form.sent():
        return _new(form, kind), 422
    score = {"before_likelihood": form.likelihood.data, "before_impact": form.impact.data}
    risk = work.identify(me(), form.note.data, kind=kind, **form.facts(), **score)
    return thanked(risk, _("Đã ghi nhận %(code)s.", code=risk.code))


def _kind() -> RiskKind:
    return RiskKind.OPPORTUNITY if request.args.get("kind") == RiskKind.OPPORTUNITY else RiskKind.RISK


def _new(form: forms.NewRiskForm, kind: RiskKind) -> str:
    return render_template("risk_new.html", form=form, kind=kind, kinds=RiskKind)


@pages.get("/risks/<code>")
@allow(SIGNED_IN)
def risk(code: str) -> Any:
    """Show a risk: where it stands, what is done about it, its scores over time."""
    return show(asked(code))


def asked(code: str) -> Risk:
    """Find the risk an address names."""
    one: Risk = found(queries.risk(code))
    return one


def thanked(one: Risk, sentence: Phrase) -> Any:
    """Go back to a risk's page with a sentence."""
    return done(sentence, url_for("risks.risk", code=one.code))


def show(one: Risk, **sent: Any) -> str:
    """Show a risk's page, with the form that was refused where there is one."""
    likelihood, impact = one.levels
    blank = {
        "score": lambda: forms.ScoreForm(scale.effect_list(one.kind), formdata=None, data={"likelihood": likelihood, "impact": impact}),
        "confirm": lambda: forms.ConfirmForm(formdata=None),
        "reason": lambda: forms.ReasonForm(formdata=None),
        "treatment": lambda: forms.TreatmentForm(formdata=None),
    }
    treatments, now = list(queries.listed_treatments(one)), scale.current()
    return render_template(
        "risk.html", risk=one, forms={name: sent.get(name) or make() for name, make in blank.items()}, failed=set(sent),
        scale=now, effect=scale.effect_list(one.kind), scores=list(queries.scores_of(one)), treatments=treatments,
        may_plan=authorities.keep(me(), one) and one.is_watched, raised=queries.raised_from(one),
        unit_name=queries.unit_names()[one.unit_id], story=history(one, *treatments),
    )  # fmt: skip

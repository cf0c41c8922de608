"""Pages of external providers: list, Excel, one provider, its evaluation, the criteria."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from qms.core import clock, trail
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.providers import authorities, criteria, forms, queries
from qms.providers.criteria import CriteriaSet
from qms.providers.provider import ExternalProvider
from qms.providers.states import ProviderState
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("providers", __name__)
EXCEL_ROWS = 20000


@pages.get("/providers")
@allow(SIGNED_IN)
def index() -> Any:
    """List the providers."""
    late = queries.filtered(late="1").count()
    return render_template("providers.html", providers=list(_asked()), states=ProviderState, late=late)


def _asked() -> Any:
    return queries.filtered(request.args.get("q", ""), request.args.get("state", ""), request.args.get("late", ""))


@pages.post("/providers/list.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the filtered list as an Excel file."""
    trail.note_event("provider.exported", me(), {"label": request.full_path})
    columns = [
        Column(_("Mã"), lambda p: p.code, 10), Column(_("Tên"), lambda p: p.name, 40), Column(_("Cung cấp"), lambda p: p.provides, 50),
        Column(_("Liên hệ"), lambda p: p.contact, 30), Column(_("Điểm gần nhất"), lambda p: p.total if p.total is not None else "", 10),
        Column(_("Đánh giá gần nhất"), lambda p: p.evaluated_on or "", 14), Column(_("Đánh giá kế tiếp"), lambda p: p.evaluate_on, 14),
        Column(_("Trạng thái"), lambda p: p.state.label, 20), Column(_("Lý do hạn chế, ngừng"), lambda p: p.reason, 40),
    ]  # fmt: skip
    return excel("nha-cung-cap", _("Nhà cung cấp bên ngoài"), columns, _asked().limit(EXCEL_ROWS), g.office.name)


@pages.get("/providers/new")
@allow(authorities.keep)
def new() -> Any:
    """Show the form of a provider."""
    return render_template("provider_new.html", form=forms.ProviderForm(formdata=None))


@pages.post("/providers/new")
@allow(authorities.keep)
def register() -> Any:
    """Put a provider on the list."""
    form = forms.ProviderForm()
    if not form.sent():
        return render_template("provider_new.html", form=form), 422
    return _thanked(ExternalProvider(**form.facts()).register(by=me()), _("Đã ghi nhận nhà cung cấp."))


@pages.get("/providers/<code>")
@allow(SIGNED_IN)
def provider(code: str) -> Any:
    """Show a provider with its evaluations."""
    return _show(_found(code))


def _found(code: str) -> ExternalProvider:
    one: ExternalProvider = found(queries.provider(code))
    return one


def _thanked(one: ExternalProvider, sentence: Phrase) -> Any:
    return done(sentence, url_for("providers.provider", code=one.code))


def _show(one: ExternalProvider, **sent: Any) -> str:
    now = criteria.current()
    given = {"name": one.name, "provides": one.provides, "contact": one.contact}
    blank = {
        "amend": lambda: forms.ProviderForm(formdata=None, data=given),
        "evaluate": lambda: forms.evaluation_form(now)(formdata=None, data={"months": 12}),
        "why": lambda: forms.WhyForm(formdata=None),
    }
    shown = {name: sent.get(name) or make() for name, make in blank.items()}
    return render_template(
        "provider.html", provider=one, forms=shown, failed=set(sent), evaluations=list(queries.evaluations_of(one)),
        raised=queries.raised_from(one), story=history(one), today=clock.today(),
    )  # fmt: skip


@pages.post("/providers/<code>/amend")
@allow(authorities.keep)
def amend(code: str) -> Any:
    """Correct what is known of a provider."""
    one, form = _found(code), forms.ProviderForm()
    still_open(one.amend)
    if not form.sent():
        return _show(one, amend=form), 422
    return _thanked(as_seen(one).amend(by=me(), **form.facts()), _("Đã sửa thông tin nhà cung cấp."))


@pages.post("/providers/<code>/evaluate")
@allow(authorities.evaluate)
def evaluate(code: str) -> Any:
    """Evaluate a provider."""
    one, form = _found(code), forms.evaluation_form(criteria.current())()
    still_open(one.evaluate)
    if not form.sent():
        return _show(one, evaluate=form), 422
    return _thanked(as_seen(one).evaluate(by=me(), **form.facts()), _("Đã ghi đánh giá %(code)s.", code=one.code))


@pages.post("/providers/<code>/restrict")
@allow(authorities.restrict)
def restrict(code: str) -> Any:
    """Use a provider under conditions only."""
    one, form = _found(code), forms.WhyForm()
    still_open(one.restrict)
    if not form.sent():
        return _show(one, why=form), 422
    return _thanked(as_seen(one).restrict(by=me(), note=form.note.data), _("Đã hạn chế %(code)s.", code=one.code))


@pages.post("/providers/<code>/end")
@allow(authorities.restrict)
def end(code: str) -> Any:
    """Turn to a provider no longer."""
    one, form = _found(code), forms.WhyForm()
    still_open(one.end)
    if not form.sent():
        return _show(one, why=form), 422
    return _thanked(as_seen(one).end(by=me(), note=form.note.data), _("Đã ngừng sử dụng %(code)s.", code=one.code))


@pages.get("/providers/criteria")
@allow(SIGNED_IN)
def show_criteria() -> Any:
    """Show the criteria, and the form that changes them for who may."""
    return _criteria(forms.filled(criteria.current()))


@pages.post("/providers/criteria")
@allow(authorities.keep)
def set_criteria() -> Any:
    """Set the criteria."""
    form = forms.CriteriaForm()
    if not form.sent():
        return _criteria(form), 422
    made = CriteriaSet(**form.facts()).adopt(by=me())
    return done(_("Đã đặt tiêu chí lần %(n)s.", n=made.number), url_for("providers.show_criteria"))


def _criteria(form: Any) -> str:
    return render_template("provider_criteria.html", form=form, criteria=criteria.current())

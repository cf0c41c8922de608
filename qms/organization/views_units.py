"""The administrator's pages of units and their posts."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core import clock
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.organization import authorities, queries
from qms.organization.forms_admin import NewUnitForm, OnDayForm, PostForm, UnitFormForm
from qms.organization.unit import Post, Unit, UnitForm, found_unit
from qms.organization.views_admin import form_page
from qms.web.access import allow, me
from qms.web.shell import done, found

units = Blueprint("admin_units", __name__)


@units.get("/admin/units")
@allow(authorities.administrator)
def index() -> Any:
    """List the units, each under the one it belongs to."""
    dissolved = request.args.get("dissolved") == "1"
    return render_template("admin_units.html", rows=queries.units_in_order(dissolved), dissolved=dissolved)


@units.route("/admin/units/new", methods=["GET", "POST"])
@allow(authorities.administrator)
def establish() -> Any:
    """Add a unit."""
    form = NewUnitForm().offer()
    if form.sent():
        unit = found_unit(
            form.code.data,
            form.name.data,
            form.type.data,
            by=me(),
            since=form.valid_from.data,
            parent=_unit(form.parent.data),
            legal_basis=form.legal_basis.data,
        )
        return _thanks(_("Đã lập đơn vị %(name)s.", name=unit.name), unit)
    return form_page(form, _("Lập đơn vị"), _("Lập đơn vị"), first="code", crumbs=_crumbs())


@units.get("/admin/units/<code>")
@allow(authorities.administrator)
def page(code: str) -> Any:
    """Show a unit: its names in time, its posts, what happened to it."""
    unit, today = _found(code), clock.today()
    posts = list(unit.posts.order_by(Post.closed_on.is_null(False), Post.id))
    return render_template(
        "admin_unit.html",
        unit=unit,
        form=unit.form_on(today),
        posts=posts,
        crumbs=_crumbs(),
        forms=list(unit.forms.order_by(UnitForm.valid_from.desc(), UnitForm.id.desc())),
        history=history(unit, *unit.forms, *posts),
    )


@units.route("/admin/units/<code>/rename", methods=["GET", "POST"])
@allow(authorities.administrator)
def rename(code: str) -> Any:
    """Give a unit another name, type or parent from a day on."""
    unit = _found(code)
    now = unit.form_on(clock.today())
    facts = {"name": now.name, "type": now.type, "parent": now.parent.code if now.parent else ""} if now else {}
    form = UnitFormForm(data=facts).offer(unit)
    if form.sent():
        UnitForm(
            unit=unit,
            name=form.name.data,
            type=form.type.data,
            parent=_unit(form.parent.data),
            valid_from=form.valid_from.data,
            legal_basis=form.legal_basis.data,
        ).take_effect(by=me())
        return _thanks(_("Đã ghi tên gọi, tổ chức của đơn vị."), unit)
    return form_page(form, _("Đổi tên, tổ chức đơn vị"), _("Ghi tên gọi, tổ chức"), crumbs=_crumbs(unit))


@units.route("/admin/units/<code>/dissolve", methods=["GET", "POST"])
@allow(authorities.administrator)
def dissolve(code: str) -> Any:
    """End a unit on a day."""
    unit, form = _found(code), OnDayForm()
    if form.sent():
        unit.dissolve(by=me(), on=form.on.data)
        return _thanks(_("Đã ghi nhận giải thể đơn vị."), unit)
    return form_page(
        form,
        _("Giải thể đơn vị"),
        _("Giải thể đơn vị"),
        grave=True,
        crumbs=_crumbs(unit),
        lead=_("Các chức vụ của đơn vị được bãi bỏ cùng ngày. Hồ sơ đã có giữ nguyên tên đơn vị."),
    )


@units.route("/admin/units/<code>/posts/new", methods=["GET", "POST"])
@allow(authorities.administrator)
def establish_post(code: str) -> Any:
    """Add a post to a unit."""
    unit, form = _found(code), PostForm()
    if form.sent():
        Post(unit=unit, title=form.title.data, is_head=form.is_head.data).establish(by=me())
        return _thanks(_("Đã lập chức vụ."), unit)
    return form_page(form, _("Lập chức vụ"), _("Lập chức vụ"), crumbs=_crumbs(unit))


@units.route("/admin/units/<code>/posts/<int:number>/close", methods=["GET", "POST"])
@allow(authorities.administrator)
def close_post(code: str, number: int) -> Any:
    """End a post on a day."""
    unit, form = _found(code), OnDayForm()
    post = found(Post.get_or_none((Post.id == number) & (Post.unit == unit)))
    if form.sent():
        post.close(by=me(), on=form.on.data)
        return _thanks(_("Đã bãi bỏ chức vụ."), unit)
    return form_page(form, _("Bãi bỏ chức vụ"), _("Bãi bỏ chức vụ"), grave=True, crumbs=_crumbs(unit), lead=post.label)


def _found(code: str) -> Unit:
    return found(_unit(code))


def _unit(code: str | None) -> Unit | None:
    return Unit.get_or_none(code=code) if code else None


def _thanks(sentence: Phrase, unit: Unit) -> Any:
    return done(sentence, url_for("admin_units.page", code=unit.code))


def _crumbs(unit: Unit | None = None) -> list[tuple[Any, str]]:
    links: list[tuple[Any, str]] = [(_("Đơn vị"), url_for("admin_units.index"))]
    return [*links, (unit.name, url_for("admin_units.page", code=unit.code))] if unit else links

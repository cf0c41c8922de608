"""The administrator's pages of people: accounts, ranks, posts, roles."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.organization import authorities, password, queries
from qms.organization.forms_admin import (
    AppointForm,
    GrantForm,
    NewPersonForm,
    OnDayForm,
    PersonForm,
    RankForm,
    ResetPasswordForm,
)
from qms.organization.person import Person, PostHolding, Rank, RoleGrant, take_in
from qms.organization.unit import Post
from qms.organization.views_admin import form_page
from qms.web.access import allow, me
from qms.web.shell import as_seen, done, found

people = Blueprint("admin_people", __name__)


@people.get("/admin/people")
@allow(authorities.administrator)
def index() -> Any:
    """List the people of the office by given name, or those who left."""
    words, left = request.args.get("q", "").strip(), request.args.get("left") == "1"
    return render_template(
        "admin_people.html", people=queries.everybody(words, left), account_of=queries.account_of, words=words, left=left
    )


@people.route("/admin/people/new", methods=["GET", "POST"])
@allow(authorities.administrator)
def register() -> Any:
    """Add a person."""
    form = NewPersonForm().offer()
    if form.sent():
        person = take_in(
            form.name.data,
            form.username.data or None,
            by=me(),
            since=form.valid_from.data,
            rank=form.rank.data,
            post=_post(form.post.data),
            role=form.role.data,
            email=form.email.data,
        )
        return _thanks(
            _("Đã thêm %(name)s. Đặt mật khẩu để đồng chí này đăng nhập được.", name=person.name)
            if person.username
            else _("Đã thêm %(name)s.", name=person.name),
            person,
        )
    return form_page(form, _("Thêm người"), _("Thêm người"), crumbs=_crumbs())


@people.get("/admin/people/<int:number>")
@allow(authorities.administrator)
def page(number: int) -> Any:
    """Show a person: account, ranks, posts and roles in time, what happened."""
    person = _found(number)
    ranks, posts, roles = (queries.held_by(dated, person) for dated in (Rank, PostHolding, RoleGrant))
    return render_template(
        "admin_person.html",
        person=person,
        account=queries.account_of(person),
        crumbs=_crumbs(),
        ranks=ranks,
        posts=posts,
        roles=roles,
        history=history(person, *ranks, *posts, *roles),
    )


@people.route("/admin/people/<int:number>/edit", methods=["GET", "POST"])
@allow(authorities.administrator)
def amend(number: int) -> Any:
    """Correct a person's name, sign-in name or mail address."""
    person = _found(number)
    form = PersonForm(obj=person)
    if form.sent():
        as_seen(person).amend(by=me(), name=form.name.data, username=form.username.data or None, email=form.email.data)
        return _thanks(_("Đã sửa thông tin."), person)
    return form_page(form, _("Sửa thông tin người"), _("Lưu thông tin"), crumbs=_crumbs(person))


@people.route("/admin/people/<int:number>/rank", methods=["GET", "POST"])
@allow(authorities.administrator)
def confer(number: int) -> Any:
    """Give a rank from a day on."""
    person, form = _found(number), RankForm()
    if form.sent():
        Rank(person=person, name=form.name.data, valid_from=form.valid_from.data).confer(by=me())
        return _thanks(_("Đã ghi quân hàm."), person)
    return form_page(form, _("Ghi quân hàm"), _("Ghi quân hàm"), crumbs=_crumbs(person))


@people.route("/admin/people/<int:number>/appoint", methods=["GET", "POST"])
@allow(authorities.administrator)
def appoint(number: int) -> Any:
    """Put a person in a post from a day on."""
    person, form = _found(number), AppointForm().offer()
    if form.sent():
        PostHolding(person=person, post=_post(form.post.data), valid_from=form.valid_from.data).appoint(by=me())
        return _thanks(_("Đã ghi bổ nhiệm."), person)
    return form_page(form, _("Bổ nhiệm"), _("Bổ nhiệm"), crumbs=_crumbs(person))


@people.route("/admin/people/<int:number>/posts/<int:held>/end", methods=["GET", "POST"])
@allow(authorities.administrator)
def end_post(number: int, held: int) -> Any:
    """End the holding of a post on a day."""
    person, form = _found(number), OnDayForm()
    holding = _held(PostHolding, person, held)
    if form.sent():
        holding.end(by=me(), on=form.on.data)
        return _thanks(_("Đã ghi thôi giữ chức vụ."), person)
    return form_page(form, _("Thôi giữ chức vụ"), _("Ghi thôi giữ chức vụ"), grave=True, crumbs=_crumbs(person), lead=holding.post.label)


@people.route("/admin/people/<int:number>/grant", methods=["GET", "POST"])
@allow(authorities.administrator)
def grant(number: int) -> Any:
    """Give a role from a day on."""
    person, form = _found(number), GrantForm().offer()
    if form.sent():
        RoleGrant(person=person, role=form.role.data, valid_from=form.valid_from.data).grant(by=me())
        return _thanks(_("Đã cấp vai trò."), person)
    return form_page(form, _("Cấp vai trò"), _("Cấp vai trò"), crumbs=_crumbs(person), lead=_("Người được cấp phải đăng nhập lại."))


@people.route("/admin/people/<int:number>/roles/<int:held>/revoke", methods=["GET", "POST"])
@allow(authorities.administrator)
def revoke(number: int, held: int) -> Any:
    """End a role on a day."""
    person, form = _found(number), OnDayForm()
    granted = _held(RoleGrant, person, held)
    if form.sent():
        granted.end(by=me(), on=form.on.data)
        return _thanks(_("Đã cho thôi vai trò."), person)
    return form_page(form, _("Thôi vai trò"), _("Cho thôi vai trò"), grave=True, crumbs=_crumbs(person), lead=granted.role.label)


@people.route("/admin/people/<int:number>/password", methods=["GET", "POST"])
@allow(authorities.administrator)
def reset_password(number: int) -> Any:
    """Give a password that must be changed; one the house invents is shown once."""
    person, form = _found(number), ResetPasswordForm()
    if form.sent():
        typed = form.new_password.data
        new = typed or password.invented()
        person.reset_password(by=me(), new=new)
        if typed:
            return _thanks(_("Đã đặt lại mật khẩu; đồng chí này phải đổi khi đăng nhập."), person)
        return render_template("password_given.html", person=person, given=new, crumbs=_crumbs(person))
    return form_page(
        form,
        _("Đặt lại mật khẩu"),
        _("Đặt lại mật khẩu"),
        crumbs=_crumbs(person),
        lead=_("Các phiên đăng nhập hiện có của người này kết thúc ngay."),
    )


@people.post("/admin/people/<int:number>/disable")
@allow(authorities.administrator)
def disable(number: int) -> Any:
    """Refuse a person's sign-in from now on."""
    return _thanks(_("Đã khóa đăng nhập."), _found(number).disable(by=me()))


@people.post("/admin/people/<int:number>/enable")
@allow(authorities.administrator)
def enable(number: int) -> Any:
    """Allow a person's sign-in again."""
    return _thanks(_("Đã mở khóa đăng nhập."), _found(number).enable(by=me()))


@people.route("/admin/people/<int:number>/leave", methods=["GET", "POST"])
@allow(authorities.administrator)
def leave(number: int) -> Any:
    """Note that a person leaves the office on a day."""
    person, form = _found(number), OnDayForm()
    if form.sent():
        person.leave(by=me(), on=form.on.data)
        return _thanks(_("Đã ghi nhận rời đơn vị."), person)
    return form_page(
        form,
        _("Ghi nhận rời đơn vị"),
        _("Ghi nhận rời đơn vị"),
        grave=True,
        crumbs=_crumbs(person),
        lead=_("Chức vụ và vai trò kết thúc từ ngày đó; từ ngày đó không đăng nhập được. Hồ sơ giữ nguyên."),
    )


def _found(number: int) -> Person:
    return found(Person.get_or_none(id=number))


def _held(dated: Any, person: Person, number: int) -> Any:
    return found(dated.get_or_none((dated.id == number) & (dated.person == person)))


def _post(number: str | None) -> Post | None:
    return Post.get_or_none(id=int(number)) if number else None


def _thanks(sentence: Phrase, person: Person) -> Any:
    return done(sentence, url_for("admin_people.page", number=person.id))


def _crumbs(person: Person | None = None) -> list[tuple[Any, str]]:
    links: list[tuple[Any, str]] = [(_("Người dùng"), url_for("admin_people.index"))]
    return [*links, (person.name, url_for("admin_people.page", number=person.id))] if person else links

"""Signing in and out, one's own account."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user

from qms.core.language import _
from qms.core.refusals import Refusal
from qms.organization import personal_token
from qms.organization import sign_in as signing
from qms.organization.forms import ChangePasswordForm, SignInForm
from qms.web.access import PUBLIC, SIGNED_IN, allow, is_signed_in, me
from qms.web.given_back import given_back, read_kept
from qms.web.refused import inside
from qms.web.shell import done, load_visitor

pages = Blueprint("signing", __name__)


@pages.get("/login")
@allow(PUBLIC)
def sign_in() -> Any:
    """Show the sign-in form."""
    if is_signed_in():
        return redirect(inside(request.args.get("next")))
    return render_template("sign_in.html", form=SignInForm(formdata=None), next=request.args.get("next", ""), kept="")


@pages.post("/login")
@allow(PUBLIC)
def enter() -> Any:
    """Sign in, and go on where the person wanted to be."""
    form = SignInForm()
    sentence = None
    if form.sent():
        try:
            token = signing.sign_in(form.username.data, form.password.data, request.remote_addr or "")
        except Refusal as refusal:  # the form is shown again, with the name that was typed
            sentence = refusal.sentence
        else:
            return _entered(token, form)
    return render_template("sign_in.html", form=form, sentence=sentence, next=form.next.data, kept=form.kept.data), 401 if sentence else 422


def _entered(token: str, form: SignInForm) -> Any:
    session.clear()
    g.pop("csrf_token", None)  # it went with the old session
    visitor = load_visitor(token)
    login_user(visitor)
    kept = read_kept(form.kept.data or "")
    if kept:
        return given_back(kept, inside(form.next.data))
    if form.kept.data:
        flash(str(_("Nội dung nhập trước khi phiên hết hạn đã để quá 12 giờ nên không còn được giữ.")))
    if visitor and visitor.person.must_change_password:
        flash(str(_("Đặt mật khẩu riêng trước khi làm việc.")))
        return redirect(url_for("signing.account"), 303)
    return redirect(inside(form.next.data), 303)


@pages.post("/logout")
@allow(SIGNED_IN)
def sign_out() -> Any:
    """End the session at once."""
    signing.end(current_user.token)
    logout_user()
    session.clear()
    return done(_("Đã đăng xuất."), url_for("signing.sign_in"))


@pages.get("/me")
@allow(SIGNED_IN)
def account() -> Any:
    """Show one's own account."""
    return render_template("account.html", person=me(), form=ChangePasswordForm(), token=personal_token.of(me()))


@pages.post("/me/password")
@allow(SIGNED_IN)
def change_password() -> Any:
    """Change one's own password and sign in again with a new session."""
    form = ChangePasswordForm()
    if form.sent() and form.new_password.data != form.again_password.data:
        form.again_password.errors = [str(_("Hai lần nhập mật khẩu mới không giống nhau."))]
    elif not form.errors:
        try:
            signing.confirm(me(), form.old_password.data, request.remote_addr or "", _("Mật khẩu hiện tại không đúng."))
            person = me().change_password(by=me(), old=form.old_password.data, new=form.new_password.data)
        except Refusal as refusal:
            form.new_password.errors = [str(refusal)]
        else:
            login_user(load_visitor(signing.begin(person)))
            return done(_("Đã đổi mật khẩu."), url_for("signing.account"))
    return render_template("account.html", person=me(), form=form, token=personal_token.of(me())), 422

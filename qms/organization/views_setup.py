"""The first page of all: set up the office, once."""

from typing import Any

from flask import Blueprint, g, render_template, url_for

from qms.core.language import _
from qms.core.refusals import Refusal
from qms.organization import setup_code
from qms.organization.forms import SetUpForm
from qms.organization.set_up import set_up as begin
from qms.web.access import PUBLIC, allow
from qms.web.shell import done, found

setup = Blueprint("setup", __name__)


@setup.route("/setup", methods=["GET", "POST"])
@allow(PUBLIC)
def set_up() -> Any:
    """Name the office and its administrator, for who knows the code on the server's console."""
    found(g.office is None or None)
    form = SetUpForm()
    if form.sent() and _begun(form):
        setup_code.forget()
        return done(_("Đã thiết lập cơ quan. Đăng nhập bằng tài khoản vừa lập."), url_for("signing.sign_in"))
    return render_template("set_up.html", form=form), 422 if form.errors else 200


def _begun(form: SetUpForm) -> bool:
    try:
        if setup_code.fits(form.code.data):
            begin(
                office=form.office.data,
                superior=form.superior.data,
                name=form.name.data,
                username=form.username.data,
                password=form.new_password.data,
            )
            return True
        form.code.errors = [str(_("Mã thiết lập không đúng."))]
    except Refusal as refusal:  # the form is shown again with what was typed
        form.form_errors.append(str(refusal))
    return False

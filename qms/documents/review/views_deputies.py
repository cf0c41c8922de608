"""Pages of delegations and of exceptions from the rule of four eyes."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import _
from qms.core.refusals import Refusal
from qms.documents import authorities
from qms.documents.review.delegation import Delegation, delegations
from qms.documents.review.exception import FourEyesException, granted
from qms.documents.review.forms_deputies import DelegationForm, ExceptionForm
from qms.organization import authorities as by_role
from qms.organization import sign_in
from qms.organization.sign_in import Confirmation
from qms.web.access import allow, me
from qms.web.shell import done, found

pages = Blueprint("deputies", __name__)


@pages.get("/docs/delegations")
@allow(authorities.oversee)
def all_delegations() -> Any:
    """List who signed, signs and will sign for a commander."""
    return _delegations(DelegationForm(me(), formdata=None))


@pages.post("/docs/delegations")
@allow(by_role.commander)
def authorize() -> Any:
    """Give one's signature to a person for some days."""
    form = DelegationForm(me())
    if not form.sent():
        return _delegations(form, 422)
    facts = {name: form[name].data for name in ("delegate", "signed_for", "starts_on", "ends_on", "reason")}
    try:
        given = Delegation(**facts).authorize(by=me(), confirmation=_signed(form))
    except Refusal as refusal:
        return _delegations(form, 422, refusal)
    return done(_("Đã ủy quyền ký cho %(who)s.", who=given.delegate.ranked_name), url_for("deputies.all_delegations"))


@pages.post("/docs/delegations/<int:number>/end")
@allow(by_role.commander)
def end(number: int) -> Any:
    """Take the signature back."""
    found(Delegation.get_or_none(id=number)).end(by=me())
    return done(_("Đã thu hồi ủy quyền."), url_for("deputies.all_delegations"))


def _delegations(form: DelegationForm, status: int = 200, refusal: Refusal | None = None) -> Any:
    may = by_role.commander(me())
    return render_template("delegations.html", delegations=delegations(), form=form, refusal=refusal, may=may), status


@pages.get("/docs/exceptions")
@allow(authorities.oversee)
def exceptions() -> Any:
    """Show the register of exceptions."""
    return _exceptions(ExceptionForm(me(), formdata=None))


@pages.post("/docs/exceptions")
@allow(by_role.commander)
def grant() -> Any:
    """Allow one exception in writing."""
    form = ExceptionForm(me())
    if not form.sent():
        return _exceptions(form, 422)
    facts = {name: form[name].data for name in ("edition", "person", "purpose", "expires_on", "reason")}
    try:
        FourEyesException(**facts).grant(by=me(), confirmation=_signed(form))
    except Refusal as refusal:
        return _exceptions(form, 422, refusal)
    return done(_("Đã ghi ngoại lệ vào sổ."), url_for("deputies.exceptions"))


def _exceptions(form: ExceptionForm, status: int = 200, refusal: Refusal | None = None) -> Any:
    may = by_role.commander(me())
    return render_template("exceptions.html", exceptions=granted(reader=me()), form=form, refusal=refusal, may=may), status


def _signed(form: Any) -> Confirmation:
    return sign_in.confirm(me(), form.password.data, request.remote_addr or "")

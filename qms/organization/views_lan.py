"""The administrator's page of the independent LAN: without its declaration no secret text comes into the house."""

from typing import Any

from flask import Blueprint, g, render_template, url_for
from wtforms import TextAreaField

from qms.core.language import _
from qms.core.stories import history
from qms.organization import authorities
from qms.organization.office import Office
from qms.web.access import allow, me
from qms.web.forms import AtMost, Form, Needed
from qms.web.shell import as_seen, done, found

lan = Blueprint("lan", __name__)


class DeclareForm(Form):
    """What is declared, and why."""

    text = TextAreaField(
        _("Nội dung khai báo"),
        [Needed(_("Ghi nội dung khai báo: mạng ở đâu, gồm những máy nào, ai chịu trách nhiệm.")), AtMost(2000)],
    )
    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)])


class RevokeForm(Form):
    """Why it is taken back."""

    why = TextAreaField(_("Lý do thu hồi"), [Needed(_("Ghi lý do.")), AtMost(500)])


@lan.get("/admin/lan")
@allow(authorities.administrator)
def page() -> Any:
    """Show what is declared."""
    return _page()


@lan.post("/admin/lan")
@allow(authorities.administrator)
def declare() -> Any:
    """Declare that this house stands on an independent LAN."""
    found(None if g.office.lan_declared_on else g.office)
    form = DeclareForm()
    if not form.sent():
        return _page(declare=form), 422
    as_seen(Office.current()).declare_apart(by=me(), text=form.text.data, note=form.reason.data)
    return done(_("Đã khai báo mạng LAN độc lập."), url_for("lan.page"))


@lan.post("/admin/lan/revoke")
@allow(authorities.administrator)
def revoke() -> Any:
    """Take the declaration back."""
    found(g.office.lan_declared_on)
    form = RevokeForm()
    if not form.sent():
        return _page(revoke=form), 422
    as_seen(Office.current()).revoke_apart(by=me(), note=form.why.data)
    return done(_("Đã thu hồi khai báo."), url_for("lan.page"))


def _page(**sent: Any) -> str:
    forms = {"declare": DeclareForm(formdata=None), "revoke": RevokeForm(formdata=None), **sent}
    acts = {str(Office.declare_apart.past), str(Office.revoke_apart.past)}
    told = [one for one in history(g.office) if str(one.past) in acts]
    return render_template("lan.html", forms=forms, wrong=next(iter(sent.values()), None), history=told)

"""Pages of an action's date: asked for, consented to or not, waived."""

from typing import Any

from flask import Blueprint

from qms.core.language import _
from qms.improvement import authorities
from qms.improvement.case import forms
from qms.improvement.forms import ExtendForm
from qms.improvement.views_actions import action_of, done_with, show_action
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, still_open

pages = Blueprint("action_dates", __name__)


@pages.post("/ca/<code>/ask-extension")
@allow(SIGNED_IN)
def ask_extension(code: str) -> Any:
    """Ask for a later date."""
    one, form = action_of(code), ExtendForm()
    still_open(one.ask_extension)
    if not form.sent():
        return show_action(one, wanted=form), 422
    as_seen(one).ask_extension(by=me(), due_on=form.due_on.data, note=form.note.data)
    return done_with(one, _("Đã gửi đề nghị gia hạn %(code)s.", code=one.code))


@pages.post("/ca/<code>/extend")
@allow(authorities.consent)
def extend(code: str) -> Any:
    """Consent to a later date."""
    one, form = action_of(code), ExtendForm()
    still_open(one.extend)
    if not form.sent():
        return show_action(one, extend=form), 422
    as_seen(one).extend(by=me(), due_on=form.due_on.data, note=form.note.data)
    return done_with(one, _("Đã gia hạn %(code)s.", code=one.code))


@pages.post("/ca/<code>/refuse-extension")
@allow(authorities.consent)
def refuse_extension(code: str) -> Any:
    """Leave the date as it is."""
    one, form = action_of(code), forms.RefuseExtensionForm()
    still_open(one.refuse_extension)
    if not form.sent():
        return show_action(one, refuse=form), 422
    as_seen(one).refuse_extension(by=me(), note=form.note.data)
    return done_with(one, _("Đã trả lời đề nghị gia hạn %(code)s.", code=one.code))


@pages.post("/ca/<code>/waive")
@allow(authorities.consent)
def waive(code: str) -> Any:
    """Decide that it need not be done."""
    one, form = action_of(code), forms.WaiveForm()
    still_open(one.waive)
    if not form.sent():
        return show_action(one, waive=form), 422
    as_seen(one).waive(by=me(), note=form.note.data)
    return done_with(one, _("Đã ghi quyết định không thực hiện %(code)s.", code=one.code))

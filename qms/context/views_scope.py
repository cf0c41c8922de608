"""Pages of the scope: the version that applies, the earlier ones, the draft and its approval (4.3)."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.context import authorities, forms, scope
from qms.context.scope import Scope
from qms.context.states import Excludable, ScopeState
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("scope", __name__)


@pages.get("/context/scope")
@allow(SIGNED_IN)
def page() -> Any:
    """Show the scope that applies, and the one that waits."""
    return _page()


def _page(**sent: Any) -> str:
    now, waiting = scope.in_force(), scope.being_written()
    editions = list(Scope.select().where(Scope.state == ScopeState.APPROVED).order_by(Scope.number.desc()))
    shown = {"confirm": sent.get("confirm") or forms.NoteForm(formdata=None), "back": sent.get("back") or forms.RetireForm(formdata=None)}
    told = [one for one in (waiting, *editions) if one]
    return render_template(
        "scope.html", now=now, waiting=waiting, editions=editions, forms=shown, failed=set(sent), clauses=Excludable,
        story=history(*told), may_draft=waiting is None and Scope().draft.is_open_to(me()),
    )  # fmt: skip


@pages.get("/context/scope/draft")
@allow(authorities.keep)
def draft() -> Any:
    """Show the form of the draft, filled with the draft or with the version that applies."""
    waiting = scope.being_written()
    return _form(_filled(waiting or scope.in_force()), waiting)


def _filled(one: Scope | None) -> forms.ScopeForm:
    if one is None:
        return forms.ScopeForm(formdata=None)
    reasons = {f"why-{clause}": why for clause, why in one.exclusions.items()}
    return forms.ScopeForm(formdata=None, data={"services": one.services, "places": one.places, **reasons})


def _form(form: forms.ScopeForm, waiting: Scope | None) -> str:
    return render_template("scope_draft.html", form=form, waiting=waiting)


@pages.post("/context/scope/draft")
@allow(authorities.keep)
def keep() -> Any:
    """Keep the draft."""
    waiting, form = scope.being_written(), forms.ScopeForm()
    if waiting:
        still_open(waiting.rewrite)
    if not form.sent():
        return _form(form, waiting), 422
    if waiting:
        as_seen(waiting).rewrite(by=me(), **form.facts())
    else:
        Scope(**form.facts()).draft(by=me())
    return _thanked(_("Đã lưu bản soạn phạm vi."))


@pages.post("/context/scope/submit")
@allow(authorities.keep)
def submit() -> Any:
    """Send the draft to the commander."""
    as_seen(_waiting()).submit(by=me())
    return _thanked(_("Đã trình phê duyệt phạm vi."))


@pages.post("/context/scope/approve")
@allow(SIGNED_IN)
def approve() -> Any:
    """Approve the scope."""
    one = as_seen(_waiting()).approve(by=me())
    return _thanked(_("Đã phê duyệt phạm vi lần %(n)s.", n=one.number))


@pages.post("/context/scope/back")
@allow(SIGNED_IN)
def send_back() -> Any:
    """Send the draft back."""
    one, form = _waiting(), forms.RetireForm()
    still_open(one.send_back)
    if not form.sent():
        return _page(back=form), 422
    as_seen(one).send_back(by=me(), note=form.note.data)
    return _thanked(_("Đã trả lại bản soạn phạm vi."))


@pages.post("/context/scope/confirm")
@allow(authorities.keep)
def confirm() -> Any:
    """Review the scope and leave it."""
    one, form = found(scope.in_force()), forms.NoteForm()
    if not form.sent():
        return _page(confirm=form), 422
    as_seen(one).confirm(by=me(), note=form.note.data)
    return _thanked(_("Đã soát xét phạm vi, giữ nguyên."))


def _waiting() -> Scope:
    one: Scope = found(scope.being_written())
    return one


def _thanked(sentence: Phrase) -> Any:
    return done(sentence, url_for("scope.page"))

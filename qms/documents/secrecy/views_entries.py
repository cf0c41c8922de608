"""Pages of secret papers that are only registered: what they are called and where they lie."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.stories import history
from qms.documents import authorities
from qms.documents.secrecy import entries
from qms.documents.secrecy.forms import AmendEntryForm, EndEntryForm, EntryForm
from qms.documents.secrecy.need_to_know import circle_of
from qms.documents.secrecy.secret_entry import SecretEntry, enter
from qms.organization.office import Office
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found

pages = Blueprint("entries", __name__)


@pages.route("/docs/secret/new", methods=["GET", "POST"])
@allow(authorities.register)
def new() -> Any:
    """Put a secret paper on the register, without its text."""
    form, refusal = EntryForm(), None
    if form.sent():
        try:
            made = enter(form.code.data, me(), **form.facts())
        except Missing as said:
            refusal = said
        else:
            return _done(made, _("Đã ghi sổ %(code)s.", code=made.document.code))
    page = render_template("secret_entry_form.html", form=form, entry=None, refusal=refusal)
    return page, 422 if form.errors or refusal else 200


@pages.get("/docs/secret/<code>")
@allow(SIGNED_IN)
def show(code: str) -> Any:
    """Show what the register says of a paper, to those who may know."""
    return _page(found(entries.entry(code)))


@pages.route("/docs/secret/<code>/edit", methods=["GET", "POST"])
@allow(authorities.register)
def edit(code: str) -> Any:
    """Correct what the register says."""
    entry = found(entries.entry(code))
    form = AmendEntryForm(entry)
    if form.sent():
        return _done(as_seen(entry).amend(by=me(), reason=form.reason.data, **form.facts()), _("Đã sửa mục ghi sổ."))
    return render_template("secret_entry_form.html", form=form, entry=entry, refusal=None), 422 if form.errors else 200


@pages.post("/docs/secret/<code>/end")
@allow(authorities.register)
def end(code: str) -> Any:
    """Say that the paper left the house, or is no longer secret."""
    entry, form = found(entries.entry(code)), EndEntryForm()
    if not form.sent():
        return _page(entry, form), 422
    return _done(as_seen(entry).end(by=me(), on=form.on.data, reason=form.why.data), _("Đã đưa ra khỏi sổ."))


def _done(entry: SecretEntry, sentence: Any) -> Any:
    return done(sentence, url_for("entries.show", code=entry.document.code))


def _page(entry: SecretEntry, form: EndEntryForm | None = None) -> Any:
    may_keep = authorities.register(me()) and entry.ended_on is None
    return render_template(
        "secret_entry.html",
        entry=entry,
        circle=circle_of(entry.document),
        end=form or EndEntryForm(formdata=None),
        may_keep=may_keep,
        may_write=may_keep and Office.is_apart() and not entry.document.editions.exists(),
        story=history(entry.document, entry) if authorities.register(me()) else [],
    )

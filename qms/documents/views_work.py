"""Pages that write documents: new, edit, submit, take back, discard, adopt."""

from typing import Any

from flask import Blueprint, jsonify, render_template, request, url_for

from qms.core.language import _
from qms.core.markdown_text import rendered
from qms.core.refusals import Refusal, Stale
from qms.core.vietnamese import moment, nfc
from qms.documents import authorities, queries, work
from qms.documents.document import Document
from qms.documents.editing import autosave, edit_lock
from qms.documents.editing import forms as typed
from qms.documents.edition import Edition
from qms.documents.forms import EditForm, NewDocumentForm, ReasonForm
from qms.documents.review.round import people_numbered
from qms.documents.text import difference
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found

pages = Blueprint("document_work", __name__)


@pages.route("/docs/new", methods=["GET", "POST"])
@allow(authorities.register)
def new() -> Any:
    """Take a new code under control and open its first edition."""
    form = NewDocumentForm()
    if form.sent():
        edition = work.start_document(form.code.data, me(), title=form.title.data, kind=form.kind.data, reason=str(_("Ban hành lần đầu")))
        return done(_("Đã lập %(code)s.", code=edition.document.code), _edit_url(edition.document))
    return render_template("new_document.html", form=form), 422 if form.errors else 200


@pages.post("/docs/adopt")
@allow(authorities.register)
def adopt() -> Any:
    """Open drafts from the files that lie in the folder."""
    wanted = request.form.getlist("code")
    editions = work.adopt([text for text in queries.uncontrolled() if text.code in wanted], me())
    return done(_("Đã đưa %(n)s tài liệu vào soạn thảo.", n=len(editions)), url_for("documents.index"))


@pages.get("/docs/<code>/edit")
@allow(SIGNED_IN)
def edit(code: str) -> Any:
    """Show the editor, or the form that opens the next edition."""
    document = found(queries.document(code))
    edition = queries.open_of(document)
    if edition is None:
        return _start(document, ReasonForm())
    found(authorities.see_drafts(me(), edition) or None)
    if not edition.rewrite.is_open_to(me()):
        return render_template("not_editable.html", document=document, edition=edition, refusal=edition.rewrite.refusal_for(me()))
    unsaved = typed.unsaved(edition, me())
    taken = unsaved is not None and "typed" in request.args
    return render_template(
        "edit.html",
        document=document,
        edition=edition,
        form=typed.as_typed(edition, unsaved) if unsaved and taken else EditForm(edition, formdata=None),
        recovered=unsaved,
        taken=taken,
    )


@pages.post("/docs/<code>/revise")
@allow(SIGNED_IN)
def revise(code: str) -> Any:
    """Open the next edition."""
    document = found(queries.document(code))
    found(queries.revisions_of(document) or authorities.register(me()) or None)  # a code that only a draft has stays unknown
    form = ReasonForm()
    if not form.sent():
        return _start(document, form)
    edition = work.start_revision(document, me(), form.reason.data)
    return done(_("Đã mở %(label)s.", label=edition.label), _edit_url(document))


def _start(document: Document, form: ReasonForm) -> Any:
    edition = Edition.approved_of(document).order_by(Edition.number.desc()).first()
    found(edition and (authorities.prepare(me(), edition) or None))
    return render_template("start_revision.html", document=document, edition=edition, form=form), 422 if form.errors else 200


@pages.post("/docs/<code>/edit")
@allow(SIGNED_IN)
def save(code: str) -> Any:
    """Save the draft, and submit it when asked; a stale save shows both texts and loses neither."""
    document = found(queries.document(code))
    edition = _editable(document)
    form = EditForm(edition)
    if not form.sent():
        return render_template("edit.html", document=document, edition=edition, form=form, recovered=None), 422
    if str(edition.version) != form.version.data:
        return _both_texts(document, edition, form)
    lock = edit_lock.against(edition, me())
    if lock and "take_over" not in request.form:
        form.version.data = form.version.raw_data = None
        return render_template(
            "edit.html", document=document, edition=edition, form=form, sentence=lock.sentence_for(me()), recovered=None
        ), 409
    edit_lock.take_over(edition, me())
    try:
        return _saved(document, edition, form)
    except Stale:
        return _both_texts(document, edition.reload(), form)
    except Refusal as refusal:  # the editor is shown again with the sentence and all that was typed
        form.version.data = form.version.raw_data = None
        return render_template(
            "edit.html", document=document, edition=edition.reload(), form=form, sentence=refusal.sentence, recovered=None
        ), 422


def _saved(document: Document, edition: Edition, form: EditForm) -> Any:
    edition.rewrite(by=me(), **form.facts())
    autosave.forget(edition, me())
    if "submit" not in request.form:
        return done(_("Đã lưu bản nháp %(label)s.", label=edition.label), _edit_url(document))
    edition.submit_for_review(by=me(), reviewers=people_numbered(form.reviewers.data or ()))
    edit_lock.release(edition)
    return done(
        _("Đã trình phê duyệt %(label)s.", label=edition.label),
        url_for("documents.edition", code=document.code, number=edition.number),
    )


def _both_texts(document: Document, edition: Edition, form: EditForm) -> Any:
    rows = difference.rows(edition.text, form.text.data or "")
    form.version.data, form.version.raw_data = str(edition.version), None
    return render_template("both_texts.html", document=document, edition=edition, form=form, rows=rows), 409


def editable(code: str) -> Edition:
    """Give the open edition of a document for who may see it; 404 otherwise."""
    return _editable(found(queries.document(code)))


def _editable(document: Document) -> Edition:
    edition = found(queries.open_of(document))
    found(authorities.see_drafts(me(), edition) or None)
    return edition


@pages.post("/docs/<code>/autosave")
@allow(SIGNED_IN)
def keep_typing(code: str) -> Any:
    """Keep what is being typed."""
    edition = _editable(found(queries.document(code)))
    refusal = edition.rewrite.refusal_for(me())
    if refusal:
        raise refusal
    fields = typed.fields_of(edition, request.form.items(multi=True))
    at = autosave.keep(edition, me(), nfc(request.form.get("text", "")), fields)
    other = edit_lock.hold(edition, me())
    saved = _("Đã lưu nháp tự động %(at)s", at=moment(at)[:5])
    return jsonify(saved=str(saved), notice=str(other.sentence_for(me())) if other else "")


@pages.post("/docs/preview")
@allow(SIGNED_IN)
def preview() -> Any:
    """Show a text as it will look, by the renderer of the page itself."""
    return rendered(nfc(request.form.get("text", ""))).html


@pages.post("/docs/<code>/take-back")
@allow(SIGNED_IN)
def take_back(code: str) -> Any:
    """Take an edition back from review."""
    document = found(queries.document(code))
    _editable(document).take_back(by=me())
    return done(_("Đã rút lại để sửa."), _edit_url(document))


@pages.post("/docs/<code>/discard")
@allow(SIGNED_IN)
def discard(code: str) -> Any:
    """Give a draft up."""
    document = found(queries.document(code))
    _editable(document).discard(by=me(), note=nfc(request.form.get("reason", ""))[:500])
    return done(_("Đã bỏ bản nháp của %(code)s.", code=document.code), url_for("documents.index"))


def _edit_url(document: Document) -> str:
    return url_for("document_work.edit", code=document.code)

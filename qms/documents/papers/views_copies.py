"""Pages of the register of controlled copies: under each document, and the list of those that must come back."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from qms.core import clock, trail
from qms.core.language import Phrase, _
from qms.core.paper import pdf
from qms.documents import authorities, queries
from qms.documents.document import Document
from qms.documents.papers import copies
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.documents.papers.forms import IssueCopyForm, OnDayForm, RecallForm
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import WORD, Column, download, excel
from qms.web.shell import done, found

pages = Blueprint("copies", __name__)


@pages.get("/docs/copies")
@allow(authorities.see_copies)
def index() -> Any:
    """List the copies that no longer count and are still out; or all."""
    every = request.args.get("all") == "1"
    return render_template("copies.html", copies=copies.known_of(copies.all_copies() if every else copies.out_of_date(), me()), every=every)


@pages.post("/docs/copies.xlsx")
@allow(authorities.see_copies)
def as_excel() -> Any:
    """Give the register as an Excel file."""
    trail.note_event("copies.exported", me(), {"label": "copies.xlsx"})
    return excel("so-ban-kiem-soat", _("Sổ bản kiểm soát"), _COLUMNS, copies.known_of(copies.all_copies(), me()), g.office.name)


_COLUMNS = [
    Column(_("Mã hiệu"), lambda copy: copy.edition.document.code, 12),
    Column(_("Lần ban hành"), lambda copy: copy.edition.number, 10),
    Column(_("Bản số"), lambda copy: copy.number, 8),
    Column(_("Đơn vị giữ"), lambda copy: copy.unit.name, 30),
    Column(_("Người giữ"), lambda copy: copy.holder.ranked_name if copy.holder else "", 26),
    Column(_("Nơi để"), lambda copy: copy.place, 26),
    Column(_("Ngày cấp"), lambda copy: copy.issued_on, 12),
    Column(_("Hiệu lực của lần ban hành"), lambda copy: copy.edition.standing.label, 20),
    Column(_("Trạng thái"), lambda copy: copy.state.label, 20),
    Column(_("Ngày yêu cầu thu hồi"), lambda copy: copy.recalled_on, 14),
    Column(_("Lý do thu hồi"), lambda copy: copy.recall_reason, 30),
    Column(_("Ngày thu hồi, tiêu hủy"), lambda copy: copy.ended_on, 14),
]


@pages.get("/docs/<code>/copies")
@allow(SIGNED_IN)
def of_document(code: str) -> Any:
    """Show the copies of a document."""
    return _shown(_issued(code))


@pages.post("/docs/<code>/copies")
@allow(authorities.keep_copies)
def issue(code: str) -> Any:
    """Give out a copy of the edition in force, else of the coming one."""
    document = _issued(code)
    editions = queries.editions_of(document)
    form = IssueCopyForm().offer()
    if not form.sent():
        return _shown(document, issue=form)
    edition = editions.in_force or editions.coming or editions.approved[0]
    copy = ControlledCopy(edition=edition, unit=form.unit.data, holder=form.holder.data, place=form.place.data).issue(by=me())
    return _done(_("Đã cấp %(label)s.", label=copy.label), document)


@pages.post("/docs/<code>/copies/recall")
@allow(authorities.keep_copies)
def recall(code: str) -> Any:
    """Call back every copy of the document that no longer counts."""
    document = _issued(code)
    form = RecallForm()
    if not form.sent() and copies.to_call(document):
        return _shown(document, recall=form)
    called = copies.recall_all(document, me(), form.reason.data)
    return _done(_("Đã yêu cầu thu hồi %(n)s bản.", n=len(called)), document)


@pages.post("/docs/<code>/copies/slip")
@allow(authorities.keep_copies)
def slip(code: str) -> Any:
    """Give the slip by which the copies are called back, as PDF."""
    return download(f"phieu-thu-hoi-{code}.pdf", pdf.letter(_slip(code)), "application/pdf")


@pages.post("/docs/<code>/copies/slip/word")
@allow(authorities.keep_copies)
def slip_as_word(code: str) -> Any:
    """Give the slip by which the copies are called back, as a Word file."""
    from qms.core.paper import word_letter

    return download(f"phieu-thu-hoi-{code}.docx", word_letter.letter(_slip(code)), WORD)


def _slip(code: str) -> Any:
    from qms.documents.papers.recall_slip import slip_of

    document = _issued(code)
    slip = slip_of(document, copies.recalled_of(document), me(), g.office, clock.today())
    trail.note_event("recall.exported", me(), {"label": document.code})
    return slip


@pages.post("/docs/copies/<int:number>/returned")
@allow(authorities.keep_copies)
def returned(number: int) -> Any:
    """Note that a copy came back."""
    return _ended(number, "confirm_returned", _("Đã xác nhận thu hồi %(label)s."))


@pages.post("/docs/copies/<int:number>/destroyed")
@allow(authorities.keep_copies)
def destroyed(number: int) -> Any:
    """Note that a copy was destroyed."""
    return _ended(number, "confirm_destroyed", _("Đã xác nhận tiêu hủy %(label)s."))


def _ended(number: int, act: str, thanks: Phrase) -> Any:
    copy = found(ControlledCopy.get_or_none(id=number))
    form = OnDayForm()
    if not form.sent():
        return _shown(copy.edition.document, end=form)
    getattr(copy, act)(by=me(), on=form.on.data)
    return _done(thanks % {"label": copy.label}, copy.edition.document)


def _issued(code: str) -> Document:
    document: Document = found(queries.document(code))
    found(queries.revisions_of(document) or None)  # a code that only a draft has stays unknown
    return document


def _done(sentence: Phrase, document: Document) -> Any:
    return done(sentence, url_for("copies.of_document", code=document.code))


def _shown(document: Document, **sent: Any) -> Any:
    """Show a document's copies with the forms; one that was sent and is wrong is shown as it was typed."""
    editions, listed = queries.editions_of(document), copies.copies_of(document)
    forms = {"issue": IssueCopyForm(formdata=None).offer(), "recall": RecallForm(formdata=None), "end": OnDayForm(formdata=None), **sent}
    body = render_template(
        "document_copies.html",
        document=document,
        edition=editions.in_force or editions.coming or editions.approved[0],
        may_issue=bool(authorities.keep_copies(me()) and (editions.in_force or editions.coming)),
        copies=listed,
        may_keep=authorities.keep_copies(me()),
        to_call=[copy for copy in listed if copy.recall.is_open_to(me()) and copy.is_out_of_date],
        called=copies.recalled_of(document),
        forms=forms,
        wrong=next(iter(sent.values()), None),
    )
    return body, 422 if sent else 200

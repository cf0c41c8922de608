"""Pages that read documents: list, one document, one edition, the difference of two, the master list."""

from datetime import date
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for

from qms.core import trail
from qms.core.language import _
from qms.core.stories import history
from qms.documents import authorities, difference, queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.states import Kind
from qms.organization.unit import Unit
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import found

pages = Blueprint("documents", __name__)


@pages.get("/docs")
@allow(SIGNED_IN)
def index() -> Any:
    """List what is in force, and what I may see of the work in progress; a code typed whole opens its document."""
    words = request.args.get("q", "").strip()
    known = queries.document(words) if words else None
    if known and _shown_of(known):
        return redirect(url_for("documents.document", code=words.upper()))
    kind, unit = request.args.get("kind", ""), request.args.get("unit", "")
    return render_template(
        "documents.html",
        editions=queries.listed(words, kind, unit),
        words=words,
        kinds=Kind,
        units=Unit.active(),
        drafts=queries.being_written(me()),
        coming=queries.coming(),
        uncontrolled=queries.uncontrolled() if authorities.register(me()) else [],
        may_register=authorities.register(me()),
    )


@pages.get("/docs/register")
@allow(SIGNED_IN)
def register() -> Any:
    """Show the master list (7.5.3)."""
    editions = (
        sorted(queries.listed(), key=lambda e: e.next_review_on or date.max) if request.args.get("sort") == "review" else queries.listed()
    )
    return render_template("register.html", editions=editions)


@pages.post("/docs/register.xlsx")
@allow(SIGNED_IN)
def register_as_excel() -> Any:
    """Give the master list as an Excel file."""
    trail.note_event("register.exported", me(), {"label": "register.xlsx"})
    return excel(
        "danh-muc-tai-lieu",
        _("Danh mục tài liệu"),
        [
            Column(_("Mã hiệu"), lambda e: e.document.code, 12),
            Column(_("Tên tài liệu"), lambda e: e.title, 50),
            Column(_("Loại"), lambda e: e.kind.label),
            Column(_("Lần ban hành"), lambda e: e.number, 10),
            Column(_("Ngày ban hành"), lambda e: e.approved_at.date(), 12),
            Column(_("Ngày hiệu lực"), lambda e: e.effective_on, 12),
            Column(_("Đơn vị chủ trì"), lambda e: e.unit.name),
            Column(_("Soát xét kế tiếp"), lambda e: e.next_review_on, 14),
            Column(_("Điều khoản"), lambda e: ", ".join(e.clauses)),
            Column(_("SHA-256"), lambda e: e.sha256, 66),
        ],
        queries.listed(),
        g.office.name,
    )


@pages.get("/docs/<code>")
@allow(SIGNED_IN)
def document(code: str) -> Any:
    """Show a document: the edition in force, else the coming one, else the draft for those who may see it."""
    document = found(queries.document(code))
    return _show(found(_shown_of(document)))


def _shown_of(document: Document) -> Edition | None:
    return queries.in_force_of(document) or queries.coming_of(document) or _withdrawn(document) or _draft(document)


@pages.get("/docs/<code>/i/<int:number>")
@allow(SIGNED_IN)
def edition(code: str, number: int) -> Any:
    """Show one edition."""
    return _show(found(queries.edition_of(found(queries.document(code)), number, me())))


def _withdrawn(document: Document) -> Edition | None:
    return next(iter(queries.revisions_of(document)), None) if document.is_withdrawn else None


def _draft(document: Document) -> Edition | None:
    opened = queries.open_of(document)
    return opened if opened and authorities.see_drafts(me(), opened) else None


def _show(edition: Edition) -> Any:
    document = edition.document
    opened = _draft(document)
    return render_template(
        "document.html",
        edition=edition,
        document=document,
        opened=opened,
        page=edition.page,
        sequence=edition.sequence,
        revisions=queries.revisions_of(document),
        in_force=queries.in_force_of(document),
        coming=queries.coming_of(document),
        may_revise=authorities.prepare(me(), edition),
        may_withdraw=authorities.withdraw(me()) and not document.withdrawn_on,
        story=history(document, edition) if authorities.see_drafts(me(), edition) else [],
    )


@pages.get("/docs/<code>/diff/<int:before>..<int:after>")
@allow(SIGNED_IN)
def compare(code: str, before: int, after: int) -> Any:
    """Show the difference of two editions side by side."""
    document = found(queries.document(code))
    left, right = (found(queries.edition_of(document, number, me())) for number in (before, after))
    rows = difference.rows(left.body, right.body)
    return render_template("difference.html", document=document, left=left, right=right, rows=rows, count=difference.count(rows))

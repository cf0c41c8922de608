"""Pages that read documents: list, one document, one edition, the difference of two."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from qms.core.markdown_text import rendered
from qms.core.stories import history
from qms.documents import authorities, queries
from qms.documents.edition import Edition
from qms.documents.legal_basis import references
from qms.documents.queries import Editions
from qms.documents.reading import readings
from qms.documents.review.opinion import opinions_on
from qms.documents.secrecy.knowing import circle_seen, hidden_from, may_know
from qms.documents.states import Kind, Standing
from qms.documents.text import redline
from qms.documents.text.steps import sequence_of
from qms.organization.unit import Unit
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import found

pages = Blueprint("documents", __name__)


@pages.get("/docs")
@allow(SIGNED_IN)
def index() -> Any:
    """List what is in force, and what I may see of the work in progress; a code typed whole opens its document."""
    words = request.args.get("q", "").strip()
    known = queries.document(words) if words else None
    if known and may_know(me(), known) and _shown_of(queries.editions_of(known)):
        return redirect(url_for("documents.document", code=words.upper()))
    kind, unit = request.args.get("kind", ""), request.args.get("unit", "")
    return render_template(
        "documents.html",
        editions=queries.listed(words, kind, unit, me()),
        words=words,
        kinds=Kind,
        units=Unit.active(),
        drafts=queries.being_written(me()),
        coming=queries.coming(me()),
        uncontrolled=queries.uncontrolled() if authorities.register(me()) else [],
        may_register=authorities.register(me()),
    )


@pages.get("/docs/<code>")
@allow(SIGNED_IN)
def document(code: str) -> Any:
    """Show a document: the edition in force, else the coming one, else the draft for those who may see it."""
    editions = queries.editions_of(found(queries.document(code)))
    return _show(found(_shown_of(editions)), editions)


def _shown_of(editions: Editions) -> Edition | None:
    withdrawn = editions.approved[:1] if editions.document.is_withdrawn else []
    return editions.in_force or editions.coming or next(iter(withdrawn), None) or _draft(editions)


@pages.get("/docs/<code>/i/<int:number>")
@allow(SIGNED_IN)
def edition(code: str, number: int) -> Any:
    """Show one edition."""
    document = found(queries.document(code))
    return _show(found(queries.edition_of(document, number, me())), queries.editions_of(document))


def _draft(editions: Editions) -> Edition | None:
    opened = editions.open
    return opened if opened and authorities.see_drafts(me(), opened) else None


def _show(edition: Edition, editions: Editions) -> Any:
    document, in_force = editions.document, editions.in_force
    shown = edition.reload() if edition.is_open else edition  # the text of an approved one is its file
    body = shown.body
    return render_template(
        "document.html",
        edition=shown,
        document=document,
        opened=_draft(editions),
        standing=Standing.IN_FORCE if edition == in_force else edition.standing,
        page=rendered(body),
        sequence=sequence_of(body),
        revisions=editions.approved,
        in_force=in_force,
        may_revise=authorities.prepare(me(), edition),
        may_withdraw=authorities.withdraw(me()) and not document.withdrawn_on,
        links=references.links_of(shown, body).known_but(hidden_from(me())),
        circle=circle_seen(me(), document),
        related=current_app.config["RELATED"](document.code),
        reading=readings.seen_by(me(), edition) if edition == in_force else None,
        said=opinions_on(edition),
        story=history(document, edition, *edition.opinions, *edition.comments) if authorities.see_drafts(me(), edition) else [],
    )


@pages.get("/docs/<code>/diff/<int:before>..<int:after>")
@allow(SIGNED_IN)
def compare(code: str, before: int, after: int) -> Any:
    """Show what changed between two editions, on the page or (`?view=source`) in the text as it was written."""
    document = found(queries.document(code))
    left, right = (found(queries.edition_of(document, number, me())) for number in (before, after))
    return render_template("difference.html", document=document, left=left, right=right, found=redline.compare(left, right))

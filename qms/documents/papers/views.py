"""Pages that put an edition on paper: PDF, Word, the decision that issues it; and the open page that tells whether a sheet still counts.

What reads and writes papers is imported when the first one is asked for: a start need not wait for it.
"""

from typing import Any

from flask import Blueprint, g, render_template, url_for

from qms.core import trail
from qms.core.paper import pdf
from qms.documents import authorities, queries
from qms.documents.edition import CLASSIFICATIONS, Edition
from qms.documents.papers.printout import PrintForm, Printout, printout_of
from qms.documents.secrecy.knowing import limited
from qms.documents.states import EditionState
from qms.documents.text import redline
from qms.web.access import PUBLIC, SIGNED_IN, allow, me
from qms.web.lists import WORD, download
from qms.web.shell import found

pages = Blueprint("paper", __name__)


@pages.post("/docs/<code>/i/<int:number>/pdf")
@allow(SIGNED_IN)
def as_pdf(code: str, number: int) -> Any:
    """Give an edition as PDF."""
    printout = _printout(_readable(code, number), PrintForm.PDF)
    return download(_file_name(printout.edition, "pdf"), pdf.sheet(_sheet(printout)), "application/pdf")


@pages.post("/docs/<code>/i/<int:number>/word")
@allow(SIGNED_IN)
def as_word(code: str, number: int) -> Any:
    """Give an edition as a Word file."""
    from qms.core.paper import word

    printout = _printout(_readable(code, number), PrintForm.WORD)
    return download(_file_name(printout.edition, "docx"), word.sheet(_sheet(printout)), WORD)


@pages.post("/docs/<code>/diff/<int:before>..<int:after>/word")
@allow(SIGNED_IN)
def redline_as_word(code: str, before: int, after: int) -> Any:
    """Give what changed between two editions as a Word file with tracked changes."""
    from qms.core.paper import word_redline
    from qms.documents.papers import paper

    document = found(queries.document(code))
    left, right = (found(queries.edition_of(document, number, me())) for number in (before, after))
    made = word_redline.redline(paper.redline_of(redline.compare(left, right), right))
    trail.note_event("redline.exported", me(), {"label": f"{left.label} – {right.label}"})
    return download(f"{document.code}-lan-{after:02d}-so-voi-{before:02d}.docx", made, WORD)


@pages.post("/docs/<code>/i/<int:number>/decision")
@allow(authorities.draw_up_decision)
def decision(code: str, number: int) -> Any:
    """Give the decision that issues an approved edition as PDF, ready for the clerk's number."""
    edition = _approved(code, number)
    return download(f"quyet-dinh-{_file_name(edition, 'pdf')}", pdf.letter(_decision(edition)), "application/pdf")


@pages.post("/docs/<code>/i/<int:number>/decision/word")
@allow(authorities.draw_up_decision)
def decision_as_word(code: str, number: int) -> Any:
    """Give the decision that issues an approved edition as a Word file, to go on with."""
    from qms.core.paper import word_letter

    edition = _approved(code, number)
    return download(f"quyet-dinh-{_file_name(edition, 'docx')}", word_letter.letter(_decision(edition)), WORD)


@pages.get("/q/<code>")
@allow(PUBLIC)
def check(code: str) -> Any:
    """Tell anybody who holds a printed sheet whether it still counts."""
    printout = printout_of(code)
    if printout is None:
        return render_template("check.html", printout=None, code=code[:40]), 404
    edition = printout.edition
    return render_template(
        "check.html",
        printout=printout,
        edition=edition,
        standing=edition.standing,
        successor=edition.successor if edition.state == EditionState.APPROVED else None,
        may_name=edition.is_public and edition.classification == CLASSIFICATIONS[0],
        is_limited=edition.document_id in limited(),
    )


def _readable(code: str, number: int) -> Edition:
    from qms.core.paper.tree import tree_of

    edition: Edition = found(queries.edition_of(found(queries.document(code)), number, me()))
    tree_of(edition.page.html)  # a text that cannot be read or printed leaves no print behind
    return edition


def _approved(code: str, number: int) -> Edition:
    edition: Edition = found(queries.edition_of(found(queries.document(code)), number, None))
    return edition


def _decision(edition: Edition) -> Any:
    from qms.documents.papers import paper

    trail.note_event("decision.exported", me(), {"label": edition.label})
    return paper.decision_of(edition, g.office)


def _printout(edition: Edition, form: PrintForm) -> Printout:
    return Printout(edition=edition, form=form).take(by=me())


def _sheet(printout: Printout) -> Any:
    from qms.documents.papers import paper

    return paper.sheet_of(printout, g.office, url_for("paper.check", code=printout.code, _external=True))


def _file_name(edition: Edition, ending: str) -> str:
    return f"{edition.document.code}-lan-{edition.number:02d}.{ending}"

"""Pages of reading one document: read and acknowledge, who must, who has, the questions."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import _
from qms.core.refusals import Missing, Refusal
from qms.documents import authorities, queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading import acknowledgement, readings
from qms.documents.reading import work as reading_work
from qms.documents.reading.duty import ReadingDuty
from qms.documents.reading.forms import QuestionsForm, ReadersForm
from qms.documents.reading.questions import ReadingCheck
from qms.documents.text.changes_since import changes_since
from qms.organization import queries as people
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found

pages = Blueprint("reading", __name__)


@pages.get("/docs/<code>/read")
@allow(SIGNED_IN)
def read(code: str) -> Any:
    """Show what I am asked to read: what changed since I last acknowledged, the whole text, the questions."""
    document = found(queries.document(code))
    return _read(found(queries.in_force_of(document)))


@pages.post("/docs/<code>/read")
@allow(SIGNED_IN)
def acknowledge(code: str) -> Any:
    """Say that I have read the edition and will follow it."""
    document = found(queries.document(code))
    edition = found(queries.edition_of(document, request.form.get("number", 0, type=int), None))
    check = ReadingCheck.of(edition)
    answers = [request.form.get(f"answer_{place}", -1, type=int) for place in range(len(check.questions) if check else 0)]
    try:
        acknowledgement.acknowledge(edition, me(), answers)
    except Missing as refusal:
        if readings.is_asked(edition, me()) is None or edition != queries.in_force_of(document):
            raise
        return _read(edition, answers, refusal), 422
    return done(_("Đã ghi nhận đồng chí đọc và sẽ thực hiện %(label)s.", label=edition.label), url_for("documents.document", code=code))


def _read(edition: Edition, answers: list[int] | None = None, refusal: Refusal | None = None) -> str:
    last = readings.last_acknowledged(edition.document, me())
    return render_template(
        "read.html",
        edition=edition,
        document=edition.document,
        due_on=readings.is_asked(edition, me()),
        last=last,
        changes=changes_since(last, edition),
        page=edition.page,
        check=ReadingCheck.of(edition),
        answers=answers or [],
        refusal=refusal,
    )


@pages.get("/docs/<code>/reading")
@allow(SIGNED_IN)
def reading(code: str) -> Any:
    """Show who must read a document and who has, to those who look after it."""
    document = found(queries.document(code))
    edition = found(queries.in_force_of(document) or queries.coming_of(document))
    found(authorities.see_drafts(me(), edition) or None)
    readers = readings.readers_of(document)
    known = {person.id: person for person in people.everybody()}
    place = {number: place for place, number in enumerate(known)}
    return render_template(
        "reading.html",
        document=document,
        edition=edition,
        duties=list(ReadingDuty.held(document)),
        readers=sorted(readers, key=lambda reader: (reader.has_read, reader.due_on, place[reader.person])),
        known=known,
        share=readings.share(readers),
        check=ReadingCheck.of(edition),
        may_set=authorities.set_readers(me(), ReadingDuty(document=document)),
    )


@pages.route("/docs/<code>/readers", methods=["GET", "POST"])
@allow(SIGNED_IN)
def readers(code: str) -> Any:
    """Set who must read a document, and in how many working days."""
    document = _looked_after(code)
    form = ReadersForm(list(ReadingDuty.held(document)))
    if form.sent():
        reading_work.set_readers(document, form.targets(), form.days.data, me())
        return done(_("Đã ghi diện phải đọc %(code)s.", code=document.code), url_for("reading.reading", code=document.code))
    return render_template("readers.html", document=document, form=form), 422 if form.errors else 200


def _looked_after(code: str) -> Document:
    document: Document = found(queries.document(code))
    found(queries.in_force_of(document) or queries.coming_of(document))
    found(authorities.set_readers(me(), ReadingDuty(document=document)) or None)
    return document


@pages.route("/docs/<code>/i/<int:number>/questions", methods=["GET", "POST"])
@allow(SIGNED_IN)
def questions(code: str, number: int) -> Any:
    """Write the questions of an edition."""
    edition = found(queries.edition_of(found(queries.document(code)), number, me()))
    check = ReadingCheck.of(edition) or ReadingCheck(edition=edition)
    found(authorities.set_readers(me(), check) or None)
    form, refusal = QuestionsForm(check.questions), None
    if form.sent():
        try:
            reading_work.put_questions(edition, form.questions(), me())
        except Missing as said:
            refusal = said
        else:
            return done(_("Đã ghi câu hỏi của %(label)s.", label=edition.label), url_for("documents.edition", code=code, number=number))
    page = render_template("questions.html", document=edition.document, edition=edition, form=form, refusal=refusal)
    return page, 422 if form.errors or refusal else 200

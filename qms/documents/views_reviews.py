"""Pages of the periodic review: what is due when, and the confirmation that a document stays as it is (7.5.2 c)."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core.language import _
from qms.core.refusals import Missing
from qms.documents import authorities, queries, register
from qms.documents.reading.forms import ConfirmForm
from qms.documents.register import Asked
from qms.documents.states import Standing
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found

pages = Blueprint("reviews", __name__)


@pages.get("/docs/reviews")
@allow(SIGNED_IN)
def index() -> Any:
    """List the documents in force, the one to be looked at next first."""
    asked = Asked(standing=Standing.IN_FORCE, sort="review")
    editions = [line.edition for line in register.lines(asked, me())]
    mine = {edition.id for edition in editions if authorities.prepare(me(), edition)}
    return render_template("reviews.html", editions=editions, mine=mine)


@pages.route("/docs/<code>/confirm", methods=["GET", "POST"])
@allow(SIGNED_IN)
def confirm(code: str) -> Any:
    """Confirm that a document stays as it is, and set when to look again."""
    edition = found(queries.in_force_of(found(queries.document(code))))
    found(authorities.prepare(me(), edition) or None)
    form, refusal = ConfirmForm(data={"months": edition.suggested_months}), None
    if form.sent():
        try:
            edition.confirm_unchanged(by=me(), months=form.months.data, note=form.note.data)
        except Missing as said:
            refusal = said
        else:
            return done(_("Đã ghi kết quả soát xét %(label)s.", label=edition.label), url_for("documents.document", code=code))
    page = render_template("confirm.html", document=edition.document, edition=edition, form=form, refusal=refusal)
    return page, 422 if form.errors or refusal else 200

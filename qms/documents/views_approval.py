"""Pages of who signs: review, approve, return, withdraw."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core import clock
from qms.core.language import _
from qms.core.refusals import Refusal
from qms.documents import authorities, queries
from qms.documents.edition import Edition
from qms.documents.forms import ApproveForm, ReasonForm, WithdrawForm
from qms.documents.review.views_panel import panel
from qms.documents.states import EditionState
from qms.documents.text import redline
from qms.documents.views_work import editable
from qms.organization import sign_in
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found

pages = Blueprint("approval", __name__)


@pages.get("/docs/<code>/review")
@allow(SIGNED_IN)
def review(code: str) -> Any:
    """Show what waits for a signature: what changed, the clean text, the box to sign."""
    document = found(queries.document(code))
    is_over = queries.open_of(document) is None or editable(code).state != EditionState.IN_REVIEW
    if is_over:
        return done(_("%(code)s không còn chờ xem xét, phê duyệt.", code=document.code), url_for("documents.document", code=document.code))
    form = ApproveForm(formdata=None, effective_on=clock.today())
    return _review(editable(code), form, ReasonForm(formdata=None))


@pages.post("/docs/<code>/approve")
@allow(authorities.approve)
def approve(code: str) -> Any:
    """Sign and issue."""
    edition = editable(code)
    form = ApproveForm()
    if not form.sent():
        return _review(edition, form, ReasonForm(formdata=None), 422)
    try:
        confirmation = sign_in.confirm(me(), form.password.data, request.remote_addr or "")
        facts = {"effective_on": form.effective_on.data, "is_major": form.is_major}
        edition.approve(by=me(), seen=form.seen.data, confirmation=confirmation, **facts)
    except Refusal as refusal:
        return _review(edition.reload(), form, ReasonForm(formdata=None), 422, refusal)
    return done(
        _("Đã ký và ban hành %(label)s.", label=edition.label),
        url_for("documents.edition", code=edition.document.code, number=edition.number),
    )


@pages.post("/docs/<code>/return")
@allow(authorities.approve)
def request_changes(code: str) -> Any:
    """Send it back with a reason."""
    edition = editable(code)
    form = ReasonForm()
    if not form.sent():
        return _review(edition, ApproveForm(formdata=None, effective_on=clock.today()), form, 422)
    edition.request_changes(by=me(), note=form.reason.data)
    return done(_("Đã trả lại %(label)s để sửa.", label=edition.label), url_for("documents.index"))


def review_again(edition: Edition, refusal: Refusal | None = None, **sent: Any) -> Any:
    """Show the review with what was sent and could not be done."""
    return _review(edition, ApproveForm(formdata=None, effective_on=clock.today()), ReasonForm(formdata=None), 422, refusal, **sent)


def _review(edition: Edition, form: ApproveForm, back: ReasonForm, status: int = 200, refusal: Refusal | None = None, **sent: Any) -> Any:
    found(edition.state == EditionState.IN_REVIEW or None)
    former = Edition.approved_of(edition.document).order_by(Edition.number.desc()).first()
    form.seen.data, form.seen.raw_data = edition.sha256, None
    return render_template(
        "review.html",
        edition=edition,
        document=edition.document,
        former=former,
        compared_with=redline.compare(former, edition),
        page=edition.page,
        sequence=edition.sequence,
        form=form,
        back=back,
        refusal=refusal,
        may=edition.approve.refusal_for(me()),
        **panel(edition, **sent),
    ), status


@pages.route("/docs/<code>/withdraw", methods=["GET", "POST"])
@allow(authorities.withdraw)
def withdraw(code: str) -> Any:
    """Take a document out of force."""
    document = found(queries.document(code))
    form = WithdrawForm()
    refusal = None
    if form.sent():
        try:
            confirmation = sign_in.confirm(me(), form.password.data, request.remote_addr or "")
            document.withdraw(by=me(), on=form.on.data, reason=form.reason.data, confirmation=confirmation)
        except Refusal as said:
            refusal = said
        else:
            return done(_("Đã hủy bỏ %(code)s.", code=document.code), url_for("documents.document", code=document.code))
    return render_template("withdraw.html", document=document, form=form, refusal=refusal), 422 if form.errors or refusal else 200

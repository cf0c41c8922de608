"""Pages of the review: a reviewer's opinion, and who reviews which kind of document."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import _
from qms.core.refusals import Refusal
from qms.documents import authorities
from qms.documents.review.forms import OpinionForm, RuleForm
from qms.documents.review.opinion import ReviewOpinion
from qms.documents.review.rule import ReviewRule, rule_for
from qms.documents.states import Kind
from qms.documents.views_approval import review_again
from qms.documents.views_work import editable
from qms.organization import sign_in
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found, still_open

pages = Blueprint("document_review", __name__)


@pages.post("/docs/<code>/opinion")
@allow(SIGNED_IN)
def give_opinion(code: str) -> Any:
    """Sign an opinion on the text that was seen."""
    edition, form = editable(code), OpinionForm()
    opinion = ReviewOpinion(edition=edition)
    still_open(opinion.agree)
    if not form.sent():
        return review_again(edition, opinion=form)
    try:
        confirmation = sign_in.confirm(me(), form.password.data, request.remote_addr or "")
        sign = opinion.agree if form.agrees else opinion.send_back
        sign(by=me(), note=form.note.data, seen=form.seen.data, confirmation=confirmation)
    except Refusal as refusal:
        return review_again(edition.reload(), opinion=form, refusal=refusal)
    return done(_("Đã ký ý kiến về %(label)s.", label=edition.label), url_for("documents.index"))


@pages.get("/docs/review-rules")
@allow(SIGNED_IN)
def rules() -> Any:
    """Show who reviews which kind of document."""
    return render_template("review_rules.html", kinds=[(kind, rule_for(kind)) for kind in Kind], may=authorities.register(me()))


@pages.route("/docs/review-rules/<kind>", methods=["GET", "POST"])
@allow(authorities.register)
def rule(kind: str) -> Any:
    """Say who reviews a kind of document."""
    one = found(next((known for known in Kind if known == kind), None))
    kept = rule_for(one)
    form, refusal = RuleForm(kept), None
    if form.sent():
        try:
            (kept.amend if kept else ReviewRule(kind=one).declare)(by=me(), **form.facts())
        except Refusal as said:
            refusal = said
        else:
            return done(_("Đã đặt người xem xét: %(kind)s.", kind=one.label), url_for("document_review.rules"))
    return render_template("review_rule.html", kind=one, form=form, refusal=refusal), 422 if form.errors or refusal else 200

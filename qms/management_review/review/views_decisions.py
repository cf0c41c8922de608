"""Pages of decisions: their own list, one decision with what its doer and its confirmer do."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.improvement.forms import ExtendForm, ResultForm
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import authorities, queries, work
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.forms import ConfirmForm, DecisionEvidenceForm, DropForm
from qms.management_review.review.states import DecisionState
from qms.web.access import SIGNED_IN, allow, me
from qms.web.forms import sent_files
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("review_decisions", __name__)
FORMS = {"result": ResultForm, "extend": ExtendForm, "check": ConfirmForm, "evidence": DecisionEvidenceForm, "drop": DropForm}


@pages.get("/reviews/decisions")
@allow(SIGNED_IN)
def index() -> Any:
    """List the decisions in effect the reader may see."""
    mine = me() if request.args.get("mine") else None
    query = queries.decisions(request.args.get("state", ""), request.args.get("late", ""), mine)
    rows = [one for one in query.order_by(ReviewDecision.id.desc()) if authorities.read_decision(me(), one)]
    return render_template("review_decisions.html", decisions=rows, states=[one for one in DecisionState if one != DecisionState.DROPPED])


@pages.get("/reviews/decisions/<code>")
@allow(SIGNED_IN)
def decision(code: str) -> Any:
    """Show a decision."""
    return _page(_asked(code))


@pages.post("/reviews/decisions/<code>/drop")
@allow(SIGNED_IN)
def drop(code: str) -> Any:
    """Leave it out of the minutes."""
    one, form = _asked(code), DropForm()
    still_open(one.drop)
    if not form.sent():
        return _page(one, drop=form), 422
    as_seen(one).drop(by=me(), note=form.note.data)
    return done(_("Đã bỏ %(code)s.", code=one.code), url_for("management_reviews.review", code=one.review.code))


@pages.post("/reviews/decisions/<code>/evidence")
@allow(SIGNED_IN)
def add_evidence(code: str) -> Any:
    """Add evidence files."""
    one, form = _asked(code), DecisionEvidenceForm()
    still_open(one.add_evidence)
    if not form.sent():
        return _page(one, evidence=form), 422
    work.add_evidence(as_seen(one), me(), sent_files(form.files))
    return _thanked(one, _("Đã thêm bằng chứng."))


@pages.post("/reviews/decisions/<code>/complete")
@allow(SIGNED_IN)
def complete(code: str) -> Any:
    """Report it done."""
    one, form = _asked(code), ResultForm()
    still_open(one.complete)
    if not form.sent():
        return _page(one, result=form), 422
    work.complete(as_seen(one), me(), form.result.data, sent_files(form.files))
    return _thanked(one, _("Đã báo làm xong %(code)s.", code=one.code))


@pages.post("/reviews/decisions/<code>/confirm")
@allow(SIGNED_IN)
def confirm(code: str) -> Any:
    """Confirm it, or ask for more."""
    one, form = _asked(code), ConfirmForm()
    still_open(one.confirm)
    if not form.sent():
        return _page(one, check=form), 422
    conclude = as_seen(one).confirm if form.is_done.data else one.send_back
    conclude(by=me(), finding=form.finding.data)
    return _thanked(one, _("Đã ghi xác nhận %(code)s.", code=one.code))


@pages.post("/reviews/decisions/<code>/extend")
@allow(authorities.extend)
def extend(code: str) -> Any:
    """Move the date."""
    one, form = _asked(code), ExtendForm()
    still_open(one.extend)
    if not form.sent():
        return _page(one, extend=form), 422
    as_seen(one).extend(by=me(), due_on=form.due_on.data, note=form.note.data)
    return _thanked(one, _("Đã gia hạn %(code)s.", code=one.code))


def _asked(code: str) -> ReviewDecision:
    one = queries.decision(code)
    found_one: ReviewDecision = found(one if one and authorities.read_decision(me(), one) else None)
    return found_one


def _thanked(one: ReviewDecision, sentence: Phrase) -> Any:
    return done(sentence, url_for("review_decisions.decision", code=one.code))


def _page(one: ReviewDecision, **sent: Any) -> str:
    forms = {name: sent.get(name) or form(formdata=None) for name, form in FORMS.items()}
    return render_template(
        "review_decision.html", decision=one, about=INPUTS[one.about], forms=forms, failed=set(sent), files=one.evidence,
        story=history(one), in_effect=one.review.closed_at is not None, may_read_review=authorities.read(me(), one.review),
    )  # fmt: skip

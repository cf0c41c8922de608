"""Pages of the meeting: one input a screen, what was said as a whole, the signature that closes it."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request

from qms.core import disk
from qms.core.language import _
from qms.core.refusals import Refusal
from qms.core.vietnamese import day
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import authorities, gates, minutes, queries
from qms.management_review.review.forms import ConcludeForm, HoldForm, SignForm
from qms.management_review.review.review import ManagementReview, ranked
from qms.management_review.review.states import DecisionKind, ReviewState
from qms.management_review.review.views import absences, asked, link_to, show, thanked
from qms.management_review.review.views_inputs import content_for, neighbours
from qms.organization import sign_in
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, found, still_open

pages = Blueprint("review_meeting", __name__)


@pages.get("/reviews/<code>/show")
@allow(SIGNED_IN)
def opening(code: str) -> Any:
    """Show the first screen: what is reviewed, and the way through."""
    one = asked(code)
    return render_template("review_show_first.html", review=one, inputs=gates.in_order(one), ranked=ranked, menu=[])


@pages.get("/reviews/<code>/show/<key>")
@allow(SIGNED_IN)
def screen(code: str, key: str) -> Any:
    """Show one input in big letters."""
    review = asked(code)
    one = found(queries.input_of(review, key) if key in INPUTS else None)
    decisions = [made for made in gates.standing(review) if made.about == key]
    return render_template(
        "review_show.html", review=review, one=one, told=content_for(one), link_to=link_to, decisions=decisions,
        neighbours=neighbours(review, key), menu=[],
    )  # fmt: skip


@pages.post("/reviews/<code>/hold")
@allow(SIGNED_IN)
def hold(code: str) -> Any:
    """Record the meeting."""
    one, form = asked(code), HoldForm()
    still_open(one.hold)
    if not form.sent():
        return show(one, hold=form), 422
    facts = {"on": form.on.data, "began": form.began.data, "ended": form.ended.data, "absent": absences(request.form)}
    return thanked(as_seen(one).hold(by=me(), **facts), _("Đã ghi cuộc họp."))


@pages.post("/reviews/<code>/conclude")
@allow(SIGNED_IN)
def conclude(code: str) -> Any:
    """Write the general conclusion."""
    one, form = asked(code), ConcludeForm()
    still_open(one.conclude)
    if not form.sent():
        return show(one, conclude=form), 422
    as_seen(one).conclude(by=me(), conclusion=form.conclusion.data, no_decision=form.reasons())
    return thanked(one, _("Đã ghi kết luận chung."))


@pages.get("/reviews/<code>/close")
@allow(SIGNED_IN)
def signing(code: str) -> Any:
    """Show the minutes as they will be, or were, signed."""
    return _signing(asked(code), SignForm(formdata=None))


@pages.post("/reviews/<code>/close")
@allow(authorities.sign)
def close(code: str) -> Any:
    """Sign the minutes and close the review."""
    one, form = asked(code), SignForm()
    still_open(one.close)
    if not form.sent():
        return _signing(one, form), 422
    try:
        confirmation = sign_in.confirm(me(), form.password.data, request.remote_addr or "")
        one = one.close(by=me(), seen=form.seen.data, confirmation=confirmation)
    except Refusal as refusal:
        return _signing(one.reload(), form, refusal), 422
    return thanked(one, _("Đã ký biên bản, đóng %(code)s.", code=one.code))


def _signing(one: ManagementReview, form: SignForm, refusal: Refusal | None = None) -> str:
    is_open = one.state == ReviewState.FROZEN
    form.seen.data, form.seen.raw_data = disk.sha256(minutes.written(one)) if is_open else one.sha256, None
    return render_template(
        "review_sign.html", review=one, told=minutes.content_of(one), form=form, refusal=refusal, kinds=DecisionKind, ranked=ranked,
        missing=gates.before_closing(one) if is_open else [], may=one.close.refusal_for(me()), is_open=is_open,
        titles={key: item.letter for key, item in INPUTS.items()}, on=lambda text: day(date.fromisoformat(text)),
    )  # fmt: skip

"""Pages of one input: its numbers, charts and judgement; what the meeting said and decided about it."""

import re
from html import unescape
from typing import Any

from flask import Blueprint, Response, render_template, url_for

from qms.core.language import Phrase, _
from qms.core.vietnamese import nfc
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import authorities, gates, gathering, queries, snapshot
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.forms import DecisionForm, InputForm, MinutesForm, input_form
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.review_input import ReviewInput
from qms.management_review.review.states import DecisionKind, ReviewState
from qms.management_review.review.views import asked, link_to
from qms.web import visibility
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("review_inputs", __name__)


@pages.get("/reviews/<code>/<key>")
@allow(SIGNED_IN)
def review_input(code: str, key: str) -> Any:
    """Show an input."""
    return _page(_input(code, key))


@pages.post("/reviews/<code>/<key>")
@allow(authorities.prepare)
def write(code: str, key: str) -> Any:
    """Write sentence, table and judgement."""
    one, form = _input(code, key), InputForm()
    still_open(one.write)
    one.must_be(ReviewState.PREPARING)
    if not form.sent():
        return _page(one, written=form), 422
    rows = [[nfc(cell) for cell in row] for row in form.typed_rows()]
    as_seen(one).write(by=me(), headline=form.headline.data or "", rows=rows, judgement=form.judgement.data or "")
    return _thanked(one, _("Đã lưu %(letter)s.", letter=one.input.letter))


@pages.post("/reviews/<code>/<key>/minutes")
@allow(SIGNED_IN)
def take_minutes(code: str, key: str) -> Any:
    """Write what the meeting said."""
    one, form = _input(code, key), MinutesForm()
    still_open(one.take_minutes)
    one.must_be(ReviewState.FROZEN)
    if not form.sent():
        return _page(one, minutes=form), 422
    as_seen(one).take_minutes(by=me(), minutes=form.minutes.data)
    return _thanked(one, _("Đã ghi ý kiến về %(letter)s.", letter=one.input.letter))


@pages.post("/reviews/<code>/<key>/decide")
@allow(SIGNED_IN)
def decide(code: str, key: str) -> Any:
    """Write a decision."""
    one, form = _input(code, key), DecisionForm()
    still_open(ReviewDecision(review=one.review).decide)
    one.must_be(ReviewState.FROZEN)
    if not form.sent():
        return _page(one, decision=form), 422
    made = ReviewDecision(
        review=one.review, about=key, kind=DecisionKind(form.kind.data), description=form.description.data,
        known_by=form.known_by.data, responsible=form.responsible.data, due_on=form.due_on.data,
    ).decide(by=me())  # fmt: skip
    return _thanked(one, _("Đã ghi kết luận %(code)s.", code=made.code))


@pages.get("/reviews/<code>/charts/<name>.svg")
@allow(SIGNED_IN)
def chart(code: str, name: str) -> Any:
    """Give a chart of a review: the frozen one where it is."""
    drawn = found(as_seen_by_reader(snapshot.chart(asked(code), name)) or None)
    response = Response(drawn, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def as_seen_by_reader(drawn: bytes) -> bytes:
    """Give a drawing, or nothing where it holds a word that is kept from the reader: a frozen one is not drawn again."""
    said = " ".join(unescape(re.sub(r"<[^>]*>", " ", drawn.decode())).split())  # a title broken into lines is one again
    return b"" if visibility.tells_what_is_kept(me(), said) else drawn


def _input(code: str, key: str) -> ReviewInput:
    one: ReviewInput = found(queries.input_of(asked(code), key) if key in INPUTS else None)
    return one


def _thanked(one: ReviewInput, sentence: Phrase) -> Any:
    return done(sentence, url_for("review_inputs.review_input", code=one.review.code, key=one.key))


def content_for(one: ReviewInput) -> dict[str, Any]:
    """Tell one input: as frozen where its review is, else with the numbers of now; without the words kept from the reader."""
    review, before = one.review, one.review.previous
    if review.manifest:
        whole = next(told for told in snapshot.content_of(review)["inputs"] if told["key"] == one.key)
    else:
        whole = gathering.content_of(one, gathering.frozen_numbers(snapshot.content_of(before)) if before else {})
    seen: dict[str, Any] = visibility.told(whole)
    return seen


def neighbours(review: ManagementReview, key: str) -> tuple[str, str]:
    """Give the inputs before and after one; nothing at the ends."""
    keys = [one.key for one in gates.in_order(review)]
    place = keys.index(key)
    return (keys[place - 1] if place else ""), (keys[place + 1] if place + 1 < len(keys) else "")


def _page(one: ReviewInput, **sent: Any) -> str:
    blank = {
        "written": lambda: input_form(one),
        "minutes": lambda: MinutesForm(formdata=None, data={"minutes": one.minutes}),
        "decision": lambda: DecisionForm(formdata=None),
    }
    return render_template(
        "review_input.html", one=one, review=one.review, told=content_for(one), link_to=link_to, neighbours=neighbours(one.review, one.key),
        decisions=[made for made in gates.standing(one.review) if made.about == one.key], failed=set(sent),
        forms={name: sent.get(name) or make() for name, make in blank.items()},
        may_write=one.review.state == ReviewState.PREPARING and authorities.prepare(me()),
        may_minute=one.review.state == ReviewState.FROZEN and authorities.keep_minutes(me(), one),
    )  # fmt: skip

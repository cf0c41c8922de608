"""Pages of management reviews: the list, one review as a list of tasks, convening it, freezing its numbers."""

from typing import Any

from flask import Blueprint, current_app, render_template, url_for

from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.core.vietnamese import nfc
from qms.management_review.review import authorities, gates, queries, work
from qms.management_review.review.forms import ChairForm, ConcludeForm, ConveneForm, HoldForm
from qms.management_review.review.gates import Gate
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import DecisionKind, ReviewState
from qms.organization.person import Person
from qms.web.access import SIGNED_IN, allow, may_open, me
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("management_reviews", __name__)


@pages.get("/reviews")
@allow(SIGNED_IN)
def index() -> Any:
    """List the reviews the reader takes part in or may look at."""
    reviews = queries.reviews_for(me())
    return render_template("management_reviews.html", reviews=reviews, late=queries.in_effect().where(queries.overdue()).count())


@pages.get("/reviews/new")
@allow(authorities.prepare)
def new() -> Any:
    """Show the form that convenes a review."""
    return _form(ConveneForm(formdata=None))


@pages.post("/reviews/new")
@allow(authorities.prepare)
def convene() -> Any:
    """Convene a review."""
    form = ConveneForm()
    if not form.sent():
        return _form(form), 422
    review = work.convene(me(), _people(form), **_facts(form))
    return done(_("Đã triệu tập %(code)s.", code=review.code), url_for("management_reviews.review", code=review.code))


@pages.get("/reviews/<code>")
@allow(SIGNED_IN)
def review(code: str) -> Any:
    """Show a review: what is done, what is missing, where it goes on."""
    return show(asked(code))


@pages.get("/reviews/<code>/amend")
@allow(authorities.prepare)
def amendment(code: str) -> Any:
    """Show the convening form as it stands."""
    one = asked(code)
    found(one.amend.is_open_to(me()) or None)
    chosen = [seat["person"] for seat in one.participants]
    facts = {name: getattr(one, name) for name in ("since", "until", "held_on", "place")}
    return _form(ConveneForm(formdata=None, data={**facts, "chair": one.chair_id, "secretary": one.secretary_id, "people": chosen}), one)


@pages.post("/reviews/<code>/amend")
@allow(authorities.prepare)
def amend(code: str) -> Any:
    """Change the convening."""
    one, form = asked(code), ConveneForm()
    still_open(one.amend)
    if not form.sent():
        return _form(form, one), 422
    return thanked(as_seen(one).amend(by=me(), people=_people(form), **_facts(form)), _("Đã sửa giấy triệu tập."))


@pages.post("/reviews/<code>/chair")
@allow(authorities.prepare)
def change_chair(code: str) -> Any:
    """Let another commander chair."""
    one, form = asked(code), ChairForm()
    still_open(one.change_chair)
    if not form.sent():
        return show(one, chair=form), 422
    as_seen(one).change_chair(by=me(), chair=Person.get_by_id(form.chair.data), note=form.note.data)
    return thanked(one, _("Đã đổi người chủ trì."))


@pages.post("/reviews/<code>/freeze")
@allow(authorities.prepare)
def freeze(code: str) -> Any:
    """Freeze the numbers."""
    return thanked(as_seen(asked(code)).freeze(by=me()), _("Đã chốt số liệu; đầu vào không thay đổi được nữa."))


def _facts(form: ConveneForm) -> dict[str, Any]:
    days = {name: form[name].data for name in ("since", "until", "held_on")}
    chair, secretary = (Person.get_by_id(form[name].data) for name in ("chair", "secretary"))
    return {**days, "place": form.place.data, "chair": chair, "secretary": secretary}


def _people(form: ConveneForm) -> list[Person]:
    return list(Person.select().where(Person.id.in_(form.people.data)).order_by(Person.id))


def _form(form: ConveneForm, one: ManagementReview | None = None) -> str:
    return render_template("management_review_form.html", form=form, review=one)


def asked(code: str) -> ManagementReview:
    """Find the review an address names, for who may read it."""
    one = queries.review(code)
    found_one: ManagementReview = found(one if one and authorities.read(me(), one) else None)
    return found_one


def thanked(one: ManagementReview, sentence: Phrase) -> Any:
    """Go back to a review's page with a sentence."""
    return done(sentence, url_for("management_reviews.review", code=one.code))


def show(one: ManagementReview, **sent: Any) -> str:
    """Show a review's page, with the form that was refused where there is one."""
    held = {"on": one.held_on, "began": one.began, "ended": one.ended}
    blank = {
        "hold": lambda: HoldForm(formdata=None, data=held),
        "conclude": lambda: ConcludeForm(formdata=None, data={"conclusion": one.conclusion, **one.no_decision}),
        "chair": lambda: ChairForm(formdata=None),
    }
    decisions = gates.standing(one)
    return render_template(
        "management_review.html", review=one, inputs=gates.in_order(one), decisions=decisions, kinds=DecisionKind,
        missing=gates.before_freezing(one) if one.state == ReviewState.PREPARING else gates.before_closing(one), place_of=_place_of(one),
        forms={name: sent.get(name) or make() for name, make in blank.items()}, failed=set(sent), story=history(one, *decisions),
    )  # fmt: skip


def _place_of(one: ManagementReview) -> Any:
    def place(gate: Gate) -> str:
        return gate.where if gate.where.startswith("#") else url_for("review_inputs.review_input", code=one.code, key=gate.where)

    return place


def link_to(endpoint: str, values: dict[str, Any]) -> str:
    """Give the address of the records behind a number; none where the reader may not open it, or it is no longer there."""
    if endpoint not in current_app.view_functions or not may_open(endpoint):
        return ""
    return url_for(endpoint, **values)


def absences(form: Any) -> dict[int, str]:
    """Read who was absent, and why, from the fields of a form sent."""
    return {
        int(name.removeprefix("absent-")): nfc(value)[:200]
        for name, value in form.items()
        if name.startswith("absent-") and name[7:].isdecimal() and value.strip()
    }

"""Pages of issues and of the question about the climate (4.1)."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.context import authorities, climate, forms, queries
from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.states import Side
from qms.core import clock
from qms.core.language import _
from qms.core.stories import history
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("context", __name__)


@pages.get("/context")
@allow(SIGNED_IN)
def index() -> Any:
    """Show the issues of both sides, and the answer about the climate."""
    return _index(forms.ClimateForm(formdata=None))


def _index(form: forms.ClimateForm) -> str:
    state = request.args.get("state", "")
    answers = list(ClimateDecision.select().order_by(ClimateDecision.id.desc()))
    return render_template(
        "context.html", sides=[(side, list(queries.issues(side, state))) for side in Side], answer=climate.last(), answers=answers,
        form=form, may_decide=ClimateDecision().decide.is_open_to(me()), state=state,
    )  # fmt: skip


@pages.post("/context/climate")
@allow(authorities.decide)
def decide() -> Any:
    """Answer whether climate change is a relevant issue."""
    form = forms.ClimateForm()
    if not form.sent():
        return _index(form), 422
    ClimateDecision(is_relevant=form.is_relevant.data == "1", reason=form.reason.data).decide(by=me())
    return done(_("Đã ghi kết luận về biến đổi khí hậu."), url_for("context.index"))


@pages.get("/context/issues/new")
@allow(authorities.keep)
def new_issue() -> Any:
    """Show the form of an issue."""
    return render_template("issue_new.html", form=forms.IssueForm(is_new=True, formdata=None))


@pages.post("/context/issues/new")
@allow(authorities.keep)
def identify() -> Any:
    """Record an issue."""
    form = forms.IssueForm(is_new=True)
    if not form.sent():
        return render_template("issue_new.html", form=form), 422
    made = Issue(**form.facts()).identify(by=me())
    return done(_("Đã ghi nhận vấn đề."), url_for("context.issue", number=made.id))


@pages.get("/context/issues/<int:number>")
@allow(SIGNED_IN)
def issue(number: int) -> Any:
    """Show an issue with its history."""
    return _issue(_asked(number))


def _issue(one: Issue, **sent: Any) -> str:
    given = {name: getattr(one, name) for name in ("side", "topic", "statement", "effect", "response")}
    blank = {
        "change": lambda: forms.IssueForm(formdata=None, data=given),
        "confirm": lambda: forms.NoteForm(formdata=None),
        "retire": lambda: forms.RetireForm(formdata=None),
    }
    shown = {name: sent.get(name) or make() for name, make in blank.items()}
    return render_template("issue.html", issue=one, forms=shown, failed=set(sent), story=history(one), today=clock.today())


def _asked(number: int) -> Issue:
    one: Issue = found(Issue.get_or_none(id=number))
    return one


@pages.post("/context/issues/<int:number>/revise")
@allow(authorities.keep)
def revise(number: int) -> Any:
    """Change an issue."""
    one, form = _asked(number), forms.IssueForm()
    still_open(one.revise)
    if not form.sent():
        return _issue(one, change=form), 422
    as_seen(one).revise(by=me(), **form.facts())
    return done(_("Đã soát xét, thay đổi."), url_for("context.issue", number=number))


@pages.post("/context/issues/<int:number>/confirm")
@allow(authorities.keep)
def confirm(number: int) -> Any:
    """Review an issue and leave it."""
    one, form = _asked(number), forms.NoteForm()
    still_open(one.confirm)
    if not form.sent():
        return _issue(one, confirm=form), 422
    as_seen(one).confirm(by=me(), note=form.note.data)
    return done(_("Đã soát xét, giữ nguyên."), url_for("context.issue", number=number))


@pages.post("/context/issues/<int:number>/retire")
@allow(authorities.keep)
def retire(number: int) -> Any:
    """Let an issue count no longer."""
    one, form = _asked(number), forms.RetireForm()
    still_open(one.retire)
    if not form.sent():
        return _issue(one, retire=form), 422
    as_seen(one).retire(by=me(), note=form.note.data)
    return done(_("Đã ghi nhận không còn."), url_for("context.index"))

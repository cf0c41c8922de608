"""Pages of interested parties and their requirements (4.2)."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.context import authorities, forms, queries
from qms.context.party import InterestedParty, Requirement
from qms.core.language import _
from qms.core.stories import history
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found, still_open

pages = Blueprint("parties", __name__)


@pages.get("/context/parties")
@allow(SIGNED_IN)
def index() -> Any:
    """List the interested parties with what they require."""
    state = request.args.get("state", "")
    return render_template("parties.html", parties=list(queries.parties(state)), requirements=queries.by_party(), state=state)


@pages.get("/context/parties/new")
@allow(authorities.keep)
def new() -> Any:
    """Show the form of a party."""
    return render_template("party_new.html", form=forms.PartyForm(is_new=True, formdata=None))


@pages.post("/context/parties/new")
@allow(authorities.keep)
def identify() -> Any:
    """Record a party."""
    form = forms.PartyForm(is_new=True)
    if not form.sent():
        return render_template("party_new.html", form=form), 422
    made = InterestedParty(**form.facts()).identify(by=me())
    return done(_("Đã ghi nhận bên quan tâm."), url_for("parties.party", number=made.id))


@pages.get("/context/parties/<int:number>")
@allow(SIGNED_IN)
def party(number: int) -> Any:
    """Show a party: why it matters, what it requires, its history."""
    return _party(_asked(number))


def _party(one: InterestedParty, **sent: Any) -> str:
    given = {name: getattr(one, name) for name in ("name", "side", "why")}
    blank = {
        "change": lambda: forms.PartyForm(formdata=None, data=given),
        "confirm": lambda: forms.NoteForm(formdata=None),
        "retire": lambda: forms.RetireForm(formdata=None),
    }
    wanted = list(queries.requirements_of(one))
    shown = {name: sent.get(name) or make() for name, make in blank.items()}
    return render_template("party.html", party=one, requirements=wanted, forms=shown, failed=set(sent), story=history(one, *wanted))


def _asked(number: int) -> InterestedParty:
    one: InterestedParty = found(InterestedParty.get_or_none(id=number))
    return one


def _back(one: InterestedParty, sentence: Any) -> Any:
    return done(sentence, url_for("parties.party", number=one.id))


@pages.post("/context/parties/<int:number>/revise")
@allow(authorities.keep)
def revise(number: int) -> Any:
    """Change a party."""
    one, form = _asked(number), forms.PartyForm()
    still_open(one.revise)
    if not form.sent():
        return _party(one, change=form), 422
    return _back(as_seen(one).revise(by=me(), **form.facts()), _("Đã soát xét, thay đổi."))


@pages.post("/context/parties/<int:number>/confirm")
@allow(authorities.keep)
def confirm(number: int) -> Any:
    """Review a party and leave it."""
    one, form = _asked(number), forms.NoteForm()
    still_open(one.confirm)
    if not form.sent():
        return _party(one, confirm=form), 422
    return _back(as_seen(one).confirm(by=me(), note=form.note.data), _("Đã soát xét, giữ nguyên."))


@pages.post("/context/parties/<int:number>/retire")
@allow(authorities.keep)
def retire(number: int) -> Any:
    """Let a party count no longer."""
    one, form = _asked(number), forms.RetireForm()
    still_open(one.retire)
    if not form.sent():
        return _party(one, retire=form), 422
    return _back(as_seen(one).retire(by=me(), note=form.note.data), _("Đã ghi nhận không còn."))


@pages.get("/context/parties/<int:number>/requirements/new")
@allow(authorities.keep)
def new_requirement(number: int) -> Any:
    """Show the form of a requirement."""
    return _form(_asked(number), forms.RequirementForm(is_new=True, formdata=None, data={"is_relevant": True}))


@pages.post("/context/parties/<int:number>/requirements/new")
@allow(authorities.keep)
def add(number: int) -> Any:
    """Record a requirement."""
    one, form = _asked(number), forms.RequirementForm(is_new=True)
    if not form.sent():
        return _form(one, form), 422
    Requirement(party=one, **form.facts()).add(by=me())
    return _back(one, _("Đã thêm yêu cầu."))


def _form(one: InterestedParty, form: forms.RequirementForm, requirement: Requirement | None = None, **facts: Any) -> str:
    return render_template("requirement.html", party=one, form=form, requirement=requirement, **facts)


@pages.get("/context/requirements/<int:number>")
@allow(authorities.keep)
def requirement(number: int) -> Any:
    """Show the form that changes a requirement."""
    one = _requirement(number)
    names = ("text", "is_relevant", "is_about_climate", "addressed_by", "procedure_code")
    form = forms.RequirementForm(one.procedure_code, formdata=None, data={name: getattr(one, name) for name in names})
    return _form(one.party, form, one, ending=forms.RetireForm(formdata=None))


def _requirement(number: int) -> Requirement:
    one: Requirement = found(Requirement.get_or_none(id=number))
    return one


@pages.post("/context/requirements/<int:number>")
@allow(authorities.keep)
def revise_requirement(number: int) -> Any:
    """Change a requirement."""
    one = _requirement(number)
    still_open(one.revise)
    form = forms.RequirementForm(one.procedure_code)
    if not form.sent():
        return _form(one.party, form, one, ending=forms.RetireForm(formdata=None)), 422
    return _back(as_seen(one).revise(by=me(), **form.facts()).party, _("Đã sửa yêu cầu."))


@pages.post("/context/requirements/<int:number>/retire")
@allow(authorities.keep)
def retire_requirement(number: int) -> Any:
    """Let a requirement count no longer."""
    one, form = _requirement(number), forms.RetireForm()
    still_open(one.retire)
    if not form.sent():
        return _form(one.party, forms.RequirementForm(formdata=None), one, ending=form), 422
    return _back(as_seen(one).retire(by=me(), note=form.note.data).party, _("Đã ghi nhận không còn."))

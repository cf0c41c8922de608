"""Pages of improvement ideas: register, short form, one idea, what one person has proposed."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from qms.core import trail
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.improvement.forms import ExtendForm, ResultForm
from qms.improvement.ideas import authorities, queries
from qms.improvement.ideas.forms import (
    AdoptForm,
    CheckIdeaForm,
    DeclineForm,
    IdeaEvidenceForm,
    IdeaForm,
    MoreForm,
    QuestionForm,
    ThanksForm,
)
from qms.improvement.ideas.idea import Idea, answer_day
from qms.improvement.ideas.states import IdeaState
from qms.improvement.queries import unit_names, units
from qms.organization.person import Person
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel, page_of
from qms.web.shell import done, found

pages = Blueprint("ideas", __name__)

FILTERS = {"q": "words", "state": "state", "unit": "unit", "procedure": "procedure", "late": "late"}
PERIOD = ("since", "until", "answered", "applied", "waiting")
EXCEL_ROWS = 20000
FORMS = {
    "ask": QuestionForm, "more": MoreForm, "adopt": AdoptForm, "decline": DeclineForm, "extend": ExtendForm, "result": ResultForm,
    "evidence": IdeaEvidenceForm, "check": CheckIdeaForm, "thanks": ThanksForm,
}  # fmt: skip


@pages.get("/ideas")
@allow(SIGNED_IN)
def index() -> Any:
    """Show the register."""
    return render_template(
        "ideas.html", listing=page_of(_asked(), Idea), states=IdeaState, units=units(), unit_names=unit_names(),
        late=Idea.select().where(queries.overdue()).count(),
    )  # fmt: skip


def _asked() -> Any:
    person = str(me().id) if request.args.get("mine") else ""
    asked = queries.filtered(person=person, **{name: request.args.get(key, "") for key, name in FILTERS.items()})
    return queries.of_period(asked, **{name: request.args.get(name, "") for name in PERIOD})


@pages.post("/ideas/list.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the filtered register as an Excel file."""
    trail.note_event("idea.exported", me(), {"label": request.full_path})
    names = unit_names()
    columns = [
        Column(_("Mã"), lambda i: i.code, 14), Column(_("Đề xuất"), lambda i: i.proposal, 60),
        Column(_("Lý do, lợi ích"), lambda i: i.reason, 40), Column(_("Trạng thái"), lambda i: i.state.label),
        Column(_("Đơn vị áp dụng"), lambda i: names[i.unit_id], 30), Column(_("Người đề xuất"), lambda i: i.proposed_as, 40),
        Column(_("Ngày đề xuất"), lambda i: i.proposed_on, 12), Column(_("Quy trình"), lambda i: i.procedure_code, 12),
        Column(_("Trả lời"), lambda i: i.answer, 40),
        Column(_("Người thực hiện"), lambda i: i.responsible.name if i.responsible else "", 28),
        Column(_("Hạn hoàn thành"), lambda i: i.due_on, 12), Column(_("Kết quả"), lambda i: i.result, 40),
        Column(_("Lời cảm ơn"), lambda i: i.thanks, 40),
    ]  # fmt: skip
    return excel("y-tuong-cai-tien", _("Ý tưởng cải tiến"), columns, _asked().order_by(Idea.id.desc()).limit(EXCEL_ROWS), g.office.name)


@pages.get("/ideas/new")
@allow(authorities.propose)
def new() -> Any:
    """Show the short form, its context filled in where it is opened from a procedure."""
    unit = me().unit
    context = {"procedure": request.args.get("procedure", "")[:32], "step": request.args.get("step", "")[:40]}
    return _new(IdeaForm(formdata=None, data={"unit": unit.id if unit else None, **context}))


@pages.post("/ideas/new")
@allow(authorities.propose)
def propose() -> Any:
    """Propose."""
    form = IdeaForm()
    if not form.sent():
        return _new(form), 422
    idea = Idea(
        proposal=form.proposal.data, reason=form.reason.data, unit=form.unit.data,
        procedure_code=(form.procedure.data or "")[:32], procedure_step=(form.step.data or "")[:40],
    ).propose(by=me())  # fmt: skip
    return done(_("Đã nhận đề xuất %(code)s.", code=idea.code), url_for("ideas.idea", code=idea.code))


def _new(form: IdeaForm) -> str:
    return render_template("idea_new.html", form=form, answer_by=answer_day())


@pages.get("/ideas/by/<int:number>")
@allow(SIGNED_IN)
def of_person(number: int) -> Any:
    """Show what one person has proposed, what became of it, and the thanks."""
    person = found(Person.get_or_none(id=number))
    ideas = list(queries.filtered(person=str(person.id)).order_by(Idea.id.desc()))
    return render_template("ideas_by.html", person=person, ideas=ideas, unit_names=unit_names())


@pages.get("/ideas/<code>")
@allow(SIGNED_IN)
def idea(code: str) -> Any:
    """Show an idea: where it stands, the next step, the answer, the result, thanks, history."""
    return show(asked(code))


def asked(code: str) -> Idea:
    """Find the idea an address names."""
    one: Idea = found(queries.idea(code))
    return one


def thanked(one: Idea, sentence: Phrase) -> Any:
    """Go back to an idea's page with a sentence."""
    return done(sentence, url_for("ideas.idea", code=one.code))


def show(one: Idea, **sent: Any) -> str:
    """Show an idea's page, with the form that was refused where there is one."""
    forms = {name: sent.get(name) or form(formdata=None) for name, form in FORMS.items()}
    return render_template("idea.html", idea=one, forms=forms, failed=set(sent), files=one.evidence, story=history(one))

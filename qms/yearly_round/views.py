"""Pages of the yearly round: the year, one duty with its years, what is recorded."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from qms.core import clock, trail
from qms.core.language import Phrase, _
from qms.core.markdown_text import rendered
from qms.core.stories import history
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import as_seen, done, found, still_open
from qms.yearly_round import appointments, authorities, declaration, forms, queries, standard
from qms.yearly_round.duty import WRITTEN, YearlyDuty
from qms.yearly_round.outcome import DutyOutcome
from qms.yearly_round.views_known import known

pages = Blueprint("yearly_round", __name__)


@pages.get("/yearly")
@allow(SIGNED_IN)
def index() -> Any:
    """Show the duties of a year, by their days and by its months."""
    year = _year()
    listed = appointments.of_year(year)
    return render_template(
        "yearly.html", year=year, years=appointments.years(), listed=listed, months=queries.by_month(listed), missing=standard.missing(),
        declared=declaration.in_force(), being_written=declaration.being_written(), difference=declaration.difference(),
        may_keep=authorities.keep(me()), may_declare=authorities.draft_declaration(me()),
    )  # fmt: skip


def _year() -> int:
    asked = request.args.get("year", type=int)
    return asked if asked in appointments.years() else clock.today().year


@pages.post("/yearly/list.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the duties of a year as an Excel file."""
    year = _year()
    trail.note_event("yearly.exported", me(), {"label": f"{year}.xlsx"})
    columns = [
        Column(_("Mã"), lambda one: one.duty.code, 10), Column(_("Việc"), lambda one: one.duty.title, 50),
        Column(_("Căn cứ"), lambda one: one.duty.basis, 40), Column(_("Đơn vị chủ trì"), lambda one: one.duty.unit.name, 30),
        Column(_("Người chịu trách nhiệm chính"), lambda one: one.duty.responsible.ranked_name, 26),
        Column(_("Hạn"), lambda one: one.due_on, 14), Column(_("Trạng thái"), lambda one: one.standing.label, 18),
        Column(_("Ngày làm xong"), lambda one: one.outcome.done_on if one.outcome else None, 14),
        Column(_("Bằng chứng, lý do"), lambda one: one.outcome.evidence if one.outcome else "", 50),
    ]  # fmt: skip
    return excel(f"viec-nam-{year}", _("Việc của năm %(year)s", year=year), columns, appointments.of_year(year), g.office.name)


@pages.get("/yearly/new")
@allow(authorities.keep)
def new() -> Any:
    """Show the form of a duty, and the offer of the usual ones."""
    return _new(forms.DutyForm(formdata=None, data={"remind_days": 30}), forms.UsualForm(formdata=None))


@pages.post("/yearly/new")
@allow(authorities.keep)
def establish() -> Any:
    """Put a duty on the list."""
    form = forms.DutyForm()
    if not form.sent():
        return _new(form, forms.UsualForm(formdata=None)), 422
    return thanked(YearlyDuty(**form.facts()).establish(by=me()), _("Đã đặt việc hằng năm."))


@pages.post("/yearly/usual")
@allow(authorities.keep)
def add_usual() -> Any:
    """Put the usual duties on the list that are not there."""
    form = forms.UsualForm()
    if not form.sent():
        return _new(forms.DutyForm(formdata=None, data={"remind_days": 30}), form), 422
    made = standard.add(me(), form.unit.data, form.responsible.data)
    return done(_("Đã thêm %(n)s việc thường có; sửa ngày cho đúng quy định của đơn vị.", n=len(made)), url_for("yearly_round.index"))


def _new(form: forms.DutyForm, usual: forms.UsualForm) -> str:
    return render_template("duty_new.html", form=form, usual=usual, missing=standard.missing(), standard=standard.USUAL)


@pages.get("/yearly/<code>")
@allow(SIGNED_IN)
def duty(code: str) -> Any:
    """Show a duty with its years."""
    return show(asked(code))


@pages.post("/yearly/<code>/amend")
@allow(authorities.keep)
def amend(code: str) -> Any:
    """Change a duty."""
    one, form = asked(code), forms.DutyForm()
    still_open(one.amend)
    if not form.sent():
        return show(one, amend=form), 422
    return thanked(as_seen(one).amend(by=me(), **form.facts()), _("Đã sửa %(code)s.", code=one.code))


@pages.post("/yearly/<code>/end")
@allow(authorities.keep)
def end(code: str) -> Any:
    """Do a duty no longer."""
    one, form = asked(code), forms.EndForm()
    still_open(one.end)
    if not form.sent():
        return show(one, end=form), 422
    return thanked(as_seen(one).end(by=me(), last_year=form.last_year.data, note=form.note.data), _("Đã thôi %(code)s.", code=one.code))


@pages.post("/yearly/<code>/<int:year>/record")
@allow(SIGNED_IN)
def record(code: str, year: int) -> Any:
    """Record a duty done in a year."""
    one, form = asked(code), forms.OutcomeForm()
    outcome = DutyOutcome(duty=one, year=year, done_on=form.done_on.data, evidence=form.evidence.data or "")
    still_open(outcome.record)
    outcome.require_free()
    if not form.sent():
        return show(one, year, record=form), 422
    return thanked(outcome.record(by=me()).duty, _("Đã ghi kết quả năm %(year)s.", year=year))


@pages.post("/yearly/<code>/<int:year>/waive")
@allow(authorities.waive)
def waive(code: str, year: int) -> Any:
    """Decide that a duty is not done in a year."""
    one, form = asked(code), forms.WaiveForm()
    outcome = DutyOutcome(duty=one, year=year, evidence=form.evidence.data or "")
    outcome.require_free()
    if not form.sent():
        return show(one, year, waive=form), 422
    return thanked(outcome.waive(by=me()).duty, _("Đã ghi quyết định."))


@pages.post("/yearly/<code>/<int:year>/correct")
@allow(SIGNED_IN)
def correct(code: str, year: int) -> Any:
    """Correct what was recorded."""
    one, form = asked(code), forms.CorrectForm()
    outcome = found(queries.outcome(one, year))
    still_open(outcome.correct)
    if not form.sent():
        return show(one, year, correct=form), 422
    as_seen(outcome).correct(by=me(), done_on=form.done_on.data, evidence=form.evidence.data, note=form.note.data)
    return thanked(one, _("Đã đính chính kết quả năm %(year)s.", year=year))


def asked(code: str) -> YearlyDuty:
    """Give the duty of an address."""
    one: YearlyDuty = found(queries.duty(code))
    return one


def thanked(one: YearlyDuty, sentence: Phrase) -> Any:
    """Go on with the duty."""
    return done(sentence, url_for("yearly_round.duty", code=one.code))


def show(one: YearlyDuty, year: int = 0, **sent: Any) -> str:
    """Show a duty: the year asked for, or the first that is open, may be recorded or corrected."""
    listed = appointments.of_duty(one)
    open_ones = [each for each in listed if each.is_open]
    chosen = year or request.args.get("year", 0, type=int)
    now = next((each for each in listed if each.year == chosen), open_ones[-1] if open_ones else listed[0] if listed else None)
    evidence = known(one.kind, now.year) if now else []
    blank = {
        "amend": forms.DutyForm(formdata=None, data={name: getattr(one, _column(name)) for name in WRITTEN}),
        "end": forms.EndForm(formdata=None, data={"last_year": clock.today().year}),
        "record": forms.OutcomeForm(formdata=None, data={"done_on": evidence[-1].on, "evidence": evidence[-1].url} if evidence else {}),
        "waive": forms.WaiveForm(formdata=None),
        "correct": forms.CorrectForm(formdata=None, data=_recorded(now.outcome) if now else {}),
    }
    return render_template(
        "duty.html", duty=one, listed=listed, now=now, known=evidence, forms={**blank, **sent}, failed=set(sent),
        may_waive=authorities.waive(me()), may_record=now is not None and DutyOutcome(duty=one, year=now.year).record.is_open_to(me()),
        may_correct=now is not None and now.outcome is not None and now.outcome.correct.is_open_to(me()),
        story=history(one, *(each.outcome for each in listed if each.outcome)),
    )  # fmt: skip


def _column(name: str) -> str:
    return f"{name}_id" if name in ("unit", "responsible") else name


def _recorded(outcome: DutyOutcome | None) -> dict[str, Any]:
    return {"done_on": outcome.done_on, "evidence": outcome.evidence} if outcome else {}


@pages.get("/yearly/declaration")
@allow(authorities.draft_declaration)
def declare() -> Any:
    """Show what the next declaration would say."""
    return _declare(forms.DeclareForm(formdata=None))


@pages.post("/yearly/declaration")
@allow(authorities.draft_declaration)
def draft_declaration() -> Any:
    """Write the next declaration as a draft."""
    form = forms.DeclareForm()
    if not form.sent():
        return _declare(form), 422
    edition = declaration.draft(me(), form.reason.data)
    return done(_("Đã lập bản soạn %(edition)s.", edition=edition.label), url_for("document_work.edit", code=declaration.CODE))


def _declare(form: forms.DeclareForm) -> str:
    return render_template(
        "declaration.html", form=form, page=rendered(declaration.text()), declared=declaration.in_force(),
        being_written=declaration.being_written(), difference=declaration.difference(), code=declaration.CODE,
    )  # fmt: skip

"""Pages of objectives: the list with its bars, one objective with its history, the records behind a number."""

from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from qms.core import clock, trail
from qms.core.charts import history as past
from qms.core.language import Phrase, _, language
from qms.core.stories import history
from qms.objectives import amount, authorities, period, queries
from qms.objectives.amount import written
from qms.objectives.forms import CloseForm, DiscardForm, TargetForm
from qms.objectives.lines import counts, lines
from qms.objectives.measurement import rows_of
from qms.objectives.objective import Objective
from qms.objectives.proposal import cases_of, proposals
from qms.objectives.reading import Reading, readings
from qms.objectives.states import ObjectiveState
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import done, found

pages = Blueprint("objectives", __name__)
FORMS = {"target": TargetForm, "close": CloseForm, "discard": DiscardForm}
WIDTHS = (720, 360)
DRAWN = 24  # periods at most
ENOUGH = 2  # numbers for a line


@pages.app_template_filter("amount")
def _amount(value: float | None, measured_in: str = "") -> str:
    return "–" if value is None else written(value, measured_in)


@pages.get("/objectives")
@allow(SIGNED_IN)
def index() -> Any:
    """Show the objectives of a year with their bars."""
    shown = lines(_asked())
    return render_template(
        "objectives.html", lines=shown, counts=counts(shown), year=_year(), years=queries.years(), units=queries.units(),
        states=ObjectiveState,
    )  # fmt: skip


def _year() -> int:
    return request.args.get("year", type=int) or clock.today().year


def _asked() -> list[Objective]:
    filters = {name: request.args.get(key, "") for key, name in (("unit", "unit"), ("state", "state"), ("q", "words"))}
    return queries.seen_by(me(), queries.filtered(_year(), **filters))


@pages.post("/objectives/list.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the list as an Excel file, the plan of 6.2.2 beside the numbers."""
    trail.note_event("objective.exported", me(), {"label": request.full_path})
    columns = [
        Column(_("Mã"), lambda line: line.objective.code, 14), Column(_("Mục tiêu"), lambda line: line.objective.title, 50),
        Column(_("Đơn vị"), lambda line: unit_of(line.objective), 28),
        Column(_("Chỉ số"), lambda line: line.objective.measure_words, 40),
        Column(_("Đơn vị đo"), lambda line: line.objective.measured_in, 12),
        Column(_("Mức mục tiêu"), lambda line: line.last.target if line.last else line.objective.target, 12),
        Column(_("Kỳ gần nhất"), lambda line: str(line.last.period.label) if line.last else "", 16),
        Column(_("Giá trị"), lambda line: line.last.value if line.last else "", 12),
        Column(_("Kết quả"), lambda line: str(line.standing.label), 22),
        Column(_("Trạng thái"), lambda line: line.objective.state.label, 20),
        Column(_("Người chịu trách nhiệm chính"), lambda line: line.objective.responsible.name if line.objective.responsible else "", 28),
        Column(_("Hạn hoàn thành"), lambda line: line.objective.due_on, 12),
        Column(_("Việc phải làm"), lambda line: line.objective.actions, 50),
        Column(_("Nguồn lực"), lambda line: line.objective.resources, 40),
        Column(_("Cách đánh giá kết quả"), lambda line: line.objective.how_evaluated, 40),
        Column(_("Đánh giá"), lambda line: line.objective.evaluation, 40),
    ]  # fmt: skip
    band = f"{_('Năm')} {_year()} · {g.office.name}"
    return excel("muc-tieu-chat-luong", _("Mục tiêu chất lượng"), columns, lines(_asked()), band)


@pages.get("/objectives/<code>")
@allow(SIGNED_IN)
def objective(code: str) -> Any:
    """Show one objective: the next step, the plan, the numbers, targets, history."""
    return show(asked(code))


def asked(code: str) -> Objective:
    """Find the objective an address names, if its reader may see it."""
    one = queries.objective(code)
    seen: Objective = found(one if one and authorities.see(me(), one) else None)
    return seen


def thanked(one: Objective, sentence: Phrase) -> Any:
    """Go back to an objective's page with a sentence."""
    return done(sentence, url_for("objectives.objective", code=one.code))


def show(one: Objective, **sent: Any) -> str:
    """Show an objective's page, with the form that was refused where there is one."""
    forms = {name: sent.get(name) or form(formdata=None) for name, form in FORMS.items()}
    numbers, drawn = readings(one) if one.is_held else [], _drawn(one)
    return render_template(
        "objective.html", objective=one, forms=forms, failed=set(sent), readings=numbers, unit=unit_of(one), widths=WIDTHS,
        can_draw=sum(reading.value is not None for reading in drawn) >= ENOUGH, headline=headline(one, drawn), rows=rows_of(one),
        cases=cases_of([one]).get(one.id, []), proposal=next(iter(proposals([one])), None), story=history(one),
    )  # fmt: skip


def unit_of(one: Objective) -> str:
    """Name whose objective it is."""
    return one.unit.name if one.unit_id else str(_("Toàn cơ quan"))


def headline(one: Objective, drawn: list[Reading]) -> Phrase:
    """Say in a sentence what the history shows, from the same numbers."""
    known = [reading for reading in drawn if reading.value is not None]
    if not known:
        return _("Chưa có số liệu")
    last = known[-1]
    return _(
        "%(good)s trong %(of)s kỳ đạt mục tiêu; %(period)s: %(value)s, mục tiêu %(target)s",
        good=sum(not reading.is_missed for reading in known), of=len(known), period=last.period.label,
        value=written(last.value or 0, one.measured_in), target=written(last.target, one.measured_in),
    )  # fmt: skip


def _drawn(one: Objective) -> list[Reading]:
    return queries.going_on([one])[one.id][-DRAWN:] if one.is_held else []


@pages.get("/objectives/<code>/chart.svg")
@allow(SIGNED_IN)
def chart(code: str) -> Any:
    """Give the history of an objective as a drawing."""
    one = asked(code)
    points = tuple((reading.period.short, reading.value, reading.target, reading.is_missed) for reading in _drawn(one))
    found(sum(value is not None for _name, value, _target, _missed in points) >= ENOUGH or None)
    width = request.args.get("w", type=int)
    drawing = _drawing(points, width if width in WIDTHS else WIDTHS[0], str(_("mục tiêu")), "." if language() == "en" else ",")
    response = Response(drawing, mimetype="image/svg+xml")
    response.add_etag()
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response.make_conditional(request)


@lru_cache(maxsize=64)
def _drawing(points: tuple[past.Point, ...], width: int, word: str, decimal: str) -> bytes:
    return past.history(points, width, target_word=word, decimal=decimal)


@pages.get("/objectives/<code>/records")
@allow(SIGNED_IN)
def records(code: str) -> Any:
    """List the records behind the number of a period: what was counted, or what was entered."""
    one = asked(code)
    asked_for = request.args.get("period", "")
    which = period.read(asked_for) if asked_for else None
    known = [reading for reading in readings(one) if not asked_for or reading.period == which]
    reading = found(known[-1] if known else None)
    first, last = reading.period.first, reading.period.last
    counted = one.known.counted(first, last, one.unit_id) if one.known and one.is_computed else []
    entered = [row for row in rows_of(one) if row.period_on == first]
    return render_template("objective_records.html", objective=one, reading=reading, counted=counted, entered=entered, amount=amount)

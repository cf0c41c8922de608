"""The grid of numbers: one period, every objective one enters, all kept at once."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import _
from qms.objectives import grid, period
from qms.objectives.forms import GridForm, grid_form
from qms.objectives.missing import mine_to_enter, missing
from qms.objectives.period import Period
from qms.objectives.states import Frequency
from qms.organization.authorities import member
from qms.web.access import allow, me
from qms.web.shell import done, found

pages = Blueprint("measure", __name__)


@pages.get("/objectives/measure")
@allow(member)
def table() -> Any:
    """Show the grid of a period; without one, of the oldest period that lacks a number."""
    lacking = missing(mine_to_enter(me()))
    asked = period.read(request.args.get("period", "")) or next(iter(lacking), period.last_ended(Frequency.MONTH))
    rows = grid.rows(me(), asked)
    return _shown(asked, rows, grid_form(rows, formdata=None, data={"period": asked.key}))


@pages.post("/objectives/measure")
@allow(member)
def enter() -> Any:
    """Keep a period's numbers, or put pasted ones into the grid to be looked at."""
    asked = found(period.read(request.form.get("period", "")))
    rows = grid.rows(me(), asked)
    form = grid_form(rows)
    if not form.sent():
        return _shown(asked, rows, form), 422
    if form.pasted.data:
        return _filled(asked, rows, form)
    checked = grid.check(rows, form.cells(rows))
    if not checked.is_whole:
        form.show(checked.errors, checked.doubts)
        return _shown(asked, rows, form, checked.doubts), 422
    kept = grid.keep_all(asked, checked, by=me())
    saved = _("Đã lưu %(n)s số liệu %(period)s.", n=kept, period=asked.label)
    return done(saved if kept else _("Không có số liệu mới để lưu."), url_for("measure.table", period=asked.key))


def _filled(asked: Period, rows: list[grid.Row], form: GridForm) -> Any:
    cells, wrong = grid.pasted(rows, form.pasted.data or "")
    if wrong:
        form.pasted.errors = [str(sentence) for sentence in wrong]
        return _shown(asked, rows, form), 422
    form.fill(cells)
    return _shown(asked, rows, form, filled=len(cells))


def _shown(asked: Period, rows: list[grid.Row], form: GridForm, doubts: Any = (), filled: int = 0) -> str:
    lacking = missing(mine_to_enter(me()))
    latest = [period.last_ended(frequency) for frequency in Frequency]
    return render_template(
        "objective_grid.html", period=asked, rows=rows, form=form, doubts=doubts, filled=filled, missing=lacking, latest=latest,
        has_any=bool(mine_to_enter(me())),
    )  # fmt: skip

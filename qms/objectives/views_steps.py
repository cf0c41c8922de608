"""What is done with an objective: drafted, changed, approved, given another target, evaluated."""

from typing import Any

from flask import Blueprint, render_template

from qms.core import clock
from qms.core.language import _
from qms.objectives import authorities
from qms.objectives.forms import CloseForm, DiscardForm, NewObjectiveForm, ObjectiveForm, TargetForm
from qms.objectives.objective import Objective
from qms.objectives.views import asked, show, thanked
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, found, still_open

pages = Blueprint("objective_steps", __name__)
_SAME = ("title", "indicator", "own_measure", "own_unit", "direction", "frequency", "target", "limit", "actions", "resources", "due_on",
         "how_evaluated")  # fmt: skip


@pages.get("/objectives/new")
@allow(authorities.prepare_some)
def new() -> Any:
    """Show the form of a new objective."""
    return _written(NewObjectiveForm(me(), formdata=None, data={"year": clock.today().year}))


@pages.post("/objectives/new")
@allow(authorities.prepare_some)
def draft() -> Any:
    """Draft an objective."""
    form = NewObjectiveForm(me())
    if not form.sent():
        return _written(form), 422
    one = Objective(year=form.year.data, **form.facts).draft(by=me())
    return thanked(one, _("Đã soạn %(code)s.", code=one.code))


@pages.get("/objectives/<code>/edit")
@allow(SIGNED_IN)
def edit(code: str) -> Any:
    """Show the form of a draft."""
    one = asked(code)
    found(one.rewrite.is_open_to(me()) or None)
    kept = {**{name: getattr(one, name) for name in _SAME}, "unit": one.unit_id, "responsible": one.responsible_id}
    return _written(ObjectiveForm(me(), formdata=None, data=kept), one)


@pages.post("/objectives/<code>/edit")
@allow(SIGNED_IN)
def rewrite(code: str) -> Any:
    """Change a draft."""
    one = asked(code)
    still_open(one.rewrite)
    form = ObjectiveForm(me())
    if not form.sent():
        return _written(form, one), 422
    return thanked(as_seen(one).rewrite(by=me(), **form.facts), _("Đã lưu bản nháp %(code)s.", code=one.code))


def _written(form: ObjectiveForm, one: Objective | None = None) -> str:
    return render_template("objective_form.html", form=form, objective=one)


@pages.post("/objectives/<code>/approve")
@allow(SIGNED_IN)
def approve(code: str) -> Any:
    """Approve an objective."""
    one = asked(code)
    return thanked(as_seen(one).approve(by=me()), _("Đã phê duyệt %(code)s.", code=one.code))


@pages.post("/objectives/<code>/discard")
@allow(SIGNED_IN)
def discard(code: str) -> Any:
    """Give a draft up."""
    one, form = asked(code), DiscardForm()
    still_open(one.discard)
    if not form.sent():
        return show(one, discard=form), 422
    return thanked(as_seen(one).discard(by=me(), note=form.note.data), _("Đã bỏ bản nháp %(code)s.", code=one.code))


@pages.post("/objectives/<code>/target")
@allow(SIGNED_IN)
def set_target(code: str) -> Any:
    """Change the target."""
    one, form = asked(code), TargetForm()
    still_open(one.set_target)
    if not form.sent():
        return show(one, target=form), 422
    as_seen(one).set_target(by=me(), target=form.target.data, limit=form.limit.data, note=form.note.data)
    return thanked(one, _("Đã đổi mức mục tiêu %(code)s.", code=one.code))


@pages.post("/objectives/<code>/close")
@allow(SIGNED_IN)
def close(code: str) -> Any:
    """Evaluate and close."""
    one, form = asked(code), CloseForm()
    still_open(one.close)
    if not form.sent():
        return show(one, close=form), 422
    as_seen(one).close(by=me(), evaluation=form.evaluation.data, is_met=form.is_met.data == "yes")
    return thanked(one, _("Đã đánh giá, đóng %(code)s.", code=one.code))

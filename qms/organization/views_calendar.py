"""Pages of the office's calendar: which days are off or worked in a year, and what the office declares of them."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from wtforms import RadioField, StringField

from qms.core import calendar, clock
from qms.core.language import _
from qms.core.stories import history
from qms.organization import authorities
from qms.organization.calendar_day import CalendarDay, DayKind
from qms.web.access import allow, me
from qms.web.forms import AtMost, DayField, Form, Needed, options
from qms.web.shell import as_seen, done, found

days = Blueprint("calendar_days", __name__)

_SOURCE = (_("Căn cứ"), [Needed(_("Ghi căn cứ: số, ngày của thông báo hoặc quyết định.")), AtMost(300)])


class NewDayForm(Form):
    """A day and what it is."""

    day = DayField(_("Ngày"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    kind = RadioField(_("Khai báo"), choices=options((kind.value, kind.label) for kind in (DayKind.OFF, DayKind.WORKED)))
    source = StringField(*_SOURCE)


class ChangeDayForm(Form):
    """What a declared day is from now on."""

    kind = RadioField(_("Khai báo"), choices=options((kind.value, kind.label) for kind in DayKind))
    source = StringField(*_SOURCE)


@days.get("/admin/calendar")
@allow(authorities.administrator)
def index() -> Any:
    """Show the days of a year that are not as their weekday."""
    return _page(NewDayForm(formdata=None, data={"kind": DayKind.OFF.value}))


@days.post("/admin/calendar")
@allow(authorities.administrator)
def declare() -> Any:
    """Declare a day."""
    form = NewDayForm()
    if not form.sent():
        return _page(form), 422
    one = CalendarDay(day=form.day.data, kind=DayKind(form.kind.data), source=form.source.data).declare(by=me())
    return done(_("Đã khai báo ngày %(day)s.", day=one.label), url_for("calendar_days.index", year=one.day.year))


@days.route("/admin/calendar/<int:number>", methods=["GET", "POST"])
@allow(authorities.administrator)
def change(number: int) -> Any:
    """Show a declared day and declare it otherwise."""
    one = found(CalendarDay.get_or_none(id=number))
    form = ChangeDayForm(data={"kind": one.kind.value, "source": one.source})
    if form.sent():
        as_seen(one).change(by=me(), kind=DayKind(form.kind.data), source=form.source.data)
        return done(_("Đã sửa khai báo ngày %(day)s.", day=one.label), url_for("calendar_days.index", year=one.day.year))
    return render_template("calendar_day.html", one=one, form=form, story=history(one)), 422 if form.errors else 200


def _page(form: NewDayForm) -> str:
    year = request.args.get("year", type=int) or clock.today().year
    found(1900 <= year <= 2199 or None)
    told = {one.day: one for one in CalendarDay.select().where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))}
    listed = {day for day in calendar.DAYS_OFF | calendar.MADE_UP if day.year == year}
    rows = [(day, calendar.is_working(day), told.get(day)) for day in sorted({*listed, *told})]
    return render_template("calendar_days.html", rows=rows, year=year, form=form, is_listed=bool(listed))

"""Days the office declares: who may, when not, what they need, and that due days follow them."""

from datetime import date

import pytest

from qms.core import calendar, trail
from qms.core.refusals import Missing, NotAllowed
from qms.core.verify import verify
from qms.organization.calendar_day import CalendarDay, DayKind

SWAPPED, MADE_UP = date(2026, 12, 31), date(2026, 12, 26)  # a Thursday and a Saturday
NOTICE = "Thông báo số 100/VPCP-KGVX"


def declare(by, day=SWAPPED, kind=DayKind.OFF, source=NOTICE):
    """Declare a day."""
    return CalendarDay(day=day, kind=kind, source=source).declare(by=by)


@pytest.fixture
def swapped(office, tuan):
    """Give a Thursday that is off."""
    return declare(tuan)


def test_declared_days_are_reckoned_with(office, tuan):
    assert calendar.add_working_days(date(2026, 12, 30), 1) == SWAPPED
    declare(tuan)
    assert (calendar.is_working(SWAPPED), calendar.add_working_days(date(2026, 12, 30), 1)) == (False, date(2027, 1, 4))
    declare(tuan, MADE_UP, DayKind.WORKED)
    assert calendar.add_working_days(date(2026, 12, 25), 1) == MADE_UP
    assert trail.head().act == "calendarday.declare"
    assert verify() == []


def test_day_is_left_to_the_list_again(swapped, tuan):
    swapped.change(by=tuan, kind=DayKind.AS_LISTED, source="Thông báo thu hồi")
    assert calendar.is_working(SWAPPED)
    assert trail.head().facts["changes"]["kind"] == ["off", "as-listed"]


def test_only_the_administrator_keeps_the_calendar(swapped, lan, hung):
    for other in (lan, hung):
        with pytest.raises(NotAllowed, match="Quản trị"):
            declare(other, date(2027, 1, 4))
        with pytest.raises(NotAllowed, match="Quản trị"):
            swapped.change(by=other, kind=DayKind.AS_LISTED, source="x")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"day": SWAPPED}, "đã được khai báo"),
        ({"source": " "}, "Ghi căn cứ"),
        ({"kind": DayKind.WORKED}, "đã là Làm việc"),
        ({"day": date(2027, 1, 1)}, "đã là Nghỉ"),
        ({"day": date(2020, 1, 6)}, "từ năm 2024"),
    ],
)
def test_declaration_wants_a_source_and_says_something_new(swapped, tuan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        declare(tuan, **{"day": date(2027, 1, 5), **facts})


def test_change_wants_a_source_and_says_something_else_than_the_list(swapped, tuan):
    with pytest.raises(Missing, match="Ghi căn cứ"):
        swapped.change(by=tuan, kind=DayKind.AS_LISTED, source="")
    with pytest.raises(Missing, match="đã là Làm việc"):
        swapped.reload().change(by=tuan, kind=DayKind.WORKED, source="x")


def test_administrator_declares_and_changes_on_the_pages(office, signed_in, tuan, hung):
    browser = signed_in(tuan)
    assert "Danh sách kèm phần mềm" in browser.get("/admin/calendar").text
    assert "chưa có năm 2031" in browser.get("/admin/calendar?year=2031").text
    assert browser.get("/admin/calendar?year=99999").status_code == 404
    told = {"day": "31/12/2026", "kind": "off", "source": NOTICE}
    assert browser.post("/admin/calendar", {**told, "source": ""}).status_code == 422
    assert browser.post("/admin/calendar", {**told, "day": "31/11/2026"}).status_code == 422
    assert browser.post("/admin/calendar", told).status_code == 303
    refused = browser.post("/admin/calendar", told)
    assert (refused.status_code, "đã được khai báo" in refused.text, NOTICE in refused.text) == (422, True, True)
    one = CalendarDay.get()
    assert "Thứ Năm, 31/12/2026" in browser.get("/admin/calendar").text
    url, change = f"/admin/calendar/{one.id}", {"kind": "as-listed", "source": "Thu hồi"}
    assert browser.post(url, {**change, "version": one.version, "source": ""}).status_code == 422
    assert browser.post(url, {**change, "version": one.version}).status_code == 303
    assert browser.post(url, {**change, "version": one.version}).status_code == 409
    assert "Theo danh sách chung" in browser.get("/admin/calendar").text
    assert signed_in(hung).get("/admin/calendar").status_code == 403

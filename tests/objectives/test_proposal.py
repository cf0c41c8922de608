"""Missed twice in a row: the proposal, who is told, what answers it."""

from datetime import date

import pytest

from qms.improvement.nonconformity import Nonconformity
from qms.objectives.proposal import last_missed, proposals, told
from qms.objectives.reading import readings
from qms.organization.unit import Unit
from tests.objectives.conftest import again, enter_months, on


def proposed(*objectives):
    """Give the codes of those for which a nonconformity is proposed."""
    return [one.objective.code for one in proposals([again(one) for one in objectives])]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((96, 94, 93), True), ((94, 93, 96), False), ((96, 94), False), ((94,), False), ((94, 96, 94), False),
        ((96, 94, None, 93), True), ((94, 93, None), True), ((80, 80, 80), True), ((), False),
    ],
)  # fmt: skip
def test_two_misses_in_a_row(goal, nam, values, found):
    enter_months(goal, nam, *values)
    assert bool(proposed(goal)) is found


def test_the_report_begins_with_the_numbers(goal, nam):
    enter_months(goal, nam, 96, 94.5, 89)
    words = told(goal, last_missed(readings(again(goal))))
    assert words == (
        "Mục tiêu MT-2026-001 “Ít nhất 95 % hồ sơ trả đúng hạn” chưa đạt: "
        "tháng 2/2026 đạt 94,5 %, mục tiêu 95 %; tháng 3/2026 đạt 89 %, mục tiêu 95 %."
    )


def at(signed_in, person):
    """Sign somebody in on the day of the report."""
    with on(date(2026, 3, 20)):
        return signed_in(person)


def report(browser, goal, day):
    with on(day):
        typed = {"what_happened": "Chưa đạt", "unit": str(Unit.get().id), "happened_on": day.strftime("%d/%m/%Y")}
        assert browser.post("/nc/new", {**typed, "origin": f"objective-{goal.id}"}).status_code == 303
        return Nonconformity.select().order_by(Nonconformity.id.desc()).get()


def test_open_case_answers_it_and_a_closed_one_until_two_later_misses(signed_in, goal, nam, lan):
    enter_months(goal, nam, 94, 93)
    case = report(at(signed_in, nam), goal, date(2026, 3, 20))
    assert case.origin_label == "MT-2026-001 Ít nhất 95 % hồ sơ trả đúng hạn"
    assert proposed(goal) == []
    with on(date(2026, 3, 25)):
        case.reject(by=lan, note="Đã xử lý")
    assert proposed(goal) == []
    for month, found in ((3, []), (4, ["MT-2026-001"])):
        enter_months(goal, nam, *[None] * (month - 1), 93)
        assert proposed(goal) == found


def test_case_about_something_else_answers_nothing(signed_in, goal, own, nam):
    enter_months(goal, nam, 94, 93)
    report(at(signed_in, nam), own, date(2026, 3, 20))
    assert proposed(goal, own) == ["MT-2026-001"]


def test_closed_objective_proposes_nothing(goal, nam, lan):
    enter_months(goal, nam, 94, 93)
    again(goal).close(by=lan, evaluation="Chưa đạt", is_met=False)
    assert proposed(goal) == []


def test_responsible_and_quality_officer_are_told_today_and_led_to_the_filled_form(signed_in, goal, nam, lan, mai):
    enter_months(goal, nam, 94, 93)
    for person in (nam, lan):
        browser = signed_in(person)
        assert "Chưa đạt hai kỳ liên tiếp: đề nghị mở sự không phù hợp" in browser.get("/").text
        assert f"/nc/new?origin=objective-{goal.id}" in browser.get(f"/objectives/{goal.code}").text
    assert "hai kỳ liên tiếp" not in signed_in(mai).get("/").text
    form = signed_in(nam).get(f"/nc/new?origin=objective-{goal.id}").text
    assert "tháng 2/2026 đạt 93 %, mục tiêu 95 %." in form
    sent = signed_in(nam).post(
        "/nc/new",
        {"what_happened": "Mục tiêu chưa đạt", "unit": str(nam.unit.id), "happened_on": "22/11/2026", "origin": f"objective-{goal.id}"},
    )
    assert sent.status_code == 303
    case = Nonconformity.get()
    assert (case.origin_kind, case.origin_id) == ("objective", goal.id)
    page = signed_in(lan).get(f"/objectives/{goal.code}").text
    assert case.code in page
    assert "đề nghị mở sự không phù hợp" not in page


def test_draft_is_no_origin(signed_in, drafted, nam):
    assert drafted.title not in signed_in(nam).get(f"/nc/new?origin=objective-{drafted.id}").text

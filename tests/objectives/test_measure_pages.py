"""The grid: a whole period at once, pasted columns, jumps confirmed by a second press, all or nothing."""

from datetime import date

import pytest

from qms.core.verify import verify
from qms.objectives.measurement import Measurement
from qms.objectives.states import Direction
from tests.objectives.conftest import again, approved, draft, enter, enter_months, on

PAGE = "/objectives/measure"


@pytest.fixture
def two(goal, lan, hung, nam):
    """Give two monthly objectives of nam."""
    facts = {"own_measure": "Số lần trả lại", "own_unit": "lần", "direction": Direction.LOWER, "target": 3.0, "limit": 5.0}
    return goal, approved(lan, hung, nam, indicator="", title="Không quá 3 lần trả lại", **facts)


def sent(browser, period="2026-10", **fields):
    return browser.post(PAGE, {"period": period, **fields})


def kept():
    return [(one.objective_id, one.value) for one in Measurement.select().order_by(Measurement.id)]


def test_month_is_entered_at_once(signed_in, two, nam):
    browser, (goal, other) = signed_in(nam), two
    page = browser.get(f"{PAGE}?period=2026-10").text
    assert goal.code in page
    assert other.code in page
    answer = sent(browser, **{f"value_{goal.id}": "96,4 %", f"value_{other.id}": "2"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?period=2026-10")
    assert kept() == [(goal.id, 96.4), (other.id, 2.0)]
    assert "Đã lưu 2 số liệu tháng 10/2026." in browser.get(answer.location).text
    assert verify() == []


def test_empty_cells_stay_missing(signed_in, two, nam):
    goal, other = two
    assert sent(signed_in(nam), **{f"value_{goal.id}": "", f"value_{other.id}": "2"}).status_code == 303
    assert kept() == [(other.id, 2.0)]


def test_one_bad_cell_keeps_nothing_and_is_named(signed_in, two, nam):
    goal, other = two
    answer = sent(signed_in(nam), **{f"value_{goal.id}": "96,4", f"value_{other.id}": "hai"})
    assert answer.status_code == 422
    assert f'href="#value_{other.id}"' in answer.text
    assert "“hai” không phải là số" in answer.text
    assert 'value="96,4"' in answer.text
    assert 'value="hai"' in answer.text
    assert kept() == []


def test_jump_waits_for_a_second_press_on_the_same_number(signed_in, goal, nam):
    enter_months(goal, nam, 95, 96, 95, 96, 95, 96, 95, 96, 95)
    browser, cell = signed_in(nam), f"value_{goal.id}"
    first = sent(browser, **{cell: "69,5"})
    assert first.status_code == 422
    assert "bấm Lưu lần nữa để xác nhận" in first.text
    assert f'name="sure_{goal.id}" type="hidden" value="69,5"' in first.text
    other = sent(browser, **{cell: "59,5", f"sure_{goal.id}": "69,5"})
    assert other.status_code == 422
    assert len(kept()) == 9
    assert sent(browser, **{cell: "69.5", f"sure_{goal.id}": "69,5"}).status_code == 303
    assert kept()[-1] == (goal.id, 69.5)


def test_correction_wants_a_reason_and_cannot_empty(signed_in, goal, nam):
    enter(goal, nam, date(2026, 10, 1), 96)
    browser, cell = signed_in(nam), f"value_{goal.id}"
    assert "ghi lý do đính chính" in sent(browser, **{cell: "97"}).text
    assert "không xóa được" in sent(browser, **{cell: ""}).text
    assert "Không có số liệu mới để lưu." in browser.get(sent(browser, **{cell: "96"}).location).text
    assert len(kept()) == 1
    assert sent(browser, **{cell: "97", f"reason_{goal.id}": "Cộng sót"}).status_code == 303
    assert [one.reason for one in Measurement.select().order_by(Measurement.id)] == ["", "Cộng sót"]
    page = browser.get(f"/objectives/{goal.code}").text
    assert "<del>96 %</del>" in page
    assert "Cộng sót" in page


def test_pasted_column_fills_the_grid_and_keeps_nothing_yet(signed_in, two, nam):
    goal, other = two
    answer = sent(signed_in(nam), pasted="96,4 %\r\n2\r\n")
    assert answer.status_code == 200
    assert "Đã đưa 2 số vào bảng, chưa lưu" in answer.text
    assert f'name="value_{goal.id}" size="10" type="text" value="96,4 %"' in answer.text
    assert f'name="value_{other.id}" size="10" type="text" value="2"' in answer.text
    assert kept() == []


def test_pasted_codes_find_their_rows_and_what_is_too_much_is_named(signed_in, two, nam):
    goal, other = two
    answer = sent(signed_in(nam), pasted=f"{other.code}\t2\n{goal.code.lower()}\t96,4")
    assert f'name="value_{other.id}" size="10" type="text" value="2"' in answer.text
    wrong = sent(signed_in(nam), pasted="1\n2\n3\nMT-1999-001\t4")
    assert wrong.status_code == 422
    assert "Dòng 3 “3” không thuộc mục tiêu nào trong bảng." in wrong.text


def test_grid_holds_what_the_person_enters(signed_in, two, own, lan, nam, mai, hung):
    def codes(person, period="2026-10"):
        page = signed_in(person).get(f"{PAGE}?period={period}").text
        return [one.code for one in (*two, own) if f'name="value_{one.id}"' in page]

    monthly = [one.code for one in two]
    assert [codes(nam), codes(lan), codes(mai), codes(nam, "2026-Q3"), codes(nam, "2025-10")] == [monthly, monthly, [], [own.code], []]
    assert "không phụ trách mục tiêu nào" in signed_in(mai).get(PAGE).text


def test_others_cannot_slip_a_number_in(signed_in, goal, mai, tuan):
    assert sent(signed_in(mai), **{f"value_{goal.id}": "1"}).status_code == 303  # nothing of his: nothing is kept
    assert sent(signed_in(tuan), **{f"value_{goal.id}": "1"}).status_code == 403
    assert kept() == []


def test_running_and_unknown_periods(signed_in, goal, nam):
    browser = signed_in(nam)
    assert "Chưa hết kỳ này" in browser.get(f"{PAGE}?period=2026-11").text
    assert sent(browser, "2026-11", **{f"value_{goal.id}": "96"}).status_code == 422
    assert sent(browser, "bogus", **{f"value_{goal.id}": "96"}).status_code == 404
    assert kept() == []


def test_oldest_missing_month_is_opened_first_and_asked_for_today(signed_in, goal, nam, lan):
    enter_months(goal, nam, *[96] * 8)
    browser = signed_in(nam)
    assert "Nhập số liệu tháng 9/2026" in browser.get(PAGE).text
    today = browser.get("/").text
    assert "Số liệu tháng 9/2026 của 1 mục tiêu" in today
    assert "Số liệu tháng 10/2026 của 1 mục tiêu" in today
    assert "Số liệu tháng 8/2026" not in today
    assert "Người phụ trách chưa nhập: Phạm Văn Nam" in signed_in(lan).get("/").text


def test_quality_officer_is_told_only_when_it_is_late(signed_in, goal, nam, lan):
    enter_months(goal, nam, *[96] * 9)
    with on(date(2026, 11, 6)):
        assert "Số liệu tháng 10/2026" in signed_in(nam).get("/").text
        assert "Số liệu tháng 10/2026" not in signed_in(lan).get("/").text
    with on(date(2026, 11, 7)):
        assert "Số liệu tháng 10/2026" in signed_in(lan).get("/").text


def test_months_before_the_approval_are_not_asked_for(signed_in, lan, hung, nam):
    approved(lan, hung, nam, day=date(2026, 9, 15))
    today = signed_in(nam).get("/").text
    assert "Số liệu tháng 9/2026" in today
    assert "Số liệu tháng 8/2026" not in today


def test_draft_is_not_in_the_grid(signed_in, lan, nam):
    one = draft(lan, nam)
    assert f"value_{one.id}" not in signed_in(nam).get(f"{PAGE}?period=2026-10").text
    assert again(one).version == 1


def test_numbers_entered_by_two_at_once_do_not_overwrite(signed_in, goal, nam, lan):
    browser = signed_in(nam)
    enter(goal, lan, date(2026, 10, 1), 95)  # while nam's page was open
    answer = sent(browser, **{f"value_{goal.id}": "96"})
    assert answer.status_code == 422
    assert "Khác số đã ghi" in answer.text
    assert kept() == [(goal.id, 95.0)]

"""Which numbers were due in a period, and whether they were there: as it was known at its end."""

from datetime import date

from qms.objectives.due import begun_on, entered
from qms.objectives.measurement import Measurement
from qms.objectives.state import state_on
from tests.objectives.conftest import again, approved, enter, on
from tests.objectives.test_state import Period

JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))
Q1 = date(2026, 1, 1), date(2026, 3, 31)


def test_numbers_are_in_time_late_or_missing(goal, nam):
    with on(date(2026, 2, 6)):
        enter(goal, nam, JAN, 96)
    with on(date(2026, 3, 30)):
        enter(goal, nam, FEB, 95)
    first = entered(*Q1)
    assert [(one.period.key, one.is_in_time, one.is_late) for one in first.due] == [("2026-01", True, False), ("2026-02", False, True)]
    assert (first.in_time, first.late, first.missing, first.corrected) == (1, 1, [], 0)


def test_what_came_after_the_period_was_missing_then(goal, nam):
    with on(date(2026, 3, 30)):
        enter(goal, nam, JAN, 96)
    earlier = entered(date(2026, 1, 1), date(2026, 2, 28))
    assert ([one.period.key for one in earlier.missing], earlier.late) == (["2026-01"], 0)
    assert ([one.period.key for one in entered(*Q1).missing], entered(*Q1).late) == (["2026-02"], 1)


def test_last_day_for_a_number_is_the_fifth_working_day(goal, nam):
    with on(date(2026, 4, 7)):
        enter(goal, nam, MAR, 96)
    assert entered(date(2026, 4, 1), date(2026, 4, 6)).due == []
    [one] = entered(date(2026, 4, 7), date(2026, 4, 7)).due
    assert one.is_in_time


def test_corrections_are_counted_in_the_period_they_were_made(goal, nam):
    with on(date(2026, 2, 6)):
        enter(goal, nam, JAN, 96)
    with on(date(2026, 4, 2)):
        Measurement(objective=goal, period_on=JAN, value=95.0).correct(by=nam, note="Cộng sót.")
    assert [entered(*period).corrected for period in (Q1, (date(2026, 4, 1), date(2026, 4, 30)))] == [0, 1]
    assert entered(*Q1).in_time == 1


def test_objective_owes_nothing_before_its_approval_nor_after_its_closing(lan, hung, nam):
    late = approved(lan, hung, nam, day=date(2026, 2, 10))
    with on(date(2026, 3, 5)):
        again(late).close(by=lan, evaluation="Bỏ.", is_met=False)
    assert [one.period.key for one in entered(date(2026, 1, 1), date(2026, 12, 31)).due] == ["2026-02"]
    assert begun_on() == date(2026, 2, 10)


def test_computed_indicators_owe_nothing(lan, hung, nam):
    approved(lan, hung, nam, indicator="nc-closing", target=30.0, limit=60.0)
    assert entered(date(2026, 1, 1), date(2026, 11, 22)).due == []


def test_objective_approved_after_a_period_did_not_stand_in_it(goal, lan, hung, nam, office):
    approved(lan, hung, nam, day=date(2026, 6, 1), unit=office["MC"])
    assert [len(state_on(Period("3m", day))) for day in (date(2026, 5, 31), date(2026, 6, 1))] == [1, 2]

"""How objectives stood in a period: what the management review asks."""

from datetime import date

from qms.improvement import work
from qms.management_review.period import Period
from qms.objectives.state import state_on
from qms.objectives.states import Frequency
from tests.conftest import TODAY
from tests.objectives.conftest import again, approved, enter, enter_months, on


def stood(name="12m", day=TODAY):
    return {one.objective.code: one for one in state_on(Period(name, day))}


def test_last_number_of_the_period_beside_that_of_the_period_before(goal, nam):
    enter_months(goal, nam, 96, 94, 97, 93, 92, 96, 91, 97)
    one = stood("3m")[goal.code]
    assert one.actual is None
    assert one.is_met is None
    assert (one.before.period.key, one.before.value, one.was_met) == ("2026-07", 91, False)
    one = stood("6m")[goal.code]
    assert (one.actual.value, one.is_met, [reading.value for reading in one.in_period]) == (97, True, [96, 91, 97])
    assert (one.before.value, one.was_met) == (93, False)
    assert one.records == ("objectives.records", {"code": goal.code, "period": "2026-08"})
    assert one.page == ("objectives.objective", {"code": goal.code})


def test_objective_that_goes_on_over_the_years_stands_once(lan, hung, nam):
    old = approved(lan, hung, nam, day=date(2025, 1, 5), year=2025, target=90.0, limit=85.0)
    new = approved(lan, hung, nam)
    enter_months(old, nam, *[91] * 12, year=2025)
    enter_months(new, nam, *[94] * 10)
    found = stood()
    assert list(found) == [new.code]
    one = found[new.code]
    assert (one.actual.value, one.is_met) == (94, False)
    assert (one.before.value, one.before.target, one.was_met) == (91, 90.0, True)


def test_other_measure_unit_or_frequency_is_another_objective(lan, hung, nam, goal, own, office):
    approved(lan, hung, nam, unit=office["MC"])
    approved(lan, hung, nam, frequency=Frequency.QUARTER)
    assert len(stood()) == 4


def test_drafts_and_other_years_do_not_stand(drafted, lan, hung, nam):
    approved(lan, hung, nam, day=date(2024, 1, 5), year=2024)
    assert stood("3m") == {}


def test_nonconformities_opened_from_it_come_along(goal, own, nam, app):
    enter(own, nam, date(2026, 7, 1), 9)
    facts = {"what_happened": "Chưa đạt", "unit": nam.unit, "happened_on": TODAY, "origin_kind": "objective", "origin_id": own.id}
    case = work.report(nam, [], **facts)
    assert [one.code for one in stood()[own.code].cases] == [case.code]
    assert stood()[goal.code].cases == ()


def test_closed_one_stands_as_it_was_closed(goal, nam, lan):
    enter_months(goal, nam, 96, 94)
    again(goal).close(by=lan, evaluation="Đóng sớm", is_met=False)
    with on(TODAY):
        assert stood()[goal.code].actual.value == 94

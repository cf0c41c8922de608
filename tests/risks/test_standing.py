"""How risks stood on a day, and what changed between two days (9.3.2 e)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qms.risks import outcome, scale, standing
from qms.risks.states import Stage
from tests.risks.conftest import RESULT, again, identify, on, plan

JAN, FEB, MAR, APR, SEP = (date(2026, month, 5) for month in (1, 2, 3, 4, 9))


def told(lan, mai, nam, office):
    """Tell a year: 20 in January, a treatment done late in March, 6 in April, nothing reviewed afterwards."""
    with on(JAN):
        risk = identify(lan, office["MC"], mai, review_months=3)
        treatment = plan(risk, mai, nam, due_on=FEB)
        other = plan(again(risk), mai, nam, due_on=SEP)
    with on(FEB):
        again(risk).confirm(by=mai, note="Chưa đổi.")
    with on(MAR):
        treatment.complete(by=nam, result=RESULT)
    with on(APR):
        again(risk).reassess(by=mai, likelihood=2, impact=3, note="Bốn hồ sơ chậm.")
    return again(risk), other


def line(day):
    [found] = standing.state_on(day)
    return found


def test_each_day_is_told_as_it_was(lan, mai, nam, office):
    told(lan, mai, nam, office)
    assert standing.state_on(date(2026, 1, 4)) == []
    assert (line(JAN).before, line(JAN).after, line(JAN).score, line(JAN).treatments, line(JAN).done) == ((4, 5), None, 20, 2, 0)
    assert (line(date(2026, 2, 10)).late, line(MAR).late, line(MAR).done) == (1, 0, 1)
    assert (line(APR).after, line(APR).score, line(APR).review_on) == ((2, 3), 6, date(2026, 7, 5))
    assert [line(day).is_overdue for day in (date(2026, 7, 5), date(2026, 7, 6))] == [False, True]
    assert line(date(2026, 9, 6)).late == 1


def test_dropped_treatments_and_closed_risks_leave_on_their_day(lan, mai, nam, office):
    risk, other = told(lan, mai, nam, office)
    with on(date(2026, 10, 1)):
        other.drop(by=mai, note="Không cần.")
    with on(date(2026, 10, 2)):
        again(risk).close(by=lan, note="Hết.")
    assert (line(date(2026, 9, 30)).treatments, line(date(2026, 10, 1)).treatments) == (2, 1)
    assert standing.state_on(date(2026, 10, 2)) == []
    assert standing.changes(date(2026, 10, 1), date(2026, 10, 31)).closed == ("R01",)


def test_changes_of_a_period(lan, mai, nam, office):
    told(lan, mai, nam, office)
    first, second = standing.changes(JAN, MAR), standing.changes(APR, SEP)
    assert [one.code for one in first.identified] == ["R01"]
    assert (first.rescored, first.reviewed_unchanged, second.identified) == ((), ("R01",), ())
    assert (first.treatments_done, first.treatments_done_late, first.treatments_late) == (("R01-1",), ("R01-1",), ())
    [one] = second.rescored
    assert (one.before, one.after, one.stage, one.on, one.basis) == (20, 6, Stage.AFTER, APR, "Bốn hồ sơ chậm.")
    assert standing.changes(APR, date(2026, 9, 6)).treatments_late == ("R01-2",)


def test_highest_score_first(lan, mai, office):
    for likelihood, impact in ((1, 1), (5, 5), (2, 3)):
        identify(lan, office["MC"], mai, before_likelihood=likelihood, before_impact=impact)
    assert [one.score for one in standing.state_on(date(2026, 11, 22))] == [25, 6, 1]


@given(st.tuples(st.integers(1, 5), st.integers(1, 5)), st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5)))
def test_score_that_counts_is_the_one_after_treatment(before, after):
    one = standing.RiskLine("R01", "x", None, 1, JAN, before, after, 0, 0, 0, JAN, False)
    assert one.score == (after or before)[0] * (after or before)[1]
    assert 1 <= one.score <= 25


def test_due_day_that_was_moved_later_is_told_as_it_was(lan, mai, nam, office):
    _risk, other = told(lan, mai, nam, office)
    with on(date(2026, 9, 20)):
        again(other).extend(by=lan, due_on=date(2026, 12, 1), note="Chờ kinh phí.")
    assert (line(date(2026, 9, 6)).late, line(date(2026, 9, 20)).late) == (1, 0)
    assert standing.changes(APR, date(2026, 9, 6)).treatments_late == ("R01-2",)
    assert standing.changes(APR, date(2026, 9, 20)).treatments_late == ()


def test_closed_one_that_was_opened_again_was_closed_in_between(lan, mai, office):
    with on(JAN):
        risk = identify(lan, office["MC"], mai)
    with on(FEB):
        again(risk).close(by=lan, note="Hết.")
    with on(APR):
        again(risk).reopen(by=lan, note="Lại có.")
    assert [len(standing.state_on(day)) for day in (JAN, FEB, MAR, APR)] == [1, 0, 0, 1]
    assert (standing.changes(JAN, MAR).closed, standing.changes(APR, SEP).closed) == (("R01",), ())


def test_scale_is_that_of_the_day(lan):
    first = scale.first()
    with on(MAR):
        words = {name: [[str(word), str(meaning)] for word, meaning in getattr(first, name)] for name in scale.LISTS}
        scale.RiskScale(number=1, thresholds=[4, 9, 12], reason="Chặt hơn", **words).adopt(by=lan)
    assert [scale.valid_on(day).thresholds for day in (FEB, MAR)] == [[5, 10, 16], [4, 9, 12]]


def test_outcome_counts_by_the_scale_of_the_last_day(lan, mai, nam, office):
    told(lan, mai, nam, office)
    found = outcome.outcome(FEB, MAR)
    assert (found.high, found.treated, found.lower, found.identified, found.opportunities) == (1, [], 0, 0, 0)
    later = outcome.outcome(APR, SEP)
    assert (later.high, len(later.treated), later.lower, later.overdue) == (0, 1, 1, 1)
    assert outcome.begun_on() == JAN

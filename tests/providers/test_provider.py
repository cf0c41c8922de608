"""Each act of a provider, its evaluations, the criteria; how providers did in a period (9.3.2 c 7)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import clock, trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.providers import criteria, queries
from qms.providers.criteria import CriteriaSet
from qms.providers.provider import ExternalProvider, ProviderEvaluation
from qms.providers.states import Conclusion

TODAY = date(2026, 11, 22)


def on(day):
    return clock.stopped_at(clock.at(day, 9))


def again(record):
    return type(record).get_by_id(record.id)


def register(by, **facts):
    """Put a provider on the list."""
    return ExternalProvider(**{"name": "Cơ sở In", "provides": "In biểu mẫu.", **facts}).register(by=by)


def evaluate(one, by, **facts):
    """Evaluate it well."""
    usual = {"scores": [4, 4, 3, 4], "evidence": "Giao đủ.", "conclusion": Conclusion.USE, "months": 12}
    return one.evaluate(by=by, **{**usual, **facts})


def adopt(by, **facts):
    """Set other criteria."""
    return CriteriaSet(**{"number": 1, "weights": [["Chất lượng", 60], ["Giá", 40]], "reason": "Gọn hơn", **facts}).adopt(by=by)


@pytest.fixture
def printer(lan):
    """Give a provider on the list."""
    return register(lan)


def test_registered_it_waits_for_its_first_evaluation(printer):
    kept = again(printer)
    assert (kept.code, kept.state, kept.total, kept.evaluate_on) == ("NCC01", "candidate", None, date(2026, 12, 22))
    assert trail.head().act == "externalprovider.register"


@pytest.mark.parametrize(("facts", "sentence"), [({"name": " "}, "tên"), ({"name": "Khác", "provides": ""}, "sản phẩm"), ({}, "Đã có")])
def test_registering_needs(printer, lan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        register(lan, **facts)


def test_evaluated_with_a_weighted_total(printer, lan):
    kept = again(evaluate(printer, lan))
    assert (kept.state, kept.total, kept.evaluated_on, kept.evaluate_on) == ("in_use", 76, TODAY, date(2027, 11, 22))
    [one] = queries.evaluations_of(kept)
    assert (one.total, one.conclusion, [row[2] for row in one.scores]) == (76, "use", [4, 4, 3, 4])
    assert verify() == []


@pytest.mark.parametrize(("conclusion", "state"), [(Conclusion.RESTRICT, "restricted"), (Conclusion.END, "ended")])
def test_conclusion_leads_to_a_state_with_its_reason(printer, lan, conclusion, state):
    kept = again(evaluate(printer, lan, conclusion=conclusion, reason="Giao chậm."))
    assert (kept.state, kept.reason) == (state, "Giao chậm.")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"scores": [4, 4, 3]}, "từng tiêu chí"),
        ({"scores": [6, 4, 3, 4]}, "từng tiêu chí"),
        ({"evidence": " "}, "căn cứ"),
        ({"conclusion": "x"}, "kết luận"),
        ({"months": 0}, "24 tháng"),
        ({"months": 25}, "24 tháng"),
        ({"conclusion": Conclusion.END}, "lý do ngừng"),
        ({"scores": [2, 2, 2, 2]}, "Dưới 50 điểm"),
    ],
)
def test_evaluating_needs(printer, lan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        evaluate(printer, lan, **facts)
    assert ProviderEvaluation.select().count() == 0


def test_restricted_and_ended_with_a_reason(printer, lan, hung):
    limited = again(evaluate(printer, lan).restrict(by=hung, note="Giao chậm."))
    assert (limited.state, limited.reason, trail.head().act) == ("restricted", "Giao chậm.", "externalprovider.restrict")
    ended = again(limited.end(by=lan, note="Vẫn chậm."))
    assert (ended.state, ended.reason, trail.head().act) == ("ended", "Vẫn chậm.", "externalprovider.end")
    for act in (lambda: evaluate(ended, lan), lambda: ended.end(by=lan, note="x"), lambda: ended.restrict(by=lan, note="x")):
        with pytest.raises(NotNow, match="Ngừng sử dụng"):
            act()


def test_amended(printer, lan):
    kept = again(printer.amend(by=lan, name="Cơ sở In Hòa Bình", provides="In sổ.", contact="Số 1"))
    assert (kept.name, kept.contact, trail.head().act) == ("Cơ sở In Hòa Bình", "Số 1", "externalprovider.amend")
    with pytest.raises(Missing, match="tên"):
        kept.amend(by=lan, name=" ", provides="x", contact="")


def test_who_may_not(printer, lan, oanh, hung):
    with pytest.raises(NotAllowed):
        register(hung, name="Khác")
    with pytest.raises(NotAllowed):
        evaluate(printer, hung)
    with pytest.raises(NotAllowed):
        printer.amend(by=hung, name="x", provides="x", contact="")
    used = evaluate(printer, lan)
    for act in ("restrict", "end"):
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc Chỉ huy"):
            getattr(used, act)(by=oanh, note="x")
        with pytest.raises(Missing, match="lý do"):
            getattr(used, act)(by=lan, note=" ")


def test_evaluations_are_never_changed(printer, lan):
    evaluate(printer, lan)
    [one] = queries.evaluations_of(printer)
    with pytest.raises(NotNow):
        one.record(by=lan)
    assert set(ProviderEvaluation.acts) == {"record"}


def test_new_criteria_leave_old_evaluations_alone(printer, lan):
    evaluate(printer, lan)
    adopt(lan)
    again(evaluate(again(printer), lan, scores=[5, 5]))
    assert [len(one.scores) for one in queries.evaluations_of(printer)] == [2, 4]
    assert verify() == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"weights": [["a", 99]]}, "bằng 100"),
        ({"weights": [["a", 100], ["b", 0]]}, "lớn hơn 0"),
        ({"weights": [[" ", 100]]}, "có tên"),
        ({"weights": []}, "từ một đến 8"),
        ({"number": 2}, "người khác thay đổi"),
        ({"reason": ""}, "lý do"),
    ],
)
def test_criteria_need(lan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        adopt(lan, **facts)


def test_only_the_officer_sets_criteria_once(lan, hung):
    with pytest.raises(NotAllowed):
        adopt(hung)
    with pytest.raises(NotNow):
        adopt(lan).adopt(by=lan)


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_total_lies_between_the_least_and_the_greatest_score(scores):
    made = CriteriaSet(number=0, weights=[[name, weight] for name, weight in criteria.FIRST], reason="")
    assert min(scores) * 20 <= made.total(scores) <= max(scores) * 20


def test_how_they_did_in_a_period(lan):
    with on(date(2025, 3, 3)):
        one = register(lan)
        evaluate(one, lan, scores=[5, 5, 5, 5])
    with on(date(2026, 3, 2)):
        evaluate(again(one), lan, conclusion=Conclusion.RESTRICT, scores=[3, 3, 3, 3], reason="Chậm.")
    [line] = queries.state_on(date(2026, 1, 1), date(2026, 11, 22))
    assert (line.total, line.total_before, line.conclusion, line.evaluated, line.is_overdue) == (60, 100, "restrict", 1, False)
    [then] = queries.state_on(date(2025, 1, 1), date(2025, 12, 31))
    assert (then.total, then.total_before, then.evaluated) == (100, None, 1)
    [late] = queries.state_on(date(2027, 1, 1), date(2027, 12, 31))
    assert late.is_overdue
    assert queries.state_on(date(2024, 1, 1), date(2024, 12, 31)) == []


def test_what_was_changed_later_is_told_as_it_was(lan):
    with on(date(2025, 3, 3)):
        one = register(lan)
        evaluate(one, lan)
    with on(date(2026, 5, 4)):
        again(one).end(by=lan, note="Đã giải thể.")
    [then], [now] = (queries.state_on(date(2026, 1, 1), day) for day in (date(2026, 4, 30), date(2026, 6, 30)))
    assert (then.state, then.is_overdue) == ("in_use", True)
    assert (now.state, now.is_overdue, now.conclusion) == ("ended", False, "use")
    assert queries.begun_on() == date(2025, 3, 3)


def test_first_evaluation_is_awaited_within_a_month_though_it_came_later(lan):
    with on(date(2026, 3, 2)):
        one = register(lan)
    with on(date(2026, 6, 1)):
        evaluate(again(one), lan)
    [line] = queries.state_on(date(2026, 4, 1), date(2026, 4, 30))
    assert (line.state, line.total, line.is_overdue) == ("candidate", None, True)

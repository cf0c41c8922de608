"""Acts of an objective: drafted, changed, approved, given another target, evaluated; who may, when, what each needs."""

from datetime import date

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.objectives.measurement import Measurement
from qms.objectives.reading import readings
from qms.objectives.states import Direction, Frequency, ObjectiveState, Standing, standing
from qms.organization.person import SYSTEM, Person, PostHolding
from qms.organization.unit import Post
from tests.objectives.conftest import PLAN, again, approved, draft, enter, enter_months, on


@pytest.fixture
def head(office, son):
    """Let son head MC."""
    post = Post(title="Phụ trách Một cửa", unit=office["MC"], is_head=True).establish(by=SYSTEM)
    PostHolding(person=son, post=post, valid_from=date(2026, 1, 1)).appoint(by=SYSTEM)
    return Person.get_by_id(son.id)


def test_drafted_with_a_code_of_its_year(drafted, lan):
    assert (drafted.code, drafted.state, drafted.drafted_by) == ("MT-2026-001", ObjectiveState.DRAFT, lan)
    assert trail.head().act == "objective.draft"
    assert verify() == []


def test_head_drafts_for_his_unit_alone(head, nam, office):
    assert draft(head, nam, unit=office["MC"]).code
    for unit in (office["TM"], None):
        with pytest.raises(NotAllowed, match="người đứng đầu đơn vị của mục tiêu"):
            draft(head, nam, unit=unit)


@pytest.mark.parametrize("who", ["nam", "mai", "oanh", "tuan"])
def test_others_draft_nothing(request, nam, who):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc Chỉ huy"):
        draft(request.getfixturevalue(who), nam)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "Ghi mục tiêu"),
        ({"year": 1990}, "Ghi năm từ 2000"),
        ({"indicator": "bogus"}, "Chọn chỉ số"),
        ({"indicator": ""}, "Ghi đo cái gì và đơn vị đo"),
        ({"target": None}, "Ghi mức mục tiêu và mức theo dõi"),
        ({"limit": 96.0}, "mức theo dõi không được cao hơn"),
        ({"indicator": "nc-closing", "limit": 5.0, "target": 10.0}, "mức theo dõi không được thấp hơn"),
    ],
)
def test_draft_needs(lan, nam, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        draft(lan, nam, **facts)


def test_direction_comes_from_the_registry(lan, nam):
    assert draft(lan, nam, indicator="nc-closing", target=30.0, limit=45.0, direction=Direction.HIGHER).direction == Direction.LOWER


def test_draft_is_changed(drafted, lan):
    again(drafted).rewrite(by=lan, title="Ít nhất 97 %", target=97.0)
    assert (again(drafted).title, again(drafted).target) == ("Ít nhất 97 %", 97.0)
    assert trail.head().facts["changes"]["target"] == [95.0, 97.0]


def test_head_does_not_move_his_draft_to_another_unit(head, nam, office):
    one = draft(head, nam, unit=office["MC"])
    with pytest.raises(Missing, match="không phụ trách"):
        one.rewrite(by=head, unit=office["TM"].id)


def test_responsible_alone_does_not_change_the_draft(drafted, nam):
    with pytest.raises(NotAllowed):
        drafted.rewrite(by=nam, title="Khác")


def test_approved_one_is_not_rewritten(goal, lan):
    with pytest.raises(NotNow, match="Đang thực hiện"):
        goal.rewrite(by=lan, title="Khác")


def test_approved_by_the_commander_with_its_first_target(drafted, hung):
    one = drafted.approve(by=hung)
    assert (one.state, one.approved_on, one.approved_as) == (ObjectiveState.APPROVED, date(2026, 11, 22), hung.signature())
    [target] = one.targets
    assert (target.value, target.limit, target.valid_from) == (95.0, 90.0, date(2026, 1, 1))
    assert verify() == []


@pytest.mark.parametrize("gap", PLAN)
def test_every_part_of_the_plan_is_needed_for_the_approval(lan, hung, nam, gap):
    one = draft(lan, nam, **{gap: None if gap == "due_on" else " "})
    with pytest.raises(Missing, match="còn thiếu"):
        one.approve(by=hung)
    assert again(one).state == ObjectiveState.DRAFT


def test_one_person_is_needed_for_the_approval(lan, hung):
    with pytest.raises(Missing, match="người chịu trách nhiệm chính"):
        draft(lan, None).approve(by=hung)


def test_nobody_but_a_commander_approves_and_none_his_own(drafted, lan, hung, nam):
    with pytest.raises(NotAllowed, match="Chỉ huy, đồng thời người khác với người soạn"):
        drafted.approve(by=lan)
    with pytest.raises(NotAllowed):
        draft(hung, nam).approve(by=hung)


def test_approved_once(goal, hung):
    with pytest.raises(NotNow):
        goal.approve(by=hung)


def test_draft_is_given_up_with_a_reason(drafted, lan, nam, hung):
    with pytest.raises(NotAllowed):
        drafted.discard(by=nam, note="Không cần")
    with pytest.raises(Missing, match="Ghi lý do"):
        drafted.discard(by=lan, note=" ")
    assert drafted.discard(by=lan, note="Trùng mục tiêu khác").state == ObjectiveState.DISCARDED
    with pytest.raises(NotNow):
        drafted.approve(by=hung)


def test_new_target_holds_from_the_running_period_and_the_old_one_stays(goal, nam, hung):
    enter_months(goal, nam, 96, 96, 96, 96, 96, 96, 96)
    with on(date(2026, 6, 10)):
        again(goal).set_target(by=hung, target=97.0, limit=92.0, note="Vượt ba tháng liền")
    found = readings(again(goal))[:7]
    assert [one.target for one in found] == [95.0] * 5 + [97.0] * 2
    assert [one.standing for one in found] == [Standing.GOOD] * 5 + [Standing.WATCH] * 2
    assert [one.reason for one in goal.targets] == ["Phê duyệt mục tiêu năm", "Vượt ba tháng liền"]
    assert verify() == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"note": " "}, "Ghi lý do đổi"),
        ({"target": 95.0, "limit": 90.0}, "khác với mức đang áp dụng"),
        ({"limit": 98.0}, "không được cao hơn"),
    ],
)
def test_new_target_needs(goal, hung, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        goal.set_target(by=hung, **{"target": 97.0, "limit": 92.0, "note": "Lý do", **facts})
    assert len(goal.targets) == 1


def test_only_a_commander_changes_a_target_and_only_of_one_under_way(goal, drafted, lan, hung):
    with pytest.raises(NotAllowed):
        goal.set_target(by=lan, target=97.0, limit=92.0, note="Lý do")
    with pytest.raises(NotNow):
        drafted.set_target(by=hung, target=97.0, limit=92.0, note="Lý do")


def test_closed_with_an_evaluation(goal, lan):
    one = goal.close(by=lan, evaluation="Chín trong mười tháng đạt.", is_met=True)
    assert (one.state, one.is_met, one.closed_on) == (ObjectiveState.CLOSED, True, date(2026, 11, 22))
    assert again(one).closed_as == lan.signature()


def test_closing_needs_words_and_another_person(goal, lan, hung, nam, oanh):
    with pytest.raises(Missing, match="Ghi đánh giá"):
        goal.close(by=lan, evaluation=" ", is_met=True)
    for somebody in (nam, oanh):
        with pytest.raises(NotAllowed):
            goal.close(by=somebody, evaluation="Đạt", is_met=True)
    own = approved(lan, hung, lan)
    with pytest.raises(NotAllowed, match="người khác với người chịu trách nhiệm chính"):
        own.close(by=lan, evaluation="Đạt", is_met=True)


def test_draft_is_not_closed(drafted, lan):
    with pytest.raises(NotNow):
        drafted.close(by=lan, evaluation="Đạt", is_met=True)


# measurements


def test_number_is_entered_by_the_responsible_person(goal, nam):
    one = enter(goal, nam, date(2026, 10, 1), 96.4)
    assert (one.entered_by, one.entered_as, one.value) == (nam, nam.signature(), 96.4)
    assert one.label == "MT-2026-001 tháng 10/2026: 96,4 %"
    assert trail.head().act == "measurement.enter"
    assert verify() == []


def test_quality_officer_enters_for_him_and_others_do_not(goal, lan, mai, hung):
    enter(goal, lan, date(2026, 9, 1), 96)
    for somebody in (mai, hung):
        with pytest.raises(NotAllowed, match="người chịu trách nhiệm chính"):
            enter(goal, somebody, date(2026, 10, 1), 96)


def test_correction_leaves_the_old_number_readable(goal, nam):
    first = enter(goal, nam, date(2026, 10, 1), 64.9)
    second = Measurement(objective=goal, period_on=date(2026, 10, 1), value=96.4).correct(by=nam, note="Gõ nhầm")
    assert (second.corrects, second.reason) == (first, "Gõ nhầm")
    assert [one.value for one in Measurement.select().order_by(Measurement.id)] == [64.9, 96.4]
    assert readings(goal)[-1].value == 96.4
    assert verify() == []


def test_number_is_not_entered_twice_nor_corrected_without_reason_or_before_it_is_there(goal, nam):
    number = {"objective": goal, "period_on": date(2026, 10, 1), "value": 90.0}
    with pytest.raises(Missing, match="chưa có số liệu để đính chính"):
        Measurement(**number).correct(by=nam, note="Nhầm")
    enter(goal, nam, date(2026, 10, 1), 96)
    with pytest.raises(Missing, match="96 % đã có; ghi lý do"):
        enter(goal, nam, date(2026, 10, 1), 97)
    with pytest.raises(Missing, match="Ghi lý do đính chính"):
        Measurement(**number).correct(by=nam, note=" ")
    assert Measurement.select().count() == 1


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        (date(2026, 11, 1), "Chưa hết kỳ tháng 11/2026"),
        (date(2025, 12, 1), "không đo cho kỳ này"),
        (date(2026, 10, 2), "không đo cho kỳ này"),
    ],
)
def test_number_is_for_a_period_of_its_year_that_is_over(goal, nam, first, sentence):
    with pytest.raises(Missing, match=sentence):
        enter(goal, nam, first, 96)


def test_number_needs_an_objective_under_way_and_one_of_the_records_takes_none(drafted, lan, hung, nam):
    with pytest.raises(Missing, match="không ở trạng thái đang thực hiện"):
        enter(drafted, nam, date(2026, 10, 1), 96)
    computed = approved(lan, hung, nam, indicator="action-effect")
    with pytest.raises(Missing, match="lấy từ hồ sơ"):
        enter(computed, nam, date(2026, 10, 1), 96)


@pytest.mark.parametrize(
    ("direction", "value", "found"),
    [
        ("higher", 95, Standing.GOOD), ("higher", 94.9, Standing.WATCH), ("higher", 90, Standing.WATCH), ("higher", 89.9, Standing.BAD),
        ("lower", 95, Standing.GOOD), ("lower", 95.1, Standing.WATCH), ("lower", 100, Standing.WATCH), ("lower", 100.1, Standing.BAD),
        ("higher", None, Standing.NONE),
    ],
)  # fmt: skip
def test_bands(direction, value, found):
    limit = 90 if direction == "higher" else 100
    assert standing(value, 95, limit, Direction(direction)) == found


def test_quarters_are_read_up_to_the_last_that_is_over(own, nam):
    enter(own, nam, date(2026, 7, 1), 2)
    assert [(one.period.key, one.value) for one in readings(own)] == [("2026-Q1", None), ("2026-Q2", None), ("2026-Q3", 2)]
    assert own.frequency == Frequency.QUARTER


@pytest.mark.parametrize(("value", "sentence"), [(150, "tỷ lệ không quá 100 %, không phải 150 %"), (-5, "số liệu không âm")])
def test_number_that_cannot_be_is_refused(lan, hung, nam, value, sentence):
    one = approved(lan, hung, nam)
    with pytest.raises(Missing, match=sentence):
        enter(one, nam, date(2026, 1, 1), value)


def test_more_than_all_is_possible_where_less_is_better(lan, hung, nam):
    one = approved(lan, hung, nam, indicator="meetings", title="Giảm hội nghị", direction=Direction.LOWER, target=67, limit=80)
    assert enter(one, nam, date(2026, 1, 1), 120).value == 120

"""Each act of issues, parties, requirements, the climate and the scope; what changed between two days."""

from datetime import date

import pytest

from qms.context import climate, queries, scope, standing
from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.party import InterestedParty, Requirement
from qms.context.scope import Scope
from qms.context.states import Side, Topic
from qms.core import clock, trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify

TODAY = date(2026, 11, 22)
WHY = {"8.3": "Nhà nước quy định thủ tục."}


def on(day):
    return clock.stopped_at(clock.at(day, 9))


def again(record):
    return type(record).get_by_id(record.id)


def last_act():
    return trail.head().act


def issue(by, **facts):
    """Record an issue."""
    usual = {"side": Side.EXTERNAL, "topic": Topic.LAW, "statement": "Luật thay đổi.", "effect": "Phải sửa quy trình."}
    return Issue(**{**usual, **facts}).identify(by=by)


def party(by, **facts):
    """Record a party."""
    return InterestedParty(**{"name": "Công dân", "side": Side.EXTERNAL, "why": "Nhận kết quả.", **facts}).identify(by=by)


def requirement(by, of, **facts):
    """Record a requirement."""
    return Requirement(party=of, **{"text": "Đúng hạn.", "is_relevant": True, **facts}).add(by=by)


def decision(by, is_relevant=True, reason="Ngập lụt."):
    """Answer the question about the climate."""
    return ClimateDecision(is_relevant=is_relevant, reason=reason).decide(by=by)


def draft(by, **facts):
    """Write a version of the scope."""
    return Scope(**{"services": "Thủ tục.", "places": "Ban Chỉ huy.", "exclusions": WHY, **facts}).draft(by=by)


@pytest.fixture
def made(lan):
    """Give one of each thing that is reviewed."""
    return {"issue": issue(lan), "party": party(lan)}


both = pytest.mark.parametrize("kind", ["issue", "party"])


@both
def test_recorded_to_be_reviewed_in_a_year(made, kind):
    kept = again(made[kind])
    assert (kept.state, kept.since_on, kept.reviewed_on, kept.review_on) == ("active", TODAY, None, date(2027, 11, 22))
    assert verify() == []


@both
def test_reviewed_unchanged(made, kind, lan):
    with on(date(2027, 3, 1)):
        kept = again(made[kind].confirm(by=lan, note="Vẫn đúng."))
    assert (kept.reviewed_on, kept.review_on) == (date(2027, 3, 1), date(2028, 3, 1))
    assert last_act().endswith(".confirm")


@pytest.mark.parametrize(("kind", "name"), [("issue", "effect"), ("party", "why")])
def test_reviewed_and_changed(made, kind, name, lan):
    kept = again(made[kind].revise(by=lan, note="Tình hình mới.", **{name: "Chữ mới."}))
    assert (getattr(kept, name), kept.reviewed_on, trail.head().facts["note"]) == ("Chữ mới.", TODAY, "Tình hình mới.")


@both
def test_retired_it_stays_on_record(made, kind, lan):
    kept = again(made[kind].retire(by=lan, note="Không còn."))
    assert (kept.state, kept.retired_on) == ("retired", TODAY)
    for act, facts in (("confirm", {}), ("revise", {}), ("retire", {})):
        with pytest.raises(NotNow, match="Không còn"):
            getattr(kept, act)(by=lan, note="x", **facts)


@both
@pytest.mark.parametrize("act", ["confirm", "revise", "retire"])
def test_only_the_officer_keeps_them_and_says_why(made, kind, act, hung, oanh, lan):
    for somebody in (hung, oanh):
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
            getattr(made[kind], act)(by=somebody, note="x")
    with pytest.raises(Missing, match="Ghi"):
        getattr(made[kind], act)(by=lan, note=" ")


@pytest.mark.parametrize("begin", [issue, party])
def test_others_record_nothing(begin, hung):
    with pytest.raises(NotAllowed):
        begin(hung)


@pytest.mark.parametrize(
    ("begin", "facts", "sentence"),
    [
        (issue, {"statement": " "}, "Ghi vấn đề"),
        (issue, {"effect": ""}, "ảnh hưởng"),
        (issue, {"topic": None}, "lĩnh vực"),
        (party, {"name": " "}, "Ghi tên"),
        (party, {"why": ""}, "vì sao"),
        (party, {"side": None}, "bên ngoài hoặc nội bộ"),
    ],
)
def test_recording_needs(lan, begin, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        begin(lan, **facts)


def test_parties_have_names_of_their_own(lan):
    party(lan)
    with pytest.raises(Missing, match="Đã có"):
        party(lan)
    other = party(lan, name="Khác")
    with pytest.raises(Missing, match="Đã có"):
        other.revise(by=lan, note="x", name="Công dân")


def test_recorded_once(made, lan):
    for one in made.values():
        with pytest.raises(NotNow):
            one.identify(by=lan)


# requirements


def test_requirement_added_changed_and_retired(made, lan):
    one = requirement(lan, made["party"])
    assert (again(one).since_on, again(one).is_addressed, last_act()) == (TODAY, False, "requirement.add")
    changed = again(one.revise(by=lan, note="Đã có quy trình.", procedure_code="QT-11", is_about_climate=True))
    assert (changed.is_addressed, changed.is_about_climate, last_act()) == (True, True, "requirement.revise")
    ended = again(changed.retire(by=lan, note="Hết."))
    assert (ended.retired_on, last_act(), queries.by_party()) == (TODAY, "requirement.retire", {})
    with pytest.raises(NotNow):
        ended.revise(by=lan, note="x")


def test_requirements_keep_the_rules(made, lan, hung):
    one = requirement(lan, made["party"])
    for act in ("revise", "retire"):
        with pytest.raises(NotAllowed):
            getattr(one, act)(by=hung, note="x")
        with pytest.raises(Missing, match="lý do"):
            getattr(one, act)(by=lan, note="")
    with pytest.raises(NotAllowed):
        requirement(hung, made["party"])
    with pytest.raises(Missing, match="Ghi yêu cầu"):
        requirement(lan, made["party"], text=" ")
    with pytest.raises(Missing, match="không còn được theo dõi"):
        requirement(lan, made["party"].retire(by=lan, note="Hết."))


# the climate


def test_climate_is_answered_and_the_answers_stay(lan, hung):
    first, second = decision(lan, is_relevant=False, reason="Chưa thấy."), decision(hung)
    assert (climate.last(), first.review_on, last_act()) == (second, date(2027, 11, 22), "climatedecision.decide")
    assert ClimateDecision.select().count() == 2
    with pytest.raises(NotNow):
        second.decide(by=lan)
    assert verify() == []


def test_climate_is_answered_by_officer_or_commander_with_a_reason(lan, oanh):
    with pytest.raises(NotAllowed):
        decision(oanh)
    with pytest.raises(Missing, match="lý do"):
        decision(lan, reason=" ")
    with pytest.raises(Missing, match="có hoặc không"):
        decision(lan, is_relevant=None)


def test_question_about_the_climate_waits_until_it_is_answered(lan):
    assert queries.to_answer(TODAY) == TODAY
    decision(lan)
    assert queries.to_answer(date(2027, 11, 21)) is None
    assert queries.to_answer(date(2027, 11, 22)) == date(2027, 11, 22)


# the scope


def test_scope_from_draft_to_approval(lan, hung):
    first = draft(lan)
    first = first.rewrite(by=lan, services="Thủ tục quân sự.", places="Phường.", exclusions=WHY)
    first = first.submit(by=lan).send_back(by=hung, note="Ghi rõ địa điểm.")
    approved = again(first.submit(by=lan).approve(by=hung))
    assert (approved.state, approved.number, approved.approved_on, approved.review_on) == ("approved", 1, TODAY, date(2027, 11, 22))
    assert approved.approved_as.startswith("Trung tá Nguyễn Văn Hùng")
    assert scope.in_force() == approved
    assert verify() == []
    second = draft(lan).submit(by=lan)
    assert (second.number, scope.in_force()) == (2, approved)
    assert scope.in_force() != second.approve(by=hung) or scope.in_force().number == 2
    with pytest.raises(Missing, match="lần đang áp dụng"):
        approved.confirm(by=lan, note="x")


def test_only_the_commander_approves_and_not_his_own_text(lan, oanh, hung):
    waiting = draft(lan).submit(by=lan)
    for act, facts in (("approve", {}), ("send_back", {"note": "x"})):
        for somebody in (lan, oanh):
            with pytest.raises(NotAllowed, match="Chỉ huy, đồng thời người khác với người soạn"):
                getattr(waiting, act)(by=somebody, **facts)
    with pytest.raises(NotAllowed):
        draft(hung)


def test_scope_is_written_one_version_at_a_time(lan):
    waiting = draft(lan)
    with pytest.raises(Missing, match="chưa được phê duyệt"):
        draft(lan)
    with pytest.raises(NotNow):
        waiting.confirm(by=lan, note="x")
    sent = waiting.submit(by=lan)
    for act, facts in (("rewrite", {"services": "x", "places": "x", "exclusions": {}}), ("submit", {})):
        with pytest.raises(NotNow):
            getattr(sent, act)(by=lan, **facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"services": " "}, "sản phẩm, dịch vụ"),
        ({"places": ""}, "đơn vị, địa điểm"),
        ({"exclusions": {"9.2": "Không cần."}}, "9.2 không được loại trừ"),
        ({"exclusions": {"8.3": " "}}, "vì sao điều khoản 8.3"),
    ],
)
def test_scope_needs(lan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        draft(lan, **facts)


def test_sending_back_and_reviewing_say_why(lan, hung):
    waiting = draft(lan).submit(by=lan)
    with pytest.raises(Missing, match="lý do"):
        waiting.send_back(by=hung, note="")
    approved = again(waiting).approve(by=hung)
    with pytest.raises(Missing, match="căn cứ"):
        approved.confirm(by=lan, note="")
    with on(date(2027, 10, 1)):
        assert again(approved).confirm(by=lan, note="Không đổi.").review_on == date(2028, 10, 1)


# what changed


def test_changes_between_two_days(made, lan, hung):
    with on(date(2026, 12, 1)):
        made["issue"].revise(by=lan, note="Luật mới.", effect="Sửa năm quy trình.")
        made["party"].confirm(by=lan, note="Như cũ.")
        decision(lan)
        draft(lan).submit(by=lan).approve(by=hung)
    found = queries.changes(date(2026, 12, 1), date(2026, 12, 31))
    assert [(one.kind, one.act) for one in found] == [
        ("issue", "revise"),
        ("interestedparty", "confirm"),
        ("climatedecision", "decide"),
        ("scope", "approve"),
    ]
    assert [one.is_review_alone for one in found] == [False, True, False, False]
    assert (found[0].on, found[0].told.note) == (date(2026, 12, 1), "Luật mới.")
    assert queries.changes(date(2026, 11, 23), date(2026, 11, 30)) == []
    assert [one.act for one in queries.changes(TODAY, TODAY)] == ["identify", "identify"]


def test_context_stands_as_it_did_on_a_day(made, lan):
    with on(date(2026, 12, 1)):
        made["party"].confirm(by=lan, note="Như cũ.")
        decision(lan, False, "Không.")
    with on(date(2026, 12, 15)):
        again(made["issue"]).retire(by=lan, note="Hết.")
    first, second = (standing.stood(date(2026, 11, 1), day) for day in (TODAY, date(2026, 12, 31)))
    assert (first.issues, first.parties, first.climate, first.overdue) == (1, 1, None, 0)
    assert (second.issues, second.parties, second.climate.is_relevant, second.confirmed) == (0, 1, False, 1)
    assert second.count(standing.ISSUES, "retire") == 1
    assert standing.begun_on() == TODAY
    assert standing.stood(date(2027, 11, 1), date(2027, 11, 25)).overdue == 0  # the party was looked at in December
    assert standing.stood(date(2027, 11, 1), date(2027, 12, 2)).overdue == 1
    assert standing.stood(date(2026, 11, 1), TODAY).climate is None

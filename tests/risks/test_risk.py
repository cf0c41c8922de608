"""Each act of a risk, its scores, its treatments and the scale."""

from datetime import date, timedelta

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.organization.person import SYSTEM, PostHolding
from qms.organization.unit import Post
from qms.risks import queries, scale
from qms.risks import work as risk_work
from qms.risks.risk import Risk
from qms.risks.scale import RiskScale
from qms.risks.score import RiskScore
from qms.risks.states import Band, RiskKind, RiskState, Stage, TreatmentState
from qms.risks.treatment import Treatment
from tests.improvement.conftest import png
from tests.risks.conftest import DUE, RESULT, TODAY, again, identify, on, plan


def last_act():
    return trail.head().act


def history(risk):
    return [(one.stage, one.score, one.is_changed) for one in reversed(list(queries.scores_of(risk)))]


# identify


def test_identified_with_a_code_and_the_first_score_of_its_history(risk, mai):
    kept = again(risk)
    assert (kept.code, kept.score, kept.before, kept.after, kept.state) == ("R01", 20, 20, None, "watched")
    assert (kept.owner, kept.identified_on, kept.review_on) == (mai, TODAY, date(2027, 5, 22))
    assert history(risk) == [(Stage.BEFORE, 20, True)]
    assert last_act() == "riskscore.record"
    assert verify() == []


def test_risks_and_opportunities_are_numbered_apart(risk, lan, mai, office):
    chance = identify(lan, office["MC"], mai, kind=RiskKind.OPPORTUNITY)
    other = identify(lan, office["MC"], mai)
    assert (chance.code, other.code) == ("CH01", "R02")


def test_commander_and_heads_of_units_identify(hung, nam, mai, office):
    post = Post(title="Phụ trách", unit=office["MC"], is_head=True).establish(by=SYSTEM)
    PostHolding(person=nam, post=post, valid_from=date(2025, 1, 1)).appoint(by=SYSTEM)
    assert {identify(by, office["MC"], mai).code for by in (hung, again(nam))} == {"R01", "R02"}


@pytest.mark.parametrize("role", ["auditor", "staff", "ward_officer", "administrator"])
def test_others_do_not_identify(cast, mai, office, role):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc Chỉ huy hoặc người đứng đầu một đơn vị"):
        identify(cast[role], office["MC"], mai)
    assert Risk.select().count() == RiskScore.select().count() == 0


def test_identified_once(risk, lan):
    with pytest.raises(NotNow):
        risk.identify(by=lan)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "điều có thể xảy ra"),
        ({"unit": None}, "Chọn đơn vị"),
        ({"owner": None}, "một người phụ trách"),
        ({"before_likelihood": 6}, "từ 1 đến 5"),
        ({"before_impact": 0}, "từ 1 đến 5"),
        ({"review_months": 0}, "1 đến 36 tháng"),
        ({"review_months": 37}, "1 đến 36 tháng"),
        ({"basis": " "}, "căn cứ của điểm"),
    ],
)
def test_identifying_needs(lan, mai, office, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        identify(lan, **{"unit": office["MC"], "owner": mai, **facts})
    assert Risk.select().count() == 0


# confirm and reassess


def test_reviewed_unchanged_moves_the_next_review(risk, mai):
    with on(date(2027, 5, 3)):
        kept = again(risk.confirm(by=mai, note="Không phát sinh."))
    assert (kept.score, kept.reviewed_on, kept.review_on) == (20, date(2027, 5, 3), date(2027, 11, 3))
    assert history(risk) == [(Stage.BEFORE, 20, True), (Stage.BEFORE, 20, False)]
    assert last_act() == "risk.confirm"


def test_reassessed_before_anything_is_done_it_is_the_score_before_treatment(risk, mai):
    kept = again(risk.reassess(by=mai, likelihood=5, impact=5, note="Tăng gấp đôi."))
    assert (kept.before, kept.after, kept.score) == (25, None, 25)
    assert last_act() == "risk.reassess"


def test_reassessed_after_a_treatment_it_is_the_score_that_remains(treated, mai):
    kept = again(treated.reassess(by=mai, likelihood=2, impact=3, note="Bốn hồ sơ chậm."))
    assert (kept.before, kept.after, kept.score) == (20, 6, 6)
    assert history(kept) == [(Stage.BEFORE, 20, True), (Stage.AFTER, 6, True)]
    assert again(kept.confirm(by=mai, note="Vẫn vậy.")).after == 6
    assert history(kept)[-1] == (Stage.AFTER, 6, False)
    assert verify() == []


def test_treatment_that_did_not_help_is_told_by_the_same_score(treated, mai):
    assert again(treated.reassess(by=mai, likelihood=4, impact=5, note="Không giảm.")).after == 20


reviews = pytest.mark.parametrize(("act", "facts"), [("confirm", {}), ("reassess", {"likelihood": 1, "impact": 1})])


@reviews
@pytest.mark.parametrize("who", ["hung", "oanh", "nam"])
def test_only_owner_and_quality_officer_review(risk, request, act, facts, who):
    with pytest.raises(NotAllowed, match="người phụ trách rủi ro hoặc Cán bộ chất lượng"):
        getattr(risk, act)(by=request.getfixturevalue(who), note="x", **facts)


@reviews
def test_what_is_closed_is_not_reviewed(risk, lan, mai, act, facts):
    closed = risk.close(by=lan, note="Không còn.")
    with pytest.raises(NotNow, match="Đã kết thúc"):
        getattr(closed, act)(by=mai, note="x", **facts)


@reviews
def test_review_says_its_ground(risk, mai, act, facts):
    with pytest.raises(Missing, match="căn cứ của lần soát xét"):
        getattr(risk, act)(by=mai, note=" ", **facts)
    assert len(history(risk)) == 1


def test_same_score_is_no_reassessment(risk, mai):
    with pytest.raises(Missing, match="Điểm không thay đổi"):
        risk.reassess(by=mai, likelihood=4, impact=5, note="x")


# amend


def test_amended_the_score_stays(risk, mai, nam):
    kept = again(risk.amend(by=mai, title="Chậm trả hồ sơ", owner=nam, objective_code="MT-2026-01", review_months=3))
    assert (kept.title, kept.owner, kept.objective_code, kept.score) == ("Chậm trả hồ sơ", nam, "MT-2026-01", 20)
    assert kept.review_on == date(2027, 2, 22)
    assert last_act() == "risk.amend"


def test_amending_keeps_the_rules(risk, mai, oanh, lan):
    with pytest.raises(NotAllowed):
        risk.amend(by=oanh, title="x")
    with pytest.raises(Missing, match="điều có thể"):
        risk.amend(by=mai, title=" ")
    with pytest.raises(Missing, match="36 tháng"):
        again(risk).amend(by=mai, review_months=600)
    with pytest.raises(NotNow):
        again(risk).close(by=lan, note="Hết.").amend(by=mai, title="x")


# close and reopen


def test_closed_and_watched_again(risk, hung):
    closed = again(risk.close(by=hung, note="Nguyên nhân không còn."))
    assert (closed.state, closed.closed_on, last_act()) == (RiskState.CLOSED, TODAY, "risk.close")
    opened = again(closed.reopen(by=hung, note="Phát sinh lại."))
    assert (opened.state, opened.closed_on, opened.review_on, last_act()) == (RiskState.WATCHED, None, TODAY, "risk.reopen")


def test_closing_waits_for_the_treatments(treatment, lan):
    with pytest.raises(Missing, match="R01-1"):
        treatment.risk.close(by=lan, note="Xong.")


def test_owner_does_not_close(risk, mai, lan):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc Chỉ huy"):
        risk.close(by=mai, note="Xong.")
    with pytest.raises(NotAllowed):
        again(risk).close(by=lan, note="Xong.").reopen(by=mai, note="x")


def test_closing_and_reopening_say_why(risk, lan):
    with pytest.raises(Missing, match="lý do"):
        risk.close(by=lan, note="")
    closed = again(risk).close(by=lan, note="Hết.")
    with pytest.raises(Missing, match="lý do"):
        closed.reopen(by=lan, note=" ")
    with pytest.raises(NotNow):
        again(closed).close(by=lan, note="Nữa.")


def test_only_what_is_closed_is_reopened(risk, lan):
    with pytest.raises(NotNow):
        risk.reopen(by=lan, note="x")


# scores


def test_scores_are_never_changed(risk, lan):
    [score] = queries.scores_of(risk)
    with pytest.raises(NotNow):
        score.record(by=lan)
    assert set(RiskScore.acts) == {"record"}


def test_administrator_alone_scores_nothing(risk, tuan):
    facts = {"stage": Stage.BEFORE, "likelihood": 1, "impact": 1, "is_changed": True, "basis": "x", "next_review_on": TODAY}
    with pytest.raises(NotAllowed):
        RiskScore(risk=risk, **facts).record(by=tuan)


# treatments


def test_planned_for_one_person(treatment, nam, mai):
    kept = again(treatment)
    assert (kept.code, kept.responsible, kept.due_on, kept.state, last_act()) == ("R01-1", nam, DUE, "to_do", "treatment.plan")
    assert plan(kept.risk, mai, nam).code == "R01-2"


def test_who_may_not_plan(risk, hung, nam):
    for somebody in (hung, nam):
        with pytest.raises(NotAllowed, match="người phụ trách rủi ro"):
            plan(risk, somebody, nam)


def test_nothing_is_planned_for_what_is_closed(risk, lan, nam):
    with pytest.raises(Missing, match="đã kết thúc theo dõi"):
        plan(risk.close(by=lan, note="Hết."), lan, nam)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"description": " "}, "việc phải làm"), ({"responsible": None}, "một người"), ({"due_on": TODAY - timedelta(1)}, "sớm hơn hôm nay")],
)
def test_planning_needs(risk, mai, nam, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        plan(risk, mai, nam, **facts)


def test_done_with_a_result_or_evidence(treatment, mai, nam):
    other = plan(again(treatment.risk), mai, nam)
    done = again(treatment.complete(by=nam, result=RESULT))
    assert (done.state, done.completed_by, done.completed_on, last_act()) == (TreatmentState.DONE, nam, TODAY, "treatment.complete")
    risk_work.complete(other, nam, "Đã làm.", [("anh.png", png())])
    assert [file.name for file in again(other).evidence] == ["anh.png"]
    assert verify() == []


def test_only_the_doer_reports(treatment, mai, lan):
    for somebody in (mai, lan):
        with pytest.raises(NotAllowed, match="người thực hiện"):
            treatment.complete(by=somebody, result=RESULT)
        with pytest.raises(NotAllowed):
            treatment.add_evidence(by=somebody, name="anh.png", data=png())


def test_short_result_needs_evidence(treatment, nam):
    with pytest.raises(Missing, match="20 ký tự"):
        treatment.complete(by=nam, result="Xong.")


def test_wrong_file_undoes_all(treatment, nam):
    with pytest.raises(Missing, match=r"virus\.exe"):
        risk_work.complete(treatment, nam, RESULT, [("anh.png", png()), ("virus.exe", b"MZ")])
    assert (again(treatment).state, again(treatment).evidence) == ("to_do", [])


def test_extended_and_dropped(treatment, lan, mai):
    later = treatment.extend(by=lan, due_on=DUE + timedelta(10), note="Chờ kinh phí.")
    assert (again(later).due_on, last_act()) == (DUE + timedelta(10), "treatment.extend")
    dropped = again(later.drop(by=mai, note="Không cần nữa."))
    assert (dropped.state, dropped.dropped_on, last_act()) == (TreatmentState.DROPPED, TODAY, "treatment.drop")


def test_extending_and_dropping_keep_the_rules(treatment, mai, nam, lan):
    with pytest.raises(NotAllowed):
        treatment.extend(by=mai, due_on=DUE + timedelta(1), note="x")
    with pytest.raises(NotAllowed):
        treatment.drop(by=nam, note="x")
    for facts, sentence in (({"note": " "}, "lý do"), ({"due_on": DUE}, "sau hạn cũ")):
        with pytest.raises(Missing, match=sentence):
            treatment.extend(by=lan, **{"due_on": DUE + timedelta(1), "note": "x", **facts})
    with pytest.raises(Missing, match="lý do"):
        treatment.drop(by=lan, note="")


@pytest.mark.parametrize(
    ("act", "facts"), [("complete", {"result": RESULT}), ("extend", {"due_on": DUE, "note": "x"}), ("drop", {"note": "x"})]
)
def test_what_is_done_stays(treatment, nam, lan, act, facts):
    done = treatment.complete(by=nam, result=RESULT)
    with pytest.raises(NotNow, match="Đã làm xong"):
        getattr(done, act)(by=nam if act == "complete" else lan, **facts)


def test_late_treatment_is_extended_to_a_day_to_come(treatment, lan):
    with on(date(2026, 12, 20)), pytest.raises(Missing, match="sớm hơn hôm nay"):
        treatment.extend(by=lan, due_on=date(2026, 12, 10), note="Chờ.")


# the scale


def new_scale(**facts):
    words = {name: [[f"{name} {n}", f"nghĩa {n}"] for n in scale.LEVELS] for name in scale.LISTS}
    return RiskScale(**{"number": 1, "thresholds": [4, 9, 15], "reason": "Theo hướng dẫn mới", **words, **facts})


def test_first_scale_and_its_bands(house):
    now = scale.current()
    assert now.number == 0
    assert [now.band(score) for score in (1, 4, 5, 9, 10, 15, 16, 25)] == [b for b in Band for _twice in range(2)]


def test_every_score_is_in_one_band(house):
    now = scale.current()
    assert [score for band in Band for score in now.scores_of(band)] == list(range(1, 26))
    assert all(now.band(score) == band for band in Band for score in now.scores_of(band))


def test_officer_sets_the_scale_and_old_scores_keep_theirs(risk, lan, mai):
    made = again(new_scale().adopt(by=lan))
    assert (made.number, made.adopted_on, last_act()) == (1, TODAY, "riskscale.adopt")
    assert scale.current().words("impact", 5) == "5 – impact 5"
    risk.confirm(by=mai, note="Không phát sinh.")
    assert [one.scale_number for one in queries.scores_of(risk)] == [1, 0]
    assert verify() == []


@pytest.mark.parametrize("role", ["commander", "auditor", "staff"])
def test_others_do_not_set_the_scale(cast, role):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        new_scale().adopt(by=cast[role])


def test_two_officers_do_not_overwrite_each_other(lan):
    new_scale().adopt(by=lan)
    with pytest.raises(Missing, match="người khác thay đổi"):
        new_scale().adopt(by=lan)


@pytest.mark.parametrize("thresholds", [[4, 4, 9], [9, 4, 15], [1, 5, 9], [5, 9, 26], [5, 9], []])
def test_thresholds_rise(lan, thresholds):
    with pytest.raises(Missing, match="tăng dần"):
        new_scale(thresholds=thresholds).adopt(by=lan)


def test_scale_needs_words_and_a_reason(lan):
    with pytest.raises(Missing, match="lý do"):
        new_scale(reason=" ").adopt(by=lan)
    with pytest.raises(Missing, match="Mức độ có lợi: ghi tên và ý nghĩa"):
        new_scale(benefit=[["a", "b"]] * 4 + [["a", " "]]).adopt(by=lan)


def test_scale_is_adopted_once(lan):
    with pytest.raises(NotNow):
        new_scale().adopt(by=lan).adopt(by=lan)


def test_no_act_is_missing_here():
    assert {*Risk.acts} == {"identify", "amend", "confirm", "reassess", "close", "reopen"}
    assert {*Treatment.acts} == {"plan", "complete", "add_evidence", "extend", "drop"}

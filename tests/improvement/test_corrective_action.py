"""Each act of a corrective action: it works and is on the trail, who may not, when it can not, what it needs."""

from datetime import date, timedelta

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, NotNow, Stale
from qms.core.verify import verify
from qms.improvement import work
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.states import ActionState, NonconformityState
from tests.improvement.conftest import CHECK, DUE, RESULT, TODAY, again, on, plan, png

FINDING = "Kiểm tra 10 hồ sơ: không tái diễn."


def last_act():
    return trail.head().act


# plan


def test_planned_for_one_person_by_a_date_with_a_check(planned, mai, oanh, nam):
    kept = again(planned)
    assert (kept.code, kept.state, kept.responsible, kept.due_on) == ("HDKP-2026-001", "to_do", mai, DUE)
    assert (kept.verifier, kept.check_on, kept.planned_on, kept.waits_until) == (oanh, CHECK, TODAY, DUE)
    assert (last_act(), trail.head().actor) == ("correctiveaction.plan", nam.id)
    assert verify() == []


def test_several_actions_are_numbered(planned, nam, mai, oanh):
    more = plan(again(planned.nonconformity), nam, mai, oanh)
    assert more.code == "HDKP-2026-002"
    assert again(planned.nonconformity).actions == [planned, more]


def test_quality_officer_may_plan(analysed, lan, mai, oanh):
    assert plan(analysed, lan, mai, oanh).state == "to_do"


@pytest.mark.parametrize("role", ["commander", "auditor", "desk_officer", "ward_officer", "administrator"])
def test_others_may_not_plan(analysed, cast, mai, oanh, role):
    with pytest.raises(NotAllowed, match="chỉ người chịu trách nhiệm chính về sự không phù hợp hoặc Cán bộ chất lượng"):
        plan(analysed, cast[role], mai, oanh)
    assert CorrectiveAction.select().count() == 0


def test_nothing_is_planned_before_triage_or_after_closing(reported, lan, mai, oanh):
    with pytest.raises(Missing, match="NC-2026-001 chưa được phân loại hoặc đã đóng"):
        plan(reported, lan, mai, oanh)


def test_nothing_is_planned_for_a_closed_case(closed, lan, mai, oanh):
    with on(CHECK), pytest.raises(Missing, match="đã đóng"):
        plan(closed, lan, mai, oanh, due_on=CHECK, check_on=CHECK)


def test_rejected_case_opened_again_is_triaged_before_anything_is_planned(reported, lan, mai, oanh):
    case = reported.reject(by=lan, note="Không phải.").reopen(by=lan, note="Đúng là sai mẫu.")
    case.analyse(by=lan, cause_group="form", cause="Mẫu cũ.")
    with pytest.raises(Missing, match="chưa được phân loại"):
        plan(case, lan, mai, oanh)


def test_planned_once(planned, nam):
    with pytest.raises(NotNow):
        planned.plan(by=nam)


def test_cause_comes_before_corrective_action(triaged, nam, mai, oanh):
    with pytest.raises(Missing, match="nguyên nhân trước khi giao"):
        plan(triaged, nam, mai, oanh)


LAST = DUE + timedelta(180)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"description": " "}, "Ghi việc phải làm"),
        ({"measure": " "}, "Ghi thước đo"),
        ({"doer": None}, "Chọn một người thực hiện"),
        ({"due_on": None}, "ghi hạn"),
        ({"due_on": TODAY - timedelta(1)}, "không được sớm hơn hôm nay"),
        ({"verifier": None}, "Chọn người kiểm tra hiệu lực"),
        ({"check_on": None}, "ghi ngày kiểm tra"),
        ({"check_on": DUE - timedelta(1)}, "từ hạn hoàn thành đến 180 ngày"),
        ({"check_on": LAST + timedelta(1)}, "từ hạn hoàn thành đến 180 ngày"),
    ],
)
def test_planning_needs(analysed, nam, mai, oanh, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        plan(analysed, nam, **{"doer": mai, "verifier": oanh, **facts})
    assert plan(analysed, nam, mai, oanh).code == "HDKP-2026-001", "a refused plan takes no number"


def test_nobody_is_appointed_to_check_himself(analysed, nam, mai):
    with pytest.raises(Missing, match="phải khác với người thực hiện"):
        plan(analysed, nam, mai, mai)


@pytest.mark.parametrize("check", [DUE, LAST])
def test_first_and_last_day_of_the_check(analysed, nam, mai, oanh, check):
    assert plan(analysed, nam, mai, oanh, check_on=check).check_on == check


# start


def test_started(planned, mai):
    assert planned.start(by=mai).state == ActionState.DOING
    assert last_act() == "correctiveaction.start"


@pytest.mark.parametrize("role", ["quality_officer", "commander", "auditor", "staff"])
def test_others_do_not_start_it(planned, cast, role):
    with pytest.raises(NotAllowed, match="chỉ người chịu trách nhiệm chính được"):
        planned.start(by=cast[role])


def test_started_once(planned, mai):
    planned.start(by=mai)
    with pytest.raises(NotNow, match="“Đang làm”"):
        planned.start(by=mai)


# add_evidence


@pytest.mark.parametrize("stage", ["planned", "finished"])
def test_evidence_is_a_file_under_the_action(request, mai, stage):
    action = request.getfixturevalue(stage)
    action.add_evidence(by=mai, name="anh.png", data=png())
    assert [(file.name, file.bytes()) for file in action.evidence] == [("anh.png", png())]
    assert last_act() == "correctiveaction.add_evidence"
    assert verify() == []


def test_others_add_no_evidence(planned, oanh):
    with pytest.raises(NotAllowed):
        planned.add_evidence(by=oanh, name="anh.png", data=png())
    assert planned.evidence == []


def test_no_evidence_after_the_conclusion(effective, mai):
    with pytest.raises(NotNow, match="“Hiệu lực”"):
        effective.add_evidence(by=mai, name="anh.png", data=png())


@pytest.mark.parametrize(("name", "data"), [("virus.exe", b"MZ"), ("anh.png", b"no picture"), ("anh.png", b"")])
def test_evidence_is_of_a_known_kind(planned, mai, name, data):
    with pytest.raises(Missing):
        planned.add_evidence(by=mai, name=name, data=data)
    assert again(planned).version == 1
    assert verify() == []


# complete


def test_done_with_a_result_told(planned, mai):
    done = planned.complete(by=mai, result=RESULT)
    assert (done.state, done.result, done.completed_by, done.completed_on) == ("done", RESULT, mai, TODAY)
    assert done.waits_until == CHECK
    assert last_act() == "correctiveaction.complete"
    assert verify() == []


def test_short_result_with_evidence(planned, mai):
    work.complete(planned, mai, "Đã sửa.", [("anh.png", png())])
    assert again(planned).state == "done"
    assert [file.name for file in planned.evidence] == ["anh.png"]


def test_completed_with_a_wrong_file_is_all_or_nothing(planned, mai):
    with pytest.raises(Missing, match=r"virus\.exe"):
        work.complete(planned, mai, RESULT, [("anh.png", png()), ("virus.exe", b"MZ")])
    kept = again(planned)
    assert (kept.state, kept.result, kept.evidence) == ("to_do", "", [])
    assert verify() == []


@pytest.mark.parametrize("role", ["quality_officer", "commander", "auditor", "staff"])
def test_others_do_not_complete_it(planned, cast, role):
    with pytest.raises(NotAllowed):
        planned.complete(by=cast[role], result=RESULT)


def test_completed_once(finished, mai):
    with pytest.raises(NotNow, match="“Đã làm, chờ kiểm tra”"):
        finished.complete(by=mai, result=RESULT)


@pytest.mark.parametrize("result", ["", "   ", "Đã sửa.", "x" * 19])
def test_result_is_told_in_some_words_or_shown(planned, mai, result):
    with pytest.raises(Missing, match="từ 20 ký tự, hoặc kèm tệp bằng chứng"):
        planned.complete(by=mai, result=result)


def test_evidence_alone_is_no_result(planned, mai):
    planned.add_evidence(by=mai, name="anh.png", data=png())
    with pytest.raises(Missing, match="Ghi kết quả"):
        planned.complete(by=mai, result=" ")


def test_case_waits_for_the_last_of_several(planned, nam, mai, oanh):
    more = plan(again(planned.nonconformity), nam, nam, oanh)
    planned.complete(by=mai, result=RESULT)
    assert again(planned.nonconformity).state == "in_progress"
    more.complete(by=nam, result=RESULT)
    assert again(planned.nonconformity).state == "awaiting_check"


# extend


@pytest.mark.parametrize("role", ["quality_officer", "commander"])
def test_extended_with_a_reason_and_the_check_moves_along(planned, cast, role):
    planned.extend(by=cast[role], due_on=DUE + timedelta(10), note="Chờ in sổ mới.")
    kept = again(planned)
    assert (kept.due_on, kept.check_on) == (DUE + timedelta(10), CHECK + timedelta(10))
    assert (last_act(), trail.head().facts["note"]) == ("correctiveaction.extend", "Chờ in sổ mới.")


@pytest.mark.parametrize("role", ["desk_officer", "staff", "auditor"])
def test_others_do_not_extend_it(planned, cast, role):
    with pytest.raises(NotAllowed, match="chỉ Cán bộ chất lượng hoặc Chỉ huy"):
        planned.extend(by=cast[role], due_on=DUE + timedelta(10), note="Chờ.")


def test_what_is_done_is_not_extended(finished, lan):
    with pytest.raises(NotNow):
        finished.extend(by=lan, due_on=DUE + timedelta(10), note="Chờ.")


@pytest.mark.parametrize(("days", "note", "sentence"), [(10, " ", "lý do gia hạn"), (0, "Chờ.", "sau hạn cũ"), (-1, "Chờ.", "sau hạn cũ")])
def test_extension_needs(planned, lan, days, note, sentence):
    with pytest.raises(Missing, match=sentence):
        planned.extend(by=lan, due_on=DUE + timedelta(days), note=note)


def test_late_action_is_extended_to_a_day_to_come(planned, lan):
    with on(date(2026, 12, 10)), pytest.raises(Missing, match="không được sớm hơn hôm nay"):
        planned.extend(by=lan, due_on=date(2026, 12, 5), note="Chờ.")


# find_effective and find_not_effective


def test_found_effective_by_another_on_the_day(effective, oanh):
    kept = again(effective)
    assert (kept.state, kept.verified_by, kept.verified_on, kept.waits_until) == ("effective", oanh, CHECK, None)
    assert kept.verified_as == "Thiếu tá Lê Thị Oanh, Trợ lý Chính trị, Bộ phận Tham mưu"
    assert kept.finding.startswith("10 hồ sơ")
    assert last_act() == "correctiveaction.find_effective"
    assert again(effective.nonconformity).state == "awaiting_check"
    assert verify() == []


def test_found_not_effective_the_case_is_worked_on_again(finished, oanh):
    with on(CHECK):
        finished.find_not_effective(by=oanh, finding="Còn 2 hồ sơ thiếu.")
    assert again(finished).state == "not_effective"
    assert again(finished.nonconformity).state == NonconformityState.IN_PROGRESS
    assert last_act() == "correctiveaction.find_not_effective"
    assert verify() == []


both = pytest.mark.parametrize("conclude", ["find_effective", "find_not_effective"])


@both
@pytest.mark.parametrize("role", ["quality_officer", "auditor"])
def test_quality_officer_and_auditor_may_check(finished, cast, conclude, role):
    with on(CHECK):
        assert getattr(finished, conclude)(by=cast[role], finding=FINDING).verified_by == cast[role]


@both
@pytest.mark.parametrize("role", ["desk_officer", "commander", "staff", "administrator"])
def test_doer_and_others_do_not_check(finished, cast, conclude, role):
    with on(CHECK), pytest.raises(NotAllowed, match="đồng thời người khác với người thực hiện"):
        getattr(finished, conclude)(by=cast[role], finding=FINDING)
    assert again(finished).state == "done"


@both
@pytest.mark.parametrize("role", ["quality_officer", "auditor"])
def test_nobody_checks_his_own_action_whatever_his_role(analysed, cast, nam, son, conclude, role):
    doer = cast[role]
    action = plan(analysed, nam, doer, son).complete(by=doer, result=RESULT)
    with on(CHECK), pytest.raises(NotAllowed, match="người khác với người thực hiện"):
        getattr(action, conclude)(by=doer, finding=FINDING)
    with on(CHECK):
        assert getattr(action, conclude)(by=son, finding=FINDING).verified_by == son


@both
def test_only_what_is_done_is_checked(planned, oanh, conclude):
    with on(CHECK), pytest.raises(NotNow, match="“Chưa làm”"):
        getattr(planned, conclude)(by=oanh, finding=FINDING)


@both
def test_checked_once(effective, oanh, conclude):
    with on(CHECK), pytest.raises(NotNow, match="“Hiệu lực”"):
        getattr(effective, conclude)(by=oanh, finding=FINDING)


@both
def test_conclusion_has_its_ground(finished, oanh, conclude):
    with on(CHECK), pytest.raises(Missing, match="Ghi căn cứ"):
        getattr(finished, conclude)(by=oanh, finding=" ")


@both
def test_conclusion_waits_for_its_day(finished, oanh, conclude):
    with on(CHECK - timedelta(1), 23), pytest.raises(Missing, match="Chưa đến ngày kiểm tra hiệu lực 31/12/2026"):
        getattr(finished, conclude)(by=oanh, finding=FINDING)


# find_recurred


def test_recurrence_takes_the_conclusion_back(effective, lan):
    effective.find_recurred(by=lan, note="Lại thiếu chữ ký.")
    assert again(effective).state == "not_effective"
    assert last_act() == "correctiveaction.find_recurred"


def test_others_do_not_take_it_back(effective, oanh):
    with pytest.raises(NotAllowed):
        effective.find_recurred(by=oanh, note="Lại thiếu.")


def test_only_what_was_effective_recurs(finished, lan):
    with pytest.raises(NotNow):
        finished.find_recurred(by=lan, note="Lại thiếu.")


def test_recurrence_needs_its_reason(effective, lan):
    with pytest.raises(Missing, match="lý do"):
        effective.find_recurred(by=lan, note=" ")


# one page opened before another's act


def test_late_page_is_refused(planned, mai, lan):
    opened_before = again(planned)
    planned.extend(by=lan, due_on=DUE + timedelta(5), note="Chờ in sổ.")
    with pytest.raises(Stale, match="HDKP-2026-001 đã được người khác thay đổi"):
        opened_before.complete(by=mai, result=RESULT)
    assert again(planned).state == "to_do"

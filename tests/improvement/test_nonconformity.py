"""Each act of a nonconformity: it works and is on the trail, who may not, when it can not, what it needs."""

from datetime import date

import pytest

from qms.core import clock, trail
from qms.core.calendar import add_working_days
from qms.core.refusals import Missing, NotAllowed, NotNow, Stale
from qms.core.stories import history
from qms.core.verify import verify
from qms.improvement import work
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting.report import short
from qms.improvement.states import ActionState, CauseGroup, NonconformityState, Severity
from tests.improvement.conftest import CHECK, TODAY, again, confirm, on, plan, png, report, triage

YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


def last_act():
    return trail.head().act


@pytest.fixture
def facts(nam, office):
    """Give what triage needs."""
    return {"title": "Thiếu chữ ký", "severity": Severity.MINOR, "clause": "8.5.1", "lead_unit": office["TM"], "responsible": nam}


# report


def test_report_is_numbered_and_on_the_trail(reported, mai):
    assert (reported.code, reported.state, reported.title) == ("NC-2026-001", "reported", "Thiếu chữ ký bàn giao ở bước 3")
    assert (reported.reported_by, reported.reported_on) == (mai, TODAY)
    assert last_act() == "nonconformity.report"
    assert verify() == []


def test_reports_are_numbered_one_after_the_other_each_year(mai, office):
    codes = [report(mai, office["MC"]).code for _ in range(3)]
    with on(date(2027, 1, 4)):
        codes.append(report(mai, office["MC"]).code)
    assert codes == ["NC-2026-001", "NC-2026-002", "NC-2026-003", "NC-2027-001"]


@pytest.mark.parametrize(
    ("day", "answer"),
    [(date(2026, 11, 20), date(2026, 11, 23)), (date(2026, 11, 22), date(2026, 11, 23)), (date(2026, 11, 23), date(2026, 11, 25))],
)
def test_report_is_answered_within_a_working_day(mai, office, day, answer):
    with on(day):
        assert report(mai, office["MC"]).answer_by == report(mai, office["MC"]).due_on == answer


@pytest.mark.parametrize("role", ["quality_officer", "commander", "auditor", "staff", "desk_officer", "ward_officer"])
def test_every_member_may_report(cast, office, role):
    assert report(cast[role], office["MC"]).reported_by == cast[role]


def test_administrator_alone_may_not_report(tuan, office):
    with pytest.raises(NotAllowed, match="chỉ cán bộ, nhân viên của đơn vị"):
        report(tuan, office["MC"])
    assert Nonconformity.select().count() == 0


def test_report_happens_once(reported, mai):
    with pytest.raises(NotNow, match="“Mới”"):
        reported.report(by=mai)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": "  "}, "Ghi điều đã xảy ra"),
        ({"unit": None}, "Chọn nơi xảy ra"),
        ({"happened_on": None}, "không được sau hôm nay"),
        ({"happened_on": TOMORROW}, "không được sau hôm nay"),
    ],
)
def test_report_needs(mai, office, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        report(mai, **{"unit": office["MC"], **facts})
    assert report(mai, office["MC"]).code == "NC-2026-001", "a refused report takes no number"


def test_report_keeps_its_photos(mai, office):
    case = work.report(mai, [("anh.png", png()), ("hai.png", png(9))], what_happened="Hỏng", unit=office["MC"], happened_on=TODAY)
    assert [entry.act for entry in trail.TrailEntry.select().order_by(trail.TrailEntry.seq.desc()).limit(3)] == [
        "attachment.attach",
        "attachment.attach",
        "nonconformity.report",
    ]
    assert case.state == "reported"
    assert verify() == []


def test_report_with_a_wrong_file_is_all_or_nothing(mai, office):
    with pytest.raises(Missing, match=r"virus\.exe"):
        work.report(mai, [("anh.png", png()), ("virus.exe", b"MZ")], what_happened="Hỏng", unit=office["MC"], happened_on=TODAY)
    assert Nonconformity.select().count() == 0
    assert verify() == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Một câu. Hai câu.", "Một câu"),
        ("Một dòng\nhai dòng", "Một dòng"),
        ("từ " * 60, "từ " * 29 + "từ…"),
        ("x" * 200, "x" * 90 + "…"),
        ("...", "..."),
        (". Rồi sao", ". Rồi sao"),
    ],
)
def test_title_is_the_first_sentence(text, title):
    assert short(text) == title


# triage


def test_triage_gives_one_unit_and_one_person(triaged, nam, office):
    kept = again(triaged)
    assert (kept.state, kept.severity, kept.clause, kept.procedure_code) == ("in_progress", "minor", "8.5.1", "QT-16")
    assert (kept.lead_unit, kept.responsible, kept.title) == (office["TM"], nam, "Thiếu chữ ký bàn giao")
    assert trail.head().facts["changes"]["state"] == ["reported", "in_progress"]
    assert verify() == []


def test_triage_is_read_in_words(triaged):
    told = history(triaged)[0]
    changes = {name: (before, after) for name, before, after in told.changes}
    assert str(told.past) == "đã phân loại"
    assert changes["Mức độ"] == ("", "KPH nhẹ")
    assert changes["Người chịu trách nhiệm chính"] == ("", "Phạm Văn Nam")
    assert changes["Trạng thái"] == ("Mới", "Đang xử lý")


@pytest.mark.parametrize("role", ["commander", "auditor", "staff", "desk_officer", "ward_officer", "administrator"])
def test_others_may_not_triage(reported, cast, facts, role):
    with pytest.raises(NotAllowed, match="chỉ Cán bộ chất lượng"):
        reported.triage(by=cast[role], **facts)
    assert again(reported).state == "reported"


def test_triage_may_be_corrected_while_it_is_worked_on(triaged, lan, oanh, facts):
    assert triaged.triage(by=lan, **{**facts, "responsible": oanh}).responsible == oanh


def test_closed_one_is_not_triaged(closed, lan, facts):
    with pytest.raises(NotNow, match="“Đã đóng”"):
        closed.triage(by=lan, **facts)


@pytest.mark.parametrize(
    ("lack", "sentence"),
    [
        ({"title": " "}, "Ghi tóm tắt"),
        ({"severity": None}, "Chọn mức độ và điều khoản"),
        ({"clause": ""}, "Chọn mức độ và điều khoản"),
        ({"lead_unit": None}, "đơn vị chủ trì"),
        ({"responsible": None}, "một người chịu trách nhiệm chính"),
    ],
)
def test_triage_needs(reported, lan, facts, lack, sentence):
    with pytest.raises(Missing, match=sentence):
        reported.triage(by=lan, **{**facts, **lack})
    assert again(reported).state == "reported"


def test_second_of_two_who_triage_is_told(reported, lan, facts):
    opened_before = again(reported)
    reported.triage(by=lan, **facts)
    with pytest.raises(Stale, match="NC-2026-001 đã được người khác thay đổi"):
        opened_before.triage(by=lan, **{**facts, "title": "Khác"})
    assert again(reported).title == "Thiếu chữ ký"


# reject


def test_rejected_with_a_reason_and_a_signature(reported, lan):
    case = reported.reject(by=lan, note="Là đề nghị cấp bàn ghế.")
    assert (case.state, case.closed_on, case.closed_by, case.due_on) == ("rejected", TODAY, lan, None)
    assert case.closed_as == "Đại úy Trần Thị Lan, Thư ký ISO, Ban Chỉ huy"
    assert (last_act(), trail.head().facts["note"]) == ("nonconformity.reject", "Là đề nghị cấp bàn ghế.")


def test_others_may_not_reject(reported, hung):
    with pytest.raises(NotAllowed):
        reported.reject(by=hung, note="Không phải.")


def test_case_in_progress_is_not_rejected(triaged, lan):
    with pytest.raises(NotNow, match="“Đang xử lý”"):
        triaged.reject(by=lan, note="Không phải.")


def test_rejection_needs_a_reason(reported, lan):
    with pytest.raises(Missing, match="lý do"):
        reported.reject(by=lan, note=" ")


# correct


def test_correction_is_kept_apart_from_corrective_action(triaged, nam):
    triaged.correct(by=nam, correction="Bổ sung chữ ký.", on=TODAY)
    assert (triaged.correction, triaged.corrected_by, triaged.corrected_on) == ("Bổ sung chữ ký.", nam, TODAY)
    assert triaged.state == "in_progress"
    assert triaged.actions == []
    assert last_act() == "nonconformity.correct"


def test_quality_officer_may_record_the_correction(triaged, lan):
    assert triaged.correct(by=lan, correction="Bổ sung chữ ký.", on=TODAY).corrected_by == lan


def test_others_may_not_correct(triaged, mai):
    with pytest.raises(NotAllowed, match="chỉ người chịu trách nhiệm chính hoặc Cán bộ chất lượng"):
        triaged.correct(by=mai, correction="Bổ sung.", on=TODAY)


def test_nobody_corrects_before_triage(reported, lan):
    with pytest.raises(NotNow):
        reported.correct(by=lan, correction="Bổ sung.", on=TODAY)


@pytest.mark.parametrize(
    ("text", "day", "sentence"), [("", TODAY, "Ghi việc đã làm"), ("x", TOMORROW, "Ngày khắc phục"), ("x", YESTERDAY, "Ngày khắc phục")]
)
def test_correction_needs(triaged, nam, text, day, sentence):
    with pytest.raises(Missing, match=sentence):
        triaged.correct(by=nam, correction=text, on=day)


# analyse


def test_cause_is_recorded(triaged, nam):
    triaged.analyse(by=nam, cause_group=CauseGroup.METHOD, cause="Thiếu bước.", elsewhere="QT-15")
    kept = again(triaged)
    assert (kept.cause_group, kept.cause, kept.elsewhere, kept.analysed_by) == ("method", "Thiếu bước.", "QT-15", nam)
    assert last_act() == "nonconformity.analyse"


def test_others_may_not_analyse(triaged, oanh):
    with pytest.raises(NotAllowed):
        triaged.analyse(by=oanh, cause_group=CauseGroup.METHOD, cause="Thiếu bước.")


def test_nobody_analyses_what_waits_for_its_check(finished, nam):
    with pytest.raises(NotNow, match="Chờ kiểm tra hiệu lực"):
        again(finished.nonconformity).analyse(by=nam, cause_group=CauseGroup.METHOD, cause="Thiếu bước.")


@pytest.mark.parametrize(("group", "cause"), [(None, "Thiếu bước."), (CauseGroup.METHOD, " ")])
def test_cause_needs(triaged, nam, group, cause):
    with pytest.raises(Missing, match="nhóm nguyên nhân"):
        triaged.analyse(by=nam, cause_group=group, cause=cause)


# await_check and resume follow the actions


def test_case_waits_for_the_check_once_all_actions_are_done(planned, mai):
    planned.complete(by=mai, result="Đã sửa mẫu sổ, đã hướng dẫn.")
    assert again(planned.nonconformity).state == "awaiting_check"
    assert last_act() == "correctiveaction.complete"
    assert again(planned.nonconformity).due_on == CHECK


def test_nobody_moves_it_to_the_check_while_an_action_is_open(planned, nam, oanh):
    case = again(planned.nonconformity)
    for by, number in ((nam, 0), (nam, planned.id), (oanh, planned.id)):
        with pytest.raises(Missing, match="Chưa có hành động nào được báo xong"):
            case.await_check(by=by, but=number)


def test_last_but_one_action_moves_nothing(planned, nam, mai, son, oanh):
    plan(again(planned.nonconformity), nam, son, oanh)
    with pytest.raises(Missing, match="Còn hành động chưa làm xong"):
        again(planned.nonconformity).await_check(by=mai, but=planned.id)


def test_nothing_awaits_a_check_before_triage(reported, lan):
    with pytest.raises(NotNow):
        reported.await_check(by=lan, but=0)


def test_who_has_no_part_in_it_moves_nothing(finished, planned, tuan, son):
    for one in (tuan, son):
        with pytest.raises(NotAllowed):
            again(finished.nonconformity).resume(by=one, following=finished)
        with pytest.raises(NotAllowed):
            again(finished.nonconformity).await_check(by=one, but=finished.id)


def test_nothing_is_resumed_without_a_reason_in_its_actions(finished, mai, office, nam, lan):
    with pytest.raises(Missing, match="Chỉ xử lý tiếp khi"):
        again(finished.nonconformity).resume(by=lan, following=finished)
    other = report(mai, office["MC"])
    with pytest.raises(Missing, match="thuộc sự việc khác"):
        again(finished.nonconformity).resume(by=lan, following=CorrectiveAction(nonconformity=other))


def test_new_action_resumes_the_work(finished, nam, mai, oanh):
    plan(again(finished.nonconformity), nam, mai, oanh)
    assert again(finished.nonconformity).state == "in_progress"


def test_only_what_waits_is_resumed(triaged, lan):
    with pytest.raises(NotNow):
        triaged.resume(by=lan, following=CorrectiveAction(nonconformity=triaged))


# close


def test_closed_when_all_holds(closed, lan):
    kept = again(closed)
    assert (kept.state, kept.closed_on, kept.closed_by, kept.due_on) == ("closed", CHECK, lan, None)
    assert kept.closed_as.startswith("Đại úy Trần Thị Lan")
    assert last_act() == "nonconformity.close"
    assert verify() == []


@pytest.mark.parametrize("role", ["commander", "auditor", "staff", "desk_officer", "ward_officer", "administrator"])
def test_others_may_not_close(effective, cast, role):
    with pytest.raises(NotAllowed, match="chỉ Cán bộ chất lượng"):
        again(effective.nonconformity).close(by=cast[role])


def test_nothing_is_closed_twice_or_before_triage(closed, lan, mai, office):
    with pytest.raises(NotNow, match="“Đã đóng”"):
        closed.close(by=lan)
    with pytest.raises(NotNow, match="“Mới”"):
        report(mai, office["MC"]).close(by=lan)


GATES = ["khắc phục đã được ghi", "nguyên nhân đã được xác định", "nguyên nhân được người khác xác nhận bằng chứng cứ",
         "đã trả lời có thể xảy ra ở nơi khác không", "có hành động khắc phục, hoặc lý do không cần", "mọi hành động đã thực hiện xong",
         "mọi hành động được người khác kiểm tra là có hiệu lực"]  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "missing"),
    [("triaged", GATES), ("analysed", [GATES[2], *GATES[4:]]), ("confirmed", GATES[4:]), ("planned", GATES[5:]), ("finished", GATES[6:])],
)
def test_refusal_to_close_names_all_that_is_missing_and_nothing_else(request, lan, stage, missing):
    record = request.getfixturevalue(stage)
    case = again(getattr(record, "nonconformity", record))
    with pytest.raises(Missing) as refusal:
        case.close(by=lan)
    assert str(refusal.value) == f"Chưa đóng được, còn thiếu: {'; '.join(missing)}."
    assert again(case).state != NonconformityState.CLOSED


def test_correction_alone_may_be_what_is_missing(triaged, nam, lan, mai, oanh):
    triaged.analyse(by=nam, cause_group=CauseGroup.FORM, cause="Mẫu cũ.", elsewhere="Không: chỉ bộ phận này dùng mẫu.")
    plan(confirm(triaged, oanh), nam, mai, oanh).complete(by=mai, result="Đã sửa mẫu sổ, đã hướng dẫn.")
    with pytest.raises(Missing, match="còn thiếu: khắc phục đã được ghi; mọi hành động được người khác"):
        again(triaged).close(by=lan)


def test_one_action_not_yet_checked_keeps_it_open(effective, nam, mai, oanh, lan):
    with on(CHECK):
        more = plan(again(effective.nonconformity), nam, mai, oanh, due_on=CHECK, check_on=CHECK)
        with pytest.raises(Missing, match="mọi hành động đã thực hiện xong"):
            again(effective.nonconformity).close(by=lan)
        more.complete(by=mai, result="Đã phổ biến cho các khu đội.")
        with pytest.raises(Missing, match="còn thiếu: mọi hành động được người khác kiểm tra là có hiệu lực"):
            again(effective.nonconformity).close(by=lan)


def test_action_that_did_not_help_is_no_action(finished, oanh, lan):
    with on(CHECK):
        finished.find_not_effective(by=oanh, finding="Còn 2 hồ sơ thiếu.")
        with pytest.raises(Missing, match="có hành động khắc phục, hoặc lý do không cần"):
            again(finished.nonconformity).close(by=lan)


# reopen


def test_reopened_with_its_history(closed, effective, lan):
    with on(date(2027, 2, 1)):
        case = closed.reopen(by=lan, note="Lỗi tái diễn trong tháng 1.")
        with pytest.raises(Missing, match="có hành động khắc phục, hoặc lý do không cần"):
            case.close(by=lan)
    kept = again(case)
    assert (kept.state, kept.closed_on, kept.closed_by, kept.closed_as) == ("in_progress", None, None, "")
    assert again(effective).state == ActionState.NOT_EFFECTIVE
    told = history(kept)
    assert [str(one.past) for one in told[:2]] == ["đã mở lại", "đã đóng"]
    assert told[0].note == "Lỗi tái diễn trong tháng 1."
    assert verify() == []


def test_reopened_one_is_closed_again_by_a_new_action(closed, lan, nam, mai, oanh):
    with on(date(2027, 2, 1)):
        closed.reopen(by=lan, note="Lỗi tái diễn.")
        more = plan(again(closed), nam, mai, oanh, due_on=date(2027, 2, 1), check_on=date(2027, 2, 1))
        more.complete(by=mai, result="Đã in lại toàn bộ mẫu sổ.")
    with on(date(2027, 3, 3)):
        more.find_effective(by=oanh, finding="Không tái diễn.")
        assert again(closed).close(by=lan).closed_on == date(2027, 3, 3)


def test_rejected_one_is_opened_again_and_must_be_triaged_before_it_is_closed(reported, lan, nam, mai, oanh, facts):
    reported.reject(by=lan, note="Không phải.").reopen(by=lan, note="Xem lại: đúng là sai mẫu.")
    case = again(reported)
    assert case.state == "in_progress"
    with pytest.raises(Missing, match="còn thiếu: đã phân loại"):
        case.close(by=lan)
    assert case.triage(by=lan, **facts).responsible == nam


@pytest.mark.parametrize("role", ["commander", "auditor", "staff", "administrator"])
def test_others_may_not_reopen(closed, cast, role):
    with pytest.raises(NotAllowed):
        closed.reopen(by=cast[role], note="Tái diễn.")


@pytest.mark.parametrize("stage", ["reported", "triaged"])
def test_what_is_open_is_not_reopened(request, lan, stage):
    with pytest.raises(NotNow):
        request.getfixturevalue(stage).reopen(by=lan, note="Tái diễn.")


def test_reopening_needs_a_reason(closed, effective, lan):
    with pytest.raises(Missing, match="Ghi lý do mở lại"):
        closed.reopen(by=lan, note=" ")
    assert again(effective).state == ActionState.EFFECTIVE


def test_next_day_to_watch(triaged, nam, mai, oanh):
    assert triaged.due_on == add_working_days(TODAY, 10)
    triaged = triaged.correct(by=nam, correction="Đã ký bổ sung.", on=TODAY).analyse(by=nam, cause_group=CauseGroup.FORM, cause="Mẫu cũ.")
    later = plan(triaged, nam, mai, oanh, due_on=date(2026, 12, 20))
    sooner = plan(again(triaged), nam, mai, oanh)
    assert again(triaged).due_on == sooner.due_on < later.due_on
    with on(date(2026, 12, 5)):
        assert clock.today() > again(triaged).due_on
        sooner.complete(by=mai, result="Đã sửa mẫu sổ, đã hướng dẫn.")
    assert again(triaged).due_on == later.due_on


def test_triage_by_somebody_who_lost_the_role(reported, lan, tuan, facts):
    from qms.organization.person import Person, RoleGrant

    RoleGrant.get(RoleGrant.person == lan).end(by=tuan, on=TODAY)
    with pytest.raises(NotAllowed):
        reported.triage(by=Person.get_by_id(lan.id), **facts)


def test_case_without_a_procedure_is_triaged(reported, lan, facts):
    assert triage(reported, lan, facts["responsible"], facts["lead_unit"], procedure_code="").procedure_code == ""

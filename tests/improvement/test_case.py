"""Correction and concession, the confirmed cause, other units, and the decision that nothing more need be done."""

from datetime import date, timedelta

import pytest

from qms.core import trail
from qms.core.attachment import attachments_of
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.improvement import queries, tallies
from qms.improvement.case import cause_group
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.case.gates import STEPS, steps_of
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import CauseGroup, ElsewhereState, Severity
from tests.improvement.conftest import TODAY, again, analyse, on, plan, png, triage

EVIDENCE = "Đã xem 20 phiếu trong sổ tháng 11."


def missing(case):
    """List what closing wants, by where it stands on the page."""
    return [gate.anchor for gate in again(case).gates if not gate.is_met]


# Correction, its evidence, concession


def test_correction_has_evidence_of_its_own(analysed, nam):
    analysed.show_correction(by=nam, name="phieu.png", data=png())
    assert [one.name for one in attachments_of("nonconformity", analysed.id, "correction")] == ["phieu.png"]
    assert attachments_of("nonconformity", analysed.id) == []
    assert trail.head().act == "nonconformity.show_correction"


def test_evidence_follows_a_correction(triaged, nam):
    with pytest.raises(Missing, match="Ghi việc khắc phục trước"):
        triaged.show_correction(by=nam, name="phieu.png", data=png())


def test_strangers_show_nothing(analysed, mai):
    with pytest.raises(NotAllowed):
        analysed.show_correction(by=mai, name="phieu.png", data=png())


def test_commander_concedes_until_a_day(analysed, hung):
    analysed.concede(by=hung, conceded="Dùng tiếp 50 phiếu in sẵn, ghi thêm cột bằng tay.", until=TODAY + timedelta(30))
    kept = again(analysed)
    assert (kept.conceded_until, kept.conceded_as) == (TODAY + timedelta(30), hung.signature())
    assert verify() == []


@pytest.mark.parametrize("role", ["quality_officer", "auditor", "staff", "administrator"])
def test_nobody_else_concedes(analysed, cast, role):
    with pytest.raises(NotAllowed, match="Chỉ huy"):
        analysed.concede(by=cast[role], conceded="Dùng tiếp.", until=TODAY)


@pytest.mark.parametrize(("words", "days", "sentence"), [(" ", 1, "nội dung được nhân nhượng"), ("Dùng tiếp.", -1, "phải có thời hạn")])
def test_concession_says_what_and_until_when(analysed, hung, words, days, sentence):
    with pytest.raises(Missing, match=sentence):
        analysed.concede(by=hung, conceded=words, until=TODAY + timedelta(days))


def test_report_is_not_conceded(reported, hung):
    with pytest.raises(NotNow):
        reported.concede(by=hung, conceded="Dùng tiếp.", until=TODAY)


# The cause


def test_whys_are_kept_in_order(triaged, nam):
    triaged.analyse(by=nam, cause_group="form", cause="Mẫu cũ.", whys=["Thiếu chữ ký", "", "Mẫu  không có\ncột", " "])
    assert again(triaged).why_lines == ["Thiếu chữ ký", "Mẫu không có cột"]


def test_six_whys_are_too_many(triaged, nam):
    with pytest.raises(Missing, match="tối đa 5"):
        triaged.analyse(by=nam, cause_group="form", cause="Mẫu cũ.", whys=["a"] * 6)


def test_unknown_group_is_no_group(triaged, nam):
    with pytest.raises(Missing, match="Chọn nhóm nguyên nhân"):
        triaged.analyse(by=nam, cause_group="bogus", cause="Mẫu cũ.")


def test_another_confirms_the_cause_on_evidence(analysed, oanh):
    analysed.confirm_cause(by=oanh, evidence=EVIDENCE, files=[("so.png", png())])
    kept = again(analysed)
    assert (kept.is_cause_confirmed, kept.cause_evidence, kept.cause_confirmed_as) == (True, EVIDENCE, oanh.signature())
    assert [one.name for one in attachments_of("nonconformity", kept.id, "cause")] == ["so.png"]


def test_nobody_confirms_what_he_found_whatever_his_role(triaged, lan, mai):
    analyse(triaged, lan)
    with pytest.raises(NotAllowed, match="người khác với người xác định nguyên nhân"):
        triaged.confirm_cause(by=lan, evidence=EVIDENCE)
    with pytest.raises(NotAllowed):
        triaged.confirm_cause(by=mai, evidence=EVIDENCE)


def test_confirmation_names_what_was_seen(analysed, oanh):
    with pytest.raises(Missing, match="Ghi chứng cứ"):
        analysed.confirm_cause(by=oanh, evidence="Đúng.")


def test_changed_cause_is_confirmed_anew(confirmed, nam, oanh):
    assert "xac-nhan" not in missing(confirmed)
    with pytest.raises(Missing, match="đã được xác nhận"):
        confirmed.confirm_cause(by=oanh, evidence=EVIDENCE)
    again(confirmed).analyse(by=nam, cause_group="method", cause="Không hướng dẫn.", elsewhere="Không.")
    assert "xac-nhan" in missing(confirmed)
    assert again(confirmed).cause_evidence == ""
    again(confirmed).confirm_cause(by=oanh, evidence=EVIDENCE)
    assert "xac-nhan" not in missing(confirmed)


# Groups of causes


def test_office_names_groups_and_adds_its_own(triaged, lan, nam):
    cause_group.amend(lan, "form", "Mẫu, sổ", "Forms and books", True)
    mine = cause_group.add(lan, "Phối hợp", "")
    assert cause_group.label_of("form") == "Mẫu, sổ"
    assert [code for code, _label in cause_group.choices()][-2:] == [mine.code, "other"]
    triaged.analyse(by=nam, cause_group=mine.code, cause="Hai bộ phận không báo nhau.")
    assert again(triaged).cause_group_label == "Phối hợp"
    assert tallies.causes(TODAY) == [("Phối hợp", 1)]


def test_group_out_of_use_is_kept_where_it_was_chosen(analysed, lan, nam):
    cause_group.amend(lan, "form", "Biểu mẫu", "", False)
    assert "form" not in dict(cause_group.choices())
    assert "form" in dict(cause_group.choices("form"))
    assert analysed.analyse(by=nam, cause_group="form", cause="Mẫu cũ.").cause_group == "form"
    assert cause_group.label_of("form") == "Biểu mẫu"


@pytest.mark.parametrize("name", ["", " ", "con nguoi", "Con Người"])
def test_group_has_a_name_of_its_own(lan, name):
    names = {group.code: group.label for group in cause_group.groups()}
    assert names["people"] == "Con người"
    if name.strip():
        cause_group.amend(lan, "people", "Con người", "", True)
    with pytest.raises(Missing, match=r"Ghi tên|đã có"):
        cause_group.add(lan, name, "")


def test_other_stays_other(lan):
    with pytest.raises(Missing, match="giữ nguyên"):
        cause_group.amend(lan, "other", "Linh tinh", "", True)


def test_others_change_no_group(nam, hung):
    for one in (nam, hung):
        with pytest.raises(NotAllowed):
            cause_group.add(one, "Phối hợp", "")


def test_every_group_of_the_house_is_listed_once(office):
    assert sorted(group.code for group in cause_group.groups()) == sorted(group.value for group in CauseGroup)


# Other units


@pytest.fixture
def asked(confirmed, nam, office):
    """Give the question put to the staff about a case of the desk."""
    return Elsewhere(nonconformity=confirmed, unit=office["TM"], answer_by=TODAY + timedelta(7)).ask(by=nam)


def test_open_question_keeps_the_case_open(asked, son, nam):
    assert missing(asked.nonconformity)[0] == "noi-khac"
    assert [one.id for one in queries.questions_to({asked.unit_id})] == [asked.id]
    asked.find_nothing(by=son, note="Đã xem 30 phiếu của khu đội: đủ chữ ký.")
    assert "noi-khac" not in missing(asked.nonconformity)
    assert again(asked).answered_as == son.signature()


def test_unit_that_has_it_too_reports_its_own(asked, son):
    asked.find_too(by=son, note="Sổ khu đội cũng thiếu cột ký nhận.")
    raised = Nonconformity.get(code=again(asked).raised)
    assert (raised.unit, raised.origin_kind, raised.origin_id) == (asked.unit, "nonconformity", asked.nonconformity_id)
    assert again(asked).state == ElsewhereState.HERE_TOO
    assert verify() == []


def test_only_the_unit_or_the_officer_answers(asked, mai, hung, lan):
    for one in (mai, hung):
        with pytest.raises(NotAllowed, match="người của đơn vị được hỏi"):
            asked.find_nothing(by=one, note="Không có.")
    assert asked.find_nothing(by=lan, note="Khu đội báo miệng: không có.").state == ElsewhereState.NOT_HERE
    with pytest.raises(NotNow):
        again(asked).find_too(by=lan, note="Có.")


def test_question_needs_another_unit_and_a_day(confirmed, asked, nam, office):
    for unit, days, sentence in ((confirmed.unit, 7, "đơn vị khác"), (office["BCH"], -1, "Hạn trả lời"), (asked.unit, 7, "Đã hỏi")):
        with pytest.raises(Missing, match=sentence):
            Elsewhere(nonconformity=confirmed, unit=unit, answer_by=TODAY + timedelta(days)).ask(by=nam)


def test_question_follows_the_cause(triaged, nam, mai, office):
    with pytest.raises(Missing, match="Xác định nguyên nhân trước"):
        Elsewhere(nonconformity=triaged, unit=office["TM"], answer_by=TODAY).ask(by=nam)
    with pytest.raises(NotAllowed):
        Elsewhere(nonconformity=triaged, unit=office["TM"], answer_by=TODAY).ask(by=mai)


def test_answer_says_what_was_looked_at(asked, son):
    with pytest.raises(Missing, match="Ghi đã xem những gì"):
        asked.find_nothing(by=son, note=" ")


# No action needed


def test_minor_case_may_need_no_action(confirmed, lan):
    confirmed.need_no_action(by=lan, note="Xảy ra một lần, đã khắc phục xong trong ngày.")
    assert missing(confirmed) == []
    assert [case.code for case in queries.ready_to_close()] == [confirmed.code]
    assert again(confirmed).close(by=lan).closed_on == TODAY


def test_grave_case_needs_action(reported, lan, nam, oanh, office):
    case = analyse(triage(reported, lan, nam, office["TM"], severity=Severity.MAJOR), nam)
    with pytest.raises(Missing, match="nặng phải có hành động"):
        case.need_no_action(by=lan, note="Không cần.")


def test_no_action_is_decided_before_any_is_given(planned, lan):
    with pytest.raises(Missing, match="Đã có hành động"):
        again(planned.nonconformity).need_no_action(by=lan, note="Không cần.")


def test_no_action_is_the_officers_decision_with_a_reason(confirmed, nam, lan):
    with pytest.raises(NotAllowed):
        confirmed.need_no_action(by=nam, note="Không cần.")
    with pytest.raises(Missing, match="Ghi lý do"):
        confirmed.need_no_action(by=lan, note="")


def test_reopened_case_wants_action_after_all(confirmed, lan):
    confirmed.need_no_action(by=lan, note="Xảy ra một lần.").close(by=lan)
    with on(date(2027, 2, 1)):
        again(confirmed).reopen(by=lan, note="Lại xảy ra.")
    assert missing(confirmed) == ["hanh-dong"] * 3


def test_answer_to_elsewhere_may_be_a_reason_alone(triaged, nam, oanh):
    triaged.analyse(by=nam, cause_group="form", cause="Mẫu cũ.")
    assert "noi-khac" in missing(triaged)
    again(triaged).analyse(by=nam, cause_group="form", cause="Mẫu cũ.", elsewhere="Không: chỉ nơi này dùng mẫu.")
    assert "noi-khac" not in missing(triaged)


# The way of a case


def test_steps_lead_to_what_is_missing(confirmed, nam, mai, oanh):
    case = again(confirmed)
    steps = steps_of(case, case.gates)
    assert [step.name for step in steps] == list(STEPS)
    assert [step.is_done for step in steps] == [True, True, True, False, False, False]
    assert [step.anchor for step in steps if step.is_present] == ["hanh-dong"]
    plan(case, nam, mai, oanh)
    assert [step.is_present for step in steps_of(again(case), again(case).gates)].index(True) == 3


def test_closed_case_has_all_steps_behind_it(closed):
    assert all(step.is_done for step in steps_of(again(closed), again(closed).gates))


def test_decision_that_no_action_is_needed_falls_when_the_case_is_found_grave(confirmed, lan, nam, office):
    case = triage(confirmed.need_no_action(by=lan, note="Xảy ra một lần."), lan, nam, office["TM"], severity=Severity.MAJOR)
    assert missing(case) == ["hanh-dong"] * 3
    assert case not in queries.ready_to_close()
    with pytest.raises(Missing, match="có hành động khắc phục"):
        case.close(by=lan)


def test_decision_that_no_action_is_needed_falls_when_an_action_was_tried_in_vain(confirmed, lan, hung, nam, mai, oanh):
    case = confirmed.need_no_action(by=lan, note="Xảy ra một lần.")
    tried, other = plan(case, nam, mai, oanh), plan(case, nam, mai, oanh)
    tried.complete(by=mai, result="Đã sửa mẫu sổ và hướng dẫn mọi người.")
    with on(date(2026, 12, 31)):
        again(tried).find_not_effective(by=oanh, finding="Vẫn thiếu chữ ký.")
        again(other).waive(by=hung, note="Không còn sổ này.")
        assert missing(case) == ["hanh-dong"] * 3
        assert case not in queries.ready_to_close()
        with pytest.raises(Missing, match="có hành động khắc phục"):
            again(case).close(by=lan)

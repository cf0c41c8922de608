"""Each act of an idea: it works and is on the trail, who may not, when it can not, what it needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import trail
from qms.core.calendar import is_working
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.improvement.ideas import queries as idea_queries
from qms.improvement.ideas import work as idea_work
from qms.improvement.ideas.idea import Idea, answer_day
from qms.improvement.ideas.states import IdeaState
from qms.improvement.ideas.views_tasks import records
from qms.organization.person import SYSTEM, PostHolding
from qms.organization.unit import Post
from tests.improvement.conftest import DUE, RESULT, TODAY, again, on, png


def propose(by, unit, **facts):
    """Propose something."""
    return Idea(**{"proposal": "Nhắc hẹn bằng tin nhắn. Gửi trước một ngày.", "reason": "Đỡ đi lại.", "unit": unit, **facts}).propose(by=by)


def last_act():
    return trail.head().act


@pytest.fixture
def head(nam, office):
    """Let nam head the unit MC."""
    post = Post(title="Phụ trách", unit=office["MC"], is_head=True).establish(by=SYSTEM)
    PostHolding(person=nam, post=post, valid_from=date(2025, 1, 1)).appoint(by=SYSTEM)
    return again(nam)


@pytest.fixture
def proposed(mai, office, head):
    """Give an idea mai addresses to MC, which nam heads."""
    return propose(mai, office["MC"], procedure_code="QT-11")


@pytest.fixture
def adopted(proposed, head, son):
    """Give the idea taken up, son doing it."""
    return proposed.adopt(by=head, responsible=son, due_on=DUE, answer="Làm thử.")


@pytest.fixture
def done(adopted, son):
    """Give the idea reported done."""
    return adopted.complete(by=son, result=RESULT)


# propose


def test_proposed_with_a_code_and_a_day_to_answer(proposed, mai):
    kept = again(proposed)
    assert (kept.code, kept.state, kept.title, kept.proposed_by) == ("CT-2026-001", "proposed", "Nhắc hẹn bằng tin nhắn", mai)
    assert kept.proposed_as == "Trung úy Đỗ Thị Mai, Cán bộ tiếp nhận, Bộ phận Một cửa"
    assert kept.answer_by == kept.waits_until == date(2026, 12, 7)  # ten working days; 24/11 is a day off
    assert last_act() == "idea.propose"
    assert verify() == []


def test_the_office_sets_the_days_to_answer(monkeypatch, mai, office):
    monkeypatch.setenv("QMS_IDEA_ANSWER_DAYS", "1")
    assert propose(mai, office["MC"]).answer_by == date(2026, 11, 23)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_unit_always_has_ten_whole_working_days_to_answer(day):
    with on(day):
        days = [day + timedelta(n) for n in range(1, (answer_day() - day).days + 1)]
    assert sum(map(is_working, days)) == 10
    assert is_working(days[-1])


def test_an_administrator_alone_proposes_nothing(tuan, office):
    with pytest.raises(NotAllowed, match="cán bộ, nhân viên của đơn vị"):
        propose(tuan, office["MC"])
    assert Idea.select().count() == 0


def test_proposed_once(proposed, mai):
    with pytest.raises(NotNow):
        proposed.propose(by=mai)


@pytest.mark.parametrize(
    ("facts", "sentence"), [({"proposal": " "}, "làm gì"), ({"reason": ""}, "lý do hoặc lợi ích"), ({"unit": None}, "Chọn đơn vị")]
)
def test_an_idea_says_what_why_and_where(mai, office, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        propose(mai, **{"unit": office["MC"], **facts})


# ask_for_more and add_more


def test_asked_for_more_and_the_time_begins_anew(proposed, head, mai):
    asked = proposed.ask_for_more(by=head, question="Bao nhiêu người một tuần?")
    assert (asked.state, asked.waits_until, last_act()) == (IdeaState.QUESTIONED, None, "idea.ask_for_more")
    with on(date(2026, 12, 1)):
        told = asked.add_more(by=mai, more="Khoảng bốn người.")
    assert (told.state, told.supplement, told.answer_by) == (IdeaState.PROPOSED, "01/12/2026: Khoảng bốn người.", date(2026, 12, 15))
    assert last_act() == "idea.add_more"


def test_what_was_added_before_stays(proposed, head, mai):
    for more in ("Một.", "Hai."):
        proposed = proposed.ask_for_more(by=head, question="Còn gì?").add_more(by=mai, more=more)
    assert proposed.supplement == "22/11/2026: Một.\n22/11/2026: Hai."


def test_only_the_proposer_adds(proposed, head, lan):
    asked = proposed.ask_for_more(by=head, question="Gì?")
    with pytest.raises(NotAllowed, match="chỉ người đề xuất"):
        asked.add_more(by=lan, more="Tôi biết.")


def test_nothing_is_added_unasked(proposed, mai):
    with pytest.raises(NotNow):
        proposed.add_more(by=mai, more="Thêm.")


def test_question_and_addition_are_told(proposed, head, mai):
    with pytest.raises(Missing, match="cần bổ sung"):
        proposed.ask_for_more(by=head, question=" ")
    asked = again(proposed).ask_for_more(by=head, question="Gì?")
    with pytest.raises(Missing, match="nội dung bổ sung"):
        asked.add_more(by=mai, more=" ")


# adopt and decline


def test_adopted_for_one_person_by_a_date(adopted, head, son):
    kept = again(adopted)
    assert (kept.state, kept.responsible, kept.due_on, kept.waits_until) == ("adopted", son, DUE, DUE)
    assert (kept.answer, kept.answered_by, kept.answered_on) == ("Làm thử.", head, TODAY)
    assert kept.answered_as.startswith("Thượng úy Phạm Văn Nam")
    assert last_act() == "idea.adopt"
    assert verify() == []


def test_declined_with_a_reason(proposed, lan):
    kept = again(proposed.decline(by=lan, answer="Đã có tin nhắn của Cổng."))
    assert (kept.state, kept.answer, kept.waits_until, last_act()) == ("declined", "Đã có tin nhắn của Cổng.", None, "idea.decline")


def test_an_idea_asked_about_may_be_answered_at_once(proposed, head, lan, son):
    asked = proposed.ask_for_more(by=head, question="Gì?")
    assert asked.adopt(by=lan, responsible=son, due_on=DUE).state == "adopted"


answers = pytest.mark.parametrize(
    ("act", "facts"),
    [("adopt", {"responsible": None, "due_on": DUE}), ("decline", {"answer": "Không."}), ("ask_for_more", {"question": "Gì?"})],
)


@answers
@pytest.mark.parametrize("role", ["commander", "auditor", "ward_officer", "desk_officer"])
def test_others_do_not_answer(proposed, cast, act, facts, role):
    with pytest.raises(NotAllowed, match="người đứng đầu đơn vị được đề xuất hoặc Cán bộ chất lượng"):
        getattr(proposed, act)(by=cast[role], **facts)


@answers
def test_nobody_answers_himself(head, lan, office, act, facts):
    for somebody in (head, lan):
        with pytest.raises(NotAllowed, match="khác với người đề xuất"):
            getattr(propose(somebody, office["MC"]), act)(by=somebody, **facts)


def test_head_of_another_unit_does_not_answer(mai, head, office):
    with pytest.raises(NotAllowed):
        propose(mai, office["TM"]).decline(by=head, answer="Không.")


@answers
def test_answered_once(adopted, head, act, facts):
    with pytest.raises(NotNow, match="Đã tiếp nhận"):
        getattr(adopted, act)(by=head, **facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"responsible": None}, "Chọn một người"), ({"due_on": None}, "ghi hạn"), ({"due_on": TODAY - timedelta(1)}, "không được sớm hơn")],
)
def test_adopting_needs(proposed, head, son, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        proposed.adopt(by=head, **{"responsible": son, "due_on": DUE, **facts})
    assert again(proposed).state == "proposed"


def test_declining_needs_its_reason(proposed, head):
    with pytest.raises(Missing, match="lý do không tiếp nhận"):
        proposed.decline(by=head, answer=" ")


# extend


def test_extended_with_a_reason(adopted, head):
    adopted.extend(by=head, due_on=DUE + timedelta(5), note="Chờ thiết bị.")
    assert (again(adopted).due_on, trail.head().facts["note"]) == (DUE + timedelta(5), "Chờ thiết bị.")


def test_doer_does_not_extend(adopted, son):
    with pytest.raises(NotAllowed):
        adopted.extend(by=son, due_on=DUE + timedelta(5), note="Chờ.")


def test_what_is_done_is_not_extended(done, head):
    with pytest.raises(NotNow):
        done.extend(by=head, due_on=DUE + timedelta(5), note="Chờ.")


@pytest.mark.parametrize(("days", "note", "sentence"), [(5, " ", "lý do gia hạn"), (0, "Chờ.", "sau hạn cũ")])
def test_extension_needs(adopted, head, days, note, sentence):
    with pytest.raises(Missing, match=sentence):
        adopted.extend(by=head, due_on=DUE + timedelta(days), note=note)


def test_late_idea_is_extended_to_a_day_to_come(adopted, head):
    with on(date(2026, 12, 10)), pytest.raises(Missing, match="sớm hơn hôm nay"):
        adopted.extend(by=head, due_on=date(2026, 12, 5), note="Chờ.")


# complete and add_evidence


def test_done_with_a_result(done, son):
    kept = again(done)
    assert (kept.state, kept.result, kept.completed_by, kept.completed_on) == ("done", RESULT, son, TODAY)
    assert last_act() == "idea.complete"


def test_short_result_with_evidence(adopted, son):
    idea_work.complete(adopted, son, "Đã làm.", [("anh.png", png())])
    assert [file.name for file in again(adopted).evidence] == ["anh.png"]
    assert verify() == []


def test_done_with_a_wrong_file_is_all_or_nothing(adopted, son):
    with pytest.raises(Missing, match=r"virus\.exe"):
        idea_work.complete(adopted, son, RESULT, [("anh.png", png()), ("virus.exe", b"MZ")])
    assert (again(adopted).state, again(adopted).evidence) == ("adopted", [])


def test_others_do_not_do_it(adopted, head, lan):
    for somebody in (head, lan):
        with pytest.raises(NotAllowed):
            adopted.complete(by=somebody, result=RESULT)
        with pytest.raises(NotAllowed):
            adopted.add_evidence(by=somebody, name="anh.png", data=png())


def test_done_once(done, son):
    with pytest.raises(NotNow):
        done.complete(by=son, result=RESULT)


def test_no_evidence_after_the_conclusion(done, son, lan):
    with pytest.raises(NotNow, match="Đã áp dụng"):
        done.confirm(by=lan, finding="Tốt.").add_evidence(by=son, name="anh.png", data=png())


@pytest.mark.parametrize("result", ["", "Đã làm."])
def test_result_is_told_or_shown(adopted, son, result):
    with pytest.raises(Missing, match="từ 20 ký tự"):
        adopted.complete(by=son, result=result)


# confirm and send_back


@pytest.mark.parametrize("role", ["quality_officer", "auditor", "staff"])
def test_checked_by_another(done, cast, head, role):
    checker = again(cast[role])
    kept = again(done.confirm(by=checker, finding="Đã xem tại quầy."))
    assert (kept.state, kept.checked_by, kept.checked_on, last_act()) == ("applied", checker, TODAY, "idea.confirm")
    assert kept.checked_as
    assert verify() == []


def test_sent_back_the_doer_goes_on(done, lan, son):
    back = done.send_back(by=lan, finding="Mới làm ở một quầy.")
    assert (back.state, back.waits_until, last_act()) == (IdeaState.ADOPTED, DUE, "idea.send_back")
    assert back.complete(by=son, result=RESULT).state == "done"


both = pytest.mark.parametrize("conclude", ["confirm", "send_back"])


@both
def test_nobody_checks_his_own_work(proposed, head, lan, conclude):
    mine = proposed.adopt(by=head, responsible=lan, due_on=DUE).complete(by=lan, result=RESULT)
    with pytest.raises(NotAllowed, match="khác với người thực hiện"):
        getattr(mine, conclude)(by=lan, finding="Tốt.")
    assert getattr(mine, conclude)(by=head, finding="Tốt.").checked_by == head


@both
def test_proposer_and_commander_do_not_check(done, mai, hung, conclude):
    for somebody in (mai, hung):
        with pytest.raises(NotAllowed):
            getattr(done, conclude)(by=somebody, finding="Tốt.")


@both
def test_only_what_is_done_is_checked(adopted, lan, conclude):
    with pytest.raises(NotNow):
        getattr(adopted, conclude)(by=lan, finding="Tốt.")


@both
def test_conclusion_has_its_ground(done, lan, conclude):
    with pytest.raises(Missing, match="căn cứ"):
        getattr(done, conclude)(by=lan, finding=" ")


# thank


@pytest.mark.parametrize("stage", ["proposed", "adopted", "done"])
def test_thanked_by_commander_or_head_whatever_the_answer(request, hung, head, stage):
    idea = request.getfixturevalue(stage)
    kept = again(idea.thank(by=hung, thanks="Cảm ơn đồng chí."))
    assert (kept.thanks, kept.thanked_by, kept.thanked_on, last_act()) == ("Cảm ơn đồng chí.", hung, TODAY, "idea.thank")
    assert kept.state == idea.state


def test_others_do_not_thank_for_the_office(proposed, lan, mai):
    for somebody in (lan, mai):
        with pytest.raises(NotAllowed, match="hoặc Chỉ huy"):
            proposed.thank(by=somebody, thanks="Cảm ơn.")


def test_nobody_thanks_himself(hung, office):
    with pytest.raises(NotAllowed, match="khác với người đề xuất"):
        propose(hung, office["MC"]).thank(by=hung, thanks="Giỏi.")


def test_thanked_once_and_in_words(proposed, head):
    with pytest.raises(Missing, match="lời cảm ơn"):
        proposed.thank(by=head, thanks=" ")
    thanked = again(proposed).thank(by=head, thanks="Cảm ơn.")
    with pytest.raises(Missing, match="CT-2026-001 đã có lời cảm ơn"):
        thanked.thank(by=head, thanks="Nữa.")


# who is asked


def test_head_is_asked_first_and_the_quality_officer_when_it_is_late(proposed, head, lan, mai):
    def asked(person):
        return idea_queries.to_answer(again(person))

    assert [asked(head), asked(lan), asked(mai)] == [[proposed], [], []]
    with on(date(2026, 12, 8)):
        assert [asked(head), asked(lan)] == [[proposed], [proposed]]


def test_quality_officer_is_asked_where_no_other_heads_the_unit(mai, head, lan, office):
    ideas = [propose(mai, office["TM"]), propose(head, office["MC"])]
    assert idea_queries.to_answer(lan) == ideas


def test_a_former_head_is_asked_no_more(proposed, head, lan):
    [holding] = [held for held in PostHolding.held(head, TODAY) if held.post.is_head]
    holding.end(by=SYSTEM, on=TODAY)
    assert [idea_queries.to_answer(again(head)), idea_queries.to_answer(lan)] == [[], [proposed]]


@pytest.mark.parametrize(("clause", "shown"), [("10", 1), ("10.3", 1), ("10.2", 0), ("1", 0), ("10.3.1", 0)])
def test_ideas_are_records_of_continual_improvement(proposed, clause, shown):
    [kind] = records
    assert Idea.select().where(kind.clause(clause) & kind.unit(proposed.unit)).count() == shown

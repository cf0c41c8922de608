"""The date of an action: asked for, consented to, waived; the check is an appointment; a revision is done when it is in force."""

from datetime import timedelta

import pytest

from qms.core import clock
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.improvement import queries
from qms.improvement.case import revision
from qms.improvement.states import ActionState
from tests.improvement.conftest import CHECK, DUE, RESULT, TODAY, again, on, plan

LATER = DUE + timedelta(10)


def test_doer_asks_and_another_consents(planned, mai, lan):
    planned.ask_extension(by=mai, due_on=LATER, note="Chờ in sổ.")
    assert (again(planned).due_on, again(planned).wanted_due_on) == (DUE, LATER)
    assert [one.id for one in queries.extensions_wanted()] == [planned.id]
    again(planned).extend(by=lan, due_on=LATER, note="Đồng ý.")
    kept = again(planned)
    assert (kept.due_on, kept.first_due_on, kept.wanted_due_on, kept.check_on) == (LATER, DUE, None, CHECK + timedelta(10))


def test_first_date_outlives_two_extensions(planned, lan):
    planned.extend(by=lan, due_on=LATER, note="Chờ.").extend(by=lan, due_on=LATER + timedelta(5), note="Chờ thêm.")
    assert again(planned).first_due_on == DUE


def test_refused_request_leaves_the_date(planned, mai, lan):
    planned.ask_extension(by=mai, due_on=LATER, note="Chờ in sổ.")
    again(planned).refuse_extension(by=lan, note="Công dân đang chờ.")
    assert (again(planned).due_on, again(planned).wanted_due_on, again(planned).wanted_reason) == (DUE, None, "")
    with pytest.raises(Missing, match="Không có đề nghị"):
        again(planned).refuse_extension(by=lan, note="Không.")


def test_only_the_doer_asks(planned, nam, lan):
    for one in (nam, lan):
        with pytest.raises(NotAllowed):
            planned.ask_extension(by=one, due_on=LATER, note="Chờ.")


def test_nobody_consents_to_his_own_request_whatever_his_role(confirmed, nam, lan, hung, oanh):
    for doer in (lan, hung):
        one = plan(again(confirmed), nam, doer, oanh)
        for act in (
            lambda one=one, doer=doer: one.extend(by=doer, due_on=LATER, note="Chờ."),
            lambda one=one, doer=doer: one.waive(by=doer, note="Thôi."),
        ):
            with pytest.raises(NotAllowed, match="người khác với người thực hiện"):
                act()


@pytest.mark.parametrize(("days", "note", "sentence"), [(0, "Chờ.", "sau hạn cũ"), (5, " ", "Ghi lý do")])
def test_request_needs(planned, mai, days, note, sentence):
    with pytest.raises(Missing, match=sentence):
        planned.ask_extension(by=mai, due_on=DUE + timedelta(days), note=note)


def test_waived_action_counts_for_nothing(planned, lan):
    planned.waive(by=lan, note="Đã có phần mềm thay sổ.")
    assert (again(planned).state, again(planned).waived_as) == (ActionState.WAIVED, lan.signature())
    assert [gate.anchor for gate in again(planned.nonconformity).gates if not gate.is_met] == ["hanh-dong"] * 3
    with pytest.raises(NotNow):
        again(planned).start(by=planned.responsible)


def test_waiving_the_last_open_action_lets_the_case_wait_for_the_checks(planned, nam, mai, son, oanh, lan):
    other = plan(again(planned.nonconformity), nam, son, oanh)
    planned.complete(by=mai, result=RESULT)
    assert again(planned.nonconformity).state == "in_progress"
    again(other).waive(by=lan, note="Không cần nữa.")
    assert again(planned.nonconformity).state == "awaiting_check"


def test_waiving_has_a_reason(planned, lan):
    with pytest.raises(Missing, match="Ghi lý do"):
        planned.waive(by=lan, note=" ")


@pytest.mark.parametrize(("days", "expected"), [(0, 30), (29, 30), (30, 30), (100, 100), (180, 180)])
def test_check_is_fixed_when_it_is_done(confirmed, nam, mai, oanh, days, expected):
    one = plan(confirmed, nam, mai, oanh, due_on=TODAY, check_on=TODAY + timedelta(days)).complete(by=mai, result=RESULT)
    assert again(one).check_on == TODAY + timedelta(expected)


def test_check_of_what_was_done_early_is_no_later_than_180_days(confirmed, nam, mai, oanh):
    one = plan(confirmed, nam, mai, oanh, due_on=LATER, check_on=LATER + timedelta(180)).complete(by=mai, result=RESULT)
    assert again(one).check_on == TODAY + timedelta(180)


def test_revision_is_done_when_it_is_in_force(confirmed, nam, mai, oanh, monkeypatch):
    one = plan(confirmed, nam, mai, oanh, revises="QT-16", revises_at="5.7")
    asked = []
    monkeypatch.setattr(revision, "_lookups", [lambda code, day: asked.append((code, day)) or ""])
    with pytest.raises(Missing, match="QT-16 chưa có lần ban hành mới"):
        one.complete(by=mai, result=RESULT)
    assert asked == [("QT-16", TODAY)]
    monkeypatch.setattr(revision, "_lookups", [lambda code, day: "QT-16 lần 02"])
    assert again(one).complete(by=mai, result=RESULT).state == ActionState.DONE


def test_without_documents_no_revision_is_done(confirmed, nam, mai, oanh, monkeypatch):
    monkeypatch.setattr(revision, "_lookups", [])
    with pytest.raises(Missing, match="chưa có lần ban hành mới"):
        plan(confirmed, nam, mai, oanh, revises="QT-16").complete(by=mai, result=RESULT)


def test_request_falls_when_it_is_done(planned, mai):
    planned.ask_extension(by=mai, due_on=LATER, note="Chờ in sổ.")
    again(planned).complete(by=mai, result=RESULT)
    assert again(planned).wanted_due_on is None


def test_similar_cases_on_the_day_are_those_since(finished, office, mai, lan, nam):
    from tests.improvement.conftest import report, triage

    case = finished.nonconformity
    old = triage(report(mai, office["MC"], happened_on=TODAY - timedelta(3)), lan, nam, office["TM"])
    with on(TODAY + timedelta(5)):
        new = triage(report(mai, office["MC"]), lan, nam, office["TM"])
        found = [one.id for one in queries.similar(case, since=finished.completed_on)]
    assert new.id in found
    assert old.id not in found


def test_conclusion_is_asked_for_from_its_day_on(confirmed, signed_in, nam, mai, oanh):
    one = plan(confirmed, nam, mai, oanh, due_on=TODAY, check_on=TODAY + timedelta(40)).complete(by=mai, result=RESULT)
    page = signed_in(oanh).get(f"/ca/{one.code}").text
    assert "Kết luận từ ngày 01/01/2027" in page
    assert f'action="/ca/{one.code}/verify"' not in page
    with clock.stopped_at(clock.at(one.check_on)):
        assert f'action="/ca/{one.code}/verify"' in signed_in(oanh).get(f"/ca/{one.code}").text

"""Duties of the year and what became of them: acts, days, standings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import clock, database, trail
from qms.core.refusals import Missing, NotAllowed
from qms.today.queries import own
from qms.yearly_round import appointments, standard
from qms.yearly_round.duty import YearlyDuty
from qms.yearly_round.outcome import DutyOutcome
from qms.yearly_round.states import DutyKind, Standing
from tests.yearly_round.conftest import establish, record


def standing(duty, year):
    """Tell how a duty stands in a year."""
    return next(one.standing for one in appointments.of_year(year) if one.duty == duty)


def test_duty_is_on_the_list_from_its_first_year_on(duty):
    assert (duty.code, trail.head().act) == ("VN-01", "yearlyduty.establish")
    assert [bool(appointments.of_year(year)) for year in (2024, 2025, 2026, 2027)] == [False, True, True, True]
    assert duty.due_in(2026) == date(2026, 12, 15)


def test_officer_and_commander_keep_the_list_and_nobody_else(cast, duty, office):
    for role, person in cast.items():
        if role in ("quality_officer", "commander"):
            assert establish(person, office["TM"], person).id
            continue
        for act, facts in [
            (YearlyDuty(title="x", basis="x", month=1, day=1, unit=office["TM"], responsible=person).establish, {}),
            (duty.amend, {"title": "x"}),
            (duty.end, {"last_year": 2026, "note": "x"}),
        ]:
            with pytest.raises(NotAllowed):
                act(by=person, **facts)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"title": " "}, "Ghi việc"),
        ({"basis": ""}, "căn cứ"),
        ({"month": 13}, "không có"),
        ({"month": 4, "day": 31}, "Ngày 31/4 không có"),
        ({"day": 0}, "không có"),
        ({"remind_days": 181}, "180"),
        ({"remind_days": -1}, "180"),
        ({"responsible": None}, "một người"),
        ({"unit": None}, "đơn vị"),
    ],
)
def test_duty_names_what_when_where_and_who(lan, nam, office, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        establish(lan, facts.pop("unit", office["TM"]), facts.pop("responsible", nam), **facts)
    assert not YearlyDuty.select().exists()


@given(month=st.integers(1, 12), day=st.integers(1, 31), year=st.integers(1901, 2200))
def test_day_of_a_year_is_the_day_set_or_the_last_of_the_month(month, day, year):
    due = YearlyDuty(month=month, day=day).due_in(year)
    assert (due.year, due.month) == (year, month)
    assert due.day == day or (due + timedelta(days=1)).day == 1


def test_standing_follows_from_the_day_and_what_was_recorded(duty, nam):
    for moment, expected in [
        (date(2026, 11, 14), Standing.PLANNED), (date(2026, 11, 15), Standing.SOON), (date(2026, 12, 15), Standing.SOON),
        (date(2026, 12, 16), Standing.OVERDUE),
    ]:  # fmt: skip
        with clock.stopped_at(clock.at(moment)):
            assert standing(duty, 2026) == expected
    record(duty, nam)
    record(duty, nam, 2026, date(2026, 11, 1))
    assert (standing(duty, 2025), standing(duty, 2026)) == (Standing.DONE, Standing.DONE)


def test_late_is_told_apart_from_done_in_time(duty, lan):
    record(duty, lan, done_on=date(2026, 1, 5))
    assert standing(duty, 2025) == Standing.LATE


def test_changed_day_leaves_what_was_recorded(duty, lan, nam):
    record(duty, nam)
    duty.amend(by=lan, month=6, day=30)
    assert [one.due_on for year in (2025, 2026) for one in appointments.of_year(year)] == [date(2025, 12, 15), date(2026, 6, 30)]


def test_day_that_has_passed_is_not_put_off_before_its_result_is_told(duty, lan, nam):
    with clock.stopped_at(clock.at(date(2026, 12, 20))):
        with pytest.raises(Missing, match="Ngày 15/12/2026 đã qua"):
            duty.amend(by=lan, month=12, day=31)
        record(duty.reload(), nam, year=2026, done_on=date(2026, 12, 20))
        assert duty.reload().amend(by=lan, month=12, day=31).due_in(2027) == date(2027, 12, 31)


def test_who_answers_for_it_or_the_officer_records_it(duty, nam, lan, hung, mai):
    for person in (mai, hung):
        with pytest.raises(NotAllowed, match="người được giao việc"):
            record(duty, person)
    assert record(duty, nam).recorded_as.startswith("Thượng úy Phạm Văn Nam")
    assert record(duty, lan, 2026, date(2026, 11, 20)).recorded_on == clock.today()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"evidence": " "}, "bằng chứng"),
        ({"done_on": date(2026, 11, 23)}, "đến hôm nay"),
        ({"done_on": date(2024, 6, 30)}, "01/07/2024"),
        ({"done_on": None}, "Ngày làm xong"),
        ({"year": 2024}, "không có trong năm 2024"),
    ],
)
def test_record_needs_a_day_of_that_year_and_evidence(duty, nam, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        record(duty, nam, **facts)
    assert not DutyOutcome.select().exists()


def test_year_is_recorded_once_and_corrected_with_a_reason(duty, nam, mai):
    one = record(duty, nam)
    with pytest.raises(Missing, match="đã được ghi"):
        record(duty, nam)
    with pytest.raises(Missing, match="lý do đính chính"):
        one.correct(by=nam, done_on=date(2025, 12, 12), evidence="Báo cáo 46", note=" ")
    with pytest.raises(NotAllowed):
        one.reload().correct(by=mai, done_on=date(2025, 12, 12), evidence="x", note="x")
    one = one.reload().correct(by=nam, done_on=date(2025, 12, 20), evidence="Báo cáo 46", note="Ghi nhầm số")
    assert (one.evidence, standing(duty, 2025)) == ("Báo cáo 46", Standing.LATE)
    assert "Ghi nhầm số" in trail.head().payload


def test_commander_alone_waives_a_year_with_a_reason(duty, lan, nam, hung):
    for person in (lan, nam):
        with pytest.raises(NotAllowed):
            DutyOutcome(duty=duty, year=2026, evidence="x").waive(by=person)
    with pytest.raises(Missing, match="lý do"):
        DutyOutcome(duty=duty, year=2026, evidence=" ").waive(by=hung)
    one = DutyOutcome(duty=duty, year=2026, evidence="Cấp trên miễn báo cáo năm 2026").waive(by=hung)
    assert standing(duty, 2026) == Standing.WAIVED
    with pytest.raises(Missing, match="không thực hiện"):
        one.correct(by=lan, done_on=date(2026, 11, 1), evidence="x", note="x")


def test_ended_duty_keeps_its_years(duty, lan, nam):
    record(duty, nam)
    with pytest.raises(Missing, match="Năm cuối"):
        duty.end(by=lan, last_year=2027, note="x")
    duty = duty.reload().end(by=lan, last_year=2025, note="Bỏ báo cáo giấy")
    assert [len(appointments.of_year(year)) for year in (2025, 2026)] == [1, 0]
    with pytest.raises(Missing, match="đã thôi"):
        duty.amend(by=lan, title="x")


@pytest.mark.parametrize(
    ("evidence", "address"),
    [("/reviews/XXLD-2026-1", "/reviews/XXLD-2026-1"), ("//xau.example", ""), ("/a b", ""), ("Báo cáo /45", ""), ("javascript:x", "")],
)
def test_page_of_the_house_is_a_link_and_nothing_else_is(evidence, address):
    assert DutyOutcome(evidence=evidence).address == address


def test_it_waits_for_who_answers_until_it_is_recorded(app, duty, nam, lan):
    def told(person):
        with app.test_request_context():
            found = [(task.group, task.due) for task in own(person) if task.title.startswith("VN-01")]
        database.db.connect(reuse_if_open=True)
        return found

    assert told(nam) == [("overdue", date(2025, 12, 15)), ("coming", date(2026, 12, 15))]
    assert told(lan) == []
    record(duty, nam)
    assert [due for _group, due in told(nam)] == [date(2026, 12, 15)]


def test_usual_duties_are_added_once(lan, nam, office, mai):
    with pytest.raises(NotAllowed):
        standard.add(mai, office["TM"], nam)
    made = standard.add(lan, office["TM"], nam)
    assert {duty.kind for duty in made} == set(DutyKind) - {DutyKind.OTHER}
    assert standard.missing() == []
    assert standard.add(lan, office["TM"], nam) == []
    made[0].end(by=lan, last_year=2026, note="x")
    assert standard.missing() == [made[0].kind]


def test_stale_page_is_refused(duty, lan, signed_in):
    facts = {"kind": "report", "title": "A", "basis": "B", "day": 1, "month": 2, "unit": duty.unit_id, "responsible": duty.responsible_id}
    facts["remind_days"] = 10
    browser = signed_in(lan)
    assert browser.post(f"/yearly/{duty.code}/amend", {**facts, "version": 1}).status_code == 303
    assert browser.post(f"/yearly/{duty.code}/amend", {**facts, "version": 1}).status_code == 409

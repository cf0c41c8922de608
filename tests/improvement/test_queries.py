"""Registers and counts: what each filter finds, what the board draws, and that a long page asks a fixed number of questions."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from qms.core.calendar import add_working_days
from qms.core.database import db
from qms.improvement import queries, tallies, views_tasks
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import CauseGroup
from tests.improvement.conftest import CHECK, DUE, RESULT, again, analyse, on, plan, report, triage


def codes(query):
    """Give the codes a query finds."""
    return sorted(one.code for one in query)


@contextmanager
def counted_questions():
    """Gather the statements sent to the database while the block runs."""
    asked = []
    execute = db.execute_sql
    db.execute_sql = lambda sql, *rest, **options: asked.append(sql) or execute(sql, *rest, **options)
    try:
        yield asked
    finally:
        del db.execute_sql


# the registers


@pytest.mark.parametrize("words", ["NC-2026-001", "nc-2026-001", "thieu chu ky", "CHỮ KÝ bàn giao", "giao thieu", "khong ro ai nhan"])
def test_found_by_words_with_or_without_marks(reported, words):
    assert codes(queries.filtered(words=words)) == ["NC-2026-001"]


@pytest.mark.parametrize("words", ["thieu con dau", "NC-2026-002"])
def test_not_found_by_other_words(reported, words):
    assert codes(queries.filtered(words=words)) == []


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 1), ({"state": "in_progress"}, 1), ({"state": "closed"}, 0), ({"clause": "8.5.1"}, 1), ({"clause": "8.5.2"}, 0),
        ({"procedure": "QT-16"}, 1), ({"procedure": "QT-05"}, 0), ({"cause": "form"}, 1), ({"cause": "people"}, 0),
        ({"month": "11/2026"}, 1), ({"month": "10/2026"}, 0), ({"month": "nay"}, 1), ({"since": "22/11/2026"}, 1),
        ({"since": "1/12/2026"}, 0), ({"since": "?"}, 1), ({"tile": "open"}, 1), ({"tile": "closed"}, 0),
        ({"state": "bogus"}, 0), ({"cause": "bogus"}, 0), ({"unit": "bogus"}, 0), ({"state": "in_progress", "cause": "time"}, 0),
    ],
)  # fmt: skip
def test_filters(analysed, filters, count):
    assert queries.filtered(**filters).count() == count


def test_unit_is_where_it_happened(triaged, office):
    assert [queries.filtered(unit=str(office[code].id)).count() for code in ("MC", "TM")] == [1, 0]


def test_known_state_is_found_by_its_index(reported):
    sql, values = queries.filtered(state="reported").sql()
    plan_of = " ".join(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
    assert "nonconformity_state_id (state=?)" in plan_of


def test_codes_are_found_in_any_case(planned):
    assert queries.nonconformity("nc-2026-001") == planned.nonconformity
    assert queries.action("hdkp-2026-001") == planned
    assert queries.nonconformity("NC-2026-999") is None


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 1), ({"state": "open"}, 1), ({"state": "to_do"}, 1), ({"state": "done"}, 0), ({"state": "bogus"}, 0),
        ({"unit": "bogus"}, 0), ({"person": "bogus"}, 0), ({"late": True}, 0),
    ],
)  # fmt: skip
def test_actions_are_filtered(planned, filters, count):
    assert queries.actions(**filters).count() == count


def test_actions_of_a_unit_and_of_a_person(planned, office, mai, nam):
    assert [queries.actions(unit=str(office[code].id)).count() for code in ("TM", "MC")] == [1, 0]
    assert [queries.actions(person=str(person.id)).count() for person in (mai, nam)] == [1, 0]


def test_action_is_late_from_the_day_after(planned):
    late = []
    for day in (DUE, date(2026, 12, 2)):
        with on(day):
            late.append(queries.actions(late=True).count())
    assert late == [0, 1]


@pytest.mark.parametrize("count", [2, 12])
def test_a_page_of_the_register_asks_three_questions(office, mai, lan, nam, count):
    for _number in range(count):
        triage(report(mai, office["MC"]), lan, nam, office["TM"])
    with counted_questions() as asked:
        rows = list(queries.filtered())
        queries.due_days(rows)
        assert {row.responsible.name for row in rows} == {nam.name}
    assert (len(rows), len(asked)) == (count, 3)


@pytest.mark.parametrize("count", [2, 12])
def test_a_page_of_actions_asks_one_question(analysed, nam, mai, oanh, count):
    for _number in range(count):
        plan(analysed, nam, mai, oanh)
    with counted_questions() as asked:
        rows = list(queries.actions())
        assert {(row.responsible.name, row.nonconformity.code) for row in rows} == {(mai.name, analysed.code)}
    assert (len(rows), len(asked)) == (count, 1)


# tiles and due days


def test_tiles_follow_the_unanswered_report(reported):
    assert queries.tiles() == {"open": 1, "overdue": 0, "week": 1, "closed": 0}
    with on(date(2026, 11, 24)):
        assert queries.tiles() == {"open": 1, "overdue": 1, "week": 0, "closed": 0}


def test_tiles_follow_the_action_then_its_check(planned, mai):
    assert queries.tiles() == {"open": 1, "overdue": 0, "week": 0, "closed": 0}  # due in nine days
    with on(DUE):
        assert queries.tiles()["week"] == 1
    with on(date(2026, 12, 2)):
        assert queries.tiles()["overdue"] == 1
        planned.complete(by=mai, result=RESULT)
        assert queries.tiles()["overdue"] == 0
    with on(date(2027, 1, 2)):  # done a day late: the check is 30 days later
        assert queries.tiles()["overdue"] == 1  # the check is late


def test_accepted_case_without_an_action_is_late_in_the_end(app, triaged, nam):
    with on(date(2026, 12, 7)):
        assert (queries.tiles()["week"], queries.tiles()["overdue"]) == (1, 0)
    with on(date(2026, 12, 8)):
        assert (queries.tiles()["week"], queries.tiles()["overdue"]) == (0, 1)
        with app.test_request_context():
            assert [task.due for task in views_tasks.tasks(nam)] == [date(2026, 12, 7)]


def test_case_whose_action_had_no_effect_has_a_day_for_the_next_one(finished, oanh):
    with on(CHECK):
        finished.find_not_effective(by=oanh, finding="Vẫn còn 4 trong 10 hồ sơ thiếu chữ ký sau khi đã làm.")
        case = again(finished.nonconformity)
        assert case.due_on == case.plan_by == add_working_days(CHECK, 10)
        assert queries.due_days([case]) == {case.id: case.plan_by}
    with on(case.plan_by + timedelta(days=1)):
        assert queries.tiles()["overdue"] == 1


def test_case_that_was_excused_or_has_its_action_waits_for_no_plan(planned, mai):
    case = again(planned.nonconformity)
    assert case.due_on == planned.due_on
    assert not Nonconformity.select().where(queries.unplanned()).exists()


def test_tiles_count_what_was_closed_in_ninety_days(closed):
    with on(date(2027, 3, 31)):
        assert queries.tiles() == {"open": 0, "overdue": 0, "week": 0, "closed": 1}
    with on(date(2027, 4, 1)):
        assert queries.tiles()["closed"] == 0


def test_rejected_report_is_in_no_tile(reported, lan):
    reported.reject(by=lan, note="Không phải")
    assert set(queries.tiles().values()) == {0}


def test_due_day_of_a_row_is_that_of_the_next_step(reported, office, lan, nam, mai, oanh):
    assert queries.due_days([reported]) == {reported.id: date(2026, 11, 23)}
    case = analyse(triage(reported, lan, nam, office["TM"]), nam)
    assert queries.due_days([case]) == {case.id: date(2026, 12, 7)} == {case.id: again(case).due_on}  # ten working days for an action
    first, second = (plan(case, nam, mai, oanh, due_on=day) for day in (DUE, date(2026, 11, 30)))
    assert queries.due_days([case]) == {case.id: second.due_on}
    second.complete(by=mai, result=RESULT)
    assert queries.due_days([case]) == {case.id: first.due_on}
    first.complete(by=mai, result=RESULT)
    assert queries.due_days([again(case)]) == {case.id: CHECK} == {case.id: again(case).due_on}


# similar cases


def test_similar_cases_share_the_procedure_or_the_cause_at_the_unit(analysed, office, mai, lan, nam):
    same_procedure = triage(report(mai, office["TM"]), lan, nam, office["TM"])
    same_cause = analyse(triage(report(mai, office["MC"]), lan, nam, office["TM"], procedure_code=""), nam)
    analyse(triage(report(mai, office["TM"]), lan, nam, office["TM"], procedure_code=""), nam)  # the same cause elsewhere
    assert queries.similar(analysed) == [same_cause, same_procedure]


def test_nothing_is_similar_to_what_is_not_triaged(reported, office, mai):
    report(mai, office["MC"])
    assert queries.similar(reported) == []


def test_open_cases_of_a_procedure(effective, lan):
    assert [queries.open_for_procedure(code) for code in ("QT-16", "QT-05")] == [1, 0]
    with on(CHECK):
        again(effective.nonconformity).close(by=lan)
    assert queries.open_for_procedure("QT-16") == 0


# what waits for the quality officer


def test_reports_and_rejected_ones_opened_again_await_triage(reported, office, lan, nam):
    assert codes(queries.awaiting_triage()) == [reported.code]
    case = reported.reject(by=lan, note="Không phải")
    assert codes(queries.awaiting_triage()) == []
    case.reopen(by=lan, note="Có thêm ảnh")
    assert codes(queries.awaiting_triage()) == [case.code]
    triage(case, lan, nam, office["TM"])
    assert codes(queries.awaiting_triage()) == []


@pytest.mark.parametrize("first", ["find_effective", "find_not_effective"])
@pytest.mark.parametrize("second", ["find_effective", "find_not_effective", ""])
def test_ready_to_close_agrees_with_the_gates(planned, nam, son, mai, oanh, first, second):
    other = plan(planned.nonconformity, nam, son, oanh)
    planned.complete(by=mai, result=RESULT)
    other.complete(by=son, result=RESULT)
    with on(CHECK):
        getattr(planned, first)(by=oanh, finding="Đã xem sổ")
        if second:
            getattr(other, second)(by=oanh, finding="Đã xem sổ")
    case = again(planned.nonconformity)
    is_ready = all(gate.is_met for gate in case.gates)
    assert codes(queries.ready_to_close()) == ([case.code] if is_ready else [])
    assert is_ready == (second != "" and "find_effective" in (first, second))


def test_case_without_correction_is_not_ready(triaged, nam, mai, oanh):
    triaged.analyse(by=nam, cause_group=CauseGroup.FORM, cause="Mẫu sổ")
    one = plan(triaged, nam, mai, oanh).complete(by=mai, result=RESULT)
    with on(CHECK):
        one.find_effective(by=oanh, finding="Đủ chữ ký")
    assert codes(queries.ready_to_close()) == []


# what the board draws


def test_causes_are_counted_the_most_frequent_first(analysed, office, mai, lan, nam):
    for _number in range(2):
        analyse(triage(report(mai, office["MC"]), lan, nam, office["TM"]), nam, CauseGroup.PEOPLE)
    triage(report(mai, office["MC"]), lan, nam, office["TM"])  # no cause yet
    assert tallies.causes(date(2026, 11, 22)) == [("Con người", 2), ("Biểu mẫu, hồ sơ", 1)]
    assert tallies.causes(date(2026, 11, 23)) == []
    assert tallies.causes(date(2026, 11, 1), until=date(2026, 11, 21)) == []


def test_flow_by_month(closed):
    with on(date(2027, 1, 15)):
        months = tallies.opened_closed_by_month(date(2026, 11, 1), date(2027, 1, 15))
    assert months == [("11/2026", 1, 0), ("12/2026", 0, 1), ("1/2027", 0, 0)]


def test_rejected_report_is_in_no_count(reported, lan):
    reported.reject(by=lan, note="Không phải")
    day = date(2026, 11, 22)
    assert tallies.opened_closed_by_month(date(2026, 11, 1), day) == [("11/2026", 0, 0)]
    assert (tallies.count_open(), tallies.count_reported(day, day), tallies.count_closed(day, day)) == (0, 0, 0)


def test_ageing_of_open_actions_the_latest_first(planned, nam, son, oanh):
    plan(planned.nonconformity, nam, son, oanh, due_on=date(2026, 11, 24))
    with on(date(2026, 12, 4)):
        assert tallies.open_actions_ageing() == [("HDKP-2026-002", 12, 2, 10), ("HDKP-2026-001", 12, 9, 3)]
        assert len(tallies.open_actions_ageing(limit=1)) == 1


def test_done_action_ages_no_more(finished):
    assert tallies.open_actions_ageing() == []


def test_counts_at_the_end_of_a_past_day(closed):
    assert [tallies.count_open(day) for day in (date(2026, 11, 21), date(2026, 12, 30), CHECK)] == [0, 1, 0]
    assert tallies.count_reported(date(2026, 11, 22), date(2026, 11, 22)) == 1
    assert tallies.count_closed(CHECK, CHECK) == 1
    assert tallies.count_closed(date(2026, 11, 1), date(2026, 11, 30)) == 0


def test_overdue_actions_at_the_end_of_a_past_day(planned, mai):
    with on(date(2026, 12, 5)):
        planned.complete(by=mai, result=RESULT)
    assert [tallies.count_overdue_actions(date(2026, 12, day)) for day in (1, 2, 4, 5)] == [0, 1, 1, 0]

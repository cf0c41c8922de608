"""What the charts count is what a naive count over all records finds."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import trail
from qms.core.database import db
from qms.core.statistics.quantiles import nearest_rank
from qms.improvement import measures, queries, recurrence
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.register import listing
from qms.improvement.states import OPEN, ActionState, NonconformityState
from qms.management_review import board, cases, closing, effect, paretos
from qms.management_review.period import Period
from tests.conftest import TODAY

SINCE = [TODAY - timedelta(days) for days in (0, 40, 120, 365, 800)]
GROUPED = {"SCAN pairs", "SCAN alike"}  # rows an index has put together already
REJECTED, CLOSED = NonconformityState.REJECTED, NonconformityState.CLOSED


def everything():
    return list(Nonconformity.select())


def closed_since(since):
    return [case for case in everything() if case.state == CLOSED and case.closed_on >= since]


def followers(case):
    last = case.closed_on + timedelta(recurrence.WITHIN)
    return [
        other for other in everything()
        if other.procedure_code == case.procedure_code and other.cause_group == case.cause_group and other.state != REJECTED
        and case.closed_on < other.happened_on <= last
    ]  # fmt: skip


@pytest.mark.parametrize("since", SINCE)
def test_counts_by_procedure_and_unit(year_of_cases, report, lan, since):
    report(3).reject(by=lan, note="Không phải")
    standing = [case for case in everything() if case.reported_on >= since and case.state != REJECTED]
    assert measures.by_procedure(since) == Counter(case.procedure_code for case in standing)
    assert measures.by_unit(since) == Counter(case.unit_id for case in standing)


def test_open_cases_by_age(year_of_cases, report):
    report(20)  # not answered
    late = {case.id for case in queries.in_tile(Nonconformity.select(), "overdue")}
    naive = Counter(((TODAY - case.reported_on).days, case.id in late) for case in everything() if case.state in OPEN)
    assert {(age, is_late): n for age, is_late, n in measures.open_ages()} == naive
    assert (20, True) in naive


@pytest.mark.parametrize("since", SINCE)
def test_days_to_close(year_of_cases, since):
    naive = Counter((case.closed_on - case.reported_on).days for case in closed_since(since))
    assert measures.days_to_close(since) == sorted(naive.items())


@pytest.mark.parametrize("since", SINCE)
def test_returns(year_of_cases, since):
    known = [case for case in closed_since(since) if case.procedure_code and case.cause_group]
    back = [case for case in known if followers(case)]
    watched = [case for case in known if case not in back and case.closed_on + timedelta(recurrence.WITHIN) > TODAY]
    assert measures.returns(since) == (len(known), len(back), len(watched))


def test_year_has_a_return(year_of_cases):
    assert measures.returns(SINCE[3])[1] >= 1


@pytest.mark.parametrize("since", SINCE)
def test_first_checks_by_the_trail(year_of_cases, since):
    told = [
        entry.act.partition(".")[2]
        for one in CorrectiveAction.select().where(CorrectiveAction.verified_on >= since)
        for entry in trail.history_of("correctiveaction", one.id)
    ]
    effective, not_effective = told.count("find_effective"), told.count("find_not_effective")
    assert measures.first_checks(since) == (effective + not_effective, effective)


def test_action_that_failed_later_was_effective_at_its_check(year_of_cases):
    assert "find_recurred" in [entry.act.partition(".")[2] for entry in trail.TrailEntry.select()]
    checked, effective = measures.first_checks(SINCE[3])
    now = CorrectiveAction.select().where(CorrectiveAction.state == ActionState.EFFECTIVE).count()
    assert effective == now + 1
    assert checked == effective + 1


@pytest.mark.parametrize("ask", [measures.by_procedure, measures.by_unit, measures.days_to_close, measures.first_checks, measures.returns])
def test_index_holds_all_that_is_asked(house, monkeypatch, ask):
    asked, run = [], db.execute_sql
    monkeypatch.setattr(db, "execute_sql", lambda sql, values=None, *rest: asked.append((sql, values)) or run(sql, values, *rest))
    ask(TODAY)
    monkeypatch.undo()
    for sql, values in asked:
        plan = [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
        assert not [step for step in plan if step.startswith("SCAN") and step not in {"SCAN pairs", "SCAN alike"}], (
            plan
        )  # of what was grouped


def test_return_is_found_by_its_own_index(house):
    sql, values = Nonconformity.select(Nonconformity.id).where(recurrence.came_back()).sql()
    plan = " ".join(row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
    assert "nonconformity_procedure_code_cause_group_happened_on" in plan


# the sentences


COUNTS = st.dictionaries(st.integers(0, 900), st.integers(1, 60), max_size=40).map(lambda found: sorted(found.items()))


@given(COUNTS)
def test_quantiles_and_columns_agree_with_a_list(counts):
    days = [day for day, n in counts for _ in range(n)]
    for share in (50, 90):
        naive = days[-(-len(days) * share // 100) - 1] if days else 0
        assert nearest_rank(counts, share) == naive
    columns = closing.columns(counts)
    assert len(columns) <= closing.COLUMNS
    assert sum(n for _first, _last, n in columns) == len(days)
    assert [first for first, _last, _n in columns[1:]] == [last + 1 for _first, last, _n in columns[:-1]]
    assert all(n == sum(first <= day <= last for day in days) for first, last, n in columns)


@given(COUNTS)
def test_closing_says_what_the_numbers_say(counts):
    total, said = sum(n for _days, n in counts), str(closing.headline(counts, "kỳ"))
    if not total:
        assert said == "Chưa có sự không phù hợp nào được đóng trong kỳ"
    elif total < closing.ENOUGH:
        assert said.endswith(f"hiện có {total}")
    else:
        assert f"trong {nearest_rank(counts, 50)} ngày, chín phần mười trong {nearest_rank(counts, 90)} ngày (n = {total}" in said


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans(), st.integers(1, 50)), max_size=30))
def test_age_of_open_cases(found):
    total, old = sum(n for *_age, n in found), sum(n for age, _late, n in found if age > 90)
    said = str(cases.headline(found))
    expected = "Không có" if not total else f"{old} trong {total} " if old else f"Cả {total} "
    assert said.startswith(expected)
    assert not total or said.endswith(f"lâu nhất {max(age for age, *_rest in found)} ngày")


@given(st.integers(0, 90), st.integers(0, 90), st.integers(0, 90), st.integers(0, 90))
def test_effect(checked, effective, closed, back):
    found = effect.Effect(checked, min(checked, effective), closed, min(closed, back), 0)
    said = str(effect.headline(found))
    assert (f"{found.effective} trong {checked} hành động" in said) == (checked > 0)
    assert (f"{found.back} trong {closed} sự việc đã đóng lặp lại" in said) == (closed > 0 and found.back > 0)
    assert len(found.shares) == (checked > 0) + 2 * (closed > 0)


@given(st.dictionaries(st.text("ABC", min_size=1, max_size=4), st.integers(0, 50), max_size=30), st.integers(0, 50))
def test_procedures_are_ranked_with_the_rest_last(counts, without):
    groups = paretos.ranked([paretos.Group(code, n, "procedure", code) for code, n in counts.items()], without, "Khác nữa")
    assert sum(group.n for group in groups) == sum(counts.values()) + without
    named = [group.n for group in groups if group.key]
    assert named == sorted(named, reverse=True)[: paretos.SHOWN]
    assert all(group.key for group in groups[:-1])


def test_last_bar_of_the_procedures_leads_to_what_it_counts(handled):
    for place in range(paretos.SHOWN + 3):
        for _case in range(3 if place < paretos.SHOWN else 1):
            handled(5, procedure=f"QT-{place:02d}")
    last = board.figure("procedures", Period("12m", TODAY)).lines[-1]
    values = {key: str(value) for key, value in last.values.items()}
    assert (last.endpoint, last.cells[1], listing.asked(values).count()) == ("improvement.nonconformities", 3, 3)
    assert {case.procedure_code for case in listing.asked(values)} == {"QT-12", "QT-13", "QT-14"}


@pytest.mark.parametrize("name", ["procedures", "units", "cases", "closing", "effect"])
def test_one_case_is_a_sentence_or_a_small_chart(handled, name):
    handled(20, closed_after=10), handled(3)
    figure = board.figure(name, Period("12m", TODAY))
    assert str(figure.headline)
    assert figure.lines
    for width in board.WIDTHS:
        assert figure.facts is None or board.svg(figure, width).startswith(b"<?xml")


def test_year_is_drawn(year_of_cases):
    for name in ("procedures", "units", "cases", "closing", "effect"):
        figure = board.figure(name, Period("12m", TODAY))
        assert figure.facts, name
        assert board.svg(figure, 360) != board.svg(figure, 720)

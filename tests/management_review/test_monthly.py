"""Months in a row: what is counted is what a naive count finds, and the sentence is what the numbers say."""

from datetime import timedelta
from itertools import groupby, pairwise
from statistics import mean, median

import pytest
from flask import url_for
from hypothesis import given
from hypothesis import strategies as st

from qms.core.charts.sheet import svg
from qms.core.statistics.phases import BASELINE
from qms.documents.reading.readings import Share
from qms.improvement import measures
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.management_review import board, known, monthly
from qms.management_review.period import period
from tests.conftest import TODAY

MONTH = st.integers(0, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
KEPT = st.lists(MONTH, min_size=24, max_size=24).map(lambda found: [(f"{n + 1}/2026", *month) for n, month in enumerate(found)])
TAKEN = st.lists(st.one_of(st.just((None, 0)), st.tuples(st.integers(0, 400), st.integers(1, 9))), min_size=24, max_size=24).map(
    lambda found: [(f"{n + 1}/2026", *month) for n, month in enumerate(found)]
)


def longest_side(values, middle):
    """Give the longest run on one side of a middle, whatever lies on it left out."""
    sides = [value > middle for value in values if value is not None and value != middle]
    return max((len(list(run)) for _side, run in groupby(sides)), default=0), len(sides)


def must_say(values, middle, lower, upper):
    """Decide by another way what the sentence must say of the last phase."""
    beyond = [place for place, value in enumerate(values) if value is not None and not lower[place] <= value <= upper[place]]
    if beyond:
        return f"{len(beyond)} tháng ngoài giới hạn, gần nhất {beyond[-1] + 1}/2026"
    longest, useful = longest_side(values, middle)
    limit = next(n for n in range(3, 20) if useful < 2 ** (n - 3 + 0.5)) if useful else 0
    if useful >= 10 and longest > limit:
        return f"{longest} tháng liền"
    return None


@given(KEPT)
def test_sentence_of_dates_kept(facts):
    said, kept, of = str(monthly.kept_headline(facts, "kỳ")), sum(fact[1] for fact in facts), sum(fact[2] for fact in facts)
    known_months = sum(1 for fact in facts if fact[2])
    if not of:
        assert said.startswith("Chưa có")
    elif known_months < BASELINE:
        assert said.endswith(f"hiện có {known_months} tháng")
    else:
        assert said.startswith(f"{round(100 * kept / of)} % hành động khắc phục làm xong đúng hạn ({kept} trong {of}, kỳ): ")
        chart = monthly.kept_chart(facts)
        values = [n / size if size else None for _month, n, size in facts]
        lower = [-1 if point.lower is None else point.lower for point in chart.points]
        upper = [2 if point.upper is None else point.upper for point in chart.points]
        expected = must_say(values, chart.points[0].middle, lower, upper)
        assert expected is None or expected in said
        off = sum(value not in (None, chart.points[0].middle) for value in values)
        is_blind = off < 10 and all(point.upper is None for point in chart.points)
        assert (f"chỉ {off} tháng khác mức giữa, chưa đủ" in said) == is_blind
        assert ("ổn định" in said) == ("đã thay đổi" not in said and "ngoài giới hạn" not in said and not is_blind)
        assert expected is not None or "ngoài giới hạn" not in said


@given(TAKEN)
def test_sentence_of_days_to_close(facts):
    said, found = str(monthly.taken_headline(facts, monthly.days(), "kỳ")), [days for _month, days, n in facts if n]
    if not found:
        assert said.startswith("Chưa có")
    elif len(found) < BASELINE:
        assert said.endswith(f"hiện có {len(found)} tháng")
    else:
        first = found[:BASELINE]
        middle, reach = mean(first), 2.66 * mean(abs(b - a) for a, b in pairwise(first))
        assert f"trong {monthly.days().write(middle)} (n = {sum(fact[2] for fact in facts)}, kỳ)" in said
        lower, upper = [max(0, middle - reach) - 1e-9] * 24, [middle + reach + 1e-9] * 24
        expected = must_say([days for _month, days, _n in facts], middle, lower, upper)
        assert expected is None or expected in said


@pytest.mark.parametrize("days", [40, 200, 365, 700])
def test_dates_kept_are_counted_by_the_month_they_were_due(year_of_cases, plan, days):
    plan(30, 10)  # still open and late
    plan(5, 10)  # not yet due
    since = TODAY - timedelta(days)
    naive = {}
    for one in CorrectiveAction.select():
        if since <= one.due_on < TODAY:
            kept, of = naive.get(f"{one.due_on:%Y-%m}", (0, 0))
            naive[f"{one.due_on:%Y-%m}"] = (kept + bool(one.completed_on and one.completed_on <= one.due_on), of + 1)
    assert measures.kept_dates(since) == naive
    assert sum(of - kept for kept, of in naive.values()) == 1


def test_days_to_close_by_month(year_of_cases):
    since = TODAY - timedelta(400)
    closed = [case for case in Nonconformity.select() if case.state == "closed" and case.closed_on >= since]
    found = measures.days_to_close_by_month(since)
    for month, counts in found.items():
        naive = sorted((case.closed_on - case.reported_on).days for case in closed if f"{case.closed_on:%Y-%m}" == month)
        assert [days for days, n in counts for _ in range(n)] == naive
    assert sum(n for counts in found.values() for _days, n in counts) == len(closed)


def test_rows_list_what_they_count(signed_in, hung, year_of_cases):
    browser = signed_in(hung)
    for name, place in (("kept", 2), ("taken", 1)):
        figure = board.figure(name, period("12m"))
        assert figure.lines
        for line in figure.lines:
            with browser.client.application.test_request_context():
                url = url_for(line.endpoint, **line.values)
            assert browser.get(url).text.count('<td data-l="Mã">') == line.cells[place], url
    assert "Đóng trong tháng" in browser.get("/nc?closed-in=1/2026").text
    assert browser.get("/ca?due=x").status_code == 200


def test_present_month_is_not_judged_before_it_is_over():
    span = monthly.months()
    assert len(span.keys) == 24
    assert span.keys[-1] < f"{TODAY:%Y-%m}"
    assert span.words.endswith(span.named[-1][1])


@given(KEPT)
def test_dates_kept_are_drawn(facts):
    if any(of for _month, _n, of in facts):
        assert svg(monthly.draw_kept(facts, 360)).startswith(b"<?xml")


UNITS = {1: "Một cửa", 2: "Tham mưu", 3: "Hậu cần"}
SHARES = st.dictionaries(
    st.sampled_from([1, 2, 3, None]), st.integers(1, 60).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))
)


@given(SHARES)
def test_reading_names_the_unit_where_fewest_have_read(shares):
    found = known.by_unit(shares, UNITS)
    said, done, of = str(known.headline(found)), sum(s.done for s in shares.values()), sum(s.of for s in shares.values())
    rates = [n / must for _name, n, must, _unit in found]
    assert rates == sorted(rates)
    if not of:
        assert said.startswith("Chưa giao")
    elif done == of:
        assert said == f"Cả {of} lượt phải đọc tài liệu đang hiệu lực đã được xác nhận"
    else:
        assert said.startswith(f"{done} trong {of} lượt")
        assert f"({100 * done // of} %)" in said
        assert ("thấp nhất" in said) == (len(shares) > 1)
        assert len(shares) < 2 or min(s.done / s.of for s in shares.values()) == found[0][1] / found[0][2]


def test_all_charts_are_on_one_page_and_at_most_eight_on_the_board(signed_in, hung, lan, mai, year_of_cases):
    page = signed_in(hung).get("/dashboard/charts").text
    assert page.count('<section class="board"') == len(board.FIGURES)
    assert len(board.figures(period("12m"))) == 8
    assert 'href="/dashboard/charts?period=12m"' in signed_in(hung).get("/dashboard").text
    assert signed_in(mai).get("/dashboard/charts").status_code == 403
    assert signed_in(hung).post("/dashboard/taken.xlsx").status_code == 200


def test_medians_are_those_of_the_library(year_of_cases):
    figure = board.figure("taken", period("24m"))
    for name, n, middle in (line.cells for line in figure.lines):
        month, year = map(int, name.split("/"))
        cases = [
            case
            for case in Nonconformity.select()
            if case.state == "closed" and (case.closed_on.year, case.closed_on.month) == (year, month)
        ]
        days = sorted((case.closed_on - case.reported_on).days for case in cases)
        assert (len(days), days[(n - 1) // 2]) == (n, middle)
        assert n % 2 == 0 or middle == median(days)


def test_months_that_are_nearly_all_perfect_are_not_called_stable():
    facts = [(f"{n + 1}/2026", 2 if n % 3 else 1, 2) for n in range(24)]
    assert str(monthly.kept_headline(facts, "kỳ")).endswith(": chỉ 8 tháng khác mức giữa, chưa đủ để xét thay đổi")

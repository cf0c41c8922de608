"""The sentences of objectives, risks, providers, the context and measurements say what their numbers say; their charts can be read."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.context.queries import Change
from qms.context.standing import Stood
from qms.core.charts import bullet
from qms.management_review import board, objectives, providers, risks, services
from qms.management_review.inputs import context as context_input
from qms.management_review.inputs import measurements as measurements_input
from qms.management_review.inputs import providers as providers_input
from qms.management_review.inputs import risks as risks_input
from qms.management_review.period import Period
from qms.objectives.due import Entered
from qms.providers.queries import ProviderLine
from qms.providers.states import Conclusion, ProviderState
from qms.risks import scale
from qms.risks.outcome import Outcome
from qms.risks.standing import RiskChanges, RiskLine
from qms.risks.states import RiskKind
from tests.chart_drawing import LARGEST, ODD, WIDTHS, assert_readable, every_width
from tests.conftest import TODAY
from tests.objectives.conftest import approved, enter_months, goal  # noqa: F401
from tests.providers.test_provider import evaluate, register
from tests.risks.conftest import identify

CELL = st.tuples(st.integers(1, 5), st.integers(1, 5))
DAY = date(2026, 1, 5)
RISKS = st.lists(
    st.builds(
        RiskLine, st.sampled_from(["R01", "R02", "R03"]), st.just("x"), st.sampled_from(RiskKind), st.just(1), st.just(DAY), CELL,
        st.none() | CELL, st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.just(DAY), st.booleans(),
    ),
    max_size=12,
)  # fmt: skip
CODES = st.lists(st.text("AB", min_size=1, max_size=2), max_size=4).map(tuple)
SCORE = st.none() | st.integers(20, 100)
LINES = st.lists(
    st.builds(
        ProviderLine, st.just("NCC01"), st.just("In"), st.just("In"), SCORE, SCORE, st.none() | st.sampled_from(Conclusion),
        st.integers(0, 2), st.sampled_from(ProviderState), st.booleans(), st.integers(0, 3),
    ),
    max_size=8,
)  # fmt: skip
FACTS = st.lists(st.tuples(st.sampled_from(["In", "Bưu điện", "Vận tải"]), st.integers(20, 100), SCORE), max_size=6)
VALUE = st.none() | st.floats(80, 100, allow_subnormal=False).map(lambda value: round(value, 1))


def numbers(phrase):
    return [int(found) for found in re.findall(r"\d+", str(phrase))]


@given(RISKS, CODES)
def test_risks(lines, late):
    told = Outcome(lines, RiskChanges((), (), (), (), (), (), late), scale.first(), 0)
    said = risks_input.headline(told)
    if not lines:
        assert numbers(said) == []
        return
    shown = [line for line in lines if line.kind == "risk"]
    treated = [line for line in shown if line.after]
    lower = sum(line.after[0] * line.after[1] < line.before[0] * line.before[1] for line in treated)
    high = sum((line.after or line.before)[0] * (line.after or line.before)[1] >= 10 for line in shown)
    assert numbers(said) == [high, len(shown), lower, len(treated), len(late)]


@given(LINES)
def test_providers(lines):
    said = providers_input.headline(lines)
    evaluated, watched = [line for line in lines if line.evaluated], [line for line in lines if line.state != "ended"]
    below = sum(line.total is not None and line.total < 50 for line in evaluated)
    assert numbers(said) == ([len(evaluated), below, 50, sum(line.is_overdue for line in lines), len(watched)] if lines else [])


@given(FACTS)
def test_scores_of_providers(facts):
    said = providers.headline(facts)
    if not facts:
        assert str(said) == "Chưa nhà cung cấp nào được đánh giá"
        return
    assert str(said).endswith(f"; {sum(score < 50 for _name, score, _before in facts)} trong {len(facts)} dưới 50 điểm")
    assert {max(score for _name, score, _before in facts), min(score for _name, score, _before in facts)} <= set(numbers(said))


@given(st.lists(st.sampled_from(["identify", "revise", "confirm", "retire"]), max_size=9), st.integers(0, 5), st.integers(0, 5))
def test_context(acts, issues, parties):
    told = Stood(issues, parties, 0, None, [Change(DAY, "issue", name, None) for name in acts])
    said = context_input.headline(told)
    if not (acts or issues or parties):
        assert str(said) == "Chưa ghi nhận vấn đề, bên quan tâm nào"
        return
    assert numbers(said) == [len(acts) - acts.count("confirm"), acts.count("confirm")]
    assert str(said).endswith("biến đổi khí hậu: chưa xác định")


class Number:
    """A number that was due, as far as the sentence asks."""

    def __init__(self, how):
        self.is_in_time, self.is_late, self.entered_on = how == "in time", how == "late", None if how == "missing" else DAY


@given(st.lists(st.sampled_from(["in time", "late", "missing"]), max_size=20))
def test_measurements(found):
    said = measurements_input.headline(Entered([Number(how) for how in found], 0))
    assert numbers(said) == ([found.count("in time"), len(found), found.count("late"), found.count("missing")] if found else [])


@given(st.lists(VALUE, max_size=24))
def test_services(values):
    months = tuple((f"{place % 12 + 1}/{2024 + place // 12}", value) for place, value in enumerate(values))
    facts, known = (" %", 100, 97.0, months), [name for name, value in months if value is not None]
    said = str(services.headline("Trả đúng hạn", facts))
    if len(known) < 12:
        assert said.endswith(f"hiện có {len(known)} tháng")
        return
    assert f"mức mục tiêu 97 % (n = {len(known)} tháng, {known[0]}–{known[-1]}): " in said
    first = [value for value in values if value is not None][:12]
    assert abs(float(re.search(r"thường ([\d,]+) %", said)[1].replace(",", ".")) - sum(first) / 12) < 0.06


@given(st.lists(VALUE, min_size=12, max_size=24))
@settings(max_examples=15, deadline=None)
def test_services_are_readable_and_never_pass_what_there_can_be(values):
    facts = (" %", 100, 97.0, tuple((f"{place}/2026", value) for place, value in enumerate(values)))
    assert all(point.upper is None or point.upper <= 100 for point in services.chart_of(facts).points)
    for width in WIDTHS:
        assert_readable(services.draw(facts, width))


@every_width
def test_odd_names_are_readable(width):
    assert_readable(risks.draw([(f"R{place:02d} {name}", 20 - place, 25) for place, name in enumerate(ODD)], width))
    assert_readable(providers.draw([(name, 90 - place, None) for place, name in enumerate(ODD)], width))
    facts = [(name, float(place), 3.0, (5.0, 3.0), f" {name}", None, True, name, name) for place, name in enumerate(ODD)]
    assert_readable(objectives.draw(facts, width))


# the figures of records


@pytest.fixture
def year(office):
    return Period("12m", TODAY)


def test_two_risks_are_a_sentence_and_three_are_drawn(year, office, lan, mai):
    for levels in ((5, 5), (2, 2)):
        identify(lan, office["MC"], mai, before_likelihood=levels[0], before_impact=levels[1])
    figure = board.figure("risks", year)
    assert (figure.facts, len(figure.lines)) == (None, 2)
    identify(lan, office["MC"], mai)
    figure = board.figure("risks", year)
    assert str(figure.headline) == "2 trong 3 rủi ro còn từ 10 điểm; chưa rủi ro nào được đánh giá lại sau xử lý"
    assert [line.cells[2] for line in figure.lines] == [25, 20, 4]
    assert figure.lines[0].values == {"code": "R01"}
    assert len(board.svg(figure, 720)) < LARGEST


def test_providers_stand_beside_their_score_before_the_period(year, lan):
    from tests.providers.test_provider import again, on

    for place, scores in enumerate(([5, 5, 5, 5], [3, 3, 3, 3], [2, 2, 2, 2])):
        with on(date(2025, 2, 3)):
            one = register(lan, name=f"Cơ sở {place}")
            evaluate(one, lan, scores=[4, 4, 4, 4])
        with on(date(2026, 2, 2)):
            evaluate(again(one), lan, scores=scores, conclusion=Conclusion.RESTRICT, reason="Theo dõi.")
    figure = board.figure("providers", year)
    assert figure.facts == (("Cơ sở 0", 100, 80), ("Cơ sở 1", 60, 80), ("Cơ sở 2", 40, 80))
    assert str(figure.headline) == (
        "Cao nhất: Cơ sở 0 (100 điểm), thấp nhất: Cơ sở 2 (40 điểm); 1 tăng, 2 giảm so với trước (trong 3); 1 trong 3 dưới 50 điểm"
    )
    assert [board.svg(figure, width).startswith(b"<?xml") for width in WIDTHS] == [True, True]


def test_objectives_not_met_stand_first(year, goal, nam, lan, hung, office):  # noqa: F811
    met = approved(lan, hung, nam, unit=office["MC"], title="Đúng hạn ở Một cửa")
    enter_months(goal, nam, *[94] * 9), enter_months(met, nam, *[97] * 9)
    figure = board.figure("objectives", year)
    assert [line.values["code"] for line in figure.lines] == [goal.code, met.code]
    assert str(figure.headline) == f"1 trong 2 mục tiêu đạt; 1 chưa đạt: {goal.title}"
    assert [fact[:4] for fact in figure.facts] == [(goal.title, 94.0, 95.0, (90.0, 95.0)), (met.title, 97.0, 95.0, (90.0, 95.0))]
    assert [drawn.is_met for drawn in map(objectives.drawn, figure.facts)] == [False, True]
    assert figure.alt.startswith(str(bullet.headline(list(map(objectives.drawn, figure.facts)))))


def test_month_by_month_of_services_goes_on_over_the_years(year, lan, hung, nam):
    old = approved(lan, hung, nam, day=date(2025, 1, 6), year=2025, target=90.0, limit=85.0)
    new = approved(lan, hung, nam)
    enter_months(old, nam, *[92, 93] * 6, year=2025)
    assert board.figure("services", year).facts is not None
    enter_months(new, nam, *[96, 97] * 5)
    figure = board.figure("services", year)
    assert (len(figure.facts[3]), figure.facts[2]) == (22, 95.0)
    assert "(n = 22 tháng, 1/2025–10/2026): 10 tháng ngoài giới hạn, gần nhất 10/2026" in str(figure.headline)
    assert figure.lines[0].cells == ("10/2026", "97 %", "95 %", "Đạt")


def test_services_nobody_measures_are_said_so(year):
    figure = board.figure("services", year)
    assert (str(figure.headline), figure.facts) == ("Chưa có mục tiêu nào đo dịch vụ hằng tháng", None)

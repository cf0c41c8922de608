"""Every chart of the catalogue: words that never meet whatever they are, and a sentence that says what the numbers say."""

import re
import warnings
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.core.charts import bullet, control, dots, matrix, sheet, signals, stacked
from qms.core.charts.bullet import Objective
from qms.core.charts.dots import Dot
from qms.core.charts.matrix import Risk
from qms.core.charts.sheet import ALARM, BLUE, LIGHT, svg
from qms.core.charts.stacked import Question
from qms.core.charts.unit import PERCENT, Unit
from qms.core.statistics.control import p_chart, run_chart, xmr
from tests.chart_drawing import LARGEST, LONG, ODD, WIDTHS, assert_readable, bars_of, every_width, words_of

DAYS = Unit(" ngày")
NAMES = ("Hồ sơ trả đúng hạn", LONG, "Đúng hẹn", "Ý kiến công dân")
NUMBERS = (0, 0.4, 1, 37.25, 92.4, 100)


def names(words, n):
    return [f"{words[place % len(words)]}{' ' * 0}" for place in range(n)]


def p(width, words=NAMES, n=24, unit=1):
    sizes = [(40 + place * 7 % 50) * unit for place in range(n)]
    counts = [round(size * (0.9 if place != 6 else 0.4)) for place, size in enumerate(sizes)]
    chart = p_chart(counts, sizes, starts=[n // 2] if n > 23 else [])
    times = names(words, n)
    notes = signals.notes(chart, times, PERCENT)
    return control.draw(chart, times, width, unit=PERCENT, middle=words[0], target=0.95, changes=[words[-1]], notes=notes)


def run(width, words=NAMES, n=24, unit=1):
    chart = run_chart([None if place % 7 == 3 else place * unit % 11 for place in range(n)])
    return control.draw(chart, names(words, n), width, unit=DAYS, middle=words[0], notes=words)


def individuals(width, words=NAMES, n=24, unit=1):
    chart = xmr([place * 13 % 29 * unit for place in range(n)], floor=0)
    return control.draw(chart, names(words, n), width, unit=Unit(f" {words[0]}"), middle=words[1], target=10 * unit)


def bullets(width, words=NAMES, n=6, unit=1):
    found = [
        Objective(
            name, None if place == 3 else NUMBERS[place % 6] * unit, 95 * unit, (60 * unit, 80 * unit), Unit(words[0][:9]), place % 2 == 1
        )
        for place, name in enumerate(names(words, n))
    ]
    return bullet.draw(found, width)


def broken_bullets(width, words=NAMES, n=6, unit=1):
    found = [Objective(name, min(100, 90 + place), 100 if place % 2 else 95, (92, 97)) for place, name in enumerate(names(words, n))]
    return bullet.draw(found, width)


def satisfaction(width, words=NAMES, n=6, unit=1):
    answers = ((1, 2, 4, 20, 30), (0, 0, 0, 0, 0), (0, 0, 0, 0, 100), (100, 0, 0, 0, 0), (1, 1, 1, 1, 1), (33, 1, 33, 1, 32))
    found = [Question(name, tuple(k * unit for k in answers[place % 6])) for place, name in enumerate(names(words, n))]
    return stacked.satisfaction(found, names(words, 5), width)


def findings(width, words=NAMES, n=6, unit=1):
    return stacked.findings(
        [(name, (place % 3 * unit, place * unit % 7, (place == 2) * unit)) for place, name in enumerate(names(words, n))], width
    )


def decisions(width, words=NAMES, n=6, unit=1):
    return stacked.decisions([(name, (place * unit, 2 * unit, place % 2 * unit)) for place, name in enumerate(names(words, n))], width)


def dumbbells(width, words=NAMES, n=6, unit=1):
    found = [
        Dot(name, NUMBERS[place % 6] * unit, None if place == 1 else 50.0 * unit, place * unit)
        for place, name in enumerate(names(words, n))
    ]
    return dots.draw(found, width, unit=Unit(f" {words[0][:9]}"), now=words[0], before=words[-1])


def risks(width, words=NAMES, n=30, unit=1):
    found = [
        Risk(name, (1 + place % 5, 1 + place // 5 % 5), (1 + place % 2, 1 + place % 4) if place % 3 else None)
        for place, name in enumerate(names(words, n))
    ]
    return matrix.draw(found, width)


CHARTS = (p, run, individuals, bullets, broken_bullets, satisfaction, findings, decisions, dumbbells, risks)
every_chart = pytest.mark.parametrize("draw", CHARTS)


@every_chart
@every_width
def test_same_numbers_are_the_same_bytes_in_both_forms(draw, width):
    drawn = svg(draw(width))
    assert drawn == svg(draw(width))
    assert len(drawn) <= LARGEST
    assert ElementTree.fromstring(drawn).get("width") == f"{width}px"  # noqa: S314 (our own drawing)
    assert sheet.pdf(draw(width)) == sheet.pdf(draw(width))


@every_chart
@every_width
@pytest.mark.parametrize("unit", [0, 10**9])
def test_words_never_meet(draw, width, unit):
    assert_readable(draw(width, unit=unit))


@every_chart
@every_width
@pytest.mark.parametrize("n", [1, 60])
def test_few_and_many_are_readable(draw, width, n):
    assert_readable(draw(width, n=n))


@every_chart
@every_width
def test_nothing_is_an_empty_sheet(draw, width):
    assert svg(draw(width, n=0)).startswith(b"<?xml")


@every_chart
@every_width
@pytest.mark.parametrize("odd", ODD[1:5], ids=lambda odd: repr(odd[:9]))
def test_odd_words_are_drawn(draw, width, odd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(width, words=(odd, "Có thật", odd, odd))
        drawn = svg(figure)
        assert_readable(figure)
    ElementTree.fromstring(drawn)  # noqa: S314 (our own drawing)
    assert b"<b>" not in drawn


VALUE = st.one_of(st.none(), st.floats(0, 100, allow_subnormal=False).map(lambda value: round(value, 1)))


@given(st.lists(VALUE, min_size=1, max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_values_are_readable(values):
    for chart in (run_chart(values), xmr(values, floor=0)):
        for width in WIDTHS:
            assert_readable(control.draw(chart, [f"{n}/2026" for n in range(len(values))], width, unit=DAYS, middle="TB"))


NAME = st.sampled_from(["Trả đúng hạn", "Hài lòng", "Sai lỗi", "Tập huấn", "Đóng đúng hạn"])
OBJECTIVE = st.builds(Objective, NAME, VALUE, st.integers(0, 100), is_lower_better=st.booleans())


@given(st.lists(OBJECTIVE, max_size=8))
def test_sentence_of_objectives(found):
    said = str(bullet.headline(found))
    met = [one for one in found if one.actual is not None and (one.actual - one.target) * (-1 if one.is_lower_better else 1) >= 0]
    missed = [one for one in found if one.actual is not None and one not in met]
    unknown = len(found) - len(met) - len(missed)
    if not found:
        assert said == "Chưa có mục tiêu chất lượng nào"
        return
    assert said.startswith(f"Cả {len(found)} mục tiêu đạt" if len(met) == len(found) else f"{len(met)} trong {len(found)} mục tiêu đạt")
    assert (f"{len(missed)} chưa đạt: " in said) == bool(missed)
    assert all(one.name in said for one in missed[:3])
    assert (f"; {unknown} chưa có số liệu" in said) == bool(unknown)
    assert said.count(";") == bool(missed) + bool(unknown)


@given(st.lists(OBJECTIVE, min_size=1, max_size=8))
def test_misses_stand_first(found):
    states = [(one.is_met, one.actual is None) for one in bullet.in_order(found)]
    assert states == sorted(states)
    for one in found:
        assert one.verdict in bullet.numbers(found)
        assert one.wanted in bullet.numbers(found)


@every_width
def test_lower_is_better_turns_the_greys_round(width):
    up = bullet.draw([Objective("a", 50, 70, (40, 80))], width)
    down = bullet.draw([Objective("a", 50, 70, (40, 80), is_lower_better=True)], width)
    assert [colour for _long, colour in bars_of(up)[:3]] == [grey.upper() for grey in bullet.GREYS]
    assert [colour for _long, colour in bars_of(down)[:3]] == [grey.upper() for grey in bullet.GREYS[::-1]]
    assert (bars_of(up)[3][1], bars_of(down)[3][1]) == (ALARM, BLUE)
    assert bars_of(up)[3][0] == pytest.approx(sum(long for long, _colour in bars_of(up)[:3]) / 2, rel=1e-3)


@every_width
@pytest.mark.parametrize(("actual", "is_broken"), [(90, True), (89.9, False), (100, True)])
def test_percentages_from_90_up_are_dots_on_a_broken_axis(width, actual, is_broken):
    figure = bullet.draw([Objective("a", actual, 95), Objective("b", 97, 96)], width)
    assert ({"90 %", "100 %"} <= set(words_of(figure))) == is_broken
    assert (sum(line.get_marker() == "o" for line in figure.axes[0].lines) == 2) == is_broken


COUNTS = st.tuples(*[st.integers(0, 60)] * 5)


@given(st.dictionaries(NAME, COUNTS, max_size=5))
def test_sentence_of_satisfaction(found):
    questions = [Question(name, counts) for name, counts in found.items()]
    said, answered = str(stacked.satisfaction_headline(questions)), {name: counts for name, counts in found.items() if sum(counts)}
    good, n = sum(counts[3] + counts[4] for counts in answered.values()), sum(map(sum, answered.values()))
    if not answered:
        assert said == "Chưa có phiếu hài lòng nào trong kỳ"
        return
    share = f"{good}/{n}" if n < 30 else f"{round(100 * good / n)} %"
    assert said.startswith(f"{share} lượt trả lời hài lòng (n = {n})")
    rates = {name: (counts[3] + counts[4]) / sum(counts) for name, counts in answered.items()}
    if len(answered) > 1:
        worst = re.search(r"thấp nhất: (.+) \(", said)[1]
        assert rates[worst] == min(rates.values())
    order = [one.name for one in stacked.by_satisfaction(questions) if one.n]
    assert [rates[name] for name in order] == sorted(rates.values(), reverse=True)


@every_width
def test_few_answers_are_counted_and_many_are_shares(width):
    drawn = words_of(stacked.satisfaction([Question("ít", (1, 1, 7, 10, 10)), Question("nhiều", (2, 2, 16, 40, 40))], list("abcde"), width))
    assert {"20/29", "n = 29", "80 %", "n = 100", "7", "16"} <= set(drawn)
    assert "2" not in drawn  # less than five percent


ROWS = st.lists(st.tuples(NAME, st.tuples(*[st.integers(0, 9)] * 3)), max_size=8, unique_by=lambda row: row[0])


@given(ROWS)
def test_sentence_of_findings(found):
    said, totals = str(stacked.findings_headline(found)), [sum(column) for column in zip(*[c for _n, c in found], strict=True)] or [0, 0, 0]
    if not sum(totals):
        assert said == f"Không có phát hiện nào ở {len(found)} điều khoản đã đánh giá"
        return
    assert said.startswith(f"{sum(totals)} phát hiện: {totals[0]} nặng, {totals[1]} nhẹ, {totals[2]} khuyến nghị; nhiều nhất: ")
    most = max(sum(counts) for _name, counts in found)
    assert said.endswith(f"({most})")
    assert any(name in said for name, counts in found if sum(counts) == most)


@every_width
def test_clauses_stay_in_order_and_those_without_findings_are_shown(width):
    figure = stacked.findings([("4.1 Bối cảnh", (0, 0, 0)), ("8.5 Cung cấp", (1, 2, 0)), ("9.2 Đánh giá", (0, 0, 0))], width)
    drawn = words_of(figure)
    assert [word for word in drawn if word[:3] in {"4.1", "8.5", "9.2"}] == ["4.1 Bối cảnh", "8.5 Cung cấp", "9.2 Đánh giá"]
    assert drawn.count("0") == 2
    assert "3" in drawn


@given(ROWS)
def test_sentence_of_old_decisions(found):
    said, (done, fine, late) = str(stacked.decisions_headline(found)), [sum(counts[k] for _name, counts in found) for k in range(3)]
    n = done + fine + late
    assert said == (
        "Không có quyết định nào của các kỳ xem xét trước" if not n
        else f"Cả {n} quyết định của các kỳ xem xét trước đã thực hiện xong" if not fine + late
        else f"{done} trong {n} quyết định của các kỳ xem xét trước đã xong, {fine} còn trong hạn, {late} quá hạn"
    )  # fmt: skip


@every_width
def test_decisions_are_blue_light_and_red(width):
    figure = stacked.decisions([("Kỳ 1/2026", (4, 2, 1))], width)
    longs = {colour: long for long, colour in bars_of(figure) if long != 12}
    assert longs[BLUE] == pytest.approx(4 * longs[ALARM], rel=1e-3)
    assert longs[LIGHT] == pytest.approx(2 * longs[ALARM], rel=1e-3)


DOTS = st.lists(
    st.builds(Dot, NAME, st.integers(0, 10), st.one_of(st.none(), st.integers(0, 10))), max_size=5, unique_by=lambda dot: dot.name
)


@given(DOTS)
def test_sentence_of_dots(found):
    said = str(dots.headline(found, Unit(" điểm")))
    if not found:
        assert said == "Chưa có số liệu để so sánh"
        return
    values, compared = [dot.now for dot in found], [dot for dot in found if dot.before is not None]
    if len(found) > 1 and min(values) != max(values):
        first, most, last, least = re.match(r"Cao nhất: (.+) \((\d+) điểm\), thấp nhất: (.+) \((\d+) điểm\)", said).groups()
        assert (int(most), int(least)) == (max(values), min(values))
        assert {(dot.name, dot.now) for dot in found} >= {(first, int(most)), (last, int(least))}
    else:
        assert f": {values[0]} điểm" in said
    up, down = sum(dot.now > dot.before for dot in compared), sum(dot.now < dot.before for dot in compared)
    assert (f"; {up} tăng, {down} giảm so với trước (trong {len(compared)})" in said) == bool(compared)


@every_width
def test_dots_are_sorted_and_those_of_before_are_hollow(width):
    figure = dots.draw([Dot("a", 2, 4), Dot("b", 9, 3), Dot("c", 5)], width, unit=DAYS, now="nay", before="trước")
    assert [word for word in words_of(figure) if word in "abc"] == ["b", "c", "a"]
    round_ones = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert sum(line.get_markerfacecolor() == "#FFFFFF" for line in round_ones) == 1 + 2
    assert len(round_ones) == 2 + 5


CELL = st.tuples(st.integers(1, 5), st.integers(1, 5))
RISKS = st.lists(st.builds(Risk, st.text("ABC123", min_size=1, max_size=6), CELL, st.one_of(st.none(), CELL)), max_size=12)


@given(RISKS, st.integers(1, 25))
def test_sentence_of_risks(found, high):
    said = str(matrix.headline(found, high))
    if not found:
        assert said == "Chưa có rủi ro nào được đánh giá"
        return
    now = [(risk.after or risk.before) for risk in found]
    assert said.startswith(f"{sum(a * b >= high for a, b in now)} trong {len(found)} rủi ro còn từ {high} điểm; ")
    moved = [risk.after[0] * risk.after[1] - risk.before[0] * risk.before[1] for risk in found if risk.after]
    assert ("chưa rủi ro nào được đánh giá lại" in said) == (not any(risk.after for risk in found))
    if any(risk.after for risk in found):
        assert said.endswith(f"{sum(step < 0 for step in moved)} giảm, {sum(step > 0 for step in moved)} tăng")
    scores = [risk.score for risk in matrix.ranked(found)]
    assert scores == sorted(scores, reverse=True)


def test_risks_stand_where_they_are_now_with_an_arrow_from_before():
    from matplotlib.patches import FancyArrowPatch

    figure = matrix.draw([Risk("RR-1", (5, 5), (2, 2)), Risk("RR-2", (2, 2))], 720)
    assert "RR-1, RR-2" in words_of(figure)
    assert len(figure.findobj(FancyArrowPatch)) == 1


def test_darker_cells_have_higher_scores():
    tones = [sum(int(matrix.colour_of(score)[k : k + 2], 16) for k in (1, 3, 5)) for score in range(1, 26)]
    assert tones == sorted(tones, reverse=True)
    assert len(set(tones)) == 25


def test_codes_without_a_place_are_counted():
    drawn = words_of(matrix.draw([Risk(f"RR-2026-{n:03}", (3, 3)) for n in range(60)], 360))
    shown = sum(word.startswith("RR-") for word in drawn)
    assert f"+{60 - shown}" in drawn


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [(0.924, PERCENT, "92,4 %"), (1, PERCENT, "100 %"), (1234.5, DAYS, "1.234,5 ngày"), (0.9999, PERCENT, "100 %"), (0, DAYS, "0 ngày")],
)
def test_numbers_are_written_as_people_write_them(value, unit, written):
    assert unit.write(value) == written


def test_signals_name_their_months():
    counts, times = [90] * 12 + [60, 90, 95], [f"{n}/2026" for n in range(15)]
    chart = p_chart(counts, [100] * 15)
    assert signals.notes(chart, times, PERCENT) == ["12/2026: 60 %, dưới giới hạn 81 %."]
    assert str(signals.verdict(chart, times)) == "1 tháng ngoài giới hạn, gần nhất 12/2026"
    figure = control.draw(chart, times, 720, unit=PERCENT, middle="TB", notes=signals.notes(chart, times, PERCENT))
    assert {"TB 90 %", "trên 99 %", "dưới 81 %", "12/2026: 60 %, dưới giới hạn 81 %."} <= set(words_of(figure))
    assert sum(line.get_marker() == "D" and len(line.get_xdata()) for line in figure.axes[0].lines) == 1

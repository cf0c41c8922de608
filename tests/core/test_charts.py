"""Charts: the same bytes for the same numbers, words that never meet, whatever they are, at both widths."""

import itertools
import re
import subprocess
import sys
import threading
import warnings
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.core.charts import bars, sheet
from qms.core.charts import flow as flow_chart
from qms.core.charts import spread as spread_chart
from qms.core.charts import words as chart_words
from qms.core.charts.sheet import ALARM, BLUE, GREY, LIGHT, WARN, svg
from tests.chart_drawing import LARGEST, LONG, ODD, WIDTHS, assert_readable, bars_of, every_width, words_of

LEAST = 12  # CSS pixels of text, also where a phone of 360 shows the chart between margins of 12 (ux.md §7.6)


def pareto(width, words=("Hướng dẫn chưa rõ", "Quá hạn", LONG, "Lưu sai nơi", "Chưa cập nhật", "Khác"), unit=1, mark="mốc 80 %"):
    counts = [n * unit for n in (14, 11, 7, 3, 2, 4)]
    causes = list(zip(words, itertools.cycle(counts), strict=False))
    return bars.pareto(causes, width, mark=mark, head="cộng dồn", last="Khác")


def flow(width, words=("mở", "đóng", "chênh lệch +13"), unit=1, months=12):
    opened = [n * unit for n in (3, 5, 2, 4, 6, 3, 2, 5, 4, 6, 3, 2)]
    closed = [n * unit for n in (1, 2, 2, 3, 4, 3, 3, 4, 3, 3, 2, 2)]
    names = [f"{n + 1:02}/2026" for n in range(months)]
    return flow_chart.draw(names, opened[:months], closed[:months], width, words=words)


def ageing(width, words=("quá hạn 28 ngày", "còn 3 ngày", "hạn hôm nay"), unit=1):
    days = ((118, 90), (5, 8), (30, 30), (44, 30), (0, 10)) * 3
    actions = [
        (f"HDKP-2026-{n:03}", age * unit, due * unit, (age - due) * unit, word)
        for n, ((age, due), word) in enumerate(zip(days, itertools.cycle(words), strict=False))
    ]
    return bars.ageing(actions, width, axis=f"số ngày từ khi giao; {words[-1]}")


def ageing_buckets(width, words=("0–30 ngày", "31–60 ngày", "61–90 ngày", "từ 91 ngày"), unit=1):
    groups = [(word, (5, 3, 0, 0)[n % 4] * unit, (0, 4, 4, 3)[n % 4] * unit) for n, word in enumerate(words)]
    return bars.ageing_buckets(groups, width, late_word="quá hạn")


def review_status(width, words=("Còn hạn soát xét", "Sắp đến hạn soát xét", "Quá hạn soát xét"), unit=1):
    return bars.review_status(
        [
            (word, 7 * n * unit, tone)
            for n, (word, tone) in enumerate(zip(words, itertools.cycle(("ok", "warn", "bad", "?")), strict=False))
        ],
        width,
    )


def shares(width, words=("Hành động có hiệu lực ngay lần kiểm tra đầu (41/50)", LONG, "Lặp lại (0/40)"), unit=1):
    parts = itertools.cycle(((41, 50, "ok"), (40, 40, "bad"), (0, 40, "info"), (0, 0, "?")))
    return bars.shares([(word, n * unit, of * unit, tone) for word, (n, of, tone) in zip(words, parts, strict=False)], width)


def spread(width, words=("trung vị 44 ngày", "90 % trong 71 ngày", "số ngày từ khi báo đến khi đóng"), unit=1):
    columns = [(n * 30, n * 30 + 29, count * unit) for n, count in enumerate((3, 12, 40, 8, 0, 1, 0, 2, 0, 0, 1, 1))]
    said = itertools.cycle(words)
    return spread_chart.draw(columns, [(44, next(said)), (300, next(said))], width, axis=next(said))


CHARTS = (pareto, flow, ageing, ageing_buckets, review_status, shares, spread)
every_chart = pytest.mark.parametrize("draw", CHARTS)


@every_chart
@every_width
def test_same_numbers_are_the_same_bytes(draw, width):
    drawn = svg(draw(width))
    assert drawn == svg(draw(width))
    assert len(drawn) <= LARGEST


@every_chart
@every_width
def test_drawing_is_as_wide_as_asked_and_its_text_is_text(draw, width):
    root = ElementTree.fromstring(svg(draw(width)))  # noqa: S314 (our own drawing)
    assert root.get("width") == f"{width}px"
    assert root.get("viewBox", "").startswith(f"0 0 {width} ")
    texts = [node for node in root.iter() if node.tag.endswith("}text")]
    assert texts
    looks = " ".join(node.get("style", "") + ";" for node in texts)
    assert min(map(float, re.findall(r"font-size: ([\d.]+)px", looks))) * (336 / 360 if width == 360 else 1) >= LEAST
    assert set(re.findall(r"font-family: ([^;]+);", looks)) == {"'DejaVu Sans', Verdana, Arial, sans-serif"}


@every_chart
@every_width
@pytest.mark.parametrize("unit", [0, 1, 1000, 10**9])
def test_words_never_meet(draw, width, unit):
    assert_readable(draw(width, unit=unit))


@every_width
@pytest.mark.parametrize("months", [0, 1, 2, 3, 7])
def test_few_months_are_readable(width, months):
    assert_readable(flow(width, months=months))


@every_chart
@every_width
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd[:9]))
def test_odd_words_are_drawn(draw, width, odd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(width, words=(odd, "Có thật", odd, odd))
        drawn = svg(figure)
        assert_readable(figure)
    ElementTree.fromstring(drawn)  # noqa: S314 (our own drawing)
    assert len(drawn) <= LARGEST
    assert b"<b>" not in drawn


@every_chart
@given(words=st.lists(st.text(max_size=90), min_size=3, max_size=8))
@settings(max_examples=15, deadline=None)
def test_any_words_are_drawn(draw, words):
    for width in WIDTHS:
        ElementTree.fromstring(svg(draw(width, words=words)))  # noqa: S314 (our own drawing)


@every_width
def test_nothing_to_draw_is_an_empty_sheet(width):
    for drawn in (
        bars.pareto([], width, mark="m", head="h"),
        bars.ageing([], width, axis="a"),
        bars.ageing_buckets([], width, late_word="l"),
        bars.review_status([], width),
        bars.shares([], width),
        spread_chart.draw([], [], width, axis="a"),
        flow_chart.draw([], [], [], width, words=("o", "c", "g")),
    ):
        assert svg(drawn).startswith(b"<?xml")


@every_chart
def test_print_has_the_same_letters_as_vectors(draw):
    from pypdf import PdfReader

    drawn = sheet.pdf(draw(720))
    assert drawn == sheet.pdf(draw(720))
    page = PdfReader(BytesIO(drawn)).pages[0]
    assert float(page.mediabox.width) == 720
    assert {font.get_object()["/Subtype"] for font in page["/Resources"]["/Font"].values()} <= {"/Type0", "/TrueType"}
    assert "/XObject" not in page["/Resources"] or not page["/Resources"]["/XObject"]


@pytest.mark.parametrize(
    ("counts", "rest", "expected"),
    [
        ([14, 11, 7, 5, 3, 2], 3, (4, 82)),
        ([2, 14, 3, 7, 11, 5], 3, (4, 82)),
        ([8, 2], 0, (1, 80)),
        ([799, 201], 0, (2, 100)),
        ([1, 1, 1], 30, (4, 100)),
        ([5], 0, (1, 100)),
        ([0, 0], 0, (0, 0)),
        ([], 0, (0, 0)),
    ],
)
def test_pareto_split(counts, rest, expected):
    assert bars.pareto_split(counts, rest) == expected


@given(st.lists(st.integers(0, 500), max_size=12), st.integers(0, 500))
def test_pareto_split_is_the_fewest(counts, rest):
    few, share = bars.pareto_split(counts, rest)
    kept, total = [*sorted(counts, reverse=True), rest], sum(counts) + rest
    if total:
        assert sum(kept[:few]) * 100 >= 80 * total > sum(kept[: few - 1]) * 100
        assert share == round(100 * sum(kept[:few]) / total)
    else:
        assert (few, share) == (0, 0)


@every_width
def test_pareto_is_sorted_with_the_rest_last_and_grey(width):
    causes = [("Khác", 9), ("ít", 5), ("nhiều", 40), ("vừa", 6)]
    figure = bars.pareto(causes, width, mark="mốc 80 %", head="cộng dồn", last="Khác")
    words, drawn = words_of(figure), bars_of(figure)
    assert [word for word in words if word in dict(causes)] == ["nhiều", "vừa", "ít", "Khác"]
    assert [word for word in words if word.endswith("%")] == ["67 %", "77 %", "85 %", "mốc 80 %", "100 %"]
    assert [colour for _length, colour in drawn] == [BLUE] * 3 + [GREY]
    assert drawn[0][0] == pytest.approx(8 * drawn[2][0], rel=1e-3)


@every_width
def test_pareto_without_a_vital_few_has_no_line(width):
    figure = bars.pareto([("một", 3), ("Khác", 9)], width, mark="mốc 80 %", head="cộng dồn", last="Khác")
    assert "mốc 80 %" not in words_of(figure)


def test_cause_without_a_name_is_not_taken_for_the_rest():
    figure = bars.pareto([("", 9), ("một", 1)], 720, mark="mốc 80 %", head="cộng dồn")
    assert [colour for _length, colour in bars_of(figure)] == [BLUE, LIGHT]


@every_width
def test_flow_ends_with_totals_and_the_gap(width):
    assert {"mở 45", "đóng 32", "chênh lệch +13"} <= set(words_of(flow(width)))


def test_flow_of_equal_ends_has_no_bracket():
    even = flow_chart.draw(["1", "2"], [1, 2], [2, 1], 720, words=("mở", "đóng", "chênh lệch +0"))
    uneven = flow_chart.draw(["1", "2"], [1, 2], [1, 1], 720, words=("mở", "đóng", "chênh lệch +1"))
    assert len(uneven.axes[0].lines) == len(even.axes[0].lines) + 1
    assert_readable(even)


@every_width
def test_flow_always_names_the_last_month(width):
    named = [word for word in words_of(flow(width)) if word.endswith("/2026")]
    assert "12/2026" in named
    assert 2 <= len(named) <= 12


@every_width
def test_ageing_shows_the_latest_first_and_only_the_late_in_red(width):
    figure = bars.ageing(
        [("A", 5, 30, -25, "còn 25 ngày"), ("B", 58, 30, 28, "quá hạn 28 ngày"), ("C", 30, 30, 0, "hạn hôm nay")], width, axis="số ngày"
    )
    assert [word for word in words_of(figure) if word in "ABC"] == ["B", "C", "A"]
    assert [colour for _length, colour in bars_of(figure)] == [ALARM, LIGHT, LIGHT]
    ticks = [line for line in figure.axes[0].lines if line.get_linewidth() == 2.5]
    assert len({line.get_xdata()[0] for line in ticks}) == 1
    assert len(ticks) == 3


@every_width
def test_groups_of_ages_show_the_late_first(width):
    figure = bars.ageing_buckets([("0–30 ngày", 3, 1), ("từ 31 ngày", 4, 0)], width, late_word="quá hạn")
    (late, red), (fine, light), (all_fine, _light) = bars_of(figure)
    assert (red, light) == (ALARM, LIGHT)
    assert fine == pytest.approx(3 * late, rel=1e-3)
    assert all_fine == pytest.approx(4 * late, rel=1e-3)
    assert "quá hạn 1" in words_of(figure)
    assert "quá hạn 0" not in words_of(figure)


@every_width
def test_review_states_have_their_tones(width):
    figure = bars.review_status([("a", 1, "ok"), ("b", 1, "warn"), ("c", 1, "bad"), ("d", 1, "?")], width)
    assert [colour for _length, colour in bars_of(figure)] == [BLUE, WARN, ALARM, GREY]


def test_long_names_are_broken_then_shortened():
    with sheet.style():
        lines = chart_words.wrap(LONG, 200)
        one_word = chart_words.wrap("ề" * 400, 200)
        assert max(map(chart_words.measure, lines + one_word)) <= 200
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert LONG.startswith(lines[0])
    assert len(one_word) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a\x00b\u202ec", "abc"),
        ("a\n\t b", "a b"),
        ("", "–"),
        ("\x00", "–"),
        (None, "None"),
        ("e\u0302\u0300", "ề"),
        ("🙂 ok", "□ ok"),
        ("$x$", "$x$"),
    ],
)
def test_clean(words, expected):
    assert chart_words.clean(words) == expected


def test_shortened_text_is_not_in_the_file():
    drawn = svg(bars.review_status([("ề" * 5000, 1, "ok")], 360)).decode()
    assert "…" in drawn
    assert "ề" * 60 not in drawn


def test_threads_draw_the_same():
    drawn = []
    threads = [threading.Thread(target=lambda: drawn.append(svg(pareto(360)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == 8
    assert len(set(drawn)) == 1


def test_settings_of_the_process_are_left_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    svg(pareto(720))
    assert dict(matplotlib.rcParams) == before


def test_matplotlib_waits_for_the_first_drawing():
    code = "import sys; from qms.core.charts import bars; sys.exit('matplotlib' in sys.modules or bars.pareto_split([8, 2]) != (1, 80))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

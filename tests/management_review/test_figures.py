"""The figures are what the records say."""

from datetime import date

import pytest

from qms.core import database
from qms.core.charts import sheet
from qms.improvement.states import CauseGroup
from qms.management_review import board, indicators
from qms.management_review.period import Period, period
from tests.conftest import TODAY


@pytest.fixture
def year(office):
    return Period("12m", TODAY)


@pytest.mark.parametrize(
    ("name", "since", "before_since", "before_until"),
    [
        ("3m", date(2026, 9, 1), date(2026, 6, 1), date(2026, 8, 22)),
        ("12m", date(2025, 12, 1), date(2024, 12, 1), date(2025, 11, 22)),
        ("24m", date(2024, 12, 1), date(2022, 12, 1), date(2024, 11, 22)),
    ],
)
def test_period_is_whole_months_with_the_same_before(name, since, before_since, before_until):
    asked = Period(name, TODAY)
    assert (asked.since, asked.before_since, asked.before_until) == (since, before_since, before_until)


def test_period_before_ends_in_a_shorter_month():
    assert Period("3m", date(2026, 5, 31)).before_until == date(2026, 2, 28)


@pytest.mark.parametrize("name", ["", "1y", "12M", "⁂"])
def test_unknown_period_is_the_usual_one(name):
    assert period(name).name == "12m"


def test_nothing_yet_is_said_in_sentences(year):
    assert [str(figure.headline) for figure in board.figures(year)] == [
        "Chưa có mục tiêu chất lượng nào",
        "Chưa có sự không phù hợp nào được phân tích nguyên nhân trong kỳ",
        "Không có sự không phù hợp nào được mở hoặc đóng trong 12 tháng",
        "Không có sự không phù hợp nào đang mở",
        "Không có hành động khắc phục nào đang mở",
        "Chưa có hành động nào được kiểm tra hiệu lực, chưa có sự không phù hợp nào được đóng trong kỳ",
        "Chưa có rủi ro nào được đánh giá",
        "Chưa có tài liệu nào đang hiệu lực",
    ]
    assert [figure.facts for figure in board.figures(year)] == [None] * 8


def test_too_few_causes_are_a_table_and_a_sentence(report, year):
    for _ in range(7):
        report(5, CauseGroup.METHOD)
    figure = board.figure("causes", year)
    assert figure.facts is None
    assert "Cần ít nhất 20" in str(figure.headline)
    assert "hiện có 7" in str(figure.headline)
    assert figure.lines[0].cells == ("Phương pháp, quy trình", 7, "100 %")


def test_enough_causes_are_drawn(report, year):
    for group, n in ((CauseGroup.METHOD, 17), (CauseGroup.PEOPLE, 2), (CauseGroup.OTHER, 1)):
        for _ in range(n):
            report(5, group)
    figure = board.figure("causes", year)
    assert str(figure.headline) == "1 trong 3 nhóm nguyên nhân gây ra 85 % sự không phù hợp (n = 20, 12/2025–11/2026)"
    assert figure.facts == (("Phương pháp, quy trình", 17), ("Con người", 2), ("Khác", 1))
    assert figure.alt == f"{figure.headline}. Phương pháp, quy trình: 17; Con người: 2; Khác: 1"
    assert board.svg(figure, 720).startswith(b"<?xml")


def test_flow_counts_by_month(report, year):
    report(40)
    report(0)
    figure = board.figure("flow", year)
    assert str(figure.headline) == "Mở 2, đóng 0 sự không phù hợp trong 12 tháng: số đang mở tăng 2"
    assert [line.cells for line in figure.lines][:2] == [("11/2026", 1, 0, 1), ("10/2026", 1, 0, 1)]


def test_ageing_tells_who_is_late(plan, year):
    plan(30, 10), plan(5, 10)
    figure = board.figure("ageing", year)
    assert str(figure.headline) == "1 trong 2 hành động khắc phục đang mở đã quá hạn, lâu nhất 20 ngày"
    assert [line.cells for line in figure.lines] == [("HDKP-2026-001", 30, 10, "quá hạn 20 ngày"), ("HDKP-2026-002", 5, 10, "còn 5 ngày")]


def test_many_open_actions_are_drawn_in_groups(plan, year):
    for days in range(16):
        plan(days * 7, 30)
    figure = board.figure("ageing", year)
    assert str(figure.headline) == "11 trong 16 hành động khắc phục đang mở đã quá hạn, lâu nhất 75 ngày"
    assert figure.facts == (("0–30 ngày", 5, 0), ("31–60 ngày", 0, 4), ("61–90 ngày", 0, 4), ("từ 91 ngày", 0, 3))
    assert b"svg" in board.svg(figure, 360)


def test_reviews_agree_with_the_documents(issue, year):
    from qms.documents import queries

    issue("QT-01", 400, 12), issue("QT-02", 340, 12), issue("QT-03", 10, 24)
    figure = board.figure("reviews", year)
    assert str(figure.headline) == "1 trong 3 tài liệu đang hiệu lực đã quá hạn soát xét"
    assert [n for _label, n, _tone in figure.facts] == list(queries.by_review_status().values()) == [1, 1, 1]
    assert [line.cells[0] for line in figure.lines[3:]] == ["QT-01 Tiếp công dân", "QT-02 Tiếp công dân", "QT-03 Tiếp công dân"]


def test_first_row_stands_beside_the_period_before(report, plan, issue, year):
    report(400), report(20), plan(60, 10), issue("QT-01", 400, 12)
    row = {str(one.label): (one.value, one.before, one.sign, one.tone) for one in indicators.first_row(year)}
    assert row == {
        "Sự không phù hợp đang mở": (3, 1, "▲", "bad"),
        "Sự không phù hợp được báo trong kỳ": (2, 1, "▲", "neu"),
        "Hành động khắc phục quá hạn": (1, 0, "▲", "bad"),
        "Tài liệu quá hạn soát xét": (1, 0, "▲", "bad"),
    }


def test_numbers_are_counted_again_after_an_act_only(report, year, monkeypatch):
    board.figures(year)
    asked = []
    run = database.db.execute_sql
    monkeypatch.setattr(database.db, "execute_sql", lambda sql, *rest: asked.append(sql) or run(sql, *rest))
    board.figures(year), board.first_row(year)
    asked.clear()
    board.figures(year), board.first_row(year)
    assert len(asked) == 2  # the last act, once for each
    monkeypatch.undo()
    report(0)
    assert "Mở 1" in str(board.figure("flow", year).headline)


def test_odd_words_can_be_drawn(report, year):
    odd = (("<b>&amp;</b> $x^2$ \x00 ‮", 12), ("ề" * 300, 8), ("", 1))
    for width in board.WIDTHS:
        drawn = sheet.svg(board.figure("causes", year).draw(odd, width))
        assert b"<b>" not in drawn
        assert drawn == sheet.svg(board.figure("causes", year).draw(odd, width))

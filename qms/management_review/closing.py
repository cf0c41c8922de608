"""Days from report to closing: how long does it usually take, and how long at worst? (10.2.1, 9.1.3)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import spread
from qms.core.language import Phrase, _
from qms.core.statistics.proportions import percent
from qms.core.statistics.quantiles import nearest_rank
from qms.core.vietnamese import day
from qms.improvement import measures
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

ENOUGH = 10
COLUMNS = 12  # at most
WIDTHS = (1, 2, 5, 7, 10, 15, 30, 60, 90, 180, 365)  # days of a column
Counts = Sequence[tuple[int, int]]  # days, number of cases, by days


def columns(counts: Counts) -> list[tuple[int, int, int]]:
    """Count the cases in columns of equal width from 0: first day, last day, number."""
    most = max((days for days, _n in counts), default=0)
    wide = next((width for width in WIDTHS if most < width * COLUMNS), most // COLUMNS + 1)
    return [(first, first + wide - 1, sum(n for days, n in counts if first <= days < first + wide)) for first in range(0, most + 1, wide)]


def headline(counts: Counts, words: str) -> Phrase:
    """Say within how many days half of them, and nine of ten, were closed."""
    total = sum(n for _days, n in counts)
    if not total:
        return _("Chưa có sự không phù hợp nào được đóng trong kỳ")
    if total < ENOUGH:
        return _("Cần ít nhất %(enough)s sự không phù hợp đã đóng để vẽ phân bố; hiện có %(n)s", enough=ENOUGH, n=total)
    return _(
        "Một nửa số sự không phù hợp được đóng trong %(half)s ngày, chín phần mười trong %(most)s ngày (n = %(n)s, %(words)s)",
        half=nearest_rank(counts, 50),
        most=nearest_rank(counts, 90),
        n=total,
        words=words,
    )


def draw(facts: tuple[Sequence[tuple[int, int, int]], int, int], width: int) -> Any:
    """Draw the columns with the median and the 90th percentile."""
    found, half, most = facts
    marks = [(half, str(_("trung vị %(n)s ngày", n=half))), (most, str(_("90 %% trong %(n)s ngày", n=most)))]
    return spread.draw(found, marks, width, axis=str(_("số ngày từ khi báo đến khi đóng; trên cột là số sự không phù hợp")))


def figure(period: Period) -> Figure:
    """Give the figure of a period."""
    counts = measures.days_to_close(period.since, period.unit)
    found, total = tuple(columns(counts)) if counts else (), sum(n for _days, n in counts)
    return Figure(
        "closing",
        headline(counts, period.words),
        "; ".join(f"{first}–{last}: {n}" for first, last, n in found if n),
        (_("Số ngày đến khi đóng"), _("Số sự không phù hợp"), _("Cộng dồn")),
        tuple(_lines(found, total, day(period.since))),
        (found, nearest_rank(counts, 50), nearest_rank(counts, 90)) if total >= ENOUGH else None,
        draw,
        _("Sổ theo dõi sự không phù hợp, đã đóng trong %(period)s", period=period.words),
        "improvement.nonconformities",
        {"state": "closed", "closed": day(period.since)},
    )


def _lines(found: Sequence[tuple[int, int, int]], total: int, since: str) -> list[Line]:
    lines, running = [], 0
    for first, last, n in found:
        running += n
        cells = (f"{first}–{last}" if first != last else str(first), n, f"{percent(running, total)} %")
        lines.append(Line(cells, "improvement.nonconformities", {"closed": since, "took": f"{first}-{last}"}))
    return lines

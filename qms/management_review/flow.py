"""Nonconformities opened against closed, month by month: do we close as fast as we open? (10.2, 9.3.2 c)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import flow
from qms.core.language import Phrase, _
from qms.improvement import tallies
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

Months = Sequence[tuple[str, int, int]]  # "10/2026", opened, closed


def headline(months: Months) -> Phrase:
    """Say how many were opened and closed, and where that leads."""
    opened, closed = sum(month[1] for month in months), sum(month[2] for month in months)
    known = {"opened": opened, "closed": closed, "months": len(months), "n": abs(opened - closed)}
    if not opened and not closed:
        return _("Không có sự không phù hợp nào được mở hoặc đóng trong %(months)s tháng", **known)
    if opened > closed:
        return _("Mở %(opened)s, đóng %(closed)s sự không phù hợp trong %(months)s tháng: số đang mở tăng %(n)s", **known)
    if opened < closed:
        return _("Mở %(opened)s, đóng %(closed)s sự không phù hợp trong %(months)s tháng: số đang mở giảm %(n)s", **known)
    return _("Mở %(opened)s, đóng %(closed)s sự không phù hợp trong %(months)s tháng: số đang mở không đổi", **known)


def draw(months: Months, width: int) -> Any:
    """Draw the running totals."""
    names, opened, closed = zip(*months, strict=True)
    open_now = _("chênh lệch %(n)s", n=f"{sum(opened) - sum(closed):+d}")
    return flow.draw(names, opened, closed, width, words=(str(_("mở")), str(_("đóng")), str(open_now)))


def figure(period: Period) -> Figure:
    """Give the figure of a period."""
    months = tuple(tallies.opened_closed_by_month(period.since, period.today, period.unit))
    busy = any(opened or closed for _month, opened, closed in months)
    return Figure(
        "flow",
        headline(months),
        _numbers(months) if busy else "",
        (_("Tháng"), _("Số mở"), _("Số đóng"), _("Đang mở tăng, giảm")),
        tuple(_line(month) for month in reversed(months)),
        months if busy else None,
        draw,
        _("Sổ theo dõi sự không phù hợp, %(period)s", period=period.words),
        "improvement.nonconformities",
        {"since": f"1/{months[0][0]}", "counted": "1"},
    )


def _numbers(months: Months) -> str:
    busiest = max(months, key=lambda month: month[1])
    return str(_("Tháng mở nhiều nhất: %(month)s, %(n)s sự không phù hợp", month=busiest[0], n=busiest[1]))


def _line(month: tuple[str, int, int]) -> Line:
    name, opened, closed = month
    return Line((name, opened, closed, opened - closed), "improvement.nonconformities", {"month": name, "counted": "1"})

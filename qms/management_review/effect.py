"""Did the actions help? Found effective at the first check, and not come back within 180 days (10.2.1 d, 9.3.2 c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts import bars
from qms.core.language import Phrase, _
from qms.core.statistics.proportions import percent
from qms.core.vietnamese import day
from qms.improvement import measures
from qms.improvement.recurrence import WITHIN
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

Share = tuple[str, int, int, str]  # label, count, of how many, tone


@dataclass(frozen=True)
class Effect:
    """What is known of a period: actions checked and effective, cases closed, come back, still watched."""

    checked: int
    effective: int
    closed: int
    back: int
    watched: int

    @property
    def shares(self) -> tuple[Share, ...]:
        """List the bars; there is none of what has not happened."""
        found = (
            (_("Hành động có hiệu lực ngay lần kiểm tra đầu (%(n)s/%(of)s)"), self.effective, self.checked, "ok"),
            (_("Sự không phù hợp lặp lại trong %(days)s ngày sau khi đóng (%(n)s/%(of)s)"), self.back, self.closed, "bad"),
            (_("Đã đóng, chưa đủ %(days)s ngày theo dõi (%(n)s/%(of)s)"), self.watched, self.closed, "info"),
        )
        return tuple((str(label % {"n": n, "of": of, "days": WITHIN}), n, of, tone) for label, n, of, tone in found if of)


def headline(found: Effect) -> Phrase:
    """Say how many actions helped at once, and how many cases came back."""
    if not found.checked and not found.closed:
        return _("Chưa có hành động nào được kiểm tra hiệu lực, chưa có sự không phù hợp nào được đóng trong kỳ")
    return _("%(checks)s; %(cases)s", checks=_of_checks(found), cases=_of_cases(found))


def _of_checks(found: Effect) -> Phrase:
    if not found.checked:
        return _("Chưa có hành động nào được kiểm tra hiệu lực trong kỳ")
    return _("%(n)s trong %(of)s hành động có hiệu lực ngay lần kiểm tra đầu", n=found.effective, of=found.checked)


def _of_cases(found: Effect) -> Phrase:
    if not found.closed:
        return _("chưa có sự không phù hợp nào đã rõ quy trình, nguyên nhân được đóng trong kỳ")
    if not found.back:
        said = _("không sự việc nào trong %(of)s sự việc đã đóng lặp lại trong %(days)s ngày", of=found.closed, days=WITHIN)
    else:
        said = _("%(n)s trong %(of)s sự việc đã đóng lặp lại trong %(days)s ngày", n=found.back, of=found.closed, days=WITHIN)
    return _("%(said)s, %(n)s sự việc còn trong thời gian theo dõi", said=said, n=found.watched) if found.watched else said


def draw(facts: Sequence[Share], width: int) -> Any:
    """Draw each share of its whole."""
    return bars.shares(facts, width)


def figure(period: Period) -> Figure:
    """Give the figure of a period."""
    span = (period.since, period.unit, period.today)
    found = Effect(*measures.first_checks(*span), *measures.returns(*span))
    return Figure(
        "effect",
        headline(found),
        "; ".join(f"{label}: {percent(n, of)} %" for label, n, of, _tone in found.shares),
        (_("Nội dung"), _("Số lượng"), _("Trong"), _("Tỷ lệ")),
        tuple(_line(share, day(period.since)) for share in found.shares),
        found.shares or None,
        draw,
        _("Sổ theo dõi hành động khắc phục và sự không phù hợp, %(period)s", period=period.words),
        "improvement.nonconformities",
        {"state": "closed", "closed": day(period.since)},
    )


def _line(share: Share, since: str) -> Line:
    label, n, of, tone = share
    cells = (label, n, of, f"{percent(n, of)} %")
    if tone == "ok":
        return Line(cells, "improvement.actions", {"checked": since})
    only = {"returned": "1"} if tone == "bad" else {"returned": "not-yet"}
    return Line(cells, "improvement.nonconformities", {"closed": since, **only})

"""Documents in force by the state of their periodic review (7.5.2, 9.3.2 c)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import Value, fn

from qms.core.charts import bars
from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.states import ReviewStatus
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

LISTED = 10
Cycles = list[tuple[Edition, int]]  # what decides when documents are due, and their number


def cycles(on: date | None = None, unit: int = 0) -> Cycles:
    """Count the documents in force on a day, of a unit if one is given, by what decides when they are due, whatever their number."""
    deciding = (Edition.effective_on, Edition.review_months, Edition.reviews, Edition.review_on)
    query = _in_force(on, unit).select(*deciding, fn.COUNT(Edition.id).alias("counted")).group_by(*deciding)
    return [(edition, edition.counted) for edition in query]


def _in_force(on: date | None, unit: int) -> Any:
    query = queries.in_force(on)
    return query.where(Edition.unit == unit) if unit else query


def overdue_on(on: date, unit: int = 0) -> int:
    """Count the documents whose review was overdue on a day."""
    return sum(n for edition, n in cycles(on, unit) if edition.review_due_on(on) < on)


def counts_of(found: Cycles) -> dict[ReviewStatus, int]:
    """Count the documents by the state of their review."""
    counts = dict.fromkeys(ReviewStatus, 0)
    for edition, n in found:
        counts[edition.review_status] += n
    return counts


def headline(counts: dict[ReviewStatus, int]) -> Phrase:
    """Say how many documents are due."""
    total, late, soon = sum(counts.values()), counts[ReviewStatus.OVERDUE], counts[ReviewStatus.SOON]
    if not total:
        return _("Chưa có tài liệu nào đang hiệu lực")
    if late:
        return _("%(late)s trong %(total)s tài liệu đang hiệu lực đã quá hạn soát xét", late=late, total=total)
    if soon:
        return _("Không tài liệu nào quá hạn soát xét; %(soon)s trong %(total)s sắp đến hạn", soon=soon, total=total)
    return _("Cả %(total)s tài liệu đang hiệu lực còn hạn soát xét", total=total)


def draw(facts: Sequence[tuple[str, int, str]], width: int) -> Any:
    """Draw a bar for each state."""
    return bars.review_status(facts, width)


def figure(period: Period) -> Figure:
    """Give the figure as it stands today."""
    counts = counts_of(cycles(unit=period.unit))
    facts = tuple((str(status.label), counts[status], status.tone) for status in ReviewStatus)
    return Figure(
        "reviews",
        headline(counts),
        "; ".join(f"{label}: {n}" for label, n, _tone in facts),
        (_("Tài liệu, trạng thái"), _("Hạn soát xét"), _("Số tài liệu")),
        _lines(counts, period.unit),
        facts if any(counts.values()) else None,
        draw,
        _("Danh mục tài liệu đang hiệu lực"),
        "register.current",
        {"sort": "review"},
    )


def _lines(counts: dict[ReviewStatus, int], unit: int) -> tuple[Line, ...]:
    totals = [
        Line((str(status.label), "", counts[status]), "register.current", {"review": status.value, "sort": "review"})
        for status in ReviewStatus
    ]
    return (*totals, *map(_line, _first_due(unit) if any(counts.values()) else ()))


def _line(edition: Edition) -> Line:
    return Line(
        (f"{edition.document.code} {edition.title}", day(edition.next_review_on), 1), "documents.document", {"code": edition.document.code}
    )


def _first_due(unit: int) -> Sequence[Edition]:
    by_cycle = fn.date(Edition.effective_on, Value("+").concat(Edition.review_months).concat(" months"))
    due = fn.COALESCE(Edition.review_on, by_cycle)
    wanted = (Edition.effective_on, Edition.review_months, Edition.review_on, Edition.title, Edition.document, Document.id, Document.code)
    return list(_in_force(None, unit).select(*wanted).order_by(due, Document.code).limit(LISTED))

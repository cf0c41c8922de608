"""The first row of the board: four numbers, each beside the same number of the period before (9.1.1)."""

from qms.core.language import _
from qms.documents.states import ReviewStatus
from qms.improvement import queries
from qms.management_review import reviews
from qms.management_review.figure import Indicator
from qms.management_review.period import Period


def first_row(period: Period) -> tuple[Indicator, ...]:
    """Count what is open, reported and overdue; what stands is compared with the end of the period before."""
    then = period.before_end
    return (
        Indicator(
            _("Sự không phù hợp đang mở"), queries.count_open(), queries.count_open(then), "improvement.nonconformities", {"tile": "open"}
        ),
        Indicator(
            _("Sự không phù hợp được báo trong kỳ"),
            queries.count_reported(period.since, period.today),
            queries.count_reported(period.before_since, period.before_until),
            "improvement.nonconformities",
            is_judged=False,
        ),
        Indicator(
            _("Hành động khắc phục quá hạn"),
            queries.count_overdue_actions(),
            queries.count_overdue_actions(then),
            "improvement.actions",
            {"late": "1"},
        ),
        Indicator(
            _("Tài liệu quá hạn soát xét"),
            reviews.overdue_on(period.today),
            reviews.overdue_on(then),
            "register.current",
            {"review": ReviewStatus.OVERDUE.value},
        ),
    )

"""c3: the procedures by which the office works: in force, issued anew, reviewed on time."""

from datetime import date

from qms.core.language import Phrase, _
from qms.documents.edition import Edition
from qms.documents.states import EditionState, ReviewStatus
from qms.management_review import reviews
from qms.management_review.inputs.gathered import Gathered, Measured, period_before, share
from qms.management_review.inputs.registry import gathers

REGISTER = "register.current"


@gathers("c3")
def gather(since: date, until: date) -> Gathered:
    """Count the documents in force at the end of the period, those reviewed on time, those issued in it."""
    first, last = period_before(since, until)
    (of, late), (of_then, late_then) = _standing(until), _standing(last)
    rows = (
        Measured("in_force", _("Tài liệu đang hiệu lực ở cuối kỳ"), of, of_then, REGISTER),
        Measured("on_time", _("Tài liệu còn hạn soát xét"), share(of - late, of), share(of_then - late_then, of_then), REGISTER, {"sort": "review"}),
        Measured("late", _("Tài liệu quá hạn soát xét"), late, late_then, REGISTER, {"review": ReviewStatus.OVERDUE.value}),
        Measured("issued", _("Lần ban hành có hiệu lực trong kỳ"), _issued(since, until), _issued(first, last), "documents.index"),
    )  # fmt: skip
    return Gathered(headline(of, late), rows, ("reviews",))


def headline(of: int, late: int) -> Phrase:
    """Say how many documents are reviewed on time."""
    if not of:
        return _("Chưa có tài liệu nào đang hiệu lực")
    return _("%(fine)s trong %(of)s tài liệu đang hiệu lực còn hạn soát xét, %(late)s quá hạn", fine=of - late, of=of, late=late)


def _standing(on: date) -> tuple[int, int]:
    return sum(n for _edition, n in reviews.cycles(on)), reviews.overdue_on(on)


def _issued(first: date, last: date) -> int:
    found: int = Edition.select().where((Edition.state == EditionState.APPROVED) & Edition.effective_on.between(first, last)).count()
    return found

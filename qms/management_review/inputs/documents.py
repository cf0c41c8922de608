"""c3: the procedures by which the office works: in force, issued anew, reviewed on time."""

from datetime import date

from qms.core.language import Phrase, _
from qms.documents.edition import Edition
from qms.documents.states import EditionState, ReviewStatus
from qms.management_review import reviews
from qms.management_review.inputs.gathered import Counter, Gathered, share
from qms.management_review.inputs.registry import gathers

REGISTER = "register.current"


@gathers("c3")
def gather(since: date, until: date) -> Gathered:
    """Count the documents in force at the end of the period, those reviewed on time, those issued in it."""
    count = Counter(since, until)
    rows = (
        count("in_force", _("Tài liệu đang hiệu lực ở cuối kỳ"), _in_force, REGISTER),
        count("on_time", _("Tài liệu còn hạn soát xét"), _on_time, REGISTER, sort="review"),
        count("late", _("Tài liệu quá hạn soát xét"), _late, REGISTER, review=ReviewStatus.OVERDUE.value),
        count("issued", _("Lần ban hành có hiệu lực trong kỳ"), _issued, "documents.index"),
    )
    return Gathered(headline(_in_force(since, until), _late(since, until)), rows, ("reviews",))


def headline(of: int, late: int) -> Phrase:
    """Say how many documents are reviewed on time."""
    if not of:
        return _("Chưa có tài liệu nào đang hiệu lực")
    return _("%(fine)s trong %(of)s tài liệu đang hiệu lực còn hạn soát xét, %(late)s quá hạn", fine=of - late, of=of, late=late)


def _in_force(_first: date, on: date) -> int:
    return sum(n for _edition, n in reviews.cycles(on))


def _late(_first: date, on: date) -> int:
    return reviews.overdue_on(on)


def _on_time(first: date, on: date) -> str:
    of = _in_force(first, on)
    return share(of - _late(first, on), of)


def _issued(first: date, last: date) -> int:
    found: int = Edition.select().where((Edition.state == EditionState.APPROVED) & Edition.effective_on.between(first, last)).count()
    return found

"""a: what became of the decisions of earlier reviews: each with who, by when and how it stands."""

from datetime import date
from typing import Any

from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, Measured
from qms.management_review.inputs.registry import gathers
from qms.management_review.review import queries
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.states import DecisionState

LIST = "review_decisions.index"


@gathers("a")
def gather(since: date, _until: date) -> Gathered:
    """Tell the decisions that were in effect during the period: all that were not confirmed before it began."""
    found = list(followed(since).order_by(ReviewDecision.id))
    done, waiting, late = (sum(test(one) for one in found) for test in (_is_confirmed, _is_done, _is_late))
    going = len(found) - done - waiting - late
    rows = (
        Measured("followed", _("Kết luận phải theo dõi trong kỳ"), len(found), None, LIST),
        Measured("confirmed", _("Đã xong, được xác nhận"), done, None, LIST, {"state": DecisionState.CONFIRMED.value}),
        Measured("done", _("Đã làm, chờ xác nhận"), waiting, None, LIST, {"state": DecisionState.DONE.value}),
        Measured("going", _("Đang làm, còn hạn"), going, None, LIST, {"state": DecisionState.TO_DO.value}),
        Measured("late", _("Quá hạn"), late, None, LIST, {"late": "1"}),
    )
    heads = (_("Kết luận"), _("Việc phải làm"), _("Người chịu trách nhiệm chính"), _("Hạn"), _("Tình trạng")) if found else ()
    return Gathered(headline(len(found), done, late), rows, (), heads, tuple(map(_line, found)))


def followed(since: date) -> Any:
    """Ask for the decisions in effect that were not confirmed before a day."""
    return queries.in_effect().where(ReviewDecision.confirmed_on.is_null() | (ReviewDecision.confirmed_on >= since) | ~_confirmed())


def _confirmed() -> Any:
    return ReviewDecision.state == DecisionState.CONFIRMED


def headline(of: int, done: int, late: int) -> Phrase:
    """Say how many of the decisions are done, and how many are late."""
    if not of:
        return _("Không có kết luận nào của kỳ trước phải theo dõi")
    return _("%(done)s trong %(of)s kết luận đã xong; %(late)s quá hạn", done=done, of=of, late=late)


def _is_confirmed(one: ReviewDecision) -> bool:
    return bool(one.state == DecisionState.CONFIRMED)


def _is_done(one: ReviewDecision) -> bool:
    return bool(one.state == DecisionState.DONE)


def _is_late(one: ReviewDecision) -> bool:
    return one.is_late


def how_it_stands(one: ReviewDecision) -> Phrase:
    """Say how far a decision is, or by how much it is late."""
    return _("quá hạn %(n)s ngày", n=one.days_late) if one.is_late else one.state.label


def _line(one: ReviewDecision) -> Line:
    cells = (one.code, one.description, one.responsible.ranked_name, day(one.due_on), str(how_it_stands(one)))
    return Line(cells, "review_decisions.decision", {"code": one.code})

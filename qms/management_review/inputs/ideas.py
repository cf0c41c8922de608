"""f: opportunities for improvement: what was proposed, answered, put to use in the period, and what still waits."""

from datetime import date
from typing import Any

from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.improvement.ideas.idea import Idea
from qms.improvement.ideas.states import IdeaState
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Counter, Gathered, Measured
from qms.management_review.inputs.registry import gathers

IDEAS = "ideas.index"
LISTED = 20


@gathers("f")
def gather(since: date, until: date) -> Gathered:
    """Count the ideas of the period, and list them."""
    count, asked = Counter(since, until), {"since": day(since), "until": day(until)}
    rows = (
        count("proposed", _("Ý tưởng được đề xuất"), lambda first, last: _proposed(first, last).count(), IDEAS, **asked),
        count("adopted", _("Được tiếp nhận"), lambda first, last: _answered(first, last, True), IDEAS, answered="yes", **asked),
        count("declined", _("Không được tiếp nhận"), lambda first, last: _answered(first, last, False), IDEAS, answered="no", **asked),
        count("applied", _("Đã áp dụng"), _applied, IDEAS, applied="1", **asked),
        count("waiting", _("Chưa được trả lời ở cuối kỳ"), _waiting, IDEAS, waiting=day(until)),
    )
    lines = tuple(map(_line, _proposed(since, until).order_by(Idea.id.desc()).limit(LISTED)))
    heads = (_("Ý tưởng"), _("Nội dung"), _("Người đề xuất"), _("Trạng thái")) if lines else ()
    return Gathered(headline(rows), rows, (), heads, lines)


def headline(rows: tuple[Measured, ...]) -> Phrase:
    """Say how many ideas came, were taken up and put to use."""
    known = {row.key: row.value for row in rows}
    return _(
        "%(proposed)s ý tưởng được đề xuất trong kỳ, %(adopted)s được tiếp nhận, %(applied)s đã áp dụng, %(waiting)s chưa được trả lời",
        **known,
    )


def _proposed(first: date, last: date) -> Any:
    return Idea.select().where(Idea.proposed_on.between(first, last))


def _answered(first: date, last: date, is_yes: bool) -> int:
    declined = Idea.state == IdeaState.DECLINED
    found: int = Idea.select().where(Idea.answered_on.between(first, last) & (~declined if is_yes else declined)).count()
    return found


def _applied(first: date, last: date) -> int:
    found: int = Idea.select().where((Idea.state == IdeaState.APPLIED) & Idea.checked_on.between(first, last)).count()
    return found


def _waiting(_first: date, on: date) -> int:
    unanswered = Idea.answered_on.is_null() | (Idea.answered_on > on)
    found: int = Idea.select().where((Idea.proposed_on <= on) & unanswered).count()
    return found


def _line(one: Idea) -> Line:
    return Line((one.code, one.title, one.proposed_as.split(",")[0], str(one.state.label)), "ideas.idea", {"code": one.code})

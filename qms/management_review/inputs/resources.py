"""d: what records know of resources: the posts that are held, and the resources earlier reviews decided on. The rest is typed."""

from datetime import date

from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.management_review.figure import Line
from qms.management_review.inputs.decisions import followed, how_it_stands
from qms.management_review.inputs.gathered import Gathered, Measured, beside, share
from qms.management_review.inputs.registry import gathers
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.states import DecisionKind, DecisionState
from qms.organization.strength import Strength, begun_on, strength

LIST = "review_decisions.index"


@gathers("d", in_part=True)
def gather(since: date, until: date) -> Gathered:
    """Count the posts held at the end of the period, and what became of the resources decided on before it."""
    both = beside(lambda _first, last: strength(last), begun_on(), since, until)
    decided = list(followed(since).where(ReviewDecision.kind == DecisionKind.RESOURCE).order_by(ReviewDecision.id))
    done = sum(one.state == DecisionState.CONFIRMED for one in decided)
    rows = (
        both("posts", _("Chức vụ có người giữ ở cuối kỳ"), lambda told: share(told.held, told.posts), ""),
        both("people", _("Người giữ chức vụ ở cuối kỳ"), lambda told: told.people, ""),
        Measured("decided", _("Kết luận về nguồn lực phải theo dõi trong kỳ"), len(decided), None, LIST),
        Measured("decided-done", _("Đã xong, được xác nhận"), done, None, LIST),
    )
    heads = (_("Kết luận"), _("Nguồn lực"), _("Hạn"), _("Tình trạng")) if decided else ()
    return Gathered(headline(both.now, len(decided), done), rows, (), heads, tuple(map(_line, decided)))


def headline(told: Strength, decided: int, done: int) -> Phrase:
    """Say how many posts are held, and how many of the resources decided on are there."""
    known = {"held": told.held, "posts": told.posts, "decided": decided, "done": done}
    if not decided:
        return _("%(held)s trong %(posts)s chức vụ có người giữ; không có kết luận về nguồn lực phải theo dõi", **known)
    return _("%(held)s trong %(posts)s chức vụ có người giữ; %(done)s trong %(decided)s kết luận về nguồn lực đã xong", **known)


def _line(one: ReviewDecision) -> Line:
    cells = (one.code, one.description, day(one.due_on), how_it_stands(one))
    return Line(cells, "review_decisions.decision", {"code": one.code})

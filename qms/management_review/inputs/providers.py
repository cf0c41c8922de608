"""c7: how external providers did: who was evaluated, who lies below the bar, whose evaluation is overdue."""

from collections.abc import Callable, Sequence
from datetime import date

from qms.core.language import Phrase, _
from qms.core.states import State
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, beside
from qms.management_review.inputs.registry import gathers
from qms.providers import queries
from qms.providers.provider import LEAST
from qms.providers.queries import ProviderLine
from qms.providers.states import WATCHED, Conclusion, ProviderState

LIST = "providers.index"
Told = Sequence[ProviderLine]


@gathers("c7")
def gather(since: date, until: date) -> Gathered:
    """Count the providers as they stood at the end of the period, and what their evaluations in it concluded."""
    both = beside(queries.state_on, queries.begun_on(), since, until)
    rows = (
        both("watched", _("Nhà cung cấp đang theo dõi ở cuối kỳ"), _counting(_is_watched), LIST),
        both("evaluated", _("Nhà cung cấp được đánh giá trong kỳ"), _counting(_is_evaluated), LIST),
        both("below", _("Trong đó điểm dưới %(n)s", n=LEAST), _counting(_is_below), LIST, state="all"),
        both("restricted", _("Sử dụng có điều kiện ở cuối kỳ"), _counting(_is_restricted), LIST, state=ProviderState.RESTRICTED.value),
        both("ended", _("Được kết luận ngừng sử dụng trong kỳ"), _counting(_is_ended), LIST, state=ProviderState.ENDED.value),
        both("overdue", _("Quá hạn đánh giá ở cuối kỳ"), _counting(_is_overdue), LIST, late="1"),
        both("cases", _("Sự không phù hợp từ nhà cung cấp, báo trong kỳ"), lambda told: sum(line.nonconformities for line in told), LIST),
    )
    shown = [line for line in both.now if _is_watched(line) or _is_evaluated(line)]
    heads = (_("Mã"), _("Nhà cung cấp"), _("Tình trạng"), _("Điểm"), _("Điểm trước kỳ")) if shown else ()
    return Gathered(headline(both.now), rows, ("providers",), heads, tuple(map(_line, shown)))


def headline(told: Told) -> Phrase:
    """Say how many were evaluated, how many of them lie below the bar, and how many are overdue."""
    if not told:
        return _("Chưa ghi nhận nhà cung cấp bên ngoài nào")
    return _(
        "%(evaluated)s nhà cung cấp được đánh giá trong kỳ, %(below)s dưới %(least)s điểm; "
        "%(late)s trong %(of)s đang theo dõi quá hạn đánh giá",
        evaluated=_counting(_is_evaluated)(told),
        below=_counting(_is_below)(told),
        least=LEAST,
        late=_counting(_is_overdue)(told),
        of=_counting(_is_watched)(told),
    )


def _counting(test: Callable[[ProviderLine], bool]) -> Callable[[Told], int]:
    return lambda told: sum(map(test, told))


def _is_watched(line: ProviderLine) -> bool:
    return line.state in WATCHED


def _is_evaluated(line: ProviderLine) -> bool:
    return line.evaluated > 0


def _is_below(line: ProviderLine) -> bool:
    return line.evaluated > 0 and line.total is not None and line.total < LEAST


def _is_restricted(line: ProviderLine) -> bool:
    return line.state == ProviderState.RESTRICTED


def _is_ended(line: ProviderLine) -> bool:
    return line.evaluated > 0 and line.conclusion == Conclusion.END


def _is_overdue(line: ProviderLine) -> bool:
    return line.is_overdue


def _line(line: ProviderLine) -> Line:
    stands: State = line.state
    scores = tuple("–" if score is None else score for score in (line.total, line.total_before))
    return Line((line.code, line.name, stands.label, *scores), "providers.provider", {"code": line.code})

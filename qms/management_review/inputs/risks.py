"""e: whether actions on risks and opportunities had effect: how high risks stand, what was scored anew, what was done, what is late."""

from datetime import date

from qms.core.language import Phrase, _
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Beside, Gathered, Measured, beside, share
from qms.management_review.inputs.registry import gathers
from qms.risks.outcome import Outcome, begun_on, outcome
from qms.risks.standing import RiskLine
from qms.risks.states import Band, RiskKind

LIST = "risks.index"


@gathers("e")
def gather(since: date, until: date) -> Gathered:
    """Count risks by how high they stood at the end of the period, and what was done about them in it."""
    both = beside(outcome, begun_on(), since, until)
    rows = (
        both("watched", _("Rủi ro đang theo dõi ở cuối kỳ"), lambda told: len(told.risks), LIST, kind=RiskKind.RISK.value),
        *(_of_band(both, band) for band in reversed(Band)),
        both("opportunities", _("Cơ hội đang theo dõi ở cuối kỳ"), lambda told: told.opportunities, LIST, kind=RiskKind.OPPORTUNITY.value),
        both("identified", _("Rủi ro, cơ hội ghi nhận trong kỳ"), lambda told: told.identified, LIST),
        both("rescored", _("Lượt đánh giá lại trong kỳ"), lambda told: len(told.changes.rescored), LIST),
        both("confirmed", _("Lượt soát xét, giữ nguyên điểm"), lambda told: len(told.changes.reviewed_unchanged), LIST),
        both("closed", _("Kết thúc theo dõi trong kỳ"), lambda told: len(told.changes.closed), LIST, state="closed"),
        both("lower", _("Rủi ro có điểm sau xử lý thấp hơn trước"), lambda told: share(told.lower, len(told.treated)), LIST),
        both("done", _("Biện pháp làm xong trong kỳ"), lambda told: len(told.changes.treatments_done), LIST),
        both("done-late", _("Trong đó xong sau hạn"), lambda told: len(told.changes.treatments_done_late), LIST),
        both("late", _("Biện pháp quá hạn ở cuối kỳ"), lambda told: len(told.changes.treatments_late), LIST),
        both("overdue", _("Rủi ro, cơ hội quá hạn soát xét ở cuối kỳ"), lambda told: told.overdue, LIST, late="1"),
    )
    heads = (_("Mã"), _("Điều có thể xảy ra"), _("Điểm trước → nay"), _("Mức"), _("Biện pháp xong")) if both.now.lines else ()
    return Gathered(headline(both.now), rows, ("risks",), heads, tuple(_line(both.now, line) for line in both.now.lines))


def _of_band(both: Beside, band: Band) -> Measured:
    words = _("Trong đó mức %(band)s", band=band.label)
    return both(band.value, words, lambda told: told.of_band(band), LIST, kind=RiskKind.RISK.value, band=band.value)


def headline(told: Outcome) -> Phrase:
    """Say how many risks stand high, how many fell by treatment, what is late."""
    if not told.lines:
        return _("Chưa ghi nhận rủi ro, cơ hội nào")
    return _(
        "%(high)s trong %(of)s rủi ro ở mức cao trở lên; %(lower)s trong %(treated)s rủi ro đã xử lý có điểm thấp hơn trước; "
        "%(late)s biện pháp quá hạn",
        high=told.high,
        of=len(told.risks),
        lower=told.lower,
        treated=len(told.treated),
        late=len(told.changes.treatments_late),
    )


def _line(told: Outcome, line: RiskLine) -> Line:
    score = f"{line.score_before} → {line.score}" if line.after else str(line.score)
    cells = (line.code, line.title, score, told.band_of(line).label, f"{line.done}/{line.treatments}")
    return Line(cells, "risks.risk", {"code": line.code})

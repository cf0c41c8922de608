"""c5: whether what has to be measured was measured: the numbers due in the period, in time, late, missing, corrected."""

from datetime import date

from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, beside, share
from qms.management_review.inputs.registry import gathers
from qms.objectives.due import DueNumber, Entered, begun_on, entered

LIST = "objectives.index"


@gathers("c5")
def gather(since: date, until: date) -> Gathered:
    """Count the numbers of indicators that had to be entered by a day of the period."""
    both = beside(entered, begun_on(), since, until)
    rows = (
        both("measured-due", _("Số liệu chỉ số đến hạn nhập trong kỳ"), lambda told: len(told.due), LIST),
        both("measured-in-time", _("Nhập đúng hạn"), lambda told: share(told.in_time, len(told.due)), LIST),
        both("measured-late", _("Nhập sau hạn"), lambda told: told.late, LIST),
        both("measured-missing", _("Còn thiếu ở cuối kỳ"), lambda told: len(told.missing), LIST),
        both("measured-corrected", _("Số liệu phải đính chính trong kỳ"), lambda told: told.corrected, LIST),
    )
    heads = (_("Mã"), _("Số liệu còn thiếu"), _("Người chịu trách nhiệm chính"), _("Hạn nhập")) if both.now.missing else ()
    return Gathered(headline(both.now), rows, (), heads, tuple(map(_line, both.now.missing)))


def headline(told: Entered) -> Phrase:
    """Say how many numbers were there in time, and how many are missing."""
    if not told.due:
        return _("Không có số liệu chỉ số nào đến hạn nhập trong kỳ")
    return _(
        "%(in_time)s trong %(of)s số liệu chỉ số được nhập đúng hạn, %(late)s nhập sau hạn, %(missing)s còn thiếu",
        in_time=told.in_time,
        of=len(told.due),
        late=told.late,
        missing=len(told.missing),
    )


def _line(one: DueNumber) -> Line:
    objective = one.objective
    who = objective.responsible.ranked_name if objective.responsible_id else "–"
    cells = (objective.code, f"{objective.title}, {one.period.label}", who, day(one.period.enter_by))
    return Line(cells, "objectives.objective", {"code": objective.code})

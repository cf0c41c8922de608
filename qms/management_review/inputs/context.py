"""b: what changed outside and inside the office that bears on its system: issues, parties, the scope, the climate; what was reviewed."""

from datetime import date

from qms.context.queries import Change
from qms.context.standing import CONFIRM, ISSUES, PARTIES, Stood, begun_on, stood
from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Gathered, beside
from qms.management_review.inputs.registry import gathers

ISSUE_LIST, PARTY_LIST = "context.index", "parties.index"
LISTED = 20
PAGES = {"issue": "context.issue", "interestedparty": "parties.party", "requirement": "parties.requirement"}


@gathers("b")
def gather(since: date, until: date) -> Gathered:
    """Count what the context holds at the end of the period, what changed in it, what was reviewed; list the changes."""
    both = beside(stood, begun_on(), since, until)
    rows = (
        both("issues", _("Vấn đề đang theo dõi ở cuối kỳ"), lambda told: told.issues, ISSUE_LIST),
        both("issues-new", _("Vấn đề mới ghi nhận"), lambda told: told.count(ISSUES, "identify"), ISSUE_LIST),
        both("issues-changed", _("Vấn đề được sửa hoặc không còn"), lambda told: told.count(ISSUES, "revise", "retire"), ISSUE_LIST),
        both("issues-confirmed", _("Vấn đề soát xét, giữ nguyên"), lambda told: told.count(ISSUES, CONFIRM), ISSUE_LIST),
        both("parties", _("Bên quan tâm đang theo dõi ở cuối kỳ"), lambda told: told.parties, PARTY_LIST),
        both("parties-new", _("Bên quan tâm, yêu cầu mới ghi nhận"), lambda told: told.count(PARTIES, "identify", "add"), PARTY_LIST),
        both("parties-changed", _("Bên quan tâm, yêu cầu được sửa hoặc không còn"), _parties_changed, PARTY_LIST),
        both("parties-confirmed", _("Bên quan tâm soát xét, giữ nguyên"), lambda told: told.count(PARTIES, CONFIRM), PARTY_LIST),
        both("scope", _("Phạm vi áp dụng được phê duyệt lại"), lambda told: told.count(("scope",), "approve"), "scope.page"),
        both("overdue", _("Vấn đề, bên quan tâm quá hạn soát xét ở cuối kỳ"), lambda told: told.overdue, ISSUE_LIST),
        both("climate", _("Biến đổi khí hậu"), _climate, ISSUE_LIST),
    )
    lines = tuple(map(_line, both.now.changed[-LISTED:][::-1]))
    heads = (_("Ngày"), _("Nội dung"), _("Thay đổi"), _("Lý do")) if lines else ()
    return Gathered(headline(both.now), rows, (), heads, lines)


def headline(told: Stood) -> Phrase:
    """Say how much changed, how much was found unchanged, and whether the climate is an issue."""
    if not (told.issues or told.parties or told.done):
        return _("Chưa ghi nhận vấn đề, bên quan tâm nào")
    return _(
        "%(changed)s thay đổi, %(confirmed)s lượt soát xét giữ nguyên về vấn đề, bên quan tâm, phạm vi; biến đổi khí hậu: %(climate)s",
        changed=len(told.changed),
        confirmed=told.confirmed,
        climate=_climate(told),
    )


def _parties_changed(told: Stood) -> int:
    return told.count(PARTIES, "revise", "retire")


def _climate(told: Stood) -> str:
    if told.climate is None:
        return str(_("chưa xác định"))
    return str(_("có liên quan") if told.climate.is_relevant else _("không liên quan"))


def _line(change: Change) -> Line:
    endpoint = PAGES.get(change.kind)
    values = {"number": change.told.record} if endpoint else {}
    page = endpoint or ("scope.page" if change.kind == "scope" else ISSUE_LIST)
    return Line((day(change.on), change.told.what, change.told.past, change.told.note), page, values)

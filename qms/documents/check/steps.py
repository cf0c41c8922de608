"""Rules on the step table: one person answers for each step, each has a time, the times are the stated limit."""

import re
from collections.abc import Iterator

from qms.core.language import _
from qms.core.vietnamese import fold
from qms.documents.check.finding import Finding, Subject
from qms.documents.states import Kind
from qms.documents.text.steps import Step, in_words, section, sequence_of

_SEVERAL = re.compile(r"[;,/+&]|<br|\b(?:và|hoặc|cùng)\s+(?=[A-ZĐÀ-Ỹ])")
_DASHES = {"", "-", "–", "—"}
_NO_CLOCK = re.compile(r"^(?:[-–—]|ngay\b|trong ngay|hang (?:ngay|tuan|thang|quy|nam)|theo\b|dinh ky)")
_ANYBODY = re.compile(r"^(?:cong dan|ca nhan|to chuc|nguoi nop|nguoi de nghi|ngoai don vi)")
_TERM = re.compile(r"^\s*[-*]\s+\*\*(.+?):?\*\*|^\|\s*([^|]+?)\s*\|")
DEFINITIONS = "dinh nghia"


def table_is_there(subject: Subject) -> Iterator[Finding]:
    """Ask a procedure for its steps as a table, and what it takes in all."""
    if subject.text.kind not in {Kind.SYSTEM_PROCEDURE, Kind.WORK_PROCEDURE}:
        return
    sequence = sequence_of(subject.text.body)
    if sequence is None or not sequence.steps:
        yield subject.error("table", _("Chưa có bảng các bước: TT, Trình tự, Trách nhiệm, Thời gian, Biểu mẫu/Kết quả."))
    elif sequence.limit is None:
        yield subject.warning("table", _("Chưa ghi thời hạn ở mục “Thời gian xử lý”, không đối chiếu được tổng thời gian các bước."))


def each_step_has_one_responsible(subject: Subject) -> Iterator[Finding]:
    """Ask for exactly one who answers for each step: neither nobody nor two."""
    for line, step in _steps(subject):
        if step.responsible in _DASHES:
            yield subject.error("responsible", _("Bước %(n)s chưa có người chịu trách nhiệm.", n=step.number), line)
        elif step.responsible not in (subject.around.posts or ()) and not step.is_outside and _SEVERAL.search(step.responsible):
            sentence = _("Bước %(n)s có hơn một người chịu trách nhiệm: %(who)s.", n=step.number, who=step.responsible)
            yield subject.error("responsible", sentence, line)


def responsible_is_known(subject: Subject) -> Iterator[Finding]:
    """Ask that who answers for a step is a post of the office, or is named among the definitions."""
    if subject.around.posts is None:
        return
    known = {fold(post) for post in subject.around.posts} | _terms(subject)
    for line, step in _steps(subject):
        who = fold(step.responsible)
        if step.responsible not in _DASHES and who not in known and not _ANYBODY.match(who) and not _SEVERAL.search(step.responsible):
            sentence = _(
                "Bước %(n)s: “%(who)s” không phải chức vụ trong đơn vị và chưa được định nghĩa.", n=step.number, who=step.responsible
            )
            yield subject.warning("actor", sentence, line)


def each_step_has_a_time(subject: Subject) -> Iterator[Finding]:
    """Ask for the time of each step; a dash says that it is not counted."""
    for line, step in _steps(subject):
        if not step.time:
            sentence = _("Bước %(n)s chưa ghi thời gian; bước không tính thời gian ghi dấu —.", n=step.number)
            yield subject.error("time", sentence, line)
        elif step.duration is None and not _NO_CLOCK.match(fold(step.time)):
            sentence = _(
                "Bước %(n)s: không đọc được thời gian “%(time)s”, ví dụ đúng: 02 giờ, 05 ngày làm việc.", n=step.number, time=step.time
            )
            yield subject.warning("time", sentence, line)


def times_add_up_to_the_limit(subject: Subject) -> Iterator[Finding]:
    """Ask that the times of the steps add up to the stated limit (domain: Σ = 5.4)."""
    sequence = sequence_of(subject.text.body)
    if sequence is not None and sequence.limit is not None and sequence.agrees is False:
        sentence = _(
            "Tổng thời gian các bước là %(sum)s, khác thời hạn đã ghi %(limit)s.",
            sum=in_words(sequence.total_hours),
            limit=in_words(sequence.limit.hours),
        )
        yield subject.error("sum", sentence, _limit_line(subject))


def _steps(subject: Subject) -> list[tuple[int, Step]]:
    sequence = sequence_of(subject.text.body)
    if sequence is None:
        return []
    first = next(place for place, line in enumerate(subject.lines) if _is_head(line)) + 3
    return list(enumerate(sequence.steps, first))


def _is_head(line: str) -> bool:
    return line.lstrip().startswith("|") and sequence_of(line) is not None


def _limit_line(subject: Subject) -> int:
    heads = ("thoi gian xu ly", "thoi han giai quyet", "thoi gian giai quyet")
    return next(n for n, line in enumerate(subject.lines, 1) if line.startswith("#") and any(head in fold(line) for head in heads))


def _terms(subject: Subject) -> set[str]:
    found = (_TERM.match(line) for line in section(subject.text.body, DEFINITIONS).splitlines())
    return {fold(match[1] or match[2]) for match in found if match}

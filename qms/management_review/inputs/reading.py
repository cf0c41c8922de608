"""c5: what is watched beside the cases: whether those who must have read the documents, and how often four eyes were excepted."""

from datetime import date
from itertools import chain

from qms.core import clock
from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.documents.reading import readings
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.review.exception import FourEyesException, granted
from qms.management_review.figure import Line
from qms.management_review.inputs.gathered import Counter, Gathered, Measured
from qms.management_review.inputs.registry import gathers

MATRIX, EXCEPTIONS = "reading_matrix.matrix", "deputies.exceptions"


@gathers("c5")
def gather(since: date, until: date) -> Gathered:
    """Count who has read what is in force now, the readings of the period, the exceptions granted in it."""
    readers = list(chain.from_iterable(readings.readers_of_all().values()))
    known, late = readings.share(readers), sum(reader.is_late for reader in readers)
    told = f"{known.text} ({known.percent} %)" if known.of else known.text
    exceptions = granted(since, until)
    count = Counter(since, until)
    rows = (
        Measured("reading", _("Lượt đọc, xác nhận tài liệu đang hiệu lực"), told, None, MATRIX),
        Measured("late", _("Lượt đọc quá hạn"), late, None, MATRIX),
        count("read", _("Lượt xác nhận trong kỳ"), _read, MATRIX),
        count("exceptions", _("Ngoại lệ hai người được cho phép"), lambda first, last: len(granted(first, last)), EXCEPTIONS),
    )
    heads = (_("Ngoại lệ"), _("Người được phép"), _("Ngày"), _("Lý do")) if exceptions else ()
    return Gathered(headline(known, late, len(exceptions)), rows, (), heads, tuple(map(_line, exceptions)))


def headline(known: readings.Share, late: int, exceptions: int) -> Phrase:
    """Say how far the reading is, and how often four eyes were excepted."""
    if not known.of:
        return _("Chưa có danh sách đọc nào; %(n)s ngoại lệ hai người", n=exceptions)
    return _(
        "%(done)s trong %(of)s lượt đọc đã xác nhận (%(percent)s %%), %(late)s quá hạn; %(n)s ngoại lệ hai người",
        done=known.done,
        of=known.of,
        percent=known.percent,
        late=late,
        n=exceptions,
    )


def _read(first: date, last: date) -> int:
    days = (at.astimezone(clock.HANOI).date() for (at,) in Acknowledgement.select(Acknowledgement.acknowledged_at).tuples())
    return sum(first <= on <= last for on in days)


def _line(one: FourEyesException) -> Line:
    return Line((one.edition.label, one.person.ranked_name, day(one.granted_at), one.reason), EXCEPTIONS)

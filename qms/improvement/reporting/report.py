"""The acts of reporting: what happened, where and when; the answer is due within working days (10.2.1)."""

from typing import Any, ClassVar

from qms import settings
from qms.core import clock
from qms.core.act import NEW, act
from qms.core.calendar import add_working_days
from qms.core.language import Phrase, _
from qms.core.numbering import yearly_code
from qms.core.record import Record
from qms.core.vietnamese import fold
from qms.improvement import authorities
from qms.improvement.reporting import unnamed

TITLE_LETTERS = 90


class Reported(Record):
    """What somebody reports; a nonconformity is one."""

    is_abstract: ClassVar[bool] = True
    kind_label: ClassVar[Phrase] = _("Báo cáo")

    code: Any
    title: Any
    what_happened: Any
    unit_id: Any
    happened_on: Any
    reported_by: Any
    reported_by_id: Any
    reported_on: Any
    answer_by: Any
    slip: Any
    folded: Any

    @act(_("Báo sự không phù hợp"), _("đã báo sự không phù hợp"), may=authorities.report, when=NEW)
    def report(self, *, by: Any) -> None:
        """Report what happened, where and when; the quality officer answers within working days."""
        self._take_down()
        self.reported_by = by

    @act(_("Báo không ghi tên"), _("đã báo sự không phù hợp"), may=authorities.report_unnamed, when=NEW)
    def report_unnamed(self, *, by: Any) -> str:
        """Report without a name; gives the code of the slip that opens the answer, of which only the hash is kept."""
        kind: Any = type(self)
        today = kind.select().where((kind.reported_on == clock.today()) & kind.reported_by.is_null()).count()
        self.require(
            today < unnamed.MOST_A_DAY,
            _("Hôm nay đã nhận đủ %(n)s báo cáo không ghi tên; đăng nhập để báo.", n=unnamed.MOST_A_DAY),
        )
        self._take_down()
        self.reported_by = None
        code = unnamed.new_slip()
        self.slip = unnamed.slip_key(code)
        return code

    def _take_down(self) -> None:
        self.require(self.what_happened.strip(), _("Ghi điều đã xảy ra."))
        self.require(self.unit_id, _("Chọn nơi xảy ra."))
        self.require(self.happened_on and self.happened_on <= clock.today(), _("Ngày xảy ra không được sau hôm nay."))
        self.code = yearly_code("NC", clock.today().year)
        self.title = short(self.what_happened)
        self.reported_on = clock.today()
        self.answer_by = add_working_days(clock.today(), answer_days())
        self._fold()

    def _fold(self) -> None:
        self.folded = fold(f"{self.code} {self.title} {self.what_happened}")[:2000]

    @property
    def reporter(self) -> str:
        """Name who reported it."""
        return self.reported_by.ranked_name if self.reported_by_id else unnamed.UNNAMED.signature()


def answer_days() -> int:
    """Give within how many working days a report is answered."""
    return settings.number("QMS_ANSWER_DAYS", 1, 30)


def short(text: str) -> str:
    """Give the first sentence of a report as its title."""
    line = text.strip().splitlines()[0]
    first = line.split(". ")[0].strip(" .") or line
    return first if len(first) <= TITLE_LETTERS else first[:TITLE_LETTERS].rsplit(" ", 1)[0] + "…"

"""What the office does for its quality system each year: one unit, one person, one day of the year (6.2, 9.2, 9.3, QĐ 19/2014/QĐ-TTg)."""

import calendar
from datetime import date, timedelta
from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, IntegerField

from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.numbering import next_number
from qms.core.record import Record
from qms.core.vietnamese import day as written
from qms.organization.person import Person
from qms.organization.unit import Unit
from qms.yearly_round import authorities
from qms.yearly_round.states import DutyKind

MOST_DAYS = 180  # of reminding ahead
WRITTEN = ("kind", "title", "basis", "month", "day", "unit", "responsible", "remind_days")


class YearlyDuty(Record):
    """A duty that comes back every year on a day the office sets itself."""

    kind_label: ClassVar[Phrase] = _("Việc hằng năm")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    kind = StateField(DutyKind, default=DutyKind.OTHER, verbose_name=_("Loại việc"))
    title = CharField(max_length=200, verbose_name=_("Việc"))
    basis = CharField(max_length=300, verbose_name=_("Căn cứ"))
    month = IntegerField(verbose_name=_("Tháng"))
    day = IntegerField(verbose_name=_("Ngày"))
    unit = ForeignKeyField(Unit, verbose_name=_("Đơn vị chủ trì"))
    responsible = ForeignKeyField(Person, verbose_name=_("Người chịu trách nhiệm chính"))
    remind_days = IntegerField(default=30, verbose_name=_("Nhắc trước (ngày)"))
    first_year = IntegerField(verbose_name=_("Từ năm"))
    last_year = IntegerField(null=True, verbose_name=_("Đến năm"))
    end_reason = CharField(max_length=500, default="", verbose_name=_("Lý do thôi"))

    @property
    def label(self) -> str:
        return f"{self.code} {self.title}" if self.code else str(self.kind_label)

    def is_of(self, year: int) -> bool:
        """Tell whether it is to be done in a year."""
        return self.first_year <= year <= (self.last_year or year)

    def due_in(self, year: int) -> date:
        """Give its day in a year; the last of February where there is no 29th."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))

    def reminds_on(self, year: int) -> date:
        """Give the day from which it is on the list of who answers for it."""
        return self.due_in(year) - timedelta(days=self.remind_days)

    @act(_("Đặt việc hằng năm"), _("đã đặt việc hằng năm"), may=authorities.keep, when=NEW)
    def establish(self, *, by: Any) -> None:
        """Put it on the list, from this year on unless another is named."""
        self._check()
        self.code = f"VN-{next_number('yearlyduty'):02d}"
        self.first_year = self.first_year or clock.today().year

    @act(_("Sửa việc hằng năm"), _("đã sửa việc hằng năm"), may=authorities.keep, when=ANY)
    def amend(self, *, by: Any, **facts: Any) -> None:
        """Change its words, day or who answers for it; what was recorded keeps the day it had."""
        self._must_go_on()
        year = clock.today().year
        was = self.due_in(year)
        for name in WRITTEN:
            setattr(self, name, facts.get(name, getattr(self, name)))
        self._check()
        is_missed = was < clock.today() and self.is_of(year) and not self.outcomes.where(self.outcomes.model.year == year).exists()
        late = _(
            "Ngày %(day)s đã qua mà chưa ghi kết quả: ghi kết quả hoặc lý do không làm của năm nay, rồi mới đặt ngày khác.",
            day=written(was),
        )
        self.require(not is_missed or self.due_in(year) <= was, late)

    @act(_("Thôi việc này"), _("đã thôi việc hằng năm"), may=authorities.keep, when=ANY)
    def end(self, *, by: Any, last_year: int, note: str) -> None:
        """Do it no longer after a year, with the reason; the years before stay as they are."""
        self._must_go_on()
        self.require(note.strip(), _("Ghi lý do."))
        self.require(self.first_year - 1 <= last_year <= clock.today().year, _("Năm cuối từ năm trước năm đầu đến năm nay."))
        self.last_year, self.end_reason = last_year, note.strip()

    def _must_go_on(self) -> None:
        self.require(self.last_year is None, _("Việc này đã thôi từ sau năm %(year)s.", year=self.last_year))

    def _check(self) -> None:
        self.require((self.title or "").strip(), _("Ghi việc phải làm."))
        self.require((self.basis or "").strip(), _("Ghi căn cứ: điều khoản, văn bản."))
        longest = calendar.monthrange(2024, self.month)[1] if self.month in range(1, 13) else 0  # a leap year
        self.require(1 <= (self.day or 0) <= longest, _("Ngày %(day)s/%(month)s không có.", day=self.day, month=self.month))
        self.require(0 <= (self.remind_days or 0) <= MOST_DAYS, _("Nhắc trước từ 0 đến %(n)s ngày.", n=MOST_DAYS))
        self.require(self.unit_id, _("Chọn đơn vị chủ trì."))
        self.require(self.responsible_id, _("Chọn một người chịu trách nhiệm chính."))

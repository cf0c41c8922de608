"""Days the office declares to be off or worked, as the yearly notices swap them (Labour Code 2019 art. 112)."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField

from qms.core import calendar
from qms.core.act import ANY, NEW, act
from qms.core.database import db
from qms.core.fields import StateField
from qms.core.kept import kept
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.states import State
from qms.core.vietnamese import day as written
from qms.organization import authorities

FIRST, LAST = date(2024, 1, 1), date(2199, 12, 31)


class DayKind(State):
    """What is declared of a day."""

    OFF = "off", _("Nghỉ")
    WORKED = "worked", _("Làm việc")
    AS_LISTED = "as-listed", _("Theo danh sách chung")


class CalendarDay(Record):
    """A day that differs from the list that comes with the house, with the notice that says so."""

    kind_label: ClassVar[Phrase] = _("Ngày làm việc, ngày nghỉ")

    day = DateField(unique=True, verbose_name=_("Ngày"))
    kind = StateField(DayKind, verbose_name=_("Khai báo"))
    source = CharField(max_length=300, verbose_name=_("Căn cứ"))

    @property
    def label(self) -> str:
        return written(self.day)

    @act(_("Khai báo ngày"), _("đã khai báo ngày"), may=authorities.keep_the_organization, when=NEW)
    def declare(self, *, by: Any) -> None:
        """Declare a day; what was reckoned with it before stays as it was."""
        known = CalendarDay.get_or_none(day=self.day)
        self.require(known is None, _("Ngày %(day)s đã được khai báo; sửa ở dòng của ngày đó.", day=written(self.day)))
        self.require(FIRST <= self.day <= LAST, _("Khai báo được từ năm %(first)s đến năm %(last)s.", first=FIRST.year, last=LAST.year))
        self._check(self.kind)

    @act(_("Sửa khai báo"), _("đã sửa khai báo ngày"), may=authorities.keep_the_organization, when=ANY)
    def change(self, *, by: Any, kind: DayKind, source: str) -> None:
        """Declare the day otherwise, or leave it to the list again."""
        self.kind, self.source = kind, source
        self._check(kind)

    def _check(self, kind: DayKind) -> None:
        self.require(self.source.strip(), _("Ghi căn cứ: số, ngày của thông báo hoặc quyết định."))
        says = {DayKind.OFF: False, DayKind.WORKED: True}.get(kind)
        same = _("Ngày %(day)s đã là %(kind)s theo danh sách chung.", day=written(self.day), kind=kind.label)
        self.require(says != calendar.by_the_list(self.day), same)


@kept(most=1)
def _declared() -> dict[date, bool]:
    told = CalendarDay.select(CalendarDay.day, CalendarDay.kind).where(CalendarDay.kind != DayKind.AS_LISTED)
    return {day: kind == DayKind.WORKED for day, kind in told.tuples()}


def declared() -> dict[date, bool]:
    """Give the days the office declared, and whether they are worked; none while no records are open."""
    return {} if db.deferred or db.is_closed() else _declared()


calendar.declared_by(declared)

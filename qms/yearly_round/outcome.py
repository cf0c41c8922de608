"""What became of a duty in a year: done on a day with its evidence, or not done, by decision of the commander (7.5.3.2)."""

import re
from datetime import date
from typing import Any, ClassVar

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField

from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.vietnamese import day
from qms.organization.person import Person
from qms.yearly_round import authorities
from qms.yearly_round.duty import YearlyDuty

_ADDRESS = re.compile(r"/(?!/)[\w/.?=&%-]*")


class DutyOutcome(Record):
    """The entry of one duty in one year."""

    kind_label: ClassVar[Phrase] = _("Kết quả việc hằng năm")

    duty = ForeignKeyField(YearlyDuty, backref="outcomes", verbose_name=_("Việc"))
    year = IntegerField(verbose_name=_("Năm"))
    due_on = DateField(verbose_name=_("Hạn"))
    is_waived = BooleanField(default=False, verbose_name=_("Không thực hiện"))
    done_on = DateField(null=True, verbose_name=_("Ngày làm xong"))
    evidence = CharField(max_length=500, verbose_name=_("Bằng chứng, lý do"))
    recorded_by = ForeignKeyField(Person, verbose_name=_("Người ghi"))
    recorded_as = CharField(max_length=300, verbose_name=_("Ghi với tư cách"))
    recorded_on = DateField(verbose_name=_("Ngày ghi"))

    class Meta:
        indexes = ((("duty", "year"), True),)

    @property
    def label(self) -> str:
        return f"{self.duty.code} {self.year}" if self.duty_id else str(self.kind_label)

    @property
    def address(self) -> str:
        """Give the page of the house that is the evidence; empty where it is told in words."""
        return self.evidence if _ADDRESS.fullmatch(self.evidence) else ""

    @act(_("Ghi đã làm"), _("đã ghi việc hằng năm làm xong"), may=authorities.record, when=NEW)
    def record(self, *, by: Any) -> None:
        """Record it done, with the evidence."""
        self._begin(by)
        self._check()

    @act(_("Quyết định không thực hiện"), _("đã quyết định không thực hiện trong năm"), may=authorities.waive, when=NEW)
    def waive(self, *, by: Any) -> None:
        """Decide that it is not done in a year, with the reason."""
        self.done_on, self.is_waived = None, True
        self._begin(by)
        self.require(self.evidence.strip(), _("Ghi lý do không thực hiện."))

    @act(_("Đính chính"), _("đã đính chính kết quả việc hằng năm"), may=authorities.record, when=ANY)
    def correct(self, *, by: Any, done_on: date, evidence: str, note: str) -> None:
        """Correct the day or the evidence, with the reason, which the trail keeps."""
        self.require(not self.is_waived, _("Việc đã được quyết định không thực hiện trong năm %(year)s.", year=self.year))
        self.require(note.strip(), _("Ghi lý do đính chính."))
        self.done_on, self.evidence = done_on, evidence
        self._check()

    def require_free(self) -> None:
        """Refuse a year the duty is not of, or that has its entry already: said before what was typed is looked at.

        :raises Refused: with the reason.
        """
        is_near = self.year <= clock.today().year + 1
        self.require(is_near and self.duty.is_of(self.year), _("Việc này không có trong năm %(year)s.", year=self.year))
        taken = DutyOutcome.get_or_none((DutyOutcome.duty == self.duty) & (DutyOutcome.year == self.year))
        self.require(taken is None, _("Kết quả năm %(year)s của việc này đã được ghi.", year=self.year))

    def _begin(self, by: Any) -> None:
        self.require_free()
        self.due_on, self.recorded_on = self.duty.due_in(self.year), clock.today()
        self.recorded_by, self.recorded_as = by, by.signature()

    def _check(self) -> None:
        self.evidence = (self.evidence or "").strip()
        self.require(self.evidence, _("Ghi bằng chứng: số, ngày văn bản hoặc địa chỉ trang trong hệ thống."))
        first = date(self.year - 1, 7, 1)  # what is for a year may be ready in the half year before
        is_in_time = self.done_on is not None and first <= self.done_on <= clock.today()
        self.require(is_in_time, _("Ngày làm xong từ %(first)s đến hôm nay.", first=day(first)))

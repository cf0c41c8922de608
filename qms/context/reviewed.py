"""What is reviewed on a day and again by another, until it no longer counts."""

from typing import Any, ClassVar

from peewee import DateField

from qms.context import authorities
from qms.context.states import Standing
from qms.core import clock
from qms.core.act import act
from qms.core.calendar import add_months
from qms.core.fields import StateField
from qms.core.language import _
from qms.core.record import Record

REVIEW_MONTHS = 12


class Reviewed(Record):
    """A part of the context with its last and its next review."""

    state = StateField(Standing, default=Standing.ACTIVE, verbose_name=_("Trạng thái"))
    since_on = DateField(verbose_name=_("Ghi nhận ngày"))
    reviewed_on = DateField(null=True, verbose_name=_("Soát xét gần nhất"))
    review_on = DateField(verbose_name=_("Soát xét kế tiếp"))
    retired_on = DateField(null=True, verbose_name=_("Không còn từ ngày"))

    is_abstract: ClassVar[bool] = True

    @property
    def is_active(self) -> bool:
        """Tell whether it still counts."""
        return self.state == Standing.ACTIVE

    @act(_("Soát xét, giữ nguyên"), _("đã soát xét, giữ nguyên"), may=authorities.keep, when=Standing.ACTIVE)
    def confirm(self, *, by: Any, note: str) -> None:
        """Review it and leave it as it is, saying on what ground."""
        self.require(note.strip(), _("Ghi căn cứ của lần soát xét."))
        self.look_again()

    @act(_("Ghi nhận không còn"), _("đã ghi nhận không còn"), may=authorities.keep, when=Standing.ACTIVE, then=Standing.RETIRED)
    def retire(self, *, by: Any, note: str) -> None:
        """Let it count no longer, with the reason; it stays on record."""
        self.require(note.strip(), _("Ghi lý do."))
        self.retired_on = clock.today()

    def look_again(self) -> None:
        """Set the days of this and the next review; called by acts alone."""
        self.reviewed_on, self.review_on = clock.today(), add_months(clock.today(), REVIEW_MONTHS)

    def begin(self) -> None:
        """Set the first days; called by acts alone."""
        self.since_on, self.review_on = clock.today(), add_months(clock.today(), REVIEW_MONTHS)

"""The periodic review of an edition in force: found right as it is, it is confirmed; its next day counts from there (7.5.2 c)."""

from datetime import date
from typing import Any, ClassVar

from peewee import SQL, DateField

from qms.core import clock
from qms.core.act import act
from qms.core.calendar import add_months
from qms.core.fields import ListField
from qms.core.language import _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.states import EditionState, ReviewStatus, Standing

SOON_DAYS = 60
SHORTEST, LONGEST = 1, 60  # months between two reviews
WHEN_CONFIRMED = (12, 24)  # once, twice and more: the longer it proves right, the less often it is looked at


class ReviewedOnTime(Record):
    """What an edition knows of its reviews: every confirmation, and the day of the next one."""

    is_abstract: ClassVar[bool] = True
    effective_on: Any
    review_months: Any
    standing: Any

    reviews = ListField(default=list, constraints=[SQL("DEFAULT '[]'")])
    review_on = DateField(null=True, verbose_name=_("Soát xét kế tiếp"))

    @property
    def next_review_on(self) -> date | None:
        """Give the day by which the document must be looked at again: as last confirmed, else by the cycle from its first day."""
        if self.review_on:
            return self.review_on
        return add_months(self.effective_on, self.review_months) if self.effective_on else None

    @property
    def review_status(self) -> ReviewStatus:
        """Tell whether the periodic review is due."""
        days = ((self.next_review_on or date.max) - clock.today()).days
        return ReviewStatus.OVERDUE if days < 0 else ReviewStatus.SOON if days <= SOON_DAYS else ReviewStatus.ON_TIME

    @property
    def reviewed_on(self) -> date | None:
        """Give the day it was last confirmed."""
        return date.fromisoformat(self.reviews[-1]["on"]) if self.reviews else None

    @property
    def suggested_months(self) -> int:
        """Suggest when to look again if it is confirmed now."""
        return WHEN_CONFIRMED[min(len(self.reviews), len(WHEN_CONFIRMED) - 1)]

    def review_due_on(self, day: date) -> date:
        """Give the day of the next review as it was on an earlier day."""
        held = [review for review in self.reviews if review["on"] <= day.isoformat()]
        since, months = (date.fromisoformat(held[-1]["on"]), held[-1]["months"]) if held else (self.effective_on, self.review_months)
        return add_months(since, months)

    @act(_("Soát xét, giữ nguyên"), _("đã soát xét, giữ nguyên"), may=authorities.prepare, when=EditionState.APPROVED)
    def confirm_unchanged(self, *, by: Any, months: int, note: str) -> None:
        """Confirm that the edition in force is still right, and set when to look again."""
        self.require(
            self.standing == Standing.IN_FORCE,
            _("%(label)s không phải lần ban hành đang hiệu lực nên không soát xét.", label=self.label),
        )
        self.require(note.strip(), _("Ghi đã soát xét những gì, vì sao giữ nguyên."))
        self.require(SHORTEST <= months <= LONGEST, _("Ghi số tháng từ 1 đến 60."))
        today = clock.today()
        self.reviews = [*self.reviews, {"on": today.isoformat(), "months": months}]
        self.review_on = add_months(today, months)

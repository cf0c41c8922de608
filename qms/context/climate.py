"""Whether climate change is a relevant issue: asked in so many words, answered with a reason, asked again (4.1, Amd 1:2024)."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from qms.context import authorities
from qms.context.reviewed import REVIEW_MONTHS
from qms.core import clock
from qms.core.act import NEW, act
from qms.core.calendar import add_months
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.organization.person import Person


class ClimateDecision(Record):
    """One answer; the last one counts, the earlier ones stay."""

    kind_label: ClassVar[Phrase] = _("Xác định về biến đổi khí hậu")

    is_relevant = BooleanField(verbose_name=_("Là vấn đề liên quan"))
    reason = TextField(verbose_name=_("Lý do"))
    decided_on = DateField(verbose_name=_("Ngày xác định"))
    review_on = DateField(verbose_name=_("Xác định lại"))
    decided_by = ForeignKeyField(Person)
    decided_as = CharField(max_length=300, verbose_name=_("Người xác định"))

    @property
    def label(self) -> str:
        return str(_("Biến đổi khí hậu: có liên quan") if self.is_relevant else _("Biến đổi khí hậu: không liên quan"))

    @act(_("Xác định"), _("đã xác định"), may=authorities.decide, when=NEW)
    def decide(self, *, by: Any) -> None:
        """Determine whether climate change is relevant, and why."""
        self.require(self.is_relevant in (True, False), _("Chọn có hoặc không."))
        self.require((self.reason or "").strip(), _("Ghi lý do."))
        self.decided_by, self.decided_as, self.decided_on = by, by.signature(), clock.today()
        self.review_on = add_months(clock.today(), REVIEW_MONTHS)


def last() -> ClimateDecision | None:
    """Give the answer that counts."""
    return ClimateDecision.select().order_by(ClimateDecision.id.desc()).first()

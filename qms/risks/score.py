"""A score of a risk on a day: likelihood, impact and the ground; kept, never changed."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.organization.person import Person
from qms.risks import authorities, scale
from qms.risks.risk import Risk
from qms.risks.states import Stage


class RiskScore(Record):
    """How high a risk was found on a day, and by whom."""

    kind_label: ClassVar[Phrase] = _("Điểm rủi ro")

    risk = ForeignKeyField(Risk, backref="scores", verbose_name=_("Rủi ro, cơ hội"))
    stage = StateField(Stage, verbose_name=_("Thời điểm"))
    likelihood = IntegerField(verbose_name=_("Khả năng xảy ra"))
    impact = IntegerField(verbose_name=_("Mức độ ảnh hưởng"))
    is_changed = BooleanField(verbose_name=_("Thay đổi"))
    basis = TextField(verbose_name=_("Căn cứ"))
    scale_number = IntegerField(verbose_name=_("Thang đánh giá lần"))
    scored_on = DateField(verbose_name=_("Ngày"))
    next_review_on = DateField(verbose_name=_("Soát xét kế tiếp"))
    scored_by = ForeignKeyField(Person)
    scored_as = CharField(max_length=300)

    class Meta:
        indexes = ((("scored_on",), False),)

    @property
    def label(self) -> str:
        return f"{self.risk.code} {self.likelihood}×{self.impact}"

    @property
    def score(self) -> int:
        """Give likelihood times impact."""
        return self.likelihood * self.impact

    @act(_("Ghi điểm"), _("đã ghi điểm"), may=authorities.score, when=NEW)
    def record(self, *, by: Any) -> None:
        """Keep the score under the scale of the day; no act changes it later."""
        self.scale_number, self.scored_on = scale.current().number, clock.today()
        self.scored_by, self.scored_as = by, by.signature()

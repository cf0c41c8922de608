"""The criteria of evaluation with their weights; each edition stays as it was."""

from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import ListField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.organization.person import Person
from qms.providers import authorities

MOST = 8
FIRST: list[tuple[Any, int]] = [(_("Chất lượng"), 40), (_("Đúng hạn"), 30), (_("Hỗ trợ, khắc phục khi có lỗi"), 20), (_("Giá"), 10)]


class CriteriaSet(Record):
    """One edition: names and weights that make a hundred."""

    kind_label: ClassVar[Phrase] = _("Tiêu chí đánh giá nhà cung cấp")

    number = IntegerField(unique=True, verbose_name=_("Lần"))
    weights = ListField(verbose_name=_("Tiêu chí, trọng số"))  # [[name, weight], …]
    reason = CharField(max_length=500, verbose_name=_("Lý do"))
    adopted_by = ForeignKeyField(Person)
    adopted_as = CharField(max_length=300)
    adopted_on = DateField(verbose_name=_("Từ ngày"))

    @property
    def label(self) -> str:
        return str(_("Tiêu chí đánh giá nhà cung cấp lần %(n)s", n=self.number))

    @act(_("Đặt tiêu chí"), _("đã đặt tiêu chí"), may=authorities.keep, when=NEW)
    def adopt(self, *, by: Any) -> None:
        """Make them the criteria from now on; earlier evaluations keep theirs."""
        self.require(self.number == current().number + 1, _("Tiêu chí vừa được người khác thay đổi; tải lại trang."))
        self.require(1 <= len(self.weights) <= MOST, _("Ghi từ một đến %(n)s tiêu chí.", n=MOST))
        self.require(all(name.strip() and weight > 0 for name, weight in self.weights), _("Mỗi tiêu chí có tên và trọng số lớn hơn 0."))
        self.require(sum(weight for _name, weight in self.weights) == 100, _("Tổng trọng số phải bằng 100."))
        self.require(self.reason.strip(), _("Ghi lý do."))
        self.adopted_by, self.adopted_as, self.adopted_on = by, by.signature(), clock.today()

    def total(self, scores: list[int]) -> int:
        """Give the weighted total of scores from 1 to 5, of a hundred."""
        return round(sum(weight * score for (_name, weight), score in zip(self.weights, scores, strict=True)) / 5)


def current() -> CriteriaSet:
    """Give the criteria that are valid now: the last ones set, or those the house comes with."""
    kept: CriteriaSet | None = CriteriaSet.select().order_by(CriteriaSet.number.desc()).first()
    return kept or CriteriaSet(number=0, weights=[[name, weight] for name, weight in FIRST], reason="")

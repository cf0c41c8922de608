"""An external provider and its evaluations: scored by the criteria of the day, concluded, evaluated again by a date."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.calendar import add_months
from qms.core.fields import ListField, StateField
from qms.core.language import Phrase, _
from qms.core.numbering import next_number
from qms.core.record import Record
from qms.core.vietnamese import fold
from qms.organization.person import Person
from qms.providers import authorities, criteria
from qms.providers.states import WATCHED, Conclusion, ProviderState

LEAST = 50  # with fewer points of a hundred nobody concludes to go on as before
MOST_MONTHS = 24
LEADS_TO = {
    Conclusion.USE: ProviderState.IN_USE,
    Conclusion.RESTRICT: ProviderState.RESTRICTED,
    Conclusion.END: ProviderState.ENDED,
}


class ExternalProvider(Record):
    """Who gives the office a process, a product or a service from outside."""

    kind_label: ClassVar[Phrase] = _("Nhà cung cấp bên ngoài")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    state = StateField(ProviderState, default=ProviderState.CANDIDATE, verbose_name=_("Trạng thái"))
    name = CharField(max_length=160, unique=True, verbose_name=_("Tên"))
    provides = TextField(verbose_name=_("Cung cấp"))
    contact = CharField(max_length=300, default="", verbose_name=_("Liên hệ"))
    registered_on = DateField(verbose_name=_("Ghi nhận ngày"))
    total = IntegerField(null=True, verbose_name=_("Điểm gần nhất"))
    evaluated_on = DateField(null=True, verbose_name=_("Đánh giá gần nhất"))
    evaluate_on = DateField(verbose_name=_("Đánh giá kế tiếp"))
    reason = TextField(default="", verbose_name=_("Lý do hạn chế, ngừng"))
    folded = TextField(default="")

    evaluations: Any

    class Meta:
        indexes = ((("state", "evaluate_on"), False),)

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}" if self.code else str(self.kind_label)

    @property
    def is_watched(self) -> bool:
        """Tell whether it is evaluated again."""
        return self.state in WATCHED

    @act(_("Ghi nhận nhà cung cấp"), _("đã ghi nhận nhà cung cấp"), may=authorities.keep, when=NEW)
    def register(self, *, by: Any) -> None:
        """Put it on the list; it waits for its first evaluation."""
        self._check()
        self.code = f"NCC{next_number('provider'):02d}"
        self.registered_on, self.evaluate_on = clock.today(), add_months(clock.today(), 1)
        self._fold()

    @act(_("Sửa thông tin"), _("đã sửa thông tin"), may=authorities.keep, when=WATCHED)
    def amend(self, *, by: Any, name: str, provides: str, contact: str) -> None:
        """Correct what is known of it."""
        self.name, self.provides, self.contact = name, provides, contact
        self._check()
        self._fold()

    @act(_("Đánh giá"), _("đã đánh giá"), may=authorities.evaluate, when=WATCHED)
    def evaluate(self, *, by: Any, scores: list[int], evidence: str, conclusion: Any, months: int, reason: str = "") -> None:
        """Score it by the criteria of today and conclude (8.4.1)."""
        now = criteria.current()
        whole = len(scores) == len(now.weights) and all(score in range(1, 6) for score in scores)
        self.require(whole, _("Cho điểm từ 1 đến 5 ở từng tiêu chí."))
        self.require(evidence.strip(), _("Ghi căn cứ của đánh giá."))
        self.require(conclusion in list(Conclusion), _("Chọn kết luận."))
        self.require(1 <= (months or 0) <= MOST_MONTHS, _("Đánh giá lại sau 1 đến %(n)s tháng.", n=MOST_MONTHS))
        self.require(conclusion == Conclusion.USE or reason.strip(), _("Ghi điều kiện hoặc lý do ngừng."))
        total = now.total(scores)
        low = conclusion == Conclusion.USE and total < LEAST
        self.require(not low, _("Dưới %(n)s điểm: không kết luận tiếp tục sử dụng.", n=LEAST))
        self.total, self.evaluated_on, self.evaluate_on = total, clock.today(), add_months(clock.today(), months)
        self.state, self.reason = LEADS_TO[conclusion], reason.strip()
        named = [[str(name), weight, score] for (name, weight), score in zip(now.weights, scores, strict=True)]
        facts = {"total": total, "conclusion": conclusion, "evidence": evidence.strip(), "next_on": self.evaluate_on}
        self.evaluations.model(provider=self, scores=named, reason=self.reason, **facts).record(by=by)

    @act(_("Hạn chế"), _("đã hạn chế"), may=authorities.restrict, when=ProviderState.IN_USE, then=ProviderState.RESTRICTED)
    def restrict(self, *, by: Any, note: str) -> None:
        """Use it under conditions only, from now on."""
        self.require(note.strip(), _("Ghi lý do."))
        self.reason = note.strip()

    @act(_("Ngừng sử dụng"), _("đã ngừng sử dụng"), may=authorities.restrict, when=WATCHED, then=ProviderState.ENDED)
    def end(self, *, by: Any, note: str) -> None:
        """Turn to it no longer."""
        self.require(note.strip(), _("Ghi lý do."))
        self.reason = note.strip()

    def _check(self) -> None:
        self.require((self.name or "").strip(), _("Ghi tên nhà cung cấp."))
        other = ExternalProvider.get_or_none((ExternalProvider.name == self.name) & (ExternalProvider.id != (self.id or 0)))
        self.require(other is None, _("Đã có nhà cung cấp tên này."))
        self.require((self.provides or "").strip(), _("Ghi sản phẩm, dịch vụ được cung cấp."))

    def _fold(self) -> None:
        self.folded = fold(f"{self.code} {self.name} {self.provides}")[:2000]


class ProviderEvaluation(Record):
    """One evaluation; kept, never changed."""

    kind_label: ClassVar[Phrase] = _("Đánh giá nhà cung cấp")

    provider = ForeignKeyField(ExternalProvider, backref="evaluations", verbose_name=_("Nhà cung cấp bên ngoài"))
    scores = ListField(verbose_name=_("Điểm"))  # [[name, weight, score], …]
    total = IntegerField(verbose_name=_("Tổng điểm"))
    conclusion = StateField(Conclusion, verbose_name=_("Kết luận"))
    reason = TextField(default="", verbose_name=_("Điều kiện, lý do"))
    evidence = TextField(verbose_name=_("Căn cứ"))
    evaluated_on = DateField(verbose_name=_("Ngày đánh giá"))
    next_on = DateField(verbose_name=_("Đánh giá kế tiếp"))
    evaluated_by = ForeignKeyField(Person)
    evaluated_as = CharField(max_length=300)

    class Meta:
        indexes = ((("evaluated_on",), False),)

    @property
    def label(self) -> str:
        return f"{self.provider.code} {self.total}/100"

    @act(_("Ghi đánh giá"), _("đã ghi đánh giá"), may=authorities.evaluate, when=NEW)
    def record(self, *, by: Any) -> None:
        """Keep the evaluation; no act changes it later."""
        self.evaluated_on, self.evaluated_by, self.evaluated_as = clock.today(), by, by.signature()


def is_overdue(provider: ExternalProvider, on: date) -> bool:
    """Tell whether a provider should have been evaluated before a day."""
    return bool(provider.is_watched and provider.evaluate_on < on)

"""The scope of the system: written by the quality officer, approved by the commander, each version kept (4.3)."""

from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from qms.context import authorities
from qms.context.reviewed import REVIEW_MONTHS
from qms.context.states import Excludable, ScopeState
from qms.core import clock
from qms.core.act import NEW, act
from qms.core.calendar import add_months
from qms.core.fields import ListField, StateField
from qms.core.language import Phrase, _
from qms.core.looking import once
from qms.core.record import Record
from qms.organization.person import Person


class Scope(Record):
    """One version: what the system covers, where, and which requirements do not apply and why."""

    kind_label: ClassVar[Phrase] = _("Phạm vi áp dụng")

    number = IntegerField(unique=True, verbose_name=_("Lần"))
    state = StateField(ScopeState, default=ScopeState.DRAFT, verbose_name=_("Trạng thái"))
    services = TextField(verbose_name=_("Sản phẩm, dịch vụ"))
    places = TextField(verbose_name=_("Đơn vị, địa điểm"))
    exclusions = ListField(default=dict, verbose_name=_("Yêu cầu không áp dụng"))  # clause: why
    drafted_by = ForeignKeyField(Person, verbose_name=_("Người soạn"))
    approved_by = ForeignKeyField(Person, null=True)
    approved_as = CharField(max_length=300, default="", verbose_name=_("Người phê duyệt"))
    approved_on = DateField(null=True, verbose_name=_("Ngày phê duyệt"))
    reviewed_on = DateField(null=True, verbose_name=_("Soát xét gần nhất"))
    review_on = DateField(null=True, verbose_name=_("Soát xét kế tiếp"))

    @property
    def label(self) -> str:
        return str(_("Phạm vi áp dụng lần %(n)s", n=self.number)) if self.number else str(self.kind_label)

    @act(_("Soạn phạm vi"), _("đã soạn phạm vi"), may=authorities.keep, when=NEW)
    def draft(self, *, by: Any) -> None:
        """Begin a version; there is one at a time."""
        self.require(being_written() is None, _("Đã có một bản phạm vi chưa được phê duyệt."))
        self._check()
        self.number, self.drafted_by = Scope.select().count() + 1, by

    @act(_("Lưu bản soạn"), _("đã sửa bản soạn"), may=authorities.keep, when=ScopeState.DRAFT)
    def rewrite(self, *, by: Any, services: str, places: str, exclusions: dict[str, str]) -> None:
        """Change the draft; who changes it last is its author."""
        self.services, self.places, self.exclusions, self.drafted_by = services, places, exclusions, by
        self._check()

    @act(_("Trình phê duyệt"), _("đã trình phê duyệt"), may=authorities.keep, when=ScopeState.DRAFT, then=ScopeState.AWAITING)
    def submit(self, *, by: Any) -> None:
        """Send it to the commander."""

    @act(_("Trả lại"), _("đã trả lại"), may=authorities.approve, when=ScopeState.AWAITING, then=ScopeState.DRAFT)
    def send_back(self, *, by: Any, note: str) -> None:
        """Send it back with the reason."""
        self.require(note.strip(), _("Ghi lý do."))

    @act(_("Phê duyệt"), _("đã phê duyệt"), may=authorities.approve, when=ScopeState.AWAITING, then=ScopeState.APPROVED)
    def approve(self, *, by: Any) -> None:
        """Make it the scope from today on."""
        self.approved_by, self.approved_as, self.approved_on = by, by.signature(), clock.today()
        self.review_on = add_months(clock.today(), REVIEW_MONTHS)

    @act(_("Soát xét, giữ nguyên"), _("đã soát xét, giữ nguyên"), may=authorities.keep, when=ScopeState.APPROVED)
    def confirm(self, *, by: Any, note: str) -> None:
        """Review it and leave it as it is, saying on what ground."""
        self.require(note.strip(), _("Ghi căn cứ của lần soát xét."))
        self.require(self == in_force(), _("Chỉ soát xét lần đang áp dụng."))
        self.reviewed_on, self.review_on = clock.today(), add_months(clock.today(), REVIEW_MONTHS)

    def _check(self) -> None:
        self.require((self.services or "").strip(), _("Ghi sản phẩm, dịch vụ thuộc phạm vi."))
        self.require((self.places or "").strip(), _("Ghi đơn vị, địa điểm thuộc phạm vi."))
        may_be = {one.value for one in Excludable}
        for clause, why in self.exclusions.items():
            self.require(clause in may_be, _("Điều khoản %(clause)s không được loại trừ.", clause=clause))
            self.require(why.strip(), _("Ghi vì sao điều khoản %(clause)s không áp dụng.", clause=clause))


def in_force() -> Scope | None:
    """Give the version that applies."""
    return Scope.select().where(Scope.state == ScopeState.APPROVED).order_by(Scope.number.desc()).first()


@once
def being_written() -> Scope | None:
    """Give the version that is not approved yet."""
    return Scope.get_or_none(Scope.state != ScopeState.APPROVED)

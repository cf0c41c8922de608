"""Interested parties and what they require: which requirements are relevant and through what the system meets them (4.2)."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from qms.context import authorities
from qms.context.reviewed import Reviewed
from qms.context.states import Side, Standing
from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record


class InterestedParty(Reviewed):
    """Somebody whose needs bear on the office's services, or who is affected by them."""

    kind_label: ClassVar[Phrase] = _("Bên quan tâm")

    name = CharField(max_length=160, unique=True, verbose_name=_("Tên"))
    side = StateField(Side, verbose_name=_("Phía"))
    why = TextField(verbose_name=_("Vì sao liên quan"))

    requirements: Any

    @property
    def label(self) -> str:
        return self.name or str(self.kind_label)

    @act(_("Ghi nhận bên quan tâm"), _("đã ghi nhận bên quan tâm"), may=authorities.keep, when=NEW)
    def identify(self, *, by: Any) -> None:
        """Record a party."""
        self._check()
        self.begin()

    @act(_("Soát xét, thay đổi"), _("đã soát xét, thay đổi"), may=authorities.keep, when=Standing.ACTIVE)
    def revise(self, *, by: Any, note: str, **facts: Any) -> None:
        """Review it and change what is said of it, with the reason."""
        self.require(note.strip(), _("Ghi lý do."))
        for name in ("name", "side", "why"):
            setattr(self, name, facts.get(name, getattr(self, name)))
        self._check()
        self.look_again()

    def _check(self) -> None:
        self.require((self.name or "").strip(), _("Ghi tên bên quan tâm."))
        other = InterestedParty.get_or_none((InterestedParty.name == self.name) & (InterestedParty.id != (self.id or 0)))
        self.require(other is None, _("Đã có bên quan tâm tên này."))
        self.require(self.side in list(Side), _("Chọn bên ngoài hoặc nội bộ."))
        self.require((self.why or "").strip(), _("Ghi vì sao liên quan."))


class Requirement(Record):
    """What a party needs or expects."""

    kind_label: ClassVar[Phrase] = _("Yêu cầu của bên quan tâm")

    party = ForeignKeyField(InterestedParty, backref="requirements", verbose_name=_("Bên quan tâm"))
    state = StateField(Standing, default=Standing.ACTIVE, verbose_name=_("Trạng thái"))
    text = TextField(verbose_name=_("Yêu cầu, mong đợi"))
    is_relevant = BooleanField(verbose_name=_("Liên quan đến hệ thống"))
    is_about_climate = BooleanField(default=False, verbose_name=_("Về biến đổi khí hậu"))
    addressed_by = TextField(default="", verbose_name=_("Được đáp ứng qua"))
    procedure_code = CharField(max_length=32, default="", verbose_name=_("Quy trình"))
    since_on = DateField(verbose_name=_("Ghi nhận ngày"))
    retired_on = DateField(null=True, verbose_name=_("Không còn từ ngày"))

    @property
    def label(self) -> str:
        return (self.text or str(self.kind_label)).splitlines()[0][:90]

    @property
    def is_addressed(self) -> bool:
        """Tell whether the system says how it meets it."""
        return bool(self.addressed_by.strip() or self.procedure_code)

    @act(_("Thêm yêu cầu"), _("đã thêm yêu cầu"), may=authorities.keep, when=NEW)
    def add(self, *, by: Any) -> None:
        """Record what a party requires."""
        self.require(self.party.is_active, _("Bên quan tâm này không còn được theo dõi."))
        self._check()
        self.since_on = clock.today()

    @act(_("Sửa yêu cầu"), _("đã sửa yêu cầu"), may=authorities.keep, when=Standing.ACTIVE)
    def revise(self, *, by: Any, note: str, **facts: Any) -> None:
        """Change what is said of it, with the reason."""
        self.require(note.strip(), _("Ghi lý do."))
        for name in ("text", "is_relevant", "is_about_climate", "addressed_by", "procedure_code"):
            setattr(self, name, facts.get(name, getattr(self, name)))
        self._check()

    @act(_("Ghi nhận không còn"), _("đã ghi nhận không còn"), may=authorities.keep, when=Standing.ACTIVE, then=Standing.RETIRED)
    def retire(self, *, by: Any, note: str) -> None:
        """Let it count no longer, with the reason."""
        self.require(note.strip(), _("Ghi lý do."))
        self.retired_on = clock.today()

    def _check(self) -> None:
        self.require((self.text or "").strip(), _("Ghi yêu cầu."))

"""A secret paper that is only registered: what it is called and where it lies, never what it says (Law 117/2025/QH15)."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.database import transaction
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import Missing, NotNow
from qms.core.states import State
from qms.documents import authorities
from qms.documents.document import Document
from qms.documents.secrecy.levels import SecretLevel
from qms.organization.person import Person
from qms.organization.unit import Unit


class EntryStanding(State):
    """How an entry stands today."""

    KEPT = "kept", _("Đang lưu giữ"), "✓", "ok"
    ENDED = "ended", _("Đã ra khỏi sổ"), "–", "neu"


class SecretEntry(Record):
    """One paper: code, number, neutral title, level, the unit that holds it, where it is kept, its days."""

    kind_label: ClassVar[Phrase] = _("Tài liệu mật chỉ ghi sổ")

    document = ForeignKeyField(Document, backref="entries", unique=True, verbose_name=_("Mã hiệu"))
    number = CharField(max_length=60, default="", verbose_name=_("Số, ký hiệu"))
    title = CharField(max_length=250, verbose_name=_("Tên gọi trung tính"))
    level = StateField(SecretLevel, verbose_name=_("Độ mật"))
    unit = ForeignKeyField(Unit, verbose_name=_("Đơn vị giữ"))
    place = CharField(max_length=200, verbose_name=_("Nơi cất giữ"))
    issued_on = DateField(null=True, verbose_name=_("Ngày ban hành"))
    valid_until = DateField(null=True, verbose_name=_("Thời hạn bảo vệ đến"))
    ended_on = DateField(null=True, verbose_name=_("Ngày ra khỏi sổ"))
    reason = CharField(max_length=500, default="", verbose_name=_("Lý do"))

    @property
    def label(self) -> str:
        return str(self.document.code)

    @property
    def standing(self) -> EntryStanding:
        """Tell whether the paper is still in the house."""
        return EntryStanding.ENDED if self.ended_on and self.ended_on <= clock.today() else EntryStanding.KEPT

    @act(_("Ghi sổ tài liệu mật"), _("đã ghi sổ tài liệu mật"), may=authorities.register, when=NEW)
    def enter(self, *, by: Any) -> None:
        """Put the paper on the register."""
        self._must_be_whole()

    @act(_("Sửa mục ghi sổ"), _("đã sửa mục ghi sổ"), may=authorities.register)
    def amend(self, *, by: Any, reason: str, **facts: Any) -> None:
        """Correct what the register says, with a reason."""
        self._must_be_kept(reason)
        for name in FACTS:
            setattr(self, name, facts.get(name, getattr(self, name)))
        self.reason = reason
        self._must_be_whole()

    @act(_("Đưa ra khỏi sổ"), _("đã đưa tài liệu mật ra khỏi sổ"), may=authorities.register)
    def end(self, *, by: Any, on: date, reason: str) -> None:
        """Say that the paper was handed over, destroyed or declassified."""
        self._must_be_kept(reason)
        self.require(on <= clock.today(), _("Ngày ra khỏi sổ không được sau hôm nay."))
        self.ended_on, self.reason = on, reason

    def _must_be_kept(self, reason: str) -> None:
        if self.ended_on is not None:
            raise NotNow(_("%(code)s đã ra khỏi sổ.", code=self.document.code))
        self.require(reason.strip(), _("Ghi lý do."))

    def _must_be_whole(self) -> None:
        self.require(self.title.strip(), _("Ghi tên gọi trung tính, không nói nội dung mật."))
        self.require(self.unit_id, _("Chọn đơn vị giữ."))
        self.require(self.place.strip(), _("Ghi nơi cất giữ bản giấy."))


FACTS = ("number", "title", "level", "unit", "place", "issued_on", "valid_until")


def enter(code: str, by: Person, **facts: Any) -> SecretEntry:
    """Take a code under control for a paper whose text never comes into the house."""
    with transaction():
        known = Document.get_or_none(code=code.upper())
        if known:
            raise Missing(_("Mã hiệu %(code)s đã có.", code=known.code))
        return SecretEntry(document=Document(code=code.upper()).establish(by=by), **facts).enter(by=by)

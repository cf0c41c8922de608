"""The office itself: what it is called on every page and paper; dated like everything else on the trail."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField

from qms.core.act import NEW, act
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.organization import authorities


class Office(Record):
    """The one office this home serves."""

    kind_label: ClassVar[Phrase] = _("Cơ quan")

    name = CharField(max_length=200, verbose_name=_("Tên cơ quan"))
    superior = CharField(max_length=200, default="", verbose_name=_("Cơ quan cấp trên"))
    place = CharField(max_length=100, default="", verbose_name=_("Địa danh"))
    contact = CharField(max_length=300, default="", verbose_name=_("Liên hệ"))
    is_sample = BooleanField(default=False)

    @property
    def label(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Office | None":
        """Give the office, or None before it is set up."""
        return cls.select().first()

    @act(_("Thiết lập cơ quan"), _("đã thiết lập cơ quan"), may=authorities.keep_the_organization, when=NEW)
    def set_up(self, *, by: Any) -> None:
        """Name the office for the first time."""
        self.require(self.name.strip(), _("Ghi tên cơ quan."))
        self.require(Office.current() is None, _("Cơ quan đã được thiết lập."))

    @act(_("Sửa thông tin cơ quan"), _("đã sửa thông tin cơ quan"), may=authorities.keep_the_organization)
    def amend(self, *, by: Any, name: str, superior: str, place: str, contact: str) -> None:
        """Change name, superior agency, place or contact."""
        self.require(name.strip(), _("Ghi tên cơ quan."))
        self.name, self.superior, self.place, self.contact = name, superior, place, contact

"""The office itself: what it is called on every page and paper; dated like everything else on the trail."""

from typing import Any, ClassVar

from peewee import SQL, BooleanField, CharField, DateField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.kept import kept
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
    lan_declaration = TextField(default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Nội dung khai báo mạng LAN độc lập"))
    lan_declared_as = CharField(max_length=300, default="", constraints=[SQL("DEFAULT ''")], verbose_name=_("Người khai báo"))
    lan_declared_on = DateField(null=True, verbose_name=_("Ngày khai báo"))

    @property
    def label(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Office | None":
        """Give the office, or None before it is set up."""
        return cls.select().first()

    @classmethod
    def is_apart(cls) -> bool:
        """Tell whether an administrator has declared that this house stands on an independent LAN (Law 117/2025/QH15)."""
        return _is_apart()

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

    @act(_("Khai báo mạng LAN độc lập"), _("đã khai báo mạng LAN độc lập"), may=authorities.administrator)
    def declare_apart(self, *, by: Any, text: str, note: str) -> None:
        """State that machine and network stay inside one place with no way out, so that secret texts may be kept here."""
        self.require(not self.lan_declared_on, _("Đã có khai báo mạng LAN độc lập; thu hồi trước khi khai báo lại."))
        self.require(text.strip(), _("Ghi nội dung khai báo: mạng ở đâu, gồm những máy nào, ai chịu trách nhiệm."))
        self.require(note.strip(), _("Ghi lý do."))
        self.lan_declaration, self.lan_declared_as, self.lan_declared_on = text, by.signature(), clock.today()

    @act(_("Thu hồi khai báo"), _("đã thu hồi khai báo mạng LAN độc lập"), may=authorities.administrator)
    def revoke_apart(self, *, by: Any, note: str) -> None:
        """Take the declaration back: from now on no text of a secret level is shown to anybody or taken in."""
        self.require(self.lan_declared_on, _("Chưa có khai báo mạng LAN độc lập."))
        self.require(note.strip(), _("Ghi lý do."))
        self.lan_declaration, self.lan_declared_as, self.lan_declared_on = "", "", None


@kept(most=4)
def _is_apart() -> bool:
    return Office.select().where(Office.lan_declared_on.is_null(False)).exists()

"""A document of external origin (7.5.3.2): a law, decree, decision, circular or standard the office works by."""

import re
from datetime import date, timedelta
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, TextField

from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.states import State
from qms.core.vietnamese import day, fold
from qms.documents import authorities
from qms.documents.text.mentions import number_key
from qms.organization.person import Person

ENDING_DAYS, CHECK_DAYS = 180, 365
WRITTEN = ("kind", "title", "issuer", "issued_on", "in_force_from", "also_called", "note")


class ExternalKind(State):
    """What sort of text it is."""

    LAW = "law", _("Luật, bộ luật")
    RESOLUTION = "resolution", _("Nghị quyết")
    DECREE = "decree", _("Nghị định")
    DECISION = "decision", _("Quyết định")
    CIRCULAR = "circular", _("Thông tư")
    JOINT_CIRCULAR = "joint-circular", _("Thông tư liên tịch")
    CONSOLIDATED = "consolidated", _("Văn bản hợp nhất")
    DISPATCH = "dispatch", _("Công văn, hướng dẫn")
    STANDARD = "standard", _("Tiêu chuẩn")


class ExternalStanding(State):
    """How it stands today: follows from its dates, nobody has to set it."""

    NOT_YET = "not_yet", _("Chưa có hiệu lực"), "○", "info"
    UNCHECKED = "unchecked", _("Chưa xác nhận hiệu lực"), "○", "neu"
    IN_FORCE = "in_force", _("Còn hiệu lực"), "✓", "ok"
    ENDING = "ending", _("Sắp hết hiệu lực"), "◆", "warn"
    ENDED = "ended", _("Hết hiệu lực"), "▲", "bad"
    REPLACED = "replaced", _("Đã được thay thế"), "▲", "bad"


class ExternalDocument(Record):
    """One text of another body, under the number everybody cites it by."""

    kind_label: ClassVar[Phrase] = _("Văn bản bên ngoài")

    number = CharField(max_length=80, unique=True, verbose_name=_("Số hiệu"))
    slug = CharField(max_length=80, unique=True)
    kind = StateField(ExternalKind, default=ExternalKind.DECISION, verbose_name=_("Loại văn bản"))
    title = CharField(max_length=500, verbose_name=_("Tên gọi, trích yếu"))
    issuer = CharField(max_length=200, default="", verbose_name=_("Cơ quan ban hành"))
    issued_on = DateField(null=True, verbose_name=_("Ngày ban hành"))
    in_force_from = DateField(null=True, verbose_name=_("Có hiệu lực từ"))
    ended_on = DateField(null=True, verbose_name=_("Hết hiệu lực từ"))
    replaced_by = ForeignKeyField("self", null=True, backref="replaces", verbose_name=_("Văn bản thay thế"))
    also_called = TextField(default="", verbose_name=_("Cách gọi khác trong văn bản"))
    note = CharField(max_length=500, default="", verbose_name=_("Ghi chú"))
    folded = CharField(max_length=700, default="")
    checked_on = DateField(null=True, verbose_name=_("Ngày kiểm tra hiệu lực"))
    checked_by = ForeignKeyField(Person, null=True, verbose_name=_("Người kiểm tra"))

    @property
    def label(self) -> str:
        return self.number

    @property
    def names(self) -> tuple[str, ...]:
        """List the names by which texts call it instead of its number."""
        return tuple(line.strip() for line in self.also_called.splitlines() if line.strip())

    @property
    def is_over(self) -> bool:
        """Tell whether it is out of force today."""
        return self.ended_on is not None and self.ended_on <= clock.today()

    @property
    def standing(self) -> ExternalStanding:
        """Tell how it stands today."""
        today = clock.today()
        if self.is_over:
            return ExternalStanding.REPLACED if self.replaced_by_id else ExternalStanding.ENDED
        if self.in_force_from and self.in_force_from > today:
            return ExternalStanding.NOT_YET
        if self.ended_on and self.ended_on <= today + timedelta(ENDING_DAYS):
            return ExternalStanding.ENDING
        return ExternalStanding.IN_FORCE if self.checked_on else ExternalStanding.UNCHECKED

    @property
    def needs_checking(self) -> bool:
        """Tell whether nobody looked within a year whether it is still in force."""
        return self.checked_on is None or (clock.today() - self.checked_on).days > CHECK_DAYS

    @property
    def trouble(self) -> Phrase | None:
        """Say why it can no longer be a basis, or nothing."""
        if not self.is_over:
            return None
        if self.replaced_by_id:
            return _("đã được thay thế bởi %(by)s từ %(day)s", by=self.replaced_by.number, day=day(self.ended_on))
        return _("đã hết hiệu lực từ %(day)s", day=day(self.ended_on))

    @act(_("Đưa vào danh mục"), _("đã đưa vào danh mục văn bản bên ngoài"), may=authorities.register, when=NEW)
    def register(self, *, by: Any) -> None:
        """Put it on the register under its number."""
        self.slug = slug_of(self.number)
        self.require(self.slug, _("Ghi số hiệu, ví dụ 19/2014/QĐ-TTg."))
        known = ExternalDocument.get_or_none(slug=self.slug)
        self.require(known is None, _("Văn bản %(number)s đã có trong danh mục.", number=known.number if known else ""))
        self._write({})

    @act(_("Sửa thông tin"), _("đã sửa thông tin văn bản"), may=authorities.register, when=ANY)
    def amend(self, *, by: Any, **facts: Any) -> None:
        """Correct what the register says about it; its number stays."""
        self._write({name: facts[name] for name in WRITTEN if name in facts})

    @act(_("Xác nhận đã kiểm tra"), _("đã kiểm tra hiệu lực"), may=authorities.register, when=ANY)
    def confirm_checked(self, *, by: Any, note: str = "") -> None:
        """State that its standing was looked up today, and where."""
        self.require(note.strip(), _("Ghi nơi đã tra cứu, ví dụ Cơ sở dữ liệu quốc gia về văn bản pháp luật."))
        self.checked_on, self.checked_by = clock.today(), by

    @act(_("Ghi văn bản thay thế"), _("đã ghi văn bản thay thế"), may=authorities.register, when=ANY)
    def replace(self, *, by: Any, replaced_by: "ExternalDocument | None", on: date) -> None:
        """Name what takes its place and since when; whoever cites it is asked to revise."""
        self.require(replaced_by is not None, _("Chọn văn bản thay thế; đưa vào danh mục trước nếu chưa có."))
        after: ExternalDocument | None = replaced_by
        while after is not None:
            self.require(after.id != self.id, _("Văn bản thay thế lại được thay thế bởi chính văn bản này."))
            after = after.replaced_by
        self._end(on)
        self.replaced_by = replaced_by

    @act(_("Ghi hết hiệu lực"), _("đã ghi hết hiệu lực"), may=authorities.register, when=ANY)
    def end(self, *, by: Any, on: date, note: str = "") -> None:
        """Say from which day it is out of force without another in its place."""
        self.require(note.strip(), _("Ghi căn cứ hết hiệu lực."))
        self._end(on)
        self.replaced_by = None

    @act(_("Ghi còn hiệu lực"), _("đã ghi còn hiệu lực"), may=authorities.register, when=ANY)
    def reinstate(self, *, by: Any, note: str = "") -> None:
        """Take back an end that was entered by mistake or was itself set aside."""
        self.require(self.ended_on is not None, _("Văn bản %(number)s chưa được ghi hết hiệu lực.", number=self.number))
        self.require(note.strip(), _("Ghi lý do."))
        self.ended_on = self.replaced_by = None

    def _end(self, on: date) -> None:
        self.require(on, _("Ghi ngày, dạng 22/11/2026."))
        begun = self.in_force_from or self.issued_on
        self.require(begun is None or on >= begun, _("Ngày hết hiệu lực không được sớm hơn ngày có hiệu lực."))
        self.ended_on = on

    def _write(self, facts: dict[str, Any]) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        self.require(self.title.strip(), _("Ghi tên gọi, trích yếu của văn bản."))
        begun = self.issued_on and self.in_force_from and self.in_force_from < self.issued_on
        self.require(not begun, _("Ngày có hiệu lực không được sớm hơn ngày ban hành."))
        self.folded = fold(f"{self.number} {self.title} {self.issuer}")[:700]


def slug_of(number: str) -> str:
    """Give a number as part of an address: 19-2014-qd-ttg."""
    return re.sub(r"[^a-z0-9]+", "-", number_key(number)).strip("-")

"""A controlled document: a code that lasts while its editions follow each other."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField

from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.text.file_text import CODE
from qms.organization.sign_in import Confirmation


class Document(Record):
    """A document under control; its text lies in its editions."""

    kind_label: ClassVar[Phrase] = _("Tài liệu")

    code = CharField(max_length=32, unique=True)
    withdrawn_on = DateField(null=True, verbose_name=_("Ngày hủy bỏ"))
    withdrawn_as = CharField(max_length=300, default="", verbose_name=_("Người ký hủy bỏ"))
    withdrawal_reason = CharField(max_length=500, default="", verbose_name=_("Lý do hủy bỏ"))

    @property
    def label(self) -> str:
        return self.code

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether it has been withdrawn by today."""
        return self.withdrawn_on is not None and self.withdrawn_on <= clock.today()

    @act(_("Lập tài liệu"), _("đã lập tài liệu"), may=authorities.register, when=NEW)
    def establish(self, *, by: Any) -> None:
        """Take a code under control."""
        self.require(
            CODE.match(self.code),
            _("Mã hiệu “%(code)s” không đúng dạng: chữ in hoa không dấu, số, gạch nối, dấu chấm.", code=self.code),
        )
        self.require(not Document.get_or_none(code=self.code), _("Mã hiệu %(code)s đã có.", code=self.code))

    @act(_("Hủy bỏ tài liệu"), _("đã hủy bỏ tài liệu"), may=authorities.withdraw, when=ANY)
    def withdraw(self, *, by: Any, on: date, reason: str, confirmation: Confirmation) -> None:
        """Take the document out of force on a day, with a reason; every edition stays readable."""
        self.require(self.withdrawn_on is None, _("Tài liệu %(code)s đã có quyết định hủy bỏ.", code=self.code))
        self.require(reason.strip(), _("Ghi lý do hủy bỏ."))
        self.require(on >= clock.today(), _("Ngày hủy bỏ không được sớm hơn hôm nay."))
        confirmation.must_be_of(by)
        self.withdrawn_on, self.withdrawal_reason, self.withdrawn_as = on, reason, by.signature()

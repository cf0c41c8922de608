"""A batch of files somebody brought in at one time."""

from typing import Any, ClassVar

from peewee import ForeignKeyField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.organization.person import Person


class ImportJob(Record):
    """A batch; its files are decided one by one."""

    kind_label: ClassVar[Phrase] = _("Đợt nhập tài liệu")

    opened_by = ForeignKeyField(Person, verbose_name=_("Người nhập"))
    opened_at = MomentField(verbose_name=_("Lúc nhập"))

    @act(_("Nhập tài liệu từ tệp"), _("đã mở đợt nhập tài liệu"), may=authorities.register, when=NEW)
    def open(self, *, by: Any) -> None:
        """Begin a batch."""
        self.opened_by, self.opened_at = by, clock.now()

"""The target an objective has from a day on; a later one leaves the earlier one as it was."""

from typing import Any, ClassVar

from peewee import CharField, DateField, FloatField, ForeignKeyField, TextField

from qms.core.act import NEW, act
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.vietnamese import day
from qms.objectives import authorities
from qms.objectives.objective import Objective
from qms.organization.person import Person


class Target(Record):
    """What is to be reached, and the limit up to which a miss is only watched, from a day on."""

    kind_label: ClassVar[Phrase] = _("Mức mục tiêu")

    objective = ForeignKeyField(Objective, verbose_name=_("Mục tiêu"))
    value = FloatField(verbose_name=_("Mức mục tiêu"))
    limit = FloatField(verbose_name=_("Mức theo dõi"))
    valid_from = DateField(verbose_name=_("Từ ngày"))
    reason = TextField(verbose_name=_("Lý do"))
    set_by = ForeignKeyField(Person)
    set_as = CharField(max_length=300, verbose_name=_("Người quyết định"))

    @property
    def label(self) -> str:
        return f"{self.objective.code}, {day(self.valid_from)}"

    @act(_("Ghi mức mục tiêu"), _("đã ghi mức mục tiêu"), may=authorities.set_target, when=NEW)
    def aim(self, *, by: Any) -> None:
        """Let the target hold; follows the approval of its objective or the change of its target."""
        self.require(self.reason.strip(), _("Ghi lý do đổi mức mục tiêu."))
        self.set_by, self.set_as = by, by.signature()

"""An issue, external or internal, that bears on what the office is for and on the results of its system (4.1)."""

from typing import Any, ClassVar

from peewee import TextField

from qms.context import authorities
from qms.context.reviewed import Reviewed
from qms.context.states import Side, Standing, Topic
from qms.core.act import NEW, act
from qms.core.fields import StateField
from qms.core.language import Phrase, _


class Issue(Reviewed):
    """One issue: what it is, what it does to the system, how the office meets it."""

    kind_label: ClassVar[Phrase] = _("Vấn đề bối cảnh")

    side = StateField(Side, verbose_name=_("Phía"))
    topic = StateField(Topic, verbose_name=_("Lĩnh vực"))
    statement = TextField(verbose_name=_("Vấn đề"))
    effect = TextField(verbose_name=_("Ảnh hưởng đến hệ thống quản lý chất lượng"))
    response = TextField(default="", verbose_name=_("Cách ứng phó"))

    @property
    def label(self) -> str:
        return (self.statement or str(self.kind_label)).splitlines()[0][:90]

    @act(_("Ghi nhận vấn đề"), _("đã ghi nhận vấn đề"), may=authorities.keep, when=NEW)
    def identify(self, *, by: Any) -> None:
        """Record an issue."""
        self._check()
        self.begin()

    @act(_("Soát xét, thay đổi"), _("đã soát xét, thay đổi"), may=authorities.keep, when=Standing.ACTIVE)
    def revise(self, *, by: Any, note: str, **facts: Any) -> None:
        """Review it and change what is said of it, with the reason."""
        self.require(note.strip(), _("Ghi lý do."))
        for name in ("side", "topic", "statement", "effect", "response"):
            setattr(self, name, facts.get(name, getattr(self, name)))
        self._check()
        self.look_again()

    def _check(self) -> None:
        self.require(self.side in list(Side) and self.topic in list(Topic), _("Chọn phía và lĩnh vực."))
        self.require((self.statement or "").strip(), _("Ghi vấn đề."))
        self.require((self.effect or "").strip(), _("Ghi ảnh hưởng đến hệ thống quản lý chất lượng."))

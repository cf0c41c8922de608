"""Who must read a document: the whole office, a unit, a post or a person, and within how many working days (7.3, 7.5.3.2)."""

from typing import Any, ClassVar

from peewee import DateField, ForeignKeyField, IntegerField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.states import EditionState
from qms.organization.person import Person
from qms.organization.unit import Post, Unit

MOST_DAYS = 60


class ReadingDuty(Record):
    """One line of a document's reading list; with no unit, post or person it means the whole office."""

    kind_label: ClassVar[Phrase] = _("Diện phải đọc")

    document = ForeignKeyField(Document, verbose_name=_("Tài liệu"))
    unit = ForeignKeyField(Unit, null=True, verbose_name=_("Đơn vị"))
    post = ForeignKeyField(Post, null=True, verbose_name=_("Chức vụ"))
    person = ForeignKeyField(Person, null=True, verbose_name=_("Người"))
    days = IntegerField(verbose_name=_("Số ngày làm việc để đọc"))
    since = DateField(null=True, verbose_name=_("Từ ngày"))
    until = DateField(null=True, verbose_name=_("Đến ngày"))

    class Meta:
        indexes = ((("document", "until"), False),)

    @property
    def whom(self) -> str:
        """Name who is meant."""
        named = self.unit or self.post or self.person
        return named.label if named else str(_("Toàn cơ quan"))

    @property
    def label(self) -> str:
        return f"{self.document.code}: {self.whom}"

    @property
    def edition(self) -> Edition | None:
        """Give the document's newest edition, whose responsible post may keep the list."""
        known = Edition.select().where((Edition.document == self.document) & (Edition.state != EditionState.DISCARDED))
        return known.order_by(Edition.number.desc()).first()

    @property
    def target(self) -> tuple[str, int]:
        """Give who is meant as a key."""
        found = [(kind, number) for kind in ("unit", "post", "person") if (number := getattr(self, f"{kind}_id"))]
        return found[0] if found else ("office", 0)

    @act(_("Giao đọc"), _("đã giao đọc"), may=authorities.set_readers, when=NEW)
    def assign(self, *, by: Any) -> None:
        """Let them read the document whenever it takes force anew."""
        self._within(self.days)
        held = [duty.target for duty in ReadingDuty.held(self.document)]
        self.require(self.target not in held, _("%(whom)s đã có trong diện phải đọc.", whom=self.whom))
        self.since = clock.today()

    @act(_("Đổi thời hạn đọc"), _("đã đổi thời hạn đọc"), may=authorities.set_readers)
    def allow_days(self, *, by: Any, days: int) -> None:
        """Change how many working days they have."""
        self._must_hold()
        self._within(days)
        self.days = days

    @act(_("Thôi giao đọc"), _("đã thôi giao đọc"), may=authorities.set_readers)
    def lift(self, *, by: Any) -> None:
        """Take them off the list from today on; what they acknowledged stays."""
        self._must_hold()
        self.until = clock.today()

    def _must_hold(self) -> None:
        self.require(self.until is None, _("%(whom)s không còn trong diện phải đọc.", whom=self.whom))

    def _within(self, days: int) -> None:
        self.require(1 <= days <= MOST_DAYS, _("Ghi số ngày làm việc từ 1 đến 60."))

    @classmethod
    def held(cls, document: Document | None = None) -> Any:
        """Ask for the lines that hold today, of one document or of all."""
        query = cls.select().where(cls.until.is_null()).order_by(cls.id)
        return query.where(cls.document == document) if document else query

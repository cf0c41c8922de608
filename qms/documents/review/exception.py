"""A small office's way out of the rule of four eyes: a commander's written exception, kept in a register (5.3, 7.5.2 c).

Who drafted or submitted a text never approves it, whatever is excepted: the database holds to that. What a commander
may allow one person on one edition, until a day, is to review though he wrote on it, or to approve though he corrected it.
"""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.authorities import Excepted
from qms.documents.edition import Edition
from qms.documents.secrecy.knowing import known_to
from qms.organization.person import Person
from qms.organization.sign_in import Confirmation


class FourEyesException(Record):
    """One person may sign one edition in one way, though he wrote on it."""

    kind_label: ClassVar[Phrase] = _("Ngoại lệ hai người")

    edition = ForeignKeyField(Edition, backref="exceptions", verbose_name=_("Lần ban hành"))
    person = ForeignKeyField(Person, verbose_name=_("Người được phép"))
    purpose = StateField(Excepted, verbose_name=_("Được phép"))
    reason = CharField(max_length=500, verbose_name=_("Lý do"))
    expires_on = DateField(verbose_name=_("Hết hạn sau ngày"))
    granted_as = CharField(max_length=300, verbose_name=_("Ký với tư cách"))
    granted_at = MomentField()

    class Meta:
        indexes = ((("edition", "person"), False),)

    @property
    def label(self) -> str:
        return f"{self.edition.label} – {self.person.name}"

    @property
    def stands(self) -> bool:
        """Tell whether it may still be used."""
        return self.expires_on >= clock.today() and self.edition.is_open

    @act(_("Cho phép ngoại lệ"), _("đã cho phép ngoại lệ"), may=authorities.grant_exception, when=NEW)
    def grant(self, *, by: Any, confirmation: Confirmation) -> None:
        """Allow it in writing; nobody allows it to himself."""
        edition = self.edition
        self.require(edition.is_open, _("%(label)s không còn đang soạn thảo, xem xét.", label=edition.label))
        self.require(self.person_id in edition.authors, _("Người này không tham gia soạn thảo nên không cần ngoại lệ."))
        never = self.purpose == Excepted.APPROVE and self.person_id in (edition.drafted_by_id, edition.submitted_by_id)
        self.require(not never, _("Người mở bản soạn thảo và người trình không bao giờ được phê duyệt văn bản đó."))
        self.require(self.reason.strip(), _("Ghi lý do."))
        self.require(self.expires_on >= clock.today(), _("Ngày hết hạn không được trước hôm nay."))
        confirmation.must_be_of(by)
        self.granted_as, self.granted_at = by.signature(), clock.now()


def granted(since: date | None = None, until: date | None = None, reader: Person | None = None) -> list[FourEyesException]:
    """List the exceptions granted in a period that a reader may know of, newest first; the management review reads them (9.3.2)."""
    found = FourEyesException.select().join(Edition).order_by(FourEyesException.id.desc())
    found = found.where(known_to(reader)) if reader else found
    return [one for one in found if (since or date.min) <= one.granted_at.astimezone(clock.HANOI).date() <= (until or date.max)]

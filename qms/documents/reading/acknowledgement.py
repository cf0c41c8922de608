"""“I have read it and will follow it”: said by the person himself, of the edition in force, once (7.3, 7.5.3.2)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField, IntegerField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.database import transaction
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import Missing
from qms.core.row import Row
from qms.documents import authorities, queries
from qms.documents.edition import Edition
from qms.documents.reading import audience
from qms.documents.reading.questions import ReadingCheck
from qms.organization.person import Person


class WrongAnswers(Missing):
    """Not all answers are right; he may read again and try again."""


class Acknowledgement(Record):
    """A person's word that he has read an edition and will follow it, with his post as it was."""

    kind_label: ClassVar[Phrase] = _("Xác nhận đã đọc")

    edition = ForeignKeyField(Edition, verbose_name=_("Lần ban hành"))
    person = ForeignKeyField(Person, verbose_name=_("Người đọc"))
    acknowledged_as = CharField(max_length=300, default="", verbose_name=_("Với tư cách"))
    acknowledged_at = MomentField(null=True)
    tries = IntegerField(default=1, verbose_name=_("Số lần trả lời"))

    class Meta:
        indexes = ((("edition", "person"), True),)

    @property
    def label(self) -> str:
        return f"{self.edition.label} – {self.person.name}"

    @act(_("Xác nhận đã đọc và sẽ thực hiện"), _("đã đọc và sẽ thực hiện"), may=authorities.the_reader, when=NEW)
    def acknowledge(self, *, by: Any, answers: Sequence[int] = ()) -> None:
        """Say that one has read the edition in force and will follow it."""
        edition = self.edition
        in_force = queries.in_force_of(edition.document)
        self.require(
            in_force == edition, _("%(label)s không phải lần ban hành đang hiệu lực. Mở lại trang để đọc bản mới.", label=edition.label)
        )
        asked = (edition.document_id, by.id) in audience.calls(edition.document, by)
        self.require(asked, _("Đồng chí không thuộc diện phải đọc tài liệu này."))
        self.require(last_read(edition, by) < last_major(edition), _("Đồng chí đã xác nhận đọc tài liệu này."))
        _all_right(edition, answers)
        self.acknowledged_as, self.acknowledged_at = by.signature(), clock.now()
        self.tries = WrongTry.count_of(edition, by) + 1


def last_read(edition: Edition, person: Person) -> int:
    """Give the number of the last edition of the document the person acknowledged; 0 when there is none."""
    query = Acknowledgement.select(Edition.number).join(Edition).where(Edition.document == edition.document)
    return query.where(Acknowledgement.person == person).order_by(Edition.number.desc()).limit(1).scalar() or 0


def last_major(edition: Edition) -> int:
    """Give the number of the last major edition up to this one: who acknowledged it or a later one is not asked again."""
    query = Edition.approved_of(edition.document).where((Edition.number <= edition.number) & Edition.is_major)
    return query.order_by(Edition.number.desc()).get().number


def _all_right(edition: Edition, answers: Sequence[int]) -> None:
    check = ReadingCheck.of(edition)
    wrong = check.wrong(answers) if check else []
    if wrong:
        numbers = ", ".join(str(number) for number in wrong)
        raise WrongAnswers(_("Câu %(numbers)s trả lời chưa đúng. Đọc lại phần liên quan rồi trả lời lại.", numbers=numbers))


class WrongTry(Row):
    """How often somebody answered an edition's questions wrongly: a working count until he acknowledges."""

    edition = ForeignKeyField(Edition)
    person = ForeignKeyField(Person)
    count = IntegerField(default=0)

    class Meta:
        indexes = ((("edition", "person"), True),)

    @classmethod
    def count_of(cls, edition: Edition, person: Person) -> int:
        """Give how often he was wrong."""
        row = cls.get_or_none((cls.edition == edition) & (cls.person == person))
        return row.count if row else 0


def acknowledge(edition: Edition, by: Person, answers: Sequence[int] = ()) -> Acknowledgement:
    """Acknowledge an edition; wrong answers are counted before they are refused."""
    try:
        return Acknowledgement(edition=edition, person=by).acknowledge(by=by, answers=answers)
    except WrongAnswers:
        with transaction():
            row, _is_new = WrongTry.get_or_create(edition=edition, person=by)
            WrongTry.update(count=WrongTry.count + 1).where(WrongTry.id == row.id).execute()
        raise

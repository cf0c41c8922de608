"""Who is writing on an edition: a working row that names him, not a record; nobody's typing is refused because of it."""

from datetime import timedelta

from peewee import ForeignKeyField

from qms.core import clock
from qms.core.database import transaction
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.row import Row
from qms.core.vietnamese import moment
from qms.documents.edition import Edition
from qms.organization.person import Person

IDLE = timedelta(minutes=10)


class EditLock(Row):
    """The one who writes on an edition, since when, last seen when, and from whom he took it over."""

    edition = ForeignKeyField(Edition, unique=True)
    person = ForeignKeyField(Person)
    since = MomentField()
    seen_at = MomentField()
    former = ForeignKeyField(Person, null=True)

    @property
    def is_live(self) -> bool:
        """Tell whether its holder has typed lately."""
        return clock.now() - self.seen_at < IDLE

    def sentence_for(self, person: Person) -> Phrase:
        """Say to somebody else who holds it."""
        facts = {"who": self.person.ranked_name, "at": moment(self.since)}
        if self.former_id == person.id:
            return _("Đ/c %(who)s đã tiếp quản việc soạn lúc %(at)s. Nội dung đồng chí đã gõ vẫn được tự động giữ.", **facts)
        return _("Đ/c %(who)s đang soạn bản này từ %(at)s.", **facts)


def against(edition: Edition, person: Person) -> EditLock | None:
    """Give the live lock that somebody else holds."""
    lock = EditLock.get_or_none(edition=edition)
    return lock if lock and lock.is_live and lock.person_id != person.id else None


def hold(edition: Edition, person: Person) -> EditLock | None:
    """Hold it when it is free or one's own; give the lock of somebody else otherwise."""
    with transaction():
        other = against(edition, person)
        if other is None:
            mine = EditLock.get_or_none(edition=edition, person=person)
            since = mine.since if mine and mine.is_live else clock.now()
            _put(edition, person, since, mine.former if mine else None)
        return other


def take_over(edition: Edition, person: Person) -> None:
    """Take it from whoever holds it; he is told at his next keystrokes."""
    with transaction():
        other = against(edition, person)
        if other or EditLock.get_or_none(edition=edition, person=person) is None:
            _put(edition, person, clock.now(), other.person if other else None)


def release(edition: Edition) -> None:
    """Let it go once the text stands still."""
    with transaction():
        EditLock.delete().where(EditLock.edition == edition).execute()


def _put(edition: Edition, person: Person, since: object, former: Person | None) -> None:
    EditLock.delete().where(EditLock.edition == edition).execute()
    EditLock.create(edition=edition, person=person, since=since, seen_at=clock.now(), former=former)

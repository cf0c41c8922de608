"""What somebody is typing, kept every few seconds: a working copy, not a record; the next save replaces it."""

from datetime import datetime

from peewee import ForeignKeyField, TextField

from qms.core import clock
from qms.core.database import transaction
from qms.core.fields import MomentField
from qms.core.markdown_text import check
from qms.core.row import Row
from qms.documents.edition import Edition
from qms.organization.person import Person


class Autosave(Row):
    """The last text somebody typed into an edition's editor and has not saved."""

    edition = ForeignKeyField(Edition)
    person = ForeignKeyField(Person)
    text = TextField()
    saved_at = MomentField()

    class Meta:
        indexes = ((("edition", "person"), True),)


def keep(edition: Edition, person: Person, text: str) -> datetime:
    """Keep what was typed; give when."""
    check(text)
    with transaction():
        Autosave.delete().where((Autosave.edition == edition) & (Autosave.person == person)).execute()
        Autosave.create(edition=edition, person=person, text=text, saved_at=clock.now())
    return clock.now()


def kept(edition: Edition, person: Person) -> Autosave | None:
    """Give what the person typed and did not save, when it differs from the saved text."""
    found = Autosave.get_or_none((Autosave.edition == edition) & (Autosave.person == person))
    return found if found and found.text != edition.text else None


def forget(edition: Edition, person: Person) -> None:
    """Drop the working copy once it has been saved."""
    with transaction():
        Autosave.delete().where((Autosave.edition == edition) & (Autosave.person == person)).execute()

"""What somebody is typing, text and fields, kept every few seconds: a working copy, not a record; the next save replaces it."""

from datetime import datetime

from peewee import SQL, ForeignKeyField, TextField

from qms.core import clock
from qms.core.database import transaction
from qms.core.fields import MomentField
from qms.core.markdown_text import check
from qms.core.row import Row
from qms.documents.edition import Edition
from qms.organization.person import Person


class Autosave(Row):
    """What somebody typed last into an edition's editor and has not saved."""

    edition = ForeignKeyField(Edition)
    person = ForeignKeyField(Person)
    text = TextField()
    fields = TextField(default="", constraints=[SQL("DEFAULT ''")])  # the other fields of the editor as a form sends them
    saved_at = MomentField()

    class Meta:
        indexes = ((("edition", "person"), True),)


def keep(edition: Edition, person: Person, text: str, fields: str = "") -> datetime:
    """Keep what was typed; give when."""
    check(text)
    with transaction():
        Autosave.delete().where((Autosave.edition == edition) & (Autosave.person == person)).execute()
        Autosave.create(edition=edition, person=person, text=text, fields=fields, saved_at=clock.now())
    return clock.now()


def kept(edition: Edition, person: Person) -> Autosave | None:
    """Give what the person typed since the last save."""
    return Autosave.get_or_none((Autosave.edition == edition) & (Autosave.person == person))


def forget(edition: Edition, person: Person) -> None:
    """Drop the working copy once it has been saved."""
    with transaction():
        Autosave.delete().where((Autosave.edition == edition) & (Autosave.person == person)).execute()

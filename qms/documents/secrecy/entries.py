"""Papers that are only registered, as lines of the master list."""

from collections.abc import Sequence

from qms.core.vietnamese import fold, sort_key, words_of
from qms.documents.document import Document
from qms.documents.register import Asked
from qms.documents.secrecy.knowing import known_to
from qms.documents.secrecy.secret_entry import EntryStanding, SecretEntry
from qms.organization.person import Person
from qms.organization.unit import Unit


def entry(code: str) -> SecretEntry | None:
    """Find an entry by its code."""
    return SecretEntry.select().join(Document).where(Document.code == code.upper()).first()


def asked_for(asked: Asked, reader: Person) -> list[SecretEntry]:
    """List the entries a reader may know of and the list asks for; what asks about texts finds none."""
    if asked.kind or asked.clause or asked.standing or asked.review:
        return []
    query = SecretEntry.select(SecretEntry, Document, Unit).join(Document).switch(SecretEntry).join(Unit)
    query = query.where(known_to(reader, SecretEntry.document))
    if asked.unit is not None:
        query = query.where(SecretEntry.unit == asked.unit)
    words = words_of(asked.words)
    found = [one for one in query if (one.standing == EntryStanding.ENDED) == asked.ended and _has(one, words)]
    return sorted(found, key=lambda one: sort_key(one.document.code))


def _has(one: SecretEntry, words: Sequence[str]) -> bool:
    text = fold(f"{one.document.code} {one.number} {one.title}")
    return all(word in text for word in words)

"""The reading of all documents in force by unit: which texts are known where, and which are not yet (7.3)."""

from dataclasses import dataclass

from qms.documents import queries
from qms.documents.edition import Edition
from qms.documents.reading import readings
from qms.documents.reading.readings import Reader, Share
from qms.documents.secrecy.knowing import hidden_from
from qms.organization.person import Person


@dataclass(frozen=True)
class Line:
    """A document with the share of its readers, all and by unit."""

    edition: Edition
    readers: tuple[Reader, ...]
    units: dict[int | None, Share]

    @property
    def share(self) -> Share:
        """Count all readers."""
        return readings.share(self.readers)

    @property
    def late(self) -> int:
        """Count those whose day has passed."""
        return sum(reader.is_late for reader in self.readers)


def lines(words: str = "", kind: str = "", unit: int | None = None, unread: bool = False, reader: Person | None = None) -> list[Line]:
    """List the documents in force that somebody must read; of one unit, and only what is not yet read, when asked."""
    known = readings.readers_of_all()
    found = []
    for edition in queries.listed(words, kind, reader=reader):
        readers = tuple(reader for reader in known.get(edition.document_id, ()) if unit is None or reader.unit == unit)
        if readers and not (unread and all(reader.has_read for reader in readers)):
            found.append(Line(edition, readers, readings.by_unit(readers)))
    return found


def without_readers(reader: Person) -> int:
    """Count the documents in force that nobody has been told to read, as far as who asks may know of them."""
    hidden = hidden_from(reader)
    return sum(not readers for document, readers in readings.readers_of_all().items() if document not in hidden)

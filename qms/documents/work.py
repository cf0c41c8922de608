"""Pieces of work on documents that take more than one act."""

from typing import Any

from qms.core import disk, home
from qms.core.database import transaction
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.editing import outside
from qms.documents.edition import WRITTEN, Edition
from qms.documents.states import EditionState
from qms.documents.text.file_text import FileText, path_of
from qms.organization.person import Person


def start_document(code: str, by: Person, first: int = 1, **facts: Any) -> Edition:
    """Take a code under control and open its first edition here, with the number it has on paper."""
    with transaction():
        document = Document(code=code.upper()).establish(by=by)
        return Edition(document=document, **facts).draft(by=by, first=first)


def start_revision(document: Document, by: Person, reason: str) -> Edition:
    """Open the next edition with the text that is in force."""
    last = Edition.approved_of(document).order_by(Edition.number.desc()).first()
    facts = {name: getattr(last, name) for name in WRITTEN} if last else _first_facts(document)
    return Edition(document=document, **{**facts, "reason": reason}).draft(by=by)


def _first_facts(document: Document) -> dict[str, Any]:
    entry = document.entries.first()  # a paper that was only registered gets its text, at the level it was registered with
    return {"title": entry.title, "classification": entry.level.value, "unit": entry.unit} if entry else {"title": document.code}


def adopt(texts: list[FileText], by: Person) -> list[Edition]:
    """Open drafts from files that lie in the folder; the files stay as they are until an approval writes them."""
    with transaction():
        return [start_document(text.code, by, **queries.facts_of(text)) for text in texts]


def sweep() -> None:
    """Take away what a killed process left half done: temp files, and the file of an approval that was never kept."""
    disk.sweep(home.documents())
    outside.keep_copies()
    for edition in Edition.select().where(Edition.state == EditionState.IN_REVIEW):
        path = path_of(edition.document.code, edition.number)
        is_later = Edition.approved_of(edition.document).exists()  # a first file may be the one the draft was made from
        if is_later and path.is_file() and disk.sha256(path.read_bytes()) == edition.sha256:
            disk.remove(path)

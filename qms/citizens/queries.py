"""What is posted, and what was."""

from qms.citizens.posting import Posting
from qms.documents import queries as documents
from qms.documents.document import Document
from qms.documents.edition import CLASSIFICATIONS, Edition
from qms.documents.secrecy.knowing import limited


def posted(words: str = "") -> dict[str, list[Posting]]:
    """Group what is posted and matches some words by its field; the tiles are told from the kept text."""
    editions = documents.public_in_force(words)
    texts = dict(Edition.select(Edition.id, Edition.text).where(Edition.id.in_([edition.id for edition in editions])).tuples())
    groups: dict[str, list[Posting]] = {}
    for posting in sorted((Posting(edition, texts[edition.id]) for edition in editions), key=lambda one: not one.is_procedure):
        groups.setdefault(posting.field, []).append(posting)
    return groups


def posting(code: str) -> Posting | None:
    """Find one posting; its text is the signed file, checked as it is read."""
    document = documents.document(code)
    edition = documents.in_force_of(document) if document else None
    return Posting(edition, edition.body) if edition and _is_open(edition) else None


def taken_down(code: str) -> Document | None:
    """Find a document that was posted until it was withdrawn."""
    document = documents.document(code)
    if document is None or not document.is_withdrawn:
        return None
    posted_then = Edition.approved_of(document).where(Edition.effective_on <= document.withdrawn_on)
    last = posted_then.order_by(Edition.number.desc()).first()
    return document if last and _is_open(last) else None


def _is_open(edition: Edition) -> bool:
    return edition.is_public and edition.classification == CLASSIFICATIONS[0] and edition.document_id not in limited()

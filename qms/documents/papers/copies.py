"""Lists of controlled copies, and what the office does with several of them at once."""

from typing import Any

from qms.core.database import transaction
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.vietnamese import sort_key
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.papers.controlled_copy import OUT, ControlledCopy, CopyState
from qms.documents.secrecy.knowing import hidden_from
from qms.organization.person import Person


def all_copies() -> list[ControlledCopy]:
    """List every copy, by document, newest edition first."""
    return sorted(
        ControlledCopy.select(ControlledCopy, Edition, Document).join(Edition).join(Document),
        key=lambda copy: (sort_key(copy.edition.document.code), -copy.edition.number, copy.number),
    )


def known_of(listed: list[ControlledCopy], reader: Person) -> list[ControlledCopy]:
    """Leave the copies out whose document a reader may not know of."""
    hidden = hidden_from(reader)
    return [copy for copy in listed if copy.edition.document_id not in hidden]


def copies_of(document: Document) -> list[ControlledCopy]:
    """List the copies of a document, newest edition first."""
    query = ControlledCopy.select(ControlledCopy, Edition).join(Edition).where(Edition.document == document)
    return list(query.order_by(Edition.number.desc(), ControlledCopy.number))


def out_of_date() -> list[ControlledCopy]:
    """List the copies in somebody's hands whose edition has been superseded or withdrawn."""
    query = ControlledCopy.select(ControlledCopy, Edition, Document).join(Edition).join(Document)
    copies = query.where(ControlledCopy.state.in_(OUT)).order_by(Document.code, Edition.number, ControlledCopy.number)
    return [copy for copy in copies if copy.is_out_of_date]


def recalled_of(document: Document) -> list[ControlledCopy]:
    """List the copies of a document that have been called back and are not in yet."""
    return [copy for copy in copies_of(document) if copy.state == CopyState.RECALLED]


def to_call(document: Document) -> list[ControlledCopy]:
    """List the copies of a document that are held though they no longer count; refuse when there are none."""
    found = [copy for copy in copies_of(document) if copy.state == CopyState.HELD and copy.is_out_of_date]
    if not found:
        raise Missing(_("%(code)s không có bản nào phải thu hồi.", code=document.code))
    return found


def recall_all(document: Document, by: Person, reason: str) -> list[ControlledCopy]:
    """Call back every copy of a document that no longer counts."""
    with transaction():
        return [copy.recall(by=by, reason=reason) for copy in to_call(document)]


def to_recall() -> dict[Document, int]:
    """Count the copies that no longer count, by document."""
    counts: dict[Any, int] = {}
    for copy in out_of_date():
        counts[copy.edition.document] = counts.get(copy.edition.document, 0) + 1
    return counts

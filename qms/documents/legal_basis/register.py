"""The register of external documents as lists."""

from peewee import JOIN

from qms.core.vietnamese import sort_key, words_of
from qms.documents.legal_basis.external import ExternalDocument, ExternalKind
from qms.organization.person import Person


def external(slug: str) -> ExternalDocument | None:
    """Find a text by the part of an address that stands for its number."""
    return ExternalDocument.get_or_none(slug=slug.lower())


def listed(q: str = "", kind: str = "", standing: str = "", check: str = "") -> list[ExternalDocument]:
    """List what matches some words, a kind, a standing, or waits to be looked up; in the order of numbers."""
    other = ExternalDocument.alias()
    query = (
        ExternalDocument.select(ExternalDocument, other, Person)
        .join(other, JOIN.LEFT_OUTER, on=(ExternalDocument.replaced_by == other.id), attr="replaced_by")
        .join_from(ExternalDocument, Person, JOIN.LEFT_OUTER, on=(ExternalDocument.checked_by == Person.id), attr="checked_by")
    )
    for word in words_of(q):
        query = query.where(ExternalDocument.folded.contains(word))
    if kind:
        query = query.where(ExternalDocument.kind.cast("text") == kind)
    found = [one for one in query if standing in ("", one.standing.value) and (not check or (one.needs_checking and not one.is_over))]
    return sorted(found, key=lambda one: (list(ExternalKind).index(one.kind), sort_key(one.number)))

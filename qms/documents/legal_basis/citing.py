"""Who cites an external document: found by its number or names in the legal basis and the text of what is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qms.core.kept import kept
from qms.core.vietnamese import sort_key
from qms.documents import authorities, queries
from qms.documents.check.finding import Law
from qms.documents.check.references import cited_lines, is_cited, law_key
from qms.documents.edition import Edition
from qms.documents.legal_basis.external import ExternalDocument
from qms.documents.legal_basis.kept_citation import KeptCitation
from qms.documents.secrecy.knowing import hidden_from
from qms.documents.text.mentions import listed_forms, number_key, numbers_in
from qms.organization.person import Person


@dataclass(frozen=True)
class Citation:
    """A document in force that cites an external one."""

    edition: Edition
    in_basis: bool
    lines: tuple[int, ...]
    forms: tuple[tuple[str, str], ...]
    stays: KeptCitation | None = None

    @property
    def code(self) -> str:
        """Give the document's code."""
        return str(self.edition.document.code)


@kept(most=4)
def texts_in_force() -> tuple[tuple[Edition, str], ...]:
    """Give every edition in force with its text, in the order of codes."""
    editions = sorted(queries.in_force(), key=lambda edition: sort_key(edition.document.code))
    texts = dict(Edition.select(Edition.id, Edition.text).where(Edition.id.in_([edition.id for edition in editions])).tuples())
    return tuple((edition, texts[edition.id]) for edition in editions)


def laws() -> tuple[Law, ...] | None:
    """Give the register as the check of a text asks it; None while nothing is on it."""
    excused: dict[int, set[str]] = {}
    for stays in KeptCitation.select():
        excused.setdefault(stays.external_id, set()).add(stays.document.code)
    found = [_law(one, excused.get(one.id, set())) for one in ExternalDocument.select()]
    return tuple(found) or None


def citing(external: ExternalDocument) -> list[Citation]:
    """List the documents in force that cite it."""
    law = _law(external, ())
    stays = {one.document_id: one for one in KeptCitation.select().where(KeptCitation.external == external)}
    found = []
    for edition, text in texts_in_force():
        in_basis, lines = is_cited(law, edition.legal_basis), cited_lines(law, text)
        if in_basis or lines:
            found.append(Citation(edition, in_basis, tuple(lines), _forms(law, text), stays.get(edition.document_id)))
    return found


def cited_by(edition: Any, text: str) -> list[ExternalDocument]:
    """List what is on the register and cited by an edition."""
    whole = f"{edition.legal_basis}\n{text}"
    numbers = {found.key for found in numbers_in(whole)}
    register = ExternalDocument.select().order_by(ExternalDocument.number)
    return [one for one in register if number_key(one.number) in numbers or is_cited(_law(one, ()), whole)]


def unknown_numbers(edition: Any) -> list[str]:
    """List the lines of a legal basis that name nothing on the register."""
    known = [_law(one, ()) for one in ExternalDocument.select()]
    return [line for line in edition.basis_lines if not any(is_cited(law, line) for law in known)]


def known_citations(external: ExternalDocument, reader: Person) -> list[Citation]:
    """List the documents in force that cite it and a reader may know of."""
    hidden = hidden_from(reader)
    return [citation for citation in citing(external) if citation.edition.document_id not in hidden]


@kept(most=64)
def open_citations() -> tuple[tuple[ExternalDocument, Citation], ...]:
    """List what still cites a text that is out of force, without its owner's reason."""
    over = [one for one in ExternalDocument.select().where(ExternalDocument.ended_on.is_null(False)) if one.is_over]
    return tuple((one, citation) for one in over for citation in citing(one) if citation.stays is None)


def waiting_for(person: Any) -> list[tuple[ExternalDocument, Citation]]:
    """List the open citations in documents a person is chiefly responsible for."""
    return [(one, citation) for one, citation in open_citations() if authorities.responsible(person, citation.edition)]


def _law(external: ExternalDocument, excused: Iterable[str]) -> Law:
    key, names = law_key(external.number)
    return Law(key, (*names, *external.names), external.number, external.trouble, frozenset(excused))


def _forms(law: Law, text: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, title) for code, (title, _line) in listed_forms(text).items() if is_cited(law, title))

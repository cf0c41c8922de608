"""How documents hang together: what one refers to, what refers to it, what it stands on, and where a reference is broken."""

from dataclasses import dataclass, replace
from typing import Any

from qms.core.kept import kept
from qms.core.vietnamese import sort_key
from qms.documents.check import checking
from qms.documents.check.finding import Finding
from qms.documents.check.lint import lint
from qms.documents.edition import Edition
from qms.documents.legal_basis import citing
from qms.documents.legal_basis.external import ExternalDocument
from qms.documents.sheets.register import Listed, of_document
from qms.documents.text.mentions import codes_in

ABOUT_REFERENCES = {"step-forms", "codes", "links", "items", "basis", "cited"}


@dataclass(frozen=True)
class Linked:
    """A document at the other end of a reference; without a title it is not in force."""

    code: str
    title: str = ""


@dataclass(frozen=True)
class Links:
    """Everything an edition is connected with."""

    refers_to: list[Linked]
    referred_by: list[Linked]
    cites: list[ExternalDocument]
    unknown: list[str]
    forms: list[Listed]

    def known_but(self, hidden: dict[int, str]) -> "Links":
        """Leave the documents out that a reader may not know of."""
        codes = set(hidden.values())
        seen = {name: [one for one in getattr(self, name) if one.code not in codes] for name in ("refers_to", "referred_by")}
        return replace(self, **seen) if codes else self

    def __bool__(self) -> bool:
        return bool(self.refers_to or self.referred_by or self.cites or self.unknown or self.forms)


@kept(most=256)
def links_of(edition: Any, text: str) -> Links:
    """Read the connections of an edition from its text and from the texts in force."""
    own, titles = edition.document.code, {one.document.code: one.title for one, _text in citing.texts_in_force()}
    named = sorted({code.key for code in codes_in(text)} - {own}, key=sort_key)
    naming = [code for code, others in _named().items() if own in others and code != own]
    return Links(
        refers_to=[Linked(code, titles.get(code, "")) for code in named],
        referred_by=[Linked(code, titles[code]) for code in naming],
        cites=citing.cited_by(edition, text),
        unknown=citing.unknown_numbers(edition),
        forms=of_document(edition.document, text),
    )


@kept(most=4)
def broken() -> tuple[tuple[Edition, Finding], ...]:
    """List every reference in a text in force that leads nowhere or to what is out of force."""
    office = checking.around()
    return tuple(
        (edition, finding)
        for edition, text in citing.texts_in_force()
        for finding in lint(replace(edition.as_text(), body=text), office)
        if finding.rule in ABOUT_REFERENCES
    )


@kept(most=4)
def _named() -> dict[str, frozenset[str]]:
    return {edition.document.code: frozenset(code.key for code in codes_in(text)) for edition, text in citing.texts_in_force()}

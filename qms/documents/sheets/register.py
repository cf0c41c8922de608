"""Forms as lists: under a procedure, in the register, on the public page."""

from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from qms.core.attachment import Attachment
from qms.core.database import transaction
from qms.core.looking import once
from qms.core.vietnamese import fold, sort_key, words_of
from qms.documents.document import Document
from qms.documents.legal_basis import citing
from qms.documents.secrecy.knowing import hidden_from
from qms.documents.sheets.form_sheet import FormRevision, FormSheet
from qms.documents.sheets.states import RevisionState, SheetStanding
from qms.documents.text.mentions import listed_forms
from qms.organization.person import Person


@dataclass(frozen=True)
class Listed:
    """A form as a line of a list: as the procedure names it, and as it is kept, when it is."""

    code: str
    title: str
    document: Document
    sheet: FormSheet | None
    revision: FormRevision | None
    file: Attachment | None

    @property
    def standing(self) -> SheetStanding:
        """Tell how it stands today."""
        return self.sheet.standing if self.sheet else SheetStanding.WITHOUT_FILE


def sheet(code: str) -> FormSheet | None:
    """Find a form by its code."""
    return FormSheet.get_or_none(code=code.upper())


def establish(by: Any, document: Document, code: str, title: str, is_public: bool, **first: Any) -> FormSheet:
    """Take a form under control and submit its first file."""
    with transaction():
        made = FormSheet(document=document, code=code.upper(), title=title, is_public=is_public).establish(by=by)
        return made.revise(by=by, **first)


def of_document(document: Document, text: str = "") -> list[Listed]:
    """List the forms of a procedure: those it names and those that are kept under it."""
    return _listed([(document, text)], {document.id: list(document.form_sheets)})


def register(q: str = "", standing: str = "", reader: Person | None = None) -> list[Listed]:
    """List every form that matches some words and a standing: of the whole house, or what a reader may know of."""
    sheets: dict[int, list[FormSheet]] = {}
    for one in FormSheet.select(FormSheet, Document).join(Document, JOIN.INNER):
        sheets.setdefault(one.document_id, []).append(one)
    texts = {edition.document_id: (edition.document, text) for edition, text in citing.texts_in_force()}
    others = [(found[0].document, "") for number, found in sheets.items() if number not in texts]
    found = _listed([*texts.values(), *others], sheets)
    words, hidden = words_of(q), hidden_from(reader) if reader else {}
    return [
        one
        for one in sorted(found, key=lambda one: sort_key(one.code))
        if one.document.id not in hidden
        and all(word in fold(f"{one.code} {one.title}") for word in words)
        and standing in ("", one.standing.value)
    ]


@once
def waiting() -> list[FormRevision]:
    """List the revisions that are not approved yet, of forms that were not withdrawn."""
    unapproved = FormRevision.select(FormRevision, FormSheet).join(FormSheet).where(FormRevision.state != RevisionState.APPROVED)
    return list(unapproved.where(FormSheet.withdrawn_on.is_null()).order_by(FormRevision.id))


def is_form(code: str) -> bool:
    """Tell whether a procedure in force names a form, or it is kept under one, and it was not withdrawn."""
    return any(one.code == code and one.standing != SheetStanding.WITHDRAWN for one in register())


def public_of(document: Document) -> list[Listed]:
    """List what citizens may download of a procedure: flagged public, in force, with a file."""
    return [one for one in of_document(document) if one.sheet and one.sheet.is_public and one.file]


def _listed(texts: list[tuple[Document, str]], sheets: dict[int, list[FormSheet]]) -> list[Listed]:
    found = []
    for document, text in texts:
        kept = {one.code: one for one in sheets.get(document.id, [])}
        named = {code: title for code, (title, _line) in listed_forms(text).items()}
        for code in sorted({*kept, *named}):
            one = kept.get(code)
            revision = one.in_force if one else None
            title = one.title if one else named[code]
            found.append(Listed(code, title, document, one, revision, revision.file if revision else None))
    return found

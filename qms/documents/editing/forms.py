"""What was typed into the editor and not saved, as its form again."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from qms.core.vietnamese import nfc
from qms.documents.editing import autosave
from qms.documents.editing.autosave import Autosave
from qms.documents.edition import Edition
from qms.documents.forms import EditForm
from qms.organization.person import Person

_KEPT_APART = {"text", "version", "once", "csrf_token"}


def fields_of(edition: Edition, sent: Iterable[tuple[str, str]]) -> str:
    """Give the editor's fields beside the text, of what was sent, as one line."""
    names = {field.name for field in EditForm(edition, formdata=None)} - _KEPT_APART
    return urlencode([(name, nfc(value)) for name, value in sent if name in names])


def as_typed(edition: Edition, kept: Autosave) -> EditForm:
    """Give the editor's form as it was when it was kept."""
    if not kept.fields:
        form = EditForm(edition, formdata=None)
        form.text.data = kept.text
        return form
    return EditForm(edition, formdata=MultiDict([*parse_qsl(kept.fields, keep_blank_values=True), ("text", kept.text)]))


def unsaved(edition: Edition, person: Person) -> Autosave | None:
    """Give what a person typed when it differs from what is saved."""
    kept = autosave.kept(edition, person)
    return kept if kept and as_typed(edition, kept).facts() != EditForm(edition, formdata=None).facts() else None

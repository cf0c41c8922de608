"""What is kept from who may not know of a document: every row that leads to it, its words, its addresses (7.5.3.1 b)."""

from functools import lru_cache, reduce
from operator import or_
from typing import Any

from peewee import ForeignKeyField

from qms.core.attachment import Attachment
from qms.core.kept import kept
from qms.core.record import RECORDS
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.documents.secrecy.knowing import hidden_from, limited
from qms.documents.secrecy.secret_entry import SecretEntry
from qms.documents.sheets.form_sheet import FormSheet


def rows(person: Any, model: Any) -> Any:
    """Give the condition of the rows that lead to a document the person may not know of; None where there are none."""
    hidden = list(hidden_from(person))
    return _leading_to(model, hidden) if hidden else None


def _leading_to(model: Any, documents: list[int]) -> Any:
    if model is Document:
        return Document.id.in_(documents)
    if model is Attachment:
        owned = [Attachment.of_kind.in_([name]) & Attachment.of_id.in_(_numbers(RECORDS[name], documents)) for name in _owning_kinds()]
        return reduce(or_, owned)
    ways = [field.in_(documents if field.rel_model is Document else _numbers(field.rel_model, documents)) for field in _ways(model)]
    return reduce(or_, ways) if ways else None


def _numbers(model: Any, documents: list[int]) -> Any:
    return model.select(model.id).where(_leading_to(model, documents))


@lru_cache(maxsize=256)
def _ways(model: Any) -> tuple[ForeignKeyField, ...]:
    """List the columns by which a kind of record leads to a document, itself or through others."""
    linked = [field for field in model._meta.sorted_fields if isinstance(field, ForeignKeyField) and field.rel_model is not model]
    return tuple(field for field in linked if field.rel_model is Document or _ways(field.rel_model))


def _owning_kinds() -> list[str]:
    models: dict[str, Any] = RECORDS
    return [name for name, model in models.items() if model is Document or (model is not Attachment and _ways(model))]


def words(person: Any) -> frozenset[str]:
    """Give the codes and titles that are kept from a person."""
    hidden = hidden_from(person)
    return _words(tuple(sorted(hidden))) | frozenset(hidden.values()) if hidden else frozenset()


@kept(most=64)
def _words(documents: tuple[int, ...]) -> frozenset[str]:
    titles = [model.select(model.title).where(model.document.in_(documents)).tuples() for model in (Edition, SecretEntry, FormSheet)]
    return frozenset(title for found in titles for (title,) in found if title)


def is_closed(person: Any, rule: str, values: dict[str, Any]) -> bool:
    """Tell whether an address leads to a document the person may not know of; to a limited one, where anybody may look."""
    if not rule.startswith(("/docs/", "/public/")):
        return False
    hidden = hidden_from(None if rule.startswith("/public/") else person)
    leads = _form if rule.startswith("/docs/forms/") else _copy if rule.startswith("/docs/copies/") else _code
    return bool(hidden) and leads(values, hidden)


def _code(values: dict[str, Any], hidden: dict[int, str]) -> bool:
    return str(values.get("code", "")).upper() in hidden.values()


def _form(values: dict[str, Any], hidden: dict[int, str]) -> bool:
    code = str(values.get("code", "")).upper()
    return FormSheet.select().where((FormSheet.code == code) & FormSheet.document.in_(list(hidden))).exists()


def _copy(values: dict[str, Any], hidden: dict[int, str]) -> bool:
    number = values.get("number")
    of_hidden = Edition.document.in_(list(hidden))
    return number is not None and ControlledCopy.select().join(Edition).where((ControlledCopy.id == number) & of_hidden).exists()


def is_limited(document: Document) -> bool:
    """Tell whether a document is for some people alone."""
    return document.id in limited()

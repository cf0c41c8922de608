"""The columns of the master list, told of papers that are only registered too."""

from collections.abc import Callable, Sequence
from typing import Any

from qms.core.language import _
from qms.documents.secrecy.secret_entry import SecretEntry
from qms.web.lists import Column

ONLY_REGISTERED = _("chỉ ghi sổ")
_VALUES: Sequence[Callable[[SecretEntry], Any]] = (
    lambda one: one.document.code,
    lambda one: one.title,
    lambda one: str(ONLY_REGISTERED),
    lambda one: one.number,
    lambda one: one.issued_on,
    lambda one: None,
    lambda one: one.unit.name,
    lambda one: "",
    lambda one: "",
    lambda one: "",
    lambda one: one.place,
    lambda one: one.standing.label,
    lambda one: "",
    lambda one: one.level.label,
    lambda one: "",
)


def with_entries(columns: Sequence[Column]) -> list[Column]:
    """Let the columns of the master list tell entries too."""
    return [Column(column.head, _either(column.value, value), column.width) for column, value in zip(columns, _VALUES, strict=True)]


def _either(of_line: Callable[[Any], Any], of_entry: Callable[[SecretEntry], Any]) -> Callable[[Any], Any]:
    return lambda row: of_entry(row) if isinstance(row, SecretEntry) else of_line(row)

"""What an action that revises a document has to ask of the documents: has the revision come into force? Given by the front door."""

from collections.abc import Callable
from datetime import date

Lookup = Callable[[str, date], str]
_lookups: list[Lookup] = []


def answer_with(lookup: Lookup) -> None:
    """Let `lookup(code, since)` name the edition in force that was approved since a day, or give an empty text."""
    _lookups[:] = [lookup]


def in_force_since(code: str, day: date) -> str:
    """Name the edition of a document that is in force and was approved since a day; empty where there is none."""
    return _lookups[0](code, day) if _lookups else ""

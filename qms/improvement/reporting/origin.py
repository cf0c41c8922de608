"""Where a nonconformity comes from: any record of the house. A room says once how its records are named and found.

    origin.register("finding", lambda number, person: Origin(finding.label, url) or None)

A report form opened at `/nc/new?from=finding&id=12` then carries it, and `work.report(..., origin=("finding", 12))`
keeps kind, number and label with the case; a resolver answers None for what the person may not see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Origin:
    """What a report is about: its name, its page, what it knows about unit and procedure, and what it says happened."""

    label: str
    url: str = ""
    unit: int | None = None
    procedure: str = ""
    step: str = ""
    told: str = ""


Resolver = Callable[[int, Any], Origin | None]
_RESOLVERS: dict[str, Resolver] = {}


def register(kind: str, resolve: Resolver) -> None:
    """Let reports come from a kind of record; `resolve(number, person)` gives it as far as the person may see it."""
    _RESOLVERS[kind] = resolve


def is_known(kind: str) -> bool:
    """Tell whether reports may come from a kind of record."""
    return kind in _RESOLVERS


def resolved(kind: str, number: int | None, person: Any) -> Origin | None:
    """Give an origin as it is called today, or None when there is none the person may see."""
    resolve = _RESOLVERS.get(kind)
    return resolve(number, person) if resolve and number is not None and 0 < number < 2**31 else None


def read(text: str) -> tuple[str, int | None]:
    """Read kind and number as an address or a form carries them: finding-12."""
    kind, _dash, number = text[:60].rpartition("-")
    return (kind, int(number)) if kind and number.isascii() and number.isdigit() else ("", None)


def columns(kind: str, number: int | None, person: Any) -> dict[str, Any]:
    """Give what a case keeps of its origin; nothing where it cannot be found."""
    found = resolved(kind, number, person)
    return {"origin_kind": kind, "origin_id": number, "origin_label": found.label[:200]} if found else {}

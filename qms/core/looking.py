"""While somebody only looks, what is asked again is read once, and what is asked for each of many people is read once for all.

Nothing may be changed while it lasts, and nothing that was read outlives it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")


@dataclass
class _Look:
    """What was read so far, and whether everybody will be asked about."""

    at_everybody: bool
    read: dict[Any, Any] = field(default_factory=dict)


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def looking(at_everybody: bool = False) -> Iterator[None]:
    """Look while the block runs; a look within a look is part of it."""
    held = _look.get()
    if held is not None and (held.at_everybody or not at_everybody):
        yield
        return
    token = _look.set(_Look(at_everybody))
    try:
        yield
    finally:
        _look.reset(token)


def is_at_everybody() -> bool:
    """Tell whether many people are asked about in turn, so that reading for all of them pays."""
    look = _look.get()
    return look is not None and look.at_everybody


def once(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a function that reads answer each question once while somebody looks; its answers are shared, nobody may change them."""

    @wraps(function)
    def answer(*arguments: Any) -> Answer:
        look = _look.get()
        if look is None:
            return function(*arguments)
        key = (function, *arguments)
        if key not in look.read:
            look.read[key] = function(*arguments)
        found: Answer = look.read[key]
        return found

    return answer


def of_person(column: Callable[[], Any]) -> Callable[[Callable[[], Any]], Callable[[Any], list[Any]]]:
    """Make of a query about everybody the list of one person's rows, by the column that names him."""

    def declare(query: Callable[[], Any]) -> Callable[[Any], list[Any]]:
        @once
        def by_person() -> dict[Any, list[Any]]:
            found = defaultdict(list)
            for row in query():
                found[getattr(row, column().column_name)].append(row)
            return found

        @wraps(query)
        def rows(person: Any) -> list[Any]:
            return by_person().get(person.id, []) if is_at_everybody() else list(query().where(column() == person.id))

        return rows

    return declare

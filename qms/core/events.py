"""What happened, told to those who asked, after it has been kept."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

EVERY = "*"
_listeners: dict[str, list[Callable[..., None]]] = defaultdict(list)


def listen(act_name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Call a function `(record, entry)` after each kept act of that name; EVERY for all acts."""

    def register(listener: Callable[..., None]) -> Callable[..., None]:
        if listener not in _listeners[act_name]:
            _listeners[act_name].append(listener)
        return listener

    return register


def tell(act_name: str, record: Any, entry: Any) -> None:
    """Tell all who asked."""
    for listener in [*_listeners[act_name], *_listeners[EVERY]]:
        listener(record, entry)

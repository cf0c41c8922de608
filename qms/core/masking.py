"""Texts without the words that are kept from a reader: the code and title of a limited document (7.5.3.1 b)."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from qms.core.language import Phrase, _

KEPT_BACK = _("tài liệu hạn chế")


def without(words: frozenset[str], value: Any) -> Any:
    """Give a text, alone or within lists and other wholes, without some words."""
    return _without(_pattern(words), value) if words else value


def holds(words: frozenset[str], text: str) -> bool:
    """Tell whether a text holds one of some words."""
    return bool(words) and _pattern(words).search(text) is not None


@lru_cache(maxsize=128)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first), re.IGNORECASE)


def _without(pattern: re.Pattern[str], value: Any) -> Any:
    if isinstance(value, Phrase):
        clean = pattern.sub(str(KEPT_BACK), str(value))
        return value if clean == str(value) else clean
    if isinstance(value, str):
        return pattern.sub(str(KEPT_BACK), value) if pattern.search(value) else value
    if isinstance(value, dict):
        return {name: _without(pattern, one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_without(pattern, one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _without(pattern, getattr(value, one.name)) for one in fields(value)})
    return value

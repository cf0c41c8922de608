"""What is computed from records is kept as long as nothing can have changed it: until the next act, day or home."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from qms.core import clock, home, trail
from qms.core.language import language

Answer = TypeVar("Answer")


def kept(most: int = 128) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Keep what a function of records answers, in each language; all readers share its answers, so nobody may change them."""

    def declare(function: Callable[..., Answer]) -> Callable[..., Answer]:
        answers: dict[object, Callable[..., Answer]] = {}  # those of one moment alone: older ones are never asked for again

        def in_language(_language: str, *arguments: Any) -> Answer:
            return function(*arguments)

        @wraps(function)
        def answer(*arguments: Any) -> Answer:
            now = _now()
            remembered = answers.get(now)
            if remembered is None:
                remembered = lru_cache(maxsize=most)(in_language)
                answers.clear()
                answers[now] = remembered
            return remembered(language(), *arguments)

        answer.cache_clear = answers.clear  # type: ignore[attr-defined]
        return answer

    return declare


def _now() -> tuple[date, Path, str]:
    return clock.today(), home.records(), trail.last_seal()

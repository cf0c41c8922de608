"""What is computed from records is kept as long as nothing can have changed it: until the next act, day, language or home."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from qms.core import clock, home, trail
from qms.core.language import language

Answer = TypeVar("Answer")


def kept(most: int = 128) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Keep what a function of records answers; its answers are shared by all readers, so nobody may change them."""

    def declare(function: Callable[..., Answer]) -> Callable[..., Answer]:
        @lru_cache(maxsize=most)
        def remembered(_as_of: object, *arguments: Any) -> Answer:
            return function(*arguments)

        @wraps(function)
        def answer(*arguments: Any) -> Answer:
            return remembered(_now(), *arguments)

        answer.cache_info, answer.cache_clear = remembered.cache_info, remembered.cache_clear  # type: ignore[attr-defined]
        return answer

    return declare


def _now() -> tuple[str, date, Path, str]:
    return language(), clock.today(), home.records(), trail.last_seal()

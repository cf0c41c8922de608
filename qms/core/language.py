"""Words in the reader's language. The Vietnamese text is the source; English comes from the catalogue.

A phrase is translated when it is read, not when it is made: the same refusal is a Vietnamese sentence for one
reader and an English one for another.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = "vi"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
CATALOGUES = Path(__file__).parent.parent / "translations"

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


class Phrase:
    """A sentence with its values, translated each time it is turned into text."""

    def __init__(self, text: str, values: dict[str, Any] | None = None) -> None:
        self.text = text
        self.values = values or {}

    def __str__(self) -> str:
        words = translated(self.text)
        return words % self.values if self.values else words

    def __repr__(self) -> str:
        return f"Phrase({self.text!r})"

    def __mod__(self, values: dict[str, Any]) -> "Phrase":
        return Phrase(self.text, values)

    def lower_first(self) -> str:
        """Give the text with a small first letter, for use inside a sentence."""
        words = str(self)
        return words[:1].lower() + words[1:]


def _(text: str, **values: Any) -> Phrase:
    """Mark a Vietnamese source text for translation."""
    return Phrase(text, values)


def language() -> str:
    """Tell which language the reader reads."""
    return _language.get()


def read_in(code: str) -> None:
    """Set the reader's language for the rest of this request."""
    _language.set(code if code in LANGUAGES else SOURCE)


@contextmanager
def reading(code: str) -> Iterator[None]:
    """Read in a language for a while."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def translated(text: str) -> str:
    """Translate a source text into the reader's language."""
    return text if not text or language() == SOURCE else _catalogue(language()).gettext(text)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("messages", CATALOGUES, [code], fallback=True)

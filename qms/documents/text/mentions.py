"""What a text mentions: laws and circulars by their numbers, other documents and forms by their codes, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qms.core.vietnamese import fold

_DASHES = str.maketrans("‐‑‒–—−", "------")
_ISSUER = r"(?:[^\W\d_]+\d*|\d+[^\W\d_]+)"  # QĐ, TTg, QH15, TTLT
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(\d{{1,5}}(?:\.\d{{1,4}})?)\s?/\s?(?:(\d{{4}})\s?/\s?)?([A-ZĐ]{_ISSUER}?(?:\s?-\s?{_ISSUER}){{0,6}})(?![\w/])"
    rf"|(?<![\w/.,-])(\d{{1,5}})-([A-ZĐ]{{2,4}})\s?/\s?([A-ZĐ]{_ISSUER})(?![\w/])"
)
_CODE = re.compile(r"(?<![\w./-])(?:QT|CS|ST|CB)[-.](?:[A-Z]{1,6}[-.])?\d{2,3}(?![\w]|[-.]\d)")
_FORM = re.compile(r"(?<![\w./-])BM[-.][A-Z0-9.-]{0,40}\d(?!\w)")
FORMS_SECTION = re.compile(r"^##\s.*\bbieu mau\b")


@dataclass(frozen=True)
class Mention:
    """Something named in a text: as it is written, by the key that finds it, in which line."""

    written: str
    key: str
    line: int


def number_key(number: str) -> str:
    """Give the key by which a number is found, however it is typed: 3/2025/tt-vpcp is 03/2025/TT-VPCP."""
    plain = re.sub(r"\s+", "", fold(number.translate(_DASHES)))
    return re.sub(r"^0+(?=\d)", "", plain)


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> tuple[Mention, ...]:
    """List the numbers of laws, decrees, decisions and circulars; kept, because the texts in force are read over and over."""
    return tuple(Mention(found, number_key(found), line) for line, found in _found(_NUMBER, text.translate(_DASHES)))


def codes_in(text: str) -> list[Mention]:
    """List the codes of documents of the house; a form's code is not its procedure's."""
    return [Mention(found, found.upper(), line) for line, found in _found(_CODE, text)]


def forms_in(text: str) -> list[Mention]:
    """List the codes of forms."""
    return [Mention(found, found.upper(), line) for line, found in _found(_FORM, text)]


def listed_forms(text: str) -> dict[str, tuple[str, int]]:
    """Read the list of forms: title and line by code."""
    listed: dict[str, tuple[str, int]] = {}
    inside = False
    for line, content in enumerate(text.splitlines(), 1):
        if content.startswith("## "):
            inside = bool(FORMS_SECTION.match(fold(content)))
        found = _FORM.search(content) if inside and content.lstrip().startswith("|") else None
        if found:
            rest = content[found.end() :].strip().strip("|").split("|")[0]
            listed.setdefault(found[0].upper(), (rest.strip(" *_"), line))
    return listed


def names_in(text: str, name: str) -> list[Mention]:
    """List where a name stands, such as “Luật Dân quân tự vệ 2019”, whatever its marks and letter cases."""
    key = fold(name)
    sought = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    return [Mention(name, key, line) for line, content in enumerate(_folded(text), 1) if key in content and sought.search(content)]


@lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(line) for line in text.splitlines())


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for line, content in enumerate(text.splitlines(), 1):
        for match in pattern.finditer(content):
            yield line, match[0]

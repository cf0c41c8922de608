"""A rendered text in its passages, so that a remark can name one and find it again after the text was edited."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from html.parser import HTMLParser

QUOTED = 80
_VOID = {"br", "hr"}
_ALIKE = 0.6


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, list or table: where it stands, its HTML just as it was rendered, its words."""

    place: int
    html: str
    text: str

    @property
    def quote(self) -> str:
        """Give its first words."""
        return self.text[:QUOTED]


class _Splitter(HTMLParser):
    """Finds where the outermost elements end; the HTML between is passed on untouched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.starts = [0, *(found.end() for found in re.finditer("\n", html))]
        self.depth, self.ends, self.words = 0, list[int](), list[list[str]]([[]])

    def _at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def _close(self, end: int) -> None:
        self.ends.append(end)
        self.words.append([])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.depth += 1
        elif self.depth == 0:
            self._close(self._at() + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1
        if self.depth == 0:
            self._close(self._at() + len(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self.words[-1].append(data)


@lru_cache(maxsize=64)
def passages_of(html: str) -> tuple[Passage, ...]:
    """Split clean HTML into its outermost passages; put together again they are the same HTML."""
    splitter = _Splitter(html)
    splitter.feed(html)
    splitter.close()
    ends = [*splitter.ends[:-1], len(html)]
    begins = [0, *ends[:-1]]
    texts = [" ".join(" ".join(words).split()) for words in splitter.words]
    return tuple(Passage(place, html[a:b], text) for place, (a, b, text) in enumerate(zip(begins, ends, texts, strict=False), 1))


def found_again(passages: tuple[Passage, ...], place: int, quote: str) -> Passage | None:
    """Find the passage a remark was about: the same words nearest to its old place, else the most alike, else none."""
    same = [passage for passage in passages if passage.quote == quote]
    if same:
        return min(same, key=lambda passage: abs(passage.place - place))
    likeness = [(SequenceMatcher(None, passage.quote, quote, False).ratio(), -abs(passage.place - place), passage) for passage in passages]
    best = max(likeness, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def line_of(text: str, quote: str) -> int | None:
    """Give the number of the line of Markdown that a passage's first words come from."""
    wanted = _key(quote)
    best, length = None, 0
    for number, line in enumerate(text.splitlines(), 1):
        for key in {_key(line), _key(re.sub(r"^\s*\d+[.)]\s", "", line))}:
            shared = min(len(key), len(wanted))
            if key[:shared] == wanted[:shared] and shared > length:
                best, length = number, shared
    return best


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

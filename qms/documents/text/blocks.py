"""A rendered text as a row of blocks – headings, paragraphs, list items, table rows – each of words with their marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_KINDS = {"p": "paragraph", "pre": "code", "dt": "term", "dd": "paragraph", "hr": "rule", "tr": "row", "li": "item", "summary": "paragraph"}
_MARKS = {"strong": "strong", "em": "em", "code": "code", "del": "struck", "sup": "raised"}
_HEADING = re.compile(r"h([1-6])$")


@dataclass(frozen=True)
class Word:
    """A word, a mark of punctuation or a space, with its marks: strong, em, code, struck, raised."""

    text: str
    marks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Give what makes two words the same."""
        return "\1".join((self.text, *self.marks))


@dataclass(frozen=True)
class Block:
    """A heading (level 1–6), paragraph, list item (level = depth), table row (one cell or more), term, line of code or rule."""

    kind: str
    level: int
    cells: tuple[tuple[Word, ...], ...]
    marker: str = ""  # of a list item: "•" or its number
    is_head: bool = False  # a row of column names
    table: int = 0

    @property
    def text(self) -> str:
        """Give its words; cells parted by a bar."""
        return " | ".join("".join(word.text for word in cell) for cell in self.cells)

    @property
    def key(self) -> str:
        """Give what makes two blocks the same; the number of a list item or table is not part of it."""
        return "\2".join((self.kind, str(self.level), *("".join(word.key + "\3" for word in cell) for cell in self.cells)))


def blocks_of(html: str) -> list[Block]:
    """Read sanitised HTML into its blocks; no visible word is lost."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.open = Block("paragraph", 0, ())
        self.cells: list[list[Word]] = [[]]
        self.marks: list[str] = []
        self.lists: list[int | None] = []  # the number of each open list's last item; None for bullets
        self.tables = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        heading = _HEADING.match(tag)
        if heading:
            self.begin(Block("heading", int(heading[1]), ()))
        elif tag in {"ul", "ol"}:
            self.end_block()
            self.lists.append(None if tag == "ul" else int(dict(attrs).get("start") or 1) - 1)
        elif tag == "li":
            self.begin(Block("item", len(self.lists), (), self.next_marker()))
        elif tag == "table":
            self.end_block()
            self.tables += 1
        elif tag == "tr":
            self.begin(Block("row", 0, (), table=self.tables), cells=0)
        elif tag in {"td", "th"}:
            self.cells.append([])
            self.open = replace(self.open, is_head=tag == "th" and (self.open.is_head or len(self.cells) == 1))
        elif tag == "p" and self.open.kind == "item" and not self.words:
            return  # the first paragraph of an item is the item
        elif tag in _KINDS:
            self.begin(Block(_KINDS[tag], len(self.lists), ()))
        else:
            self.inline(tag, dict(attrs))

    def inline(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _MARKS:
            self.marks.append(_MARKS[tag])
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "img":
            self.handle_data(f"[{attributes.get('alt') or attributes.get('src') or ''}]")

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS and _MARKS[tag] in self.marks:
            self.marks.reverse()
            self.marks.remove(_MARKS[tag])
            self.marks.reverse()
        elif tag in {"ul", "ol"}:
            self.end_block()
            self.lists[-1:] = []
        elif tag in _KINDS or _HEADING.match(tag):
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.open.kind == "code":
            lines = data.split("\n")
            for line in lines[:-1]:
                self.add(line)
                self.begin(self.open)
            self.add(lines[-1])
        elif not (self.open.kind == "row" and not self.cells):  # between the cells there are only line ends
            self.add(re.sub(r"\s+", " ", data))

    def add(self, text: str) -> None:
        words = self.cells[-1]
        for part in _WORDS.findall(text):
            if not (part == " " and (not words or words[-1].text == " ")):
                words.append(Word(part, tuple(sorted(set(self.marks)))))

    @property
    def words(self) -> bool:
        return any(word.text.strip() for cell in self.cells for word in cell)

    def next_marker(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "•"
        self.lists[-1] += 1
        return f"{self.lists[-1]}."

    def begin(self, block: Block, cells: int = 1) -> None:
        self.end_block()
        self.open, self.cells = block, [[] for _cell in range(cells)]

    def end_block(self) -> None:
        if self.words or self.open.kind == "rule" or (self.open.kind == "row" and self.cells):
            self.blocks.append(replace(self.open, cells=tuple(_trimmed(cell) for cell in self.cells)))
        self.open, self.cells = Block("paragraph", len(self.lists), ()), [[]]


def _trimmed(words: list[Word]) -> tuple[Word, ...]:
    while words and words[-1].text == " ":
        words.pop()
    return tuple(words)

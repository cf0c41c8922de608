"""The redline: what changed between two texts, on the page as it is read – word by word, table row by row, moved blocks marked.

Blocks are aligned first, as files of lines are; what is left between is paired by the words two blocks share. Two blocks
that share less than 40 % of their words are not one block that changed: the old one stands above the new.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from qms.core.markdown_text import rendered
from qms.core.stories import said_whole
from qms.documents.edition import WRITTEN, Edition
from qms.documents.text import difference
from qms.documents.text.blocks import Block, Word, blocks_of
from qms.documents.text.file_text import SERVICE_LABELS

SHARED = 0.4  # of the words of two blocks, to be one block that changed
MOST_PAIRS = 4000  # blocks of one side times blocks of the other; beyond it they are paired as they stand
FOLDED = 3  # blocks in a row without a change, to be folded on the page
MOVED_WORDS = 3  # shorter blocks are too common to say that they moved


@dataclass(frozen=True)
class Run:
    """Words that stayed (same), came (ins) or went (del), with their marks."""

    how: str
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A block of the redline.

    `what` is same, changed (some of its words), gone, come, left (moved from here) or arrived (moved to here). `change`
    numbers the places that changed: a run of changed blocks is one place, and its first block carries the number.
    """

    what: str
    block: Block
    cells: tuple[tuple[Run, ...], ...]
    change: int = 0


Group = tuple[str, list[Line]]  # the items of a list or the rows of a table together, under their sort


@dataclass(frozen=True)
class Comparison:
    """All that changed from one edition to another: the redline, the facts around the text, the text as it was written."""

    before: Edition | None
    lines: tuple[Line, ...]
    facts: list[tuple[str, str, str]]
    source: list[difference.Row]

    @property
    def count(self) -> int:
        """Count the places of the text that changed."""
        return max((line.change for line in self.lines), default=0)

    @property
    def all_changes(self) -> int:
        """Count what changed in the text and in the facts around it."""
        return self.count + len(self.facts)

    @property
    def stretches(self) -> list[tuple[int, list[Group]]]:
        """Give the page's groups in stretches, each with how many blocks it holds when nothing in it changed, 0 when it is to be seen.

        To be seen is what changed, what stands next to it, and the heading above it.
        """
        groups = [(name, list(group)) for name, group in groupby(self.lines, _sort)]
        seen = _seen(groups)
        found = []
        for is_seen, places in groupby(range(len(groups)), seen.__contains__):
            part = [groups[place] for place in places]
            blocks = sum(len(lines) for _name, lines in part)
            found.append((0 if is_seen or blocks < FOLDED else blocks, part))
        return found


def _seen(groups: list[Group]) -> set[int]:
    seen = set()
    for place, (_name, lines) in enumerate(groups):
        if any(line.what != "same" for line in lines):
            heading = next((above for above in reversed(range(place)) if groups[above][0] == "heading"), place)
            seen |= {heading, place - 1, place, place + 1}
    return seen


def _sort(line: Line) -> str:
    return {"item": "list", "row": "table"}.get(line.block.kind, line.block.kind)


def compare(left: Edition | None, right: Edition) -> Comparison:
    """Compare two editions of a document; all is new when there is no earlier one."""
    before, after = left.body if left else "", right.body
    return Comparison(left, redline(before, after), list(_facts(left, right)) if left else [], difference.rows(before, after))


def _facts(left: Edition, right: Edition) -> Iterator[tuple[str, str, str]]:
    for name in WRITTEN:
        if name == "service":
            yield from _posted(left.service, right.service)
        elif name not in {"text", "reason"}:
            field = Edition._meta.fields[name]
            old, new = (said_whole(field, field.db_value(edition.__data__[name])) for edition in (left, right))
            if old != new:
                yield str(field.verbose_name), old, new


def _posted(old: dict[str, str], new: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for key, label in SERVICE_LABELS.items():
        if old.get(key, "") != new.get(key, ""):
            yield str(label), old.get(key, ""), new.get(key, "")


@lru_cache(maxsize=64)
def redline(before: str, after: str) -> tuple[Line, ...]:
    """Compare two Markdown texts as they are rendered; kept, since what is approved never changes."""
    left, right = blocks_of(rendered(before).html), blocks_of(rendered(after).html)
    return tuple(_numbered(_moves(list(_lines(left, right)))))


def _lines(left: list[Block], right: list[Block]) -> Iterator[Line]:
    for what, a, b, c, d in difference.aligned([block.key for block in left], [block.key for block in right]):
        if what == "equal":
            yield from (_whole("same", block) for block in right[c:d])
        else:
            for old, new in _paired(left[a:b], right[c:d]):
                yield from _compared(old, new)


def _whole(what: str, block: Block) -> Line:
    how = {"same": "same", "come": "ins", "gone": "del"}[what]
    return Line(what, block, tuple(tuple(_runs((how, word) for word in cell)) for cell in block.cells))


def _compared(old: Block | None, new: Block | None) -> Iterator[Line]:
    if old and new and old.key == new.key:
        yield _whole("same", new)
    elif old and new:
        yield Line("changed", new, tuple(tuple(_words(a, b)) for a, b in zip(old.cells, new.cells, strict=True)))
    elif old:
        yield _whole("gone", old)
    elif new:
        yield _whole("come", new)


def _words(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Run]:
    """Compare two blocks' words; a space between two changes goes with them, so that they read as one."""
    told: list[tuple[str, Word]] = []
    went: list[Word] = []
    came: list[Word] = []
    for what, a, b, c, d in [*difference.aligned([word.key for word in old], [word.key for word in new]), ("end", 0, 0, 0, 0)]:
        is_space = what == "equal" and d - c == 1 and new[c].text == " " and bool(went or came)
        if what in {"replace", "insert", "delete"} or is_space:
            went += old[a:b]
            came += new[c:d]
        else:
            told += _change(went, came) + [("same", word) for word in new[c:d]]
            went, came = [], []
    return _runs(told)


def _change(went: list[Word], came: list[Word]) -> list[tuple[str, Word]]:
    kept: list[tuple[str, Word]] = []
    while went and came and went[-1] == came[-1]:
        kept.insert(0, ("same", came.pop()))
        went = went[:-1]
    return [*(("del", word) for word in went), *(("ins", word) for word in came), *kept]


def _runs(words: Iterator[tuple[str, Word]] | list[tuple[str, Word]]) -> Iterator[Run]:
    run: Run | None = None
    for how, word in words:
        if run and (run.how, run.marks) == (how, word.marks):
            run = replace(run, text=run.text + word.text)
        else:
            if run:
                yield run
            run = Run(how, word.text, word.marks)
    if run:
        yield run


def _paired(old: list[Block], new: list[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Pair the blocks of a stretch in their order, so that the pairs share the most words."""
    shares = [[_share(a, b) for b in new] for a in old] if len(old) * len(new) <= MOST_PAIRS else None
    best = _best(shares, len(old), len(new)) if shares is not None else None
    i = j = 0
    while i < len(old) and j < len(new):
        share = shares[i][j] if shares is not None else _share(old[i], new[j])
        if share >= SHARED and (best is None or best[i][j] == best[i + 1][j + 1] + share):
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best is not None and best[i][j] == best[i][j + 1] != best[i + 1][j]:
            yield None, new[j]
            j += 1
        else:
            yield old[i], None
            i += 1
    yield from ((block, None) for block in old[i:])
    yield from ((None, block) for block in new[j:])


def _best(shares: list[list[float]], olds: int, news: int) -> list[list[float]]:
    best = [[0.0] * (news + 1) for _old in range(olds + 1)]
    for i in reversed(range(olds)):
        for j in reversed(range(news)):
            share = shares[i][j]
            paired = best[i + 1][j + 1] + share if share >= SHARED else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return best


def _share(old: Block, new: Block) -> float:
    """Give which share of their words two blocks have in common; blocks of different sorts have none."""
    if (old.kind, len(old.cells)) != (new.kind, len(new.cells)):
        return 0.0
    a, b = (Counter(word.text for cell in block.cells for word in cell if word.text != " ") for block in (old, new))
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def _moves(lines: list[Line]) -> list[Line]:
    """Say of what went here and came there, word for word, that it moved."""
    gone: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.what == "gone" and len(line.block.text.split()) >= MOVED_WORDS:
            gone.setdefault(line.block.key, []).append(place)
    for place, line in enumerate(lines):
        if line.what == "come" and gone.get(line.block.key):
            lines[gone[line.block.key].pop(0)] = replace(lines[place], what="left", cells=_whole("gone", line.block).cells)
            lines[place] = replace(line, what="arrived")
    return lines


def _numbered(lines: list[Line]) -> Iterator[Line]:
    number, was_changed = 0, False
    for line in lines:
        is_first = line.what != "same" and not was_changed
        number, was_changed = number + is_first, line.what != "same"
        yield replace(line, change=number) if is_first else line

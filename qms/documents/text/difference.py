"""The side-by-side difference of two texts, line by line, with long unchanged stretches folded away."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2
MOST_WORK = 10_000_000  # steps; a text of many equal lines would take hours


@dataclass(frozen=True)
class Row:
    """One row: what stood on the left, what stands on the right, and what happened to it."""

    what: str  # same, changed, gone, come, skipped
    left: str
    right: str


def rows(before: str, after: str) -> list[Row]:
    """Compare two texts."""
    left, right = _lines(before), _lines(after)
    found: list[Row] = []
    blocks = aligned(left, right)
    for place, (what, a, b, c, d) in enumerate(blocks):
        if what == "equal":
            found += _same(left[a:b], place == 0, place == len(blocks) - 1)
        else:
            found += _changed(left[a:b], right[c:d])
    return found


def _shared(left: list[str], right: list[str]) -> int:
    """Count the lines two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def aligned(left: list[str], right: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Align two texts; a middle that would take too long to align is one change."""
    head = _shared(left, right)
    tail = _shared(left[head:][::-1], right[head:][::-1])
    a, b = left[head : len(left) - tail], right[head : len(right) - tail]
    blocks = [("equal", 0, head, 0, head)] if head else []
    if a or b:
        middle = [("replace", 0, len(a), 0, len(b))] if _work(a, b) > MOST_WORK else SequenceMatcher(None, a, b, False).get_opcodes()
        blocks += [(what, head + i, head + j, head + k, head + m) for what, i, j, k, m in middle]
    return [*blocks, ("equal", len(left) - tail, len(left), len(right) - tail, len(right))] if tail else blocks


def _work(left: Sequence[str], right: Sequence[str]) -> int:
    often = Counter(right)
    return (len(left) + sum(often[line] for line in left)) * min(len(left), len(right))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _same(lines: list[str], first: bool, last: bool) -> list[Row]:
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(lines) <= head + tail + 1:
        return [Row("same", line, line) for line in lines]
    shown = [Row("same", line, line) for line in lines]
    skipped = Row("skipped", str(len(lines) - head - tail), "")
    return [*shown[:head], skipped, *shown[len(lines) - tail :]]


def _changed(left: list[str], right: list[str]) -> list[Row]:
    both = min(len(left), len(right))
    pairs = [Row("changed", a, b) for a, b in zip(left[:both], right[:both], strict=True)]
    return [*pairs, *(Row("gone", line, "") for line in left[both:]), *(Row("come", "", line) for line in right[both:])]

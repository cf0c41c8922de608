"""Word's automatic numbers, counted again: “5.2.1”, “a)”, a bullet."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from qms.exchange.styles import value, w, whole

_PLAIN_NUMBER = re.compile(r"%(\d)[.)]?")
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip


@dataclass(frozen=True)
class Marker:
    """What stands before a list's item: nothing but a bullet, a plain count, or a written number."""

    text: str
    count: int = 0

    @property
    def is_bullet(self) -> bool:
        """Tell whether it is a bullet."""
        return not self.text

    @property
    def is_plain(self) -> bool:
        """Tell whether Markdown's own count says it."""
        return bool(self.count)


class Numbering:
    """The lists of a file with the state of their counters."""

    def __init__(self, root: Any) -> None:
        abstract = {} if root is None else {one.get(w("abstractNumId")): one for one in root.findall(w("abstractNum"))}
        numbers = [] if root is None else root.findall(w("num"))
        self._lists = {one.get(w("numId")): (value(one, "abstractNumId") or "", one) for one in numbers}
        self._levels = {name: {lvl.get(w("ilvl")): lvl for lvl in one.findall(w("lvl"))} for name, one in abstract.items()}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def next(self, number: str, depth: int) -> Marker | None:
        """Count one more item of a list; None when the file does not say what the list is."""
        name, one = self._lists.get(number, ("", None))
        levels = self._levels.get(name)
        if not levels or str(depth) not in levels:
            return None if not levels else Marker("")
        self._begin(number, name, one)
        counts = self._counts[name]
        counts[depth] = counts.get(depth, self._start(name, depth) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return self._marker(name, depth)

    def _begin(self, number: str, name: str, one: Any) -> None:
        if number in self._begun:
            return
        self._begun.add(number)
        for override in one.findall(w("lvlOverride")):
            start = value(override, "startOverride")
            if start:
                self._counts[name][whole(override.get(w("ilvl")), 0)] = whole(start, 1) - 1

    def _start(self, name: str, depth: int) -> int:
        return whole(value(self._levels[name].get(str(depth)), "start"), 1)

    def _marker(self, name: str, depth: int) -> Marker:
        level = self._levels[name][str(depth)]
        text, form = value(level, "lvlText") or "", value(level, "numFmt") or "decimal"
        if form in {"bullet", "none"} or "%" not in text:
            return Marker("" if form in {"bullet", "none"} else text)
        shown = re.sub(r"%(\d)", lambda found: self._written(name, int(found[1]) - 1), text)
        is_plain = form == "decimal" and _PLAIN_NUMBER.fullmatch(text) and text[1] == str(depth + 1)
        return Marker(shown, self._counts[name][depth] if is_plain else 0)

    def _written(self, name: str, depth: int) -> str:
        form = value(self._levels[name].get(str(depth)), "numFmt") or "decimal"
        return written(self._counts[name].get(depth, self._start(name, depth)), form)


def written(number: int, form: str) -> str:
    """Write a number in one of Word's forms."""
    if form.endswith("Letter") and number > 0:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 % 30 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman"):
        roman, rest = "", max(number, 0) % 4000
        for worth, letter in _ROMAN:
            roman, rest = roman + letter * (rest // worth), rest % worth
        return roman.upper() if form.startswith("upper") else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)

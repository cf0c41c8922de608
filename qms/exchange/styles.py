"""How a Word file says things look: a run's font and weight, a paragraph's level and list, by direct marks and by styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_HEADING = re.compile(r"(?:heading|tiêu đề|mục)\s*(\d)$", re.IGNORECASE)

_LIST = re.compile(r"list (?:bullet|number) (\d)")

MOST_ANCESTORS = 20


def w(name: str) -> str:
    """Give a name in Word's namespace."""
    return W + name


def value(parent: Any, name: str, attribute: str = "val") -> str | None:
    """Give the attribute of a child element; None when the child is not there."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(w(attribute), "")


def whole(text: str | None, otherwise: int) -> int:
    """Read a small whole number as a file gives it."""
    return int(text[:6]) if text and text.isascii() and text.isdigit() else otherwise


@dataclass(frozen=True)
class Look:
    """How a run looks, as far as Markdown can say it; `font` names it when it may be one from before Unicode."""

    font: str = ""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    capitals: bool = False
    hidden: bool = False
    raised: bool = False


class Styles:
    """The styles of a file."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.findall(w("style"))
        self._by_id = {style.get(w("styleId"), ""): style for style in found}
        self._plain = next((s.get(w("styleId")) for s in found if s.get(w("type")) == "paragraph" and s.get(w("default")) == "1"), "")
        self._defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")

    def chain(self, style: str | None) -> Iterator[Any]:
        """Go from a style to what it is based on; a circle ends."""
        seen: set[str] = set()
        while style and style in self._by_id and style not in seen and len(seen) < MOST_ANCESTORS:
            seen.add(style)
            yield self._by_id[style]
            style = value(self._by_id[style], "basedOn")

    def name(self, paragraph: Any) -> str:
        """Name the style of a paragraph in small letters, as Word names it in English."""
        style = next(self.chain(value(paragraph.find(w("pPr")), "pStyle")), None)
        return (value(style, "name") or "").lower()

    def level(self, paragraph: Any) -> int:
        """Give a heading's level, 0 for what is no heading."""
        own = paragraph.find(w("pPr"))
        outline = value(own, "outlineLvl")
        for style in self.chain(value(own, "pStyle")):
            named = _HEADING.search(value(style, "name") or "")
            if named:
                return min(int(named[1]), 5) or 1
            outline = outline or value(style.find(w("pPr")), "outlineLvl")
        level = whole(outline, 9)
        return level + 1 if level < 5 else 0

    def numbering(self, paragraph: Any) -> tuple[str, int] | None:
        """Give a paragraph's list and depth, from itself or its style."""
        own = paragraph.find(w("pPr"))
        for place, marks in enumerate([own, *(style.find(w("pPr")) for style in self.chain(value(own, "pStyle")))]):
            listed = None if marks is None else marks.find(w("numPr"))
            number = value(listed, "numId")
            if number is not None:
                depth = value(listed, "ilvl") or ("" if place == 0 else str(max(self.level(paragraph) - 1, 0)))
                return None if number == "0" else (number, max(whole(depth, 0), self._depth_by_name(paragraph)))
        return None

    def _depth_by_name(self, paragraph: Any) -> int:
        """Give the depth that Word's own styles name: “List Bullet 2” stands one deeper."""
        named = _LIST.fullmatch(self.name(paragraph))
        return int(named[1]) - 1 if named else 0

    def look(self, run_marks: Any, paragraph: Any) -> Look:
        """Give how a run looks: by its own marks, else its style's, the paragraph's style's, the file's."""
        style = value(paragraph.find(w("pPr")), "pStyle") or self._plain
        sources = [run_marks, *self._marks(value(run_marks, "rStyle")), *self._marks(style), self._defaults]
        return _Marks([source for source in sources if source is not None]).look

    def _marks(self, style: str | None) -> list[Any]:
        return [one.find(w("rPr")) for one in self.chain(style)]


class _Marks:
    """Run properties in order of precedence."""

    def __init__(self, sources: list[Any]) -> None:
        self._sources = sources

    def _is(self, name: str) -> bool:
        found = next((source.find(w(name)) for source in self._sources if source.find(w(name)) is not None), None)
        return found is not None and found.get(w("val"), "1") not in _OFF

    @cached_property
    def look(self) -> Look:
        """Give the first word on each property."""
        return Look(
            self._font(),
            self._is("b"),
            self._is("i"),
            self._is("strike") or self._is("dstrike"),
            self._is("caps"),
            self._is("vanish"),
            next((value(s, "vertAlign") for s in self._sources if value(s, "vertAlign") is not None), "") == "superscript",
        )

    def _font(self) -> str:
        for source in self._sources:
            fonts = source.find(w("rFonts"))
            if fonts is not None and (fonts.get(w("hAnsiTheme")) or fonts.get(w("asciiTheme"))):
                return ""
            if fonts is not None and (fonts.get(w("hAnsi")) or fonts.get(w("ascii"))):
                return fonts.get(w("hAnsi")) or fonts.get(w("ascii"))
        return ""

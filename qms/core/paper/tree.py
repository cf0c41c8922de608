"""Safe HTML as a small tree of plain values: what a page of paper can show, and nothing else.

A node is a text, or a mapping whose `t` says what it is: strong em del sub sup code link br box img within a line;
h p list table quote pre rule terms notes as blocks. The tree is given to Typst as JSON, so nothing in it is markup.
"""

import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from qms.core.paper.glyphs import BOXES, printable
from qms.core.paper.pictures import sound, width_of
from qms.core.paper.tables import table

Node = str | dict[str, Any]
_INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del", "sub": "sub", "sup": "sup", "code": "code"}
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr", "dl", "div"}
_OTHERS = {"table", "blockquote", "pre", "dl", "hr"}
_BOX = re.compile("([" + "".join(BOXES) + "])")
_LIST_BOX = re.compile(r"^\s*\[([ xX])\]\s+")


class _Reader:
    """Reads one text; holds the pictures that may be shown, by their address."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self.pictures = pictures

    def blocks(self, tag: Tag) -> list[Node]:
        """Read the blocks of an element; loose text between them becomes a paragraph."""
        found: list[Node] = []
        loose: list[Any] = []
        for child in tag.children:
            if isinstance(child, Tag) and child.name in _BLOCKS:
                found += [*self._paragraph(loose), *self.block(child)]
                loose = []
            else:
                loose.append(child)
        return [*found, *self._paragraph(loose)]

    def block(self, tag: Tag) -> list[Node]:
        """Read one block."""
        name = tag.name
        if name == "p":
            return self._paragraph(list(tag.children))
        if name[0] == "h" and name[1:].isdigit():
            return [{"t": "h", "level": max(1, int(name[1]) - 1), "c": self.line(tag.children)}]
        if name in {"ul", "ol"}:
            return self._list(tag)
        if name == "div" and tag.find("li", id=re.compile("^fn:")):
            return [{"t": "notes", "items": [self.blocks(item) for item in tag.find_all("li", id=re.compile("^fn:"))]}]
        return [self._other(tag)] if name in _OTHERS else self.blocks(tag)

    def _other(self, tag: Tag) -> Node:
        if tag.name == "table":
            return table(tag, self.blocks)
        if tag.name == "blockquote":
            return {"t": "quote", "c": self.blocks(tag)}
        if tag.name == "pre":
            return {"t": "pre", "lines": _lines(tag.get_text())}
        return self._terms(tag) if tag.name == "dl" else {"t": "rule"}

    def _paragraph(self, children: list[Any]) -> list[Node]:
        line = _trimmed(self.line(children))
        return [{"t": "p", "c": line}] if line else []

    def _list(self, tag: Tag) -> list[Node]:
        start = str(tag.get("start", "1"))
        items = [_ticked(self.blocks(item)) for item in tag.find_all("li", recursive=False)]
        return [{"t": "list", "ordered": tag.name == "ol", "start": int(start) if start.isdigit() else 1, "items": items}]

    def _terms(self, tag: Tag) -> dict[str, Any]:
        return {
            "t": "terms",
            "items": [
                {"term": child.name == "dt", "c": self.line(child.children) if child.name == "dt" else self.blocks(child)}
                for child in tag.find_all(["dt", "dd"], recursive=False)
            ],
        }

    def line(self, children: Any) -> list[Node]:
        """Read what stands in a line."""
        found: list[Node] = []
        for child in children:
            if isinstance(child, Tag):
                found += self._within(child)
            elif isinstance(child, NavigableString):
                found += _text(str(child))
        return found

    def _within(self, tag: Tag) -> list[Node]:
        if tag.name == "br":
            return [{"t": "br"}]
        if tag.name == "img":
            return self._picture(tag)
        inner = self.line(tag.children)
        if tag.name in _INLINE:
            return [{"t": _INLINE[tag.name], "c": inner}] if inner else []
        url = str(tag.get("href", "")) if tag.name == "a" else ""
        if url.startswith("#fnref"):
            return []  # the way back from a note leads nowhere on paper
        return [{"t": "link", "url": url, "c": inner}] if url.startswith(("http://", "https://", "mailto:")) and inner else inner

    def _picture(self, tag: Tag) -> list[Node]:
        data, words = sound(self.pictures.get(str(tag.get("src", "")), b"")), str(tag.get("alt", ""))
        return [{"t": "img", "data": data, "alt": printable(words), "width": width_of(data)}] if data else _text(words)


def _text(text: str) -> list[Node]:
    parts = [part for part in _BOX.split(text) if part]
    return [{"t": "box", "on": BOXES[part]} if part in BOXES else printable(part) for part in parts]


def _trimmed(line: list[Node]) -> list[Node]:
    """Take white space off both ends of a line; a line of white space alone is none."""
    if line and isinstance(line[0], str):
        line = [line[0].lstrip(" "), *line[1:]]
    if line and isinstance(line[-1], str):
        line = [*line[:-1], line[-1].rstrip(" \u00a0")]
    return [node for node in line if node != ""]


def _ticked(blocks: list[Node]) -> list[Node]:
    """Turn a leading [ ] or [x] of a list's item into a box."""
    first = blocks[0] if blocks else None
    if isinstance(first, dict) and first["t"] == "p" and first["c"] and isinstance(first["c"][0], str):
        found = _LIST_BOX.match(first["c"][0])
        if found:
            rest = first["c"][0][found.end() :]
            line = [{"t": "box", "on": found[1] != " "}, " " + rest, *first["c"][1:]]
            return [{**first, "c": line}, *blocks[1:]]
    return blocks


def _lines(text: str) -> list[str]:
    return [printable(line) for line in text.rstrip("\n").split("\n")]


def tree_of(html: str, pictures: Mapping[str, bytes] | None = None) -> list[Node]:
    """Read HTML that the sanitiser has passed; pictures are shown only from the bytes given for their address."""
    return _Reader(pictures or {}).blocks(BeautifulSoup(html, "html.parser"))


def words_of(nodes: Any) -> str:
    """Give the bare words of a tree, blocks and cells apart by a space."""
    if isinstance(nodes, str):
        return nodes
    if isinstance(nodes, list):
        return "".join(words_of(node) + ("" if isinstance(node, str) or node.get("t") in _WITHIN else " ") for node in nodes if node)
    inner = nodes.get("c", nodes.get("items", nodes.get("cells", nodes.get("lines", ""))))
    return "\n".join(inner) if nodes.get("t") == "pre" else " ".join(map(words_of, inner)) if "c" not in nodes else words_of(inner)


_WITHIN = {"strong", "em", "del", "sub", "sup", "code", "link", "box", "img"}


def paragraph(text: str, style: str = "", align: str = "") -> dict[str, Any]:
    """Make a paragraph of plain text, in a style of the line such as strong or em, for a letter's own words."""
    line: list[Node] = [printable(text)]
    return {"t": "p", "c": [{"t": style, "c": line}] if style else line, "align": align}


def headings_of(nodes: list[Node]) -> list[tuple[int, str]]:
    """List the headings of a text, each with its level."""
    return [(node["level"], words_of(node["c"]).strip()) for node in nodes if isinstance(node, dict) and node["t"] == "h"]

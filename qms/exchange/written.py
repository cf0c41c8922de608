"""Blocks as the house's Markdown: headings from “##” down, lists four spaces a depth, tables with every row whole."""

import re

from qms.core.language import _
from qms.core.markdown_text import LIMIT_KB
from qms.core.refusals import Missing
from qms.exchange.blocks import Block, Cell, Paragraph, Piece, Table
from qms.exchange.pieces import markdown_of

_LINE_START = re.compile(r"^(#{1,6}|>|[-+](?=\s|$|-)|\d+(?=[.)](?:\s|$)))")
_TYPED_ITEM = re.compile(r"^\s*([-–•▪*+➢])\s+")
_TYPED_HEADING = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+\S")
_ROMAN_HEADING = re.compile(r"^[IVX]{1,5}[.)]\s+\S")
_LONGEST_HEADING = 150
_TOP = 2  # the title stands above: a text's own headings begin one lower


def markdown(blocks: list[Block], notes: dict[str, list[Block]]) -> str:
    """Write blocks and the notes they refer to."""
    parts: list[tuple[str, str]] = []
    for block in blocks:
        kind, text = _written(block, parts[-1][0] if parts else "")
        if text:
            parts.append((kind, text))
    body = "".join(f"{_gap(before, kind)}{text}" for (before, _said), (kind, text) in zip([("", ""), *parts], parts, strict=False))
    used = [f"[^{name}]: {_on_a_line(told)}" for name, told in notes.items() if f"[^{name}]" in body]
    return "\n\n".join([body.strip("\n"), *used])


def _gap(before: str, kind: str) -> str:
    """Lines of one list, or of lists inside each other, stand close; all else stands apart."""
    return "\n" if before and kind and (before.startswith(kind) or kind.startswith(before)) else "\n\n"


def _written(block: Block, before: str) -> tuple[str, str]:
    """Give a block's Markdown, and for a list's item the kinds of the lists it stands in, such as “1-”."""
    if isinstance(block, Table):
        return "", _table(block)
    level = level_of(block)
    if level:
        return "", f"{'#' * (level + _TOP - 1)} {_heading(block)}"
    if block.marker is not None and (block.marker.is_bullet or block.marker.is_plain or block.depth):
        return _item(block, before, _content(block.pieces))
    typed = _TYPED_ITEM.match(block.plain) if block.marker is None else None
    if typed:
        deeper = 1 if typed[1] == "+" and before.startswith("-") else 0
        return _at(before, deeper, "-", "- ", _content(_without(block.pieces, typed.end())))
    number = Piece(f"{block.marker.text} ") if block.marker else Piece("")
    return "", _content([number, *block.pieces])


def level_of(paragraph: Paragraph) -> int:
    """Give a heading's level: by its style, or by how people type one: a number, bold, short."""
    if paragraph.level:
        return paragraph.level
    text = paragraph.plain
    if not paragraph.is_bold or len(text) > _LONGEST_HEADING or "\n" in text:
        return 0
    typed = _TYPED_HEADING.match(text)
    return typed[1].count(".") + 1 if typed else 1 if _ROMAN_HEADING.match(text) else 0


def _heading(paragraph: Paragraph) -> str:
    number = f"{paragraph.marker.text} " if paragraph.marker and paragraph.marker.text else ""
    text = (number + markdown_of(paragraph.pieces, weight=False)).replace("\n", " ")
    return re.sub(r"#+$", lambda found: found[0].replace("#", r"\#"), text)


def _item(block: Paragraph, before: str, content: str) -> tuple[str, str]:
    marker = block.marker
    if marker is None or marker.is_bullet:
        return _at(before, block.depth, "-", "- ", content)
    if marker.is_plain:
        return _at(before, block.depth, "1", f"{marker.count}. ", content)
    return _at(before, block.depth, "-", "- ", f"{_content([Piece(marker.text)])} {content}")


def _at(before: str, depth: int, kind: str, sign: str, content: str) -> tuple[str, str]:
    """Put an item under the lists that are open: never deeper than one below the item before."""
    depth = min(depth, len(before))
    room = " " * (4 * depth)
    return before[:depth] + kind, room + sign + content.replace("\n", f"\n{room}    ")


def _without(pieces: list[Piece], letters: int) -> list[Piece]:
    rest, skipped = [], 0
    blank = len("".join(piece.plain for piece in pieces)) - len("".join(piece.plain for piece in pieces).lstrip())
    for piece in pieces:
        gone = max(0, min(len(piece.plain), letters + blank - skipped))
        skipped += gone
        rest.append(Piece(piece.text[gone:], piece.bold, piece.italic, piece.strike, piece.link, piece.mark))
    return rest


def _content(pieces: list[Piece]) -> str:
    lines = [line.strip() for line in markdown_of(pieces).split("\n")]
    return "  \n".join(_LINE_START.sub(_shown, _entity(line)) for line in lines if line)


def _shown(found: re.Match[str]) -> str:
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def _entity(line: str) -> str:
    return f"&#{ord(line[0])};{line[1:]}" if line[0] in "=:" else line


def _table(table: Table) -> str:
    grid = expanded(table)
    width = max(len(row) for row in grid)
    whole = [row + [""] * (width - len(row)) for row in grid]
    lines = [f"| {' | '.join(row)} |" for row in whole]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


def expanded(table: Table) -> list[list[str]]:
    """Write every cell's text with merged cells taken apart: down is said again, across stays empty."""
    grid: list[list[str]] = []
    letters = 0
    for place, row in enumerate(table.rows):
        line: list[str] = []
        for cell in row:
            above = grid[-1][len(line)] if grid and len(line) < len(grid[-1]) else ""
            text = above if cell.goes_on and not cell.plain else _cell(cell, weight=place > 0)
            line += [text] + [""] * (cell.span - 1)
        grid.append(line)
        letters += sum(map(len, line))
        if letters > LIMIT_KB * 1024:  # a cell said again in thousands of rows
            raise Missing(_("Văn bản dài quá %(n)s KB. Tách thành nhiều tài liệu.", n=LIMIT_KB))
    return grid


def _cell(cell: Cell, weight: bool) -> str:
    text = ""
    for part in [part for block in cell.blocks for part in _cell_parts(block, weight)]:
        text += (" " if not text or text.endswith((";", ".", ":", ",", "!", "?")) else "; ") + part
    return text.strip()


def _cell_parts(block: Block, weight: bool) -> list[str]:
    if isinstance(block, Table):
        return [" / ".join(cell for cell in row if cell) for row in expanded(block)]
    sign = "" if block.marker is None else "– " if block.marker.is_bullet else f"{block.marker.text} "
    return [sign + line.strip() for line in markdown_of(block.pieces, weight).split("\n") if line.strip()]


def _on_a_line(blocks: list[Block]) -> str:
    return " ".join(part for block in blocks for part in _cell_parts(block, weight=True))

"""Pieces of a line: old fonts read, neighbours joined, written as Markdown that shows exactly these letters."""

import re
from dataclasses import replace
from unicodedata import normalize

from qms.core.old_fonts import VNI_MARKS, OldFont, in_unicode
from qms.exchange.blocks import Piece

_SPECIAL = re.compile(r"[\\`*_\[\]|~]")
_AUTOMATIC = re.compile(r"<(?=[^\s<>]+[:@])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_INSIDE_A_WORD = re.compile(r"(?<=[^\W_])\\_(?=[^\W_])")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_IN_ADDRESSES = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": ""})
Raw = tuple[Piece, OldFont | None]


def joined(raw: list[Raw]) -> tuple[list[Piece], int]:
    """Join neighbours that look alike and read old fonts; give the pieces and how many were read from an old font."""
    parts: list[Raw] = []
    for piece, font in raw:
        if not (piece.text or piece.mark):
            continue
        before, same = parts[-1] if parts else (None, None)
        if before and same == font and before.looks_like(piece):
            before.text += piece.text
        else:
            if before and same == font == OldFont.VNI:
                _keep_marks_with_letters(before, piece)
            parts.append((replace(piece), font))
    return _merged([_read(piece, font) for piece, font in parts]), sum(1 for piece, font in parts if font and not piece.text.isascii())


def _keep_marks_with_letters(before: Piece, piece: Piece) -> None:
    if piece.text[:1].lower() in VNI_MARKS and before.text[-1:].lower() in "aeouyôö":
        before.text, piece.text = before.text + piece.text[0], piece.text[1:]


def _read(piece: Piece, font: OldFont | None) -> Piece:
    piece.text = in_unicode(piece.text, font) if font else normalize("NFC", piece.text)
    return piece


def _merged(pieces: list[Piece]) -> list[Piece]:
    whole: list[Piece] = []
    for piece in pieces:
        if whole and whole[-1].looks_like(piece):
            whole[-1].text = normalize("NFC", whole[-1].text + piece.text)
        else:
            whole.append(piece)
    return whole


def escaped(text: str) -> str:
    """Write letters so that Markdown shows them as they are."""
    safe = _INSIDE_A_WORD.sub("_", _SPECIAL.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text)))
    return _AUTOMATIC.sub("&lt;", safe)


def markdown_of(pieces: list[Piece], weight: bool = True) -> str:
    """Write pieces as a line of Markdown; line breaks stay, `weight=False` leaves bold out (headings are bold anyway)."""
    line, end_marked = "", False
    for piece in pieces:
        text = _BLANKS.sub(" ", piece.text)
        if piece.mark or not text.strip():
            line, end_marked = line + (piece.mark or text), False
            continue
        signs = ("**" if piece.bold and weight else "") + ("*" if piece.italic else "") + ("~~" if piece.strike else "")
        if end_marked and not text[0].isspace():
            signs = ""  # two marks that touch would be read as one
        line += _marked(text, signs, piece.link)
        end_marked = bool(signs) and not text[-1].isspace()
    return line.strip()


def _marked(text: str, signs: str, link: str) -> str:
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    core = escaped(text.strip())
    if signs:
        core = "\n".join(f"{signs}{line.strip()}{signs[::-1]}" if line.strip() else "" for line in core.split("\n"))
    return start + (f"[{core}]({_address(link)})" if link else core) + end


def _address(link: str) -> str:
    return link.strip().translate(_IN_ADDRESSES)

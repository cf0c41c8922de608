"""The runs of a Word paragraph as pieces: tracked changes taken one way, fields by their result, pictures as marks."""

import re
from collections.abc import Iterator
from typing import Any

from qms.core.old_fonts import OldFont, old_font
from qms.exchange import findings
from qms.exchange.blocks import Piece
from qms.exchange.figures import ALTERNATES, RELATIONS, Figures, chosen
from qms.exchange.pieces import Raw
from qms.exchange.styles import Look, Styles, w

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NEW, _OLD = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_CAN_BE_RAISED = set("0123456789+-()")
_SIGNS = {0xA8: "☐", 0x6F: "☐", 0xFE: "☑", 0xFC: "✓", 0xFB: "✗", 0xE0: "→", 0xB7: "•", 0xA7: "▪", 0x2D: "-", 0xD8: "➢"}
_FIXED = {w("tab"): " ", w("ptab"): " ", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}


class RunReader:
    """Reads the runs of one file's paragraphs."""

    def __init__(self, figures: Figures, part: str, styles: Styles, is_accepted: bool) -> None:
        self.figures, self.part, self.styles, self.is_accepted = figures, part, styles, is_accepted
        self.found = figures.found
        self._fields: list[list[str]] = []  # open fields: instruction, and whether their result has begun

    def pieces(self, paragraph: Any) -> list[Raw]:
        """Read a paragraph's runs."""
        return list(self._of(paragraph, paragraph, ""))

    def leaves_out(self, element: Any) -> bool:
        """Tell whether a tracked change is not part of the text that was chosen."""
        return element.tag in (_OLD if self.is_accepted else _NEW)

    @property
    def in_contents(self) -> bool:
        """Tell whether a table of contents is being read."""
        return any(field[0].strip().startswith("TOC") for field in self._fields)

    def _of(self, parent: Any, paragraph: Any, link: str) -> Iterator[Raw]:
        for child in parent:
            if child.tag in _NEW | _OLD:
                self.found.count(findings.TRACKED)
                if not self.leaves_out(child):
                    yield from self._of(child, paragraph, link)
            elif child.tag == w("r"):
                yield from self._run(child, paragraph, link)
            elif child.tag == w("hyperlink"):
                yield from self._of(child, paragraph, self._address(child) or link)
            elif child.tag in {_M + "oMath", _M + "oMathPara"}:
                self.found.count(findings.FORMULAS)
                yield Piece("".join(child.itertext(_M + "t"))), None
            elif child.tag in {w("smartTag"), w("sdt"), w("sdtContent"), w("customXml"), w("fldSimple"), w("dir"), w("bdo")}:
                yield from self._of(child, paragraph, link)
            elif child.tag == ALTERNATES:
                yield from self._of(chosen(child), paragraph, link)

    def _address(self, hyperlink: Any) -> str:
        _kind, target = self.figures.package.targets(self.part).get(hyperlink.get(f"{RELATIONS}id", ""), ("", ""))
        return target if target.startswith(("http://", "https://", "mailto:")) else ""

    def _run(self, run: Any, paragraph: Any, link: str) -> Iterator[Raw]:
        look = self.styles.look(run.find(w("rPr")), paragraph)
        if look.hidden:
            self.found.count(findings.HIDDEN, bool("".join(run.itertext(w("t"))).strip()))
            return
        for child in run:
            yield from self._inside(child, look, link)

    def _inside(self, child: Any, look: Look, link: str) -> Iterator[Raw]:
        if child.tag in {w("t"), w("delText")}:
            if not self._in_instruction:
                yield self._text(child, look, link or self._field_link())
        elif child.tag == w("fldChar"):
            self._field(child.get(w("fldCharType")))
        elif child.tag == w("instrText"):
            if self._fields:
                self._fields[-1][0] += child.text or ""
        elif child.tag in _FIXED:
            yield Piece(_FIXED[child.tag]), None
        elif child.tag == w("br"):
            yield Piece("\n" if child.get(w("type")) in {None, "textWrapping"} else " "), None
        elif child.tag == w("sym"):
            yield self._sign(child)
        elif child.tag == ALTERNATES:
            for inner in chosen(child):
                yield from self._inside(inner, look, link)
        else:
            yield from self._figure(child)

    @property
    def _in_instruction(self) -> bool:
        return any(field[1] == "" for field in self._fields)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_link(self) -> str:
        found = [_LINK.search(field[0]) for field in self._fields]
        return next((one[1] for one in found if one and one[1].startswith(("http", "mailto:"))), "")

    def _text(self, element: Any, look: Look, link: str) -> Raw:
        text = element.text or ""
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" \t\n\r")
        font = old_font(look.font)
        if look.raised and text.strip():
            can_be_said = set(text.strip()) <= _CAN_BE_RAISED
            self.found.count(findings.RAISED, not can_be_said)
            text = text.translate(_RAISED) if can_be_said else text
        if look.capitals:
            text, font = (text, OldFont.TCVN3_CAPITALS) if font == OldFont.TCVN3 else (text.upper(), font)
        return Piece(text, look.bold, look.italic, look.strike, link), font

    def _sign(self, element: Any) -> Raw:
        code = element.get(w("char"), "")
        number = int(code[-2:], 16) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else 0
        self.found.count(findings.SIGNS, number not in _SIGNS)
        return Piece(_SIGNS.get(number, "▯")), None

    def _figure(self, element: Any) -> Iterator[Raw]:
        if element.tag in {w("footnoteReference"), w("endnoteReference")}:
            kind = "" if element.tag == w("footnoteReference") else "c"
            yield Piece("", mark=f"[^{kind}{element.get(w('id'))}]"), None
        elif element.tag == w("commentReference"):
            self.found.count(findings.COMMENTS)
        elif element.tag == w("object"):
            self.found.count(findings.OBJECTS)
        elif element.tag in {w("drawing"), w("pict")}:
            for mark in self.figures.marks(element, self.part):
                yield Piece("", mark=mark), None

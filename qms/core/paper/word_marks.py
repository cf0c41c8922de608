"""The pieces of a Word file that python-docx has no words for: fields, lists, repeated heads, a word across the page."""

import re
import zipfile
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVELS = 9
_ID = re.compile(r"[^A-Za-z0-9]")


def set_value(element: Any, name: str, value: str = "") -> Any:
    """Append a child such as w:tblHeader to an element, with a w:val where one is given."""
    child = OxmlElement(name)
    if value:
        child.set(qn("w:val"), value)
    element.append(child)
    return child


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """Add a field that Word counts itself, such as PAGE."""
    _mark(paragraph, "begin")
    set_value(paragraph.add_run()._r, "w:instrText").text = f" {instruction} "
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def new_list(document: Document, ordered: bool, start: int) -> int:
    """Make a list of its own, counting from a number; give what its items name."""
    numbering = document.part.numbering_part.element
    abstract = str(len(numbering.findall(qn("w:abstractNum"))) + 100)
    levels = "".join(_level(level, ordered, start if level == 0 else 1) for level in range(_LEVELS))
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    numbering.insert(len(numbering) if first is None else list(numbering).index(first), made)
    return int(numbering.add_num(int(abstract)).numId)


def _level(level: int, ordered: bool, start: int) -> str:
    kind, text = ("decimal", f"%{level + 1}.") if ordered else ("bullet", "–" if level % 2 == 0 else "+")
    left = 567 * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr></w:lvl>'
    )


def put_in_list(paragraph: Any, number: int, level: int) -> None:
    """Make a paragraph an item of a list, at a depth."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = min(level, _LEVELS - 1)
    properties.get_or_add_numId().val = number


def repeat_as_head(row: Any) -> None:
    """Repeat a table's row on each page."""
    set_value(row._tr.get_or_add_trPr(), "w:tblHeader", "true")


def keep_whole(row: Any) -> None:
    """Keep a table's row on one page."""
    set_value(row._tr.get_or_add_trPr(), "w:cantSplit", "true")


def rule_below(paragraph: Any, width: float) -> None:
    """Draw a short line below a paragraph, in its middle; the width is in millimetres."""
    line = paragraph.insert_paragraph_before("", style="Table Text")
    paragraph._p.addnext(line._p)
    line.alignment = paragraph.alignment
    shape = (
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="width:{width:.1f}mm;height:.6pt" '
        'fillcolor="black" stroked="f"/></w:pict>'
    )
    line.add_run()._r.append(parse_xml(shape))
    line.paragraph_format.line_spacing = Pt(4)


def contents(place: Any, headings: list[tuple[int, str]], depth: int) -> None:
    """Write a list of contents that Word counts anew when the file is opened; until then it names the headings without pages."""
    told = [(level, words) for level, words in headings if level <= depth] or [(1, "")]
    for number, (level, words) in enumerate(told):
        paragraph = place.add_paragraph(style="Body Text")
        paragraph.paragraph_format.left_indent = Mm(6 * (level - 1))
        if number == 0:
            _mark(paragraph, "begin").set(qn("w:dirty"), "true")
            set_value(paragraph.add_run()._r, "w:instrText").text = f' TOC \\o "1-{depth}" \\h \\z \\u '
            _mark(paragraph, "separate")
        paragraph.add_run(words)
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> Any:
    mark = set_value(paragraph.add_run()._r, "w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def across_the_page(paragraph: Any, word: str) -> None:
    """Lay a big pale word across every page, from a paragraph of the header, as Word's own watermarks do."""
    safe = word.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    name = "watermark" + _ID.sub("", word)
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
            '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
            '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
            '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
            '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
            f'</v:shapetype><v:shape id="{name}" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:480pt;'
            "height:80pt;rotation:310;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
            'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">'
            f'<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" string="{safe}"/></v:shape></w:pict>'
        )
    )


def same_every_time(data: bytes) -> bytes:
    """Give the file with the moments taken out of its parts, so that the same content has the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()

"""A tree of text written into a Word file with real headings, lists and tables."""

from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt

from qms.core.paper import word_marks

_SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_BOX = {True: "☑", False: "☐"}
_SIGNS = "Segoe UI Symbol"  # has the boxes that Times New Roman lacks
_NARROWEST = 9  # millimetres, of which Word keeps nearly four white
_FLAT = {"rule", "pre", "notes", "terms", "quote"}


class Writer:
    """Writes blocks into a place: the document or a cell."""

    def __init__(self, document: Document, width: float) -> None:
        self.document = document
        self.width = width  # of the text, in millimetres
        self._styles = {style.name: style.style_id for style in document.styles}

    def blocks(self, place: Any, nodes: list[Any], small: bool = False, style: str = "") -> None:
        """Write blocks one after the other."""
        for node in nodes:
            self._block(place, node, small, style)

    def paragraph(self, place: Any, style: str) -> Any:
        """Add a paragraph of a style; python-docx would look through all styles for each."""
        made = place.add_paragraph()
        made._p.style = self._styles[style]
        return made

    def _block(self, place: Any, node: dict[str, Any], small: bool, style: str) -> None:
        kind = node["t"]
        if kind == "h":
            self.line(self.paragraph(place, f"Heading {min(node['level'], 5)}"), node["c"])
        elif kind == "list":
            self._list(place, node, 0, small)
        elif kind == "table":
            self.table(place, node)
        elif kind in _FLAT:
            self._flat(place, node, small)
        else:
            self._paragraph(place, node, small, style)

    def _paragraph(self, place: Any, node: dict[str, Any], small: bool, style: str) -> Any:
        paragraph = self.paragraph(place, style or ("Table Text" if small else "Body Text"))
        if node.get("align") in _SIDES:
            paragraph.alignment = _SIDES[node["align"]]
        self.line(paragraph, node.get("c", []))
        return paragraph

    def _flat(self, place: Any, node: dict[str, Any], small: bool) -> None:
        kind = node["t"]
        if kind == "quote":
            self.blocks(place, node["c"], small, "Quote")
        elif kind == "notes":
            self._list(place, {"ordered": True, "start": 1, "items": node["items"]}, 0, True)
        elif kind == "terms":
            for item in node["items"]:
                if item["term"]:
                    self._paragraph(place, {"c": [{"t": "strong", "c": item["c"]}]}, small, "")
                else:
                    self.blocks(place, item["c"], small, "Quote")
        elif kind == "pre":
            lines = [part for text in node["lines"] for part in (text, {"t": "br"})][:-1]
            self._paragraph(place, {"c": lines, "align": "left"}, small, "")
        else:
            self._paragraph(place, {"c": ["* * *"], "align": "center"}, small, "")

    def _list(self, place: Any, node: dict[str, Any], depth: int, small: bool) -> None:
        number = word_marks.new_list(self.document, node["ordered"], node["start"])
        for item in node["items"]:
            first = True
            for block in item:
                if block["t"] == "list":
                    self._list(place, block, depth + 1, small)
                    continue
                if block["t"] != "p":
                    self._block(place, block, small, "")
                    continue
                paragraph = self._paragraph(place, block, small, "Table Text" if small else "List Paragraph")
                if first:
                    word_marks.put_in_list(paragraph, number, depth)
                else:
                    paragraph.paragraph_format.left_indent = Cm(depth + 1)
                first = False

    def table(self, place: Any, node: dict[str, Any]) -> Any:
        """Write a table: lines around every cell, merged cells merged, head rows on every page."""
        table = place.add_table(node["rows"], node["columns"])
        table.style = "Table Grid"
        table.autofit = False
        widths = self._shared(node["widths"])
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        cells = table._cells  # asked once: python-docx counts them all anew for each question
        for cell in node["cells"]:
            place, last = (cells[y * node["columns"] + x] for x, y in _corners(cell))
            merged = place.merge(last) if last is not place else place
            merged.width = Mm(sum(widths[cell["x"] : cell["x"] + cell["colspan"]]))
            self._cell(merged, cell, cell["y"] < node["head"])
        for y, row in enumerate(table.rows):
            word_marks.keep_whole(row)
            if y < node["head"]:
                word_marks.repeat_as_head(row)
        return table

    def _shared(self, weights: list[float]) -> list[float]:
        """Share the width of the text among columns, none so narrow that a short word breaks."""
        least = min(_NARROWEST, self.width / len(weights))
        spare, whole = self.width - least * len(weights), sum(weights) or 1
        return [least + spare * weight / whole for weight in weights]

    def _cell(self, place: Any, cell: dict[str, Any], is_head: bool) -> None:
        for empty in list(place.paragraphs):
            empty._p.getparent().remove(empty._p)
        align = "center" if is_head else cell["align"]
        content = [{**block, "align": align} if block["t"] == "p" else block for block in cell["c"]]
        self.blocks(place, content, True, "Table Head" if is_head else "")
        if not content or content[-1]["t"] == "table":
            self.paragraph(place, "Table Text")  # a cell without a last paragraph is no sound file

    def line(self, paragraph: Any, nodes: list[Any], **style: bool) -> None:
        """Write what stands in a line, each run in its style."""
        for node in nodes:
            if isinstance(node, str):
                _styled(paragraph.add_run(node), style)
            elif node["t"] == "br":
                paragraph.add_run().add_break()
            elif node["t"] == "box":
                run = paragraph.add_run(_BOX[node["on"]])
                run.font.name = _SIGNS
            elif node["t"] == "img":
                paragraph.add_run().add_picture(BytesIO(node["data"]), width=Mm(node["width"]))
            else:
                self.line(paragraph, node["c"], **style, **_STYLES.get(node["t"], {}))


_STYLES = {
    "strong": {"bold": True},
    "em": {"italic": True},
    "del": {"strike": True},
    "sub": {"subscript": True},
    "sup": {"superscript": True},
}


def _corners(cell: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]]:
    x, y = cell["x"], cell["y"]
    return (x, y), (x + cell["colspan"] - 1, y + cell["rowspan"] - 1)


def _styled(run: Any, style: dict[str, bool]) -> None:
    for name, value in style.items():
        setattr(run.font, name, value)


def sized(paragraph: Any, points: float) -> None:
    """Write a paragraph's runs in a size."""
    for run in paragraph.runs:
        run.font.size = Pt(points)

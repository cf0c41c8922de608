"""A drawing on paper: as it is in a PDF, in points for Word, which takes no drawings of this kind."""

import json
from typing import Any

from qms.core.paper.glyphs import FAMILY, FONTS, printable
from qms.core.paper.pdf import FORMS

WIDE_MM = 160.0
_POINTS_AN_INCH = 200


def drawn(svg: bytes, alt: str) -> dict[str, Any]:
    """Make a block of a text's tree from an SVG, for PDF."""
    return _block(svg, alt)


def drawing_of(node: Any) -> bytes:
    """Give the drawing a block is made of; nothing where it is no drawing."""
    data: bytes = _image(node)["data"] if _is_drawn(node) else b""
    return data


def in_points(tree: list[Any]) -> list[Any]:
    """Give a tree for Word: every drawing in points, all else as it is."""
    return [_block(as_png(_image(node)["data"]), _image(node)["alt"]) if _is_drawn(node) else node for node in tree]


def as_png(svg: bytes) -> bytes:
    """Draw an SVG in points, with the paper's own fonts."""
    import typst

    data = json.dumps({"svg": svg.decode(), "width": WIDE_MM, "font": FAMILY})
    made = typst.compile(
        str(FORMS / "picture.typ"),
        root=str(FORMS),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        format="png",
        ppi=_POINTS_AN_INCH,
    )
    assert isinstance(made, bytes)  # noqa: S101 - one page was asked for
    return made


def _block(data: bytes, alt: str) -> dict[str, Any]:
    return {"t": "p", "c": [{"t": "img", "data": data, "alt": printable(alt), "width": WIDE_MM}], "align": "center"}


def _is_drawn(node: Any) -> bool:
    inner: list[Any] = (node.get("c") if isinstance(node, dict) else None) or []
    return bool(inner) and isinstance(inner[0], dict) and inner[0].get("t") == "img" and inner[0]["data"].lstrip()[:1] == b"<"


def _image(node: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = node["c"][0]
    return found

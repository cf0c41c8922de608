"""What stands in a Word paragraph and is no text: pictures are kept, text boxes read, the rest is told as not carried over."""

from collections.abc import Iterator
from typing import Any

from qms.core.attachment import LIMIT_MB
from qms.exchange import findings
from qms.exchange.findings import Findings
from qms.exchange.package import Package
from qms.exchange.styles import w

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATES = _MC + "AlternateContent"
_PICTURES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": f"{RELATIONS}embed",
    "{urn:schemas-microsoft-com:vml}imagedata": f"{RELATIONS}id",
}
_KEPT = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class Figures:
    """The pictures and text boxes of one file."""

    def __init__(self, package: Package, found: Findings) -> None:
        self.package, self.found = package, found
        self.pictures: list[bytes] = []
        self.boxes: list[Any] = []  # text boxes met in the paragraph that is being read

    def marks(self, drawing: Any, part: str) -> list[str]:
        """Give a mark for each picture of a drawing; remember its text boxes."""
        inside = list(_within(drawing))
        boxes = [one for one in inside if one.tag == w("txbxContent")]
        pointers = [pointer for one in inside if (pointer := one.get(_PICTURES.get(one.tag, "none"), ""))]
        self.boxes += boxes
        self.found.count(findings.BOXES, len(boxes))
        self.found.count(findings.DRAWINGS, not boxes and not pointers)
        return [mark for pointer in pointers if (mark := self._mark(pointer, part))]

    def _mark(self, pointer: str, part: str) -> str:
        _kind, name = self.package.targets(part).get(pointer, ("", ""))
        data = self.package.bytes(name) if name in self.package.names else b""
        if not data.startswith(_KEPT) or len(data) > LIMIT_MB * 2**20:
            self.found.count(findings.NO_PICTURE)
            return ""
        if data not in self.pictures:
            self.pictures.append(data)
        number = self.pictures.index(data) + 1
        return f"[Hình {number}](#hinh-{number})"


def chosen(alternates: Any) -> Any:
    """Give the one of several writings of the same thing that is read."""
    first = alternates.find(_MC + "Choice")
    fallback = alternates.find(_MC + "Fallback")
    return first if first is not None else fallback if fallback is not None else []


def _within(element: Any) -> Iterator[Any]:
    for child in chosen(element) if element.tag == ALTERNATES else element:
        yield child
        if child.tag != w("txbxContent"):
            yield from _within(child)

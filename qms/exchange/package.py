"""A .docx opened with care: bounded, without macros, without entities; each refusal says what to do."""

import posixpath
import struct
import zipfile
import zlib
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree

from qms.core.attachment import LIMIT_MB
from qms.core.language import Phrase, _
from qms.core.refusals import Missing

MOST_PARTS, MOST_WHOLE, MOST_XML, MOST_RATIO = 2000, 100 * 2**20, 32 * 2**20, 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES_OF_MACROS = b"macroEnabled"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/", _OFFICE.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE[:-1].encode()),
)
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, struct.error, RuntimeError, zlib.error, KeyError)

OLD_WORD = _("Tệp Word đời cũ (.doc): mở bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (*.docx)”, rồi nhập lại.")
LOCKED = _("Tệp có mật khẩu: mở bằng Word, vào Tệp, Thông tin, Bảo vệ tài liệu, bỏ mật khẩu, lưu rồi nhập lại.")
MACROS = _("Tệp có macro nên không được nhận: mở bằng Word, lưu thành “Word Document (*.docx)” không macro rồi nhập lại.")
TOO_LARGE = _("Tệp lớn hơn %(n)s MB: nén hoặc bớt hình trong Word rồi nhập lại.")
BOMB = _("Tệp nén bất thường (giải nén ra quá lớn) nên không được mở.")
ENTITIES = _("Tệp chứa khai báo DOCTYPE mà Word không bao giờ ghi, nên không được mở.")
NOT_WORD = _("Tệp không phải là văn bản Word (.docx), hoặc đã bị cắt cụt khi chép.")
CORRUPT = _("Nội dung tệp Word bị hỏng ở phần %(part)s: mở bằng Word, để Word sửa chữa, lưu lại rồi nhập lại.")


def _refuse(when: object, sentence: Phrase) -> None:
    if when:
        raise Missing(sentence)


class Package:
    """The parts of a Word file and what they point to."""

    def __init__(self, data: bytes) -> None:
        _refuse(len(data) > LIMIT_MB * 2**20, TOO_LARGE % {"n": LIMIT_MB})
        _refuse(data.startswith(_OLE), LOCKED if _ENCRYPTED in data else OLD_WORD)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise Missing(NOT_WORD) from None
        _refuse(any(entry.flag_bits & 1 for entry in entries), LOCKED)
        whole = sum(entry.file_size for entry in entries)
        _refuse(len(entries) > MOST_PARTS or whole > MOST_WHOLE or whole > MOST_RATIO * len(data), BOMB)
        self.names = {entry.filename for entry in entries}
        _refuse("[Content_Types].xml" not in self.names, NOT_WORD)
        types = self.bytes("[Content_Types].xml")
        _refuse(_TYPES_OF_MACROS in types or any(name.lower().endswith("vbaproject.bin") for name in self.names), MACROS)
        self.main = next((target for kind, target in self.targets("").values() if kind == "officeDocument"), "word/document.xml")
        _refuse(self.main not in self.names, NOT_WORD)
        self.body = self.xml(self.main)

    def bytes(self, name: str) -> bytes:
        """Give the bytes of a part."""
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST_WHOLE + 1)
        except _BROKEN:
            raise Missing(CORRUPT % {"part": name}) from None
        _refuse(len(data) > MOST_WHOLE, BOMB)
        return data

    def xml(self, name: str) -> Any:
        """Give the root of a part; entities and doctypes are refused, not resolved."""
        data = self.bytes(name)
        _refuse(len(data) > MOST_XML, BOMB)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        _refuse(b"<!DOCTYPE" in data[:4096], ENTITIES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise Missing(CORRUPT % {"part": name}) from None
        _refuse(root.getroottree().docinfo.doctype, ENTITIES)
        return root

    def parts_of_kind(self, kind: str) -> list[str]:
        """List the main part's companions of a kind, such as `header`."""
        return sorted({target for found, target in self.targets(self.main).values() if found == kind and target in self.names})

    def part_of_kind(self, kind: str) -> Any:
        """Give the root of the one companion of a kind, such as `styles`; None when there is none."""
        named = self.parts_of_kind(kind)
        return self.xml(named[0]) if named else None

    @lru_cache(maxsize=64)  # noqa: B019 - a package lives as long as its reading
    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Give what a part points to: the kind and the part's name, or the address outside, by the pointer's id."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.names:
            return {}
        found = {}
        for rel in self.xml(rels):
            if not isinstance(rel.tag, str):
                continue
            target, outside = rel.get("Target", ""), rel.get("TargetMode") == "External"
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[rel.get("Id", "")] = (rel.get("Type", "").rpartition("/")[2], target if outside else inside)
        return found

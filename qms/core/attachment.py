"""Evidence files: kept under the hash of their bytes, under the record they belong to (7.5.3.2)."""

import re
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

from peewee import SQL, CharField, IntegerField

from qms.core import disk, home
from qms.core.act import NEW, act
from qms.core.authority import anyone
from qms.core.clock import now
from qms.core.database import when_undone
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.record import RECORDS, Record
from qms.core.refusals import Missing, Tampered
from qms.core.trail import TrailEntry
from qms.core.vietnamese import nfc

LIMIT_MB = 25
PER_RECORD = 20
_ZIP = (b"PK\x03\x04",)
KINDS: dict[str, tuple[tuple[bytes, ...], str]] = {
    "pdf": ((b"%PDF-",), "application/pdf"),
    "png": ((b"\x89PNG\r\n\x1a\n",), "image/png"),
    "jpg": ((b"\xff\xd8\xff",), "image/jpeg"),
    "jpeg": ((b"\xff\xd8\xff",), "image/jpeg"),
    "docx": (_ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (_ZIP, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "txt": ((), "text/plain"),
    "md": ((), "text/markdown"),
    "csv": ((), "text/csv"),
}


class Attachment(Record):
    """A file under a record."""

    kind_label: ClassVar[Phrase] = _("Tệp đính kèm")

    of_kind = CharField(max_length=40)
    of_id = IntegerField()
    sha256 = CharField(max_length=64)
    name = CharField(max_length=200)
    size = IntegerField()
    added_by = IntegerField(null=True)
    added_at = MomentField()
    part = CharField(max_length=20, default="", constraints=[SQL("DEFAULT ''")])  # of a record that keeps files for more than one thing

    class Meta:
        indexes = ((("of_kind", "of_id"), False),)

    @property
    def label(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Give where its bytes are."""
        return home.files() / self.sha256[:2] / self.sha256

    @property
    def media_type(self) -> str:
        """Give the type its ending stands for."""
        return KINDS[self.name.rpartition(".")[2].lower()][1]

    @property
    def owner(self) -> Any:
        """Give the record it belongs to."""
        return RECORDS[self.of_kind].get_by_id(self.of_id)

    @act(_("Đính kèm tệp"), _("đã đính kèm tệp"), may=anyone, when=NEW)
    def attach(self, *, by: Any, data: bytes) -> None:
        """Keep the bytes, then the row. Which record may be added to is asked by the act that calls this one."""
        check(self.name, data)
        self.require(
            len(attachments_of(self.of_kind, self.of_id, self.part)) < PER_RECORD, _("Mỗi hồ sơ giữ tối đa %(n)s tệp.", n=PER_RECORD)
        )
        self.sha256, self.size, self.added_by, self.added_at = disk.sha256(data), len(data), by.id, now()
        path = self.path
        if not path.is_file():
            when_undone(lambda: disk.remove(path))
        disk.write_whole(path, data)

    def bytes(self) -> bytes:
        """Give the bytes, or raise Tampered when they are not what was kept."""
        data = self.path.read_bytes() if self.path.is_file() else b""
        if disk.sha256(data) != self.sha256:
            raise Tampered(_("Tệp “%(name)s” không còn nguyên vẹn như khi lưu. Báo người quản trị.", name=self.name))
        return data


def attachments_of(kind: str, record: int, part: str = "") -> list[Attachment]:
    """List the files under a record, or under one part of it."""
    its_own = (Attachment.of_kind == kind) & (Attachment.of_id == record) & (Attachment.part == part)
    return list(Attachment.select().where(its_own).order_by(Attachment.id))


def attach_to(record: Record, name: str, data: bytes, by: Any, part: str = "") -> Attachment:
    """Put a file under a kept record, or under one part of it."""
    return Attachment(of_kind=record.record_kind(), of_id=record.id, part=part, name=safe_name(name)).attach(by=by, data=data)


def sweep() -> None:
    """Take away what a killed process left half done: temp files, and bytes whose row was never kept, as no entry names them."""
    disk.sweep(home.files())
    known = {sha256 for (sha256,) in Attachment.select(Attachment.sha256).tuples()}
    for path in [path for path in home.files().glob("*/*") if path.name not in known]:
        if not TrailEntry.select().where((TrailEntry.kind == Attachment.record_kind()) & TrailEntry.payload.contains(path.name)).exists():
            disk.remove(path)


def safe_name(name: str) -> str:
    """Give a file name without folders, marks of direction or control characters."""
    last = re.split(r"[\\/]", nfc(name))[-1]
    return re.sub(r"[\x00-\x1f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069<>:\"|?*]", "", last)[-150:].strip(". ") or "tep"


def check(name: str, data: bytes) -> None:
    """Refuse a file that is empty, too large, of an unknown kind, or not what its ending says."""
    kind = KINDS.get(name.rpartition(".")[2].lower())
    if kind is None:
        raise Missing(_("Tệp “%(name)s” không nhận được. Các loại được nhận: %(kinds)s.", name=name, kinds=", ".join(KINDS)))
    if not data or len(data) > LIMIT_MB * 2**20:
        raise Missing(_("Tệp “%(name)s” rỗng hoặc lớn hơn %(n)s MB.", name=name, n=LIMIT_MB))
    if (kind[0] and not data.startswith(kind[0])) or (kind[0] == _ZIP and not _sound_zip(data)) or (not kind[0] and b"\0" in data):
        raise Missing(_("Nội dung tệp “%(name)s” không đúng với đuôi tệp.", name=name))


def _sound_zip(data: bytes) -> bool:
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, struct.error):  # all that hostile bytes raise
        return False
    whole = sum(part.file_size for part in parts)
    return len(parts) <= 2000 and whole <= 100 * 2**20 and whole <= 100 * len(data) and not any(p.flag_bits & 1 for p in parts)

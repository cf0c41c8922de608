"""The signed bytes a second time, among the house's own files, so that a file changed outside can be put back."""

from pathlib import Path

from qms.core import disk, home
from qms.core.database import when_undone
from qms.documents.text.file_text import path_of


def path_of_copy(code: str, number: int) -> Path:
    """Give where the copy of a signed file lies."""
    return home.records() / "signed" / path_of(code, number).relative_to(home.documents())


def keep(code: str, number: int, data: bytes) -> None:
    """Keep a copy of what is being signed."""
    path = path_of_copy(code, number)
    if not path.is_file():
        when_undone(lambda: disk.remove(path))
    disk.write_whole(path, data)


def whole(code: str, number: int, sha256: str) -> bytes | None:
    """Give the copy when it is what was signed."""
    path = path_of_copy(code, number)
    data = path.read_bytes() if path.is_file() else b""
    return data if disk.sha256(data) == sha256 else None

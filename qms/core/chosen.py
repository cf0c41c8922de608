"""Files that were chosen for a form which is not accepted yet: laid aside for half a day, so that nobody chooses them twice."""

import re
from pathlib import Path

from qms.core import clock, disk, home

KEPT_SECONDS = 12 * 3600
_HASH = re.compile(r"[0-9a-f]{64}")


def folder() -> Path:
    """Give where they lie; no record names them, and no backup takes them."""
    return home.records() / "chosen"


def lay_aside(data: bytes) -> str:
    """Keep bytes aside; give the hash by which they are found again."""
    sweep()
    name = disk.sha256(data)
    path = folder() / name
    if path.is_file():
        path.touch()
    else:
        disk.write_whole(path, data, 0o600)
    return name


def read(name: str) -> bytes | None:
    """Give bytes that were laid aside; None when they are gone."""
    path = folder() / name
    return path.read_bytes() if _HASH.fullmatch(name) and path.is_file() else None


def sweep() -> None:
    """Take away what was laid aside too long ago."""
    oldest = clock.now().timestamp() - KEPT_SECONDS
    for path in folder().glob("*"):
        if path.is_file() and path.stat().st_mtime < oldest:
            disk.remove(path)

"""Files that are never half there: temp in the same folder, fsync, rename, fsync of the folder."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

_TEMP = ".new-"


def sha256(data: bytes) -> str:
    """Name bytes by their plain SHA-256, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes, mode: int = 0o440) -> None:
    """Write a file whole or not at all; afterwards it survives a power cut."""
    _make_folder(path.parent)
    handle, temp = tempfile.mkstemp(dir=path.parent, prefix=_TEMP)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temp, mode)
        os.replace(temp, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temp)
        raise
    _sync_folder(path.parent)


def remove(path: Path) -> None:
    """Take a file away, be it read-only; one that is not there is no matter."""
    with contextlib.suppress(OSError):
        os.chmod(path, 0o600)
        os.unlink(path)


def sweep(folder: Path) -> None:
    """Take away the temp files that a killed process left; only while nobody else writes."""
    for path in folder.rglob(f"{_TEMP}*"):
        remove(path)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

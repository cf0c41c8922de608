"""A backup is one file that proves itself: a tar of the database as of one moment and of every file it names, and its hash last.

The database is copied through SQLite's own backup while people work; files are never altered once a row names them, so what
was there before the copy began is enough. The last line of the file is the SHA-256 of all before it: one changed bit is found
before anything is written. `tar -xf` opens it too. Passwords of the demonstration and the key of the sessions stay out.
"""

import hashlib
import io
import os
import re
import tarfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from peewee import sqlite3

from qms.core import chosen, clock, disk, home
from qms.core.database import db
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.verify import anchors_file

_SEAL = 65  # 64 hex digits and a line's end
_BLOCK = 2**20
_NAME = re.compile(r"qms-\d{4}-\d\d-\d\d-\d{6}")
_A_DAY = timedelta(hours=26)
_LEFT_OUT = {".lock", "secret.key", "demo-password.txt"}


def folder() -> Path:
    """Give the folder of backups."""
    return home.records() / "backups"


def made() -> list[Path]:
    """List the backups of this home in their order, by the names the house gives them."""
    return sorted(path for path in folder().glob("qms-*.tar") if _NAME.fullmatch(path.stem))


def newest() -> datetime | None:
    """Give the moment of the last backup of this home; only one that was proven has a name."""
    return max((_moment(path) for path in made()), default=None)


def is_old() -> bool:
    """Tell that there is no backup of the last day and two hours."""
    last = newest()
    return last is None or clock.now() - last > _A_DAY


def name_of_now() -> Path:
    """Give the place of a backup made now."""
    return folder() / f"qms-{clock.now():%Y-%m-%d-%H%M%S}.tar"


def write(draft: Path) -> None:
    """Write all of the home into a file; needs a connection.

    :raises OSError: when the disk is full or the place cannot be written.
    """
    draft.parent.mkdir(parents=True, exist_ok=True)
    anchors = anchors_file().read_bytes() if anchors_file().is_file() else None  # it grows: its last line must be in the database
    with TemporaryDirectory(dir=draft.parent, prefix=".new-") as beside, draft.open("wb") as file:
        began = os.fstat(file.fileno()).st_mtime_ns
        snapshot = Path(beside) / home.database().name
        _copy_database(snapshot)
        sealed = _Sealed(file)
        with tarfile.open(fileobj=sealed, mode="w|", format=tarfile.PAX_FORMAT) as archive:
            archive.add(snapshot, _name(home.database()))
            if anchors is not None:
                _add(archive, _name(anchors_file()), anchors)
            for path in _files(before=began):
                archive.add(path, _name(path), recursive=False)
        file.write(f"{sealed.digest.hexdigest()}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def restore(archive: Path, to: Path) -> int:
    """Write a backup into an empty folder and give the number of files; nothing is written unless the backup is whole.

    :raises Missing: when the backup is not whole, or the folder holds something.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Missing(_("Thư mục %(path)s không trống; chọn một thư mục mới.", path=str(to)))
    _check(archive)
    count = 0
    with tarfile.open(archive, "r:") as whole:
        for member in whole:
            content = whole.extractfile(member)
            if content is None or not _is_safe(member.name):
                raise Missing(_("Bản sao lưu chứa mục không hợp lệ: %(name)s.", name=member.name))
            disk.write_whole(to.joinpath(*PurePosixPath(member.name).parts), content.read(), member.mode)
            count += 1
    return count


def outlived() -> list[Path]:
    """List the backups that are no longer needed: all but the last of 7 days, of 4 weeks and of 12 months."""
    kept: set[Path] = set()
    for key, most in (("%Y-%m-%d", 7), ("%G-%V", 4), ("%Y-%m", 12)):
        last = {_moment(path).strftime(key): path for path in made()}
        kept.update(last[one] for one in sorted(last)[-most:])
    return [path for path in made() if path not in kept]


def _moment(path: Path) -> datetime:
    return datetime.strptime(path.stem, "qms-%Y-%m-%d-%H%M%S").replace(tzinfo=clock.now().tzinfo)


class _Sealed(io.RawIOBase):
    """A file that is hashed while it is written."""

    def __init__(self, file: io.BufferedWriter) -> None:
        super().__init__()
        self._file, self.digest = file, hashlib.sha256()

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.digest.update(data)
        return self._file.write(data)


def _copy_database(to: Path) -> None:
    copy = sqlite3.connect(to)
    try:
        db.connection().backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    finally:
        copy.close()


def _files(before: int) -> Iterator[Path]:
    """Go through the files of the home that were there before a moment; a younger one no row of the copy names."""
    left_out = {home.database(), anchors_file(), folder(), chosen.folder()}
    for top in (home.documents(), home.records()):
        for path in sorted(top.rglob("*")):
            is_ours = path.is_file() and not path.is_symlink() and path.name not in _LEFT_OUT and not path.name.startswith(".new-")
            is_database = path.name.startswith(f"{home.database().name}-")
            if is_ours and not is_database and not left_out & {path, *path.parents} and path.stat().st_mtime_ns <= before:
                yield path


def _name(path: Path) -> str:
    return path.relative_to(home.records().parent).as_posix()


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = len(data), 0o640
    archive.addfile(about, io.BytesIO(data))


def _check(archive: Path) -> None:
    digest, left = hashlib.sha256(), archive.stat().st_size - _SEAL
    with archive.open("rb") as file:
        while left > 0:
            block = file.read(min(_BLOCK, left))
            if not block:
                break
            digest.update(block)
            left -= len(block)
        if left or file.read() != f"{digest.hexdigest()}\n".encode():
            raise Missing(_("Bản sao lưu %(name)s không nguyên vẹn; không có gì được ghi ra.", name=archive.name))


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in {"procedures_md", "records"} and not {"..", "/", "\\"} & set(parts) and ":" not in name

"""`python -m qms backup`: one file with all of the office's records, proven by restoring it; also while people work."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from qms import settings
from qms.commands.verify import everything
from qms.commands.words import say


def main(argv: list[str]) -> int:
    """Back a home up; 1 when it cannot be done or the copy does not prove whole."""
    parser = argparse.ArgumentParser(
        prog="python -m qms backup",
        description=say(
            "Sao lưu toàn bộ hồ sơ thành một tệp, phục hồi thử và kiểm tra rồi mới đặt tên; chạy được khi mọi người đang làm việc.",
            "Back all records up into one file, restored and verified before it gets its name; people may go on working.",
        ),
    )
    parser.add_argument("file", nargs="?", help=say("tệp .tar (mặc định: records/backups)", "a .tar file (default: records/backups)"))
    parser.add_argument("--home", help=say("thư mục của đơn vị", "the office's folder"))
    options = parser.parse_args(argv)
    return once(Path(options.home) if options.home else settings.home(), Path(options.file) if options.file else None)


def once(folder: Path, named: Path | None = None) -> int:
    """Make one backup, under a name or among those the house keeps for 7 days, 4 weeks and 12 months."""
    from qms.app import open_home
    from qms.core import backup, database, disk

    open_home(folder)
    place = (named or backup.name_of_now()).resolve()
    draft = place.with_name(f".new-{os.getpid()}-{place.name}")
    try:
        with database.connection():
            backup.write(draft)
        wrong = _tried(draft)
        if not wrong:
            os.replace(draft, place)
    except OSError as error:
        wrong = [str(error.strerror or error)]
    finally:
        disk.remove(draft)
    for sentence in wrong:
        print(say(f"✗ Chưa sao lưu được: {sentence}", f"✗ Not backed up: {sentence}"), file=sys.stderr)
    if wrong:
        return 1
    if named is None:
        open_home(folder)
        for path in backup.outlived():
            disk.remove(path)
    size = place.stat().st_size / 2**20
    print(say(f"✓ Đã sao lưu và phục hồi thử: {place} ({size:.1f} MB).", f"✓ Backed up and proven by restoring: {place} ({size:.1f} MB)."))
    return 0


def _tried(draft: Path) -> list[str]:
    """Restore a backup beside it and list what is wrong with what came of it."""
    from qms.core import backup, database
    from qms.core.refusals import Missing

    with TemporaryDirectory(dir=draft.parent, prefix=".new-") as beside:
        try:
            backup.restore(draft, Path(beside))
        except Missing as refusal:
            return [str(refusal)]
        wrong = everything(Path(beside))
        database.db.close_all()
        return wrong

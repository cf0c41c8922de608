"""`python -m qms restore FILE --to FOLDER`: the office's records from a backup, in a new folder, verified."""

import argparse
import sys
from pathlib import Path

from qms.commands.verify import everything
from qms.commands.words import say


def main(argv: list[str]) -> int:
    """Restore a backup; 1 when it is not whole, and then nothing is written."""
    parser = argparse.ArgumentParser(
        prog="python -m qms restore",
        description=say(
            "Phục hồi bản sao lưu vào một thư mục mới và kiểm tra; thư mục đang dùng không bị đụng tới.",
            "Restore a backup into a new folder and verify it; the folder in use is not touched.",
        ),
    )
    parser.add_argument("file", help=say("tệp sao lưu .tar", "the backup, a .tar file"))
    parser.add_argument("--to", required=True, help=say("thư mục mới", "the new folder"))
    options = parser.parse_args(argv)
    return once(Path(options.file), Path(options.to))


def once(archive: Path, to: Path) -> int:
    """Restore and say what to do with it."""
    from qms.core import backup
    from qms.core.refusals import Missing

    try:
        count = backup.restore(archive, to)
    except (Missing, OSError) as refusal:
        print(say(f"✗ Không phục hồi được: {refusal}", f"✗ Not restored: {refusal}"), file=sys.stderr)
        return 1
    wrong = everything(to)
    for sentence in wrong:
        print(f"✗ {sentence}")
    where = to.resolve()
    print(say(f"Đã phục hồi {count} tệp vào {where}.", f"{count} files restored into {where}."))
    if not wrong:
        print(say(f"✓ Nguyên vẹn. Chạy tiếp: QMS_HOME={where} python3 -m qms run", f"✓ Whole. Go on: QMS_HOME={where} python3 -m qms run"))
    return 1 if wrong else 0

"""`python -m qms verify`: every seal, every hash, every orphan; exit 1 and a list when something is wrong."""

import argparse
from pathlib import Path

from qms import settings
from qms.commands.words import say


def main(argv: list[str]) -> int:
    """Verify a home and print what is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m qms verify",
        description=say(
            "Kiểm tra mọi dấu niêm, mã băm và tệp lạc; thoát 1 kèm danh sách khi có sai lệch.",
            "Check every seal, hash and orphan; exit 1 with a list when something is wrong.",
        ),
    )
    parser.add_argument("--home", help=say("thư mục của đơn vị", "the office's folder"))
    options = parser.parse_args(argv)
    wrong = everything(Path(options.home) if options.home else settings.home())
    for sentence in wrong:
        print(f"✗ {sentence}")
    if not wrong:
        print(say("✓ Nhật ký, hồ sơ, tài liệu và tệp còn nguyên vẹn.", "✓ Trail, records, documents and files are whole."))
    return 1 if wrong else 0


def everything(folder: Path) -> list[str]:
    """List all that is wrong in a home."""
    from qms.app import open_home
    from qms.core import database, verify
    from qms.features import all_features

    open_home(folder)
    with database.connection():
        return [*verify.verify(), *(wrong for feature in all_features() for wrong in feature.verify())]

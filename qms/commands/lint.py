"""`python3 -m qms lint`: check controlled texts before they are submitted; exit 1 when one has errors."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qms import settings
from qms.commands.words import language, say

if TYPE_CHECKING:
    from qms.documents.check.finding import Around, Finding


def main(argv: list[str]) -> int:
    """Check files and folders, or all editions a home is working on; print the findings."""
    parser = argparse.ArgumentParser(
        prog="python -m qms lint",
        description=say(
            "Kiểm tra văn bản kiểm soát trước khi trình; thoát 1 khi có lỗi.",
            "Check controlled texts before they are submitted; exit 1 when there are errors.",
        ),
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar=say("tệp|thư mục", "file|folder"))
    parser.add_argument("--home", help=say("đối chiếu với đơn vị trong thư mục này", "compare with the office in this folder"))
    options = parser.parse_args(argv)
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        parser.error(say(f"không có {missing[0]}", f"there is no {missing[0]}"))
    from qms.core.language import reading

    with reading(language()):
        return _report(_of_home(options) if options.home or not options.paths else _of_files(options.paths, None))


def _of_home(options: argparse.Namespace) -> "Iterator[tuple[str, int, Finding]]":
    from qms.app import open_home
    from qms.core import database
    from qms.documents.check.checking import around
    from qms.documents.edition import Edition
    from qms.documents.states import OPEN

    open_home(Path(options.home) if options.home else settings.home())
    with database.connection():
        if options.paths:
            yield from _of_files(options.paths, around())
            return
        for edition in Edition.select().where(Edition.state.in_(OPEN)):
            yield from ((edition.label, finding.line, finding) for finding in edition.findings)


def _of_files(paths: list[Path], office: "Around | None") -> "Iterator[tuple[str, int, Finding]]":
    from qms.documents.check import files as lint_files

    for file in lint_files.texts_in(paths):
        for line, finding in lint_files.findings_in(file, office or lint_files.around_files(paths)):
            yield str(file), line, finding


def _report(found: Any) -> int:
    counts = {"error": 0, "warning": 0}
    for name, line, finding in found:
        counts[finding.severity.value] += 1
        place = f"{name}:{line}" if line else name
        print(f"{place}: {finding.severity.shape} {finding.rule}: {finding.sentence}")
    print(say(f"{counts['error']} lỗi, {counts['warning']} lưu ý.", f"Errors: {counts['error']}, warnings: {counts['warning']}."))
    return 1 if counts["error"] else 0

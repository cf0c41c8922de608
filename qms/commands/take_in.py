"""`python3 -m qms import`: take Word, Markdown and text files in from the console, as the import page does."""

import argparse
import sys
from pathlib import Path

from qms import settings
from qms.app import open_home
from qms.commands.words import language, say
from qms.core import database
from qms.core.language import reading
from qms.core.refusals import Refusal
from qms.exchange import queries, work
from qms.exchange.imported_file import ImportedFile
from qms.exchange.reading import KINDS
from qms.exchange.states import FileState
from qms.organization.person import Person


def main(argv: list[str]) -> int:
    """Take the files in and read them; 0 when all were read, 1 when some were not, or all was refused."""
    asked = _parser().parse_args(argv)
    open_home(Path(asked.home) if asked.home else settings.home())
    try:
        with database.connection(), reading(language()):
            return _take_in(asked)
    except (Refusal, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qms import",
        description=say("Nhập tệp Word, Markdown, văn bản thuần thành bản nháp.", "Take Word, Markdown and text files in as drafts."),
    )
    parser.add_argument("paths", nargs="+", metavar=say("TỆP|THƯ_MỤC", "FILE|FOLDER"))
    parser.add_argument("--by", required=True, metavar=say("TÊN_ĐĂNG_NHẬP", "USERNAME"), help=say("người nhập", "who takes them in"))
    parser.add_argument("--home", help=say("thư mục của đơn vị", "the office's folder"))
    parser.add_argument(
        "--adopt", action="store_true", help=say("đưa ngay các tệp đã sẵn sàng vào soạn thảo", "make drafts of all that are ready")
    )
    return parser


def _take_in(asked: argparse.Namespace) -> int:
    person = Person.get_or_none(username=asked.by)
    if person is None:
        print(say(f"Không có tài khoản “{asked.by}”.", f"There is no account “{asked.by}”."), file=sys.stderr)
        return 1
    job = work.receive([(path.name, path.read_bytes()) for path in files_in(asked.paths)], person)
    work.read_all(job, person)
    refused = work.adopt_all(job, person)[1] if asked.adopt else []
    files = queries.files_of(job)
    print(say(f"Đợt nhập {job.id}:", f"Batch {job.id}:"))
    for file in files:
        print(f"  {file.name}\t{file.state.label}\t{file.facts.get('code') or '-'}\t{_why(file)}")
    for refusal in refused:
        print(f"  {refusal}")
    return 1 if any(file.state == FileState.FAILED for file in files) else 0


def files_in(paths: list[str]) -> list[Path]:
    """List the files that are named, and those of the kinds that are read in the folders that are named."""
    found: list[Path] = []
    for path in map(Path, paths):
        inside = (one for one in path.rglob("*") if one.is_file() and not one.name.startswith(("~$", ".")))
        found += sorted(one for one in inside if one.suffix.lower().lstrip(".") in {*KINDS, "doc"}) if path.is_dir() else [path]
    return found


def _why(file: ImportedFile) -> str:
    hindrance = queries.hindrances([file]).get(file.id)
    told = [str(one) for one in ([hindrance] if hindrance else file.told)]
    return " ".join(told)

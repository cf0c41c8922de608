"""Before the packages are there: make `.venv` beside the code, install the locks, start again in it.

Standard library only. The Python of the system is never changed. The stamp in `.venv` names the locks that
were installed to the end; it is removed before an installation and written after it, so that a broken one is
repeated.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from venv import EnvBuilder

from qms.commands.words import say

CHECKOUT = Path(__file__).resolve().parent.parent
STAMP = "qms-installed"
LOCK = "requirements.txt"
TESTS_LOCK = "tests/requirements.txt"
COMMANDS_OF_TESTS = ("test", "check")

NAMES = (
    "flask", "flask_login", "flask_wtf", "peewee", "markdown", "pymdownx", "matplotlib", "waitress",
    "argon2", "nh3", "yaml", "xlsxwriter", "docx", "lxml", "bs4", "PIL", "typst", "segno",
)  # fmt: skip
NAMES_OF_TESTS = (
    "pytest", "xdist", "hypothesis", "playwright", "axe_playwright_python", "tinyhtml5", "ruff", "mypy",
    "babel", "pypdf",
)  # fmt: skip


class Step(Enum):
    """What to do before the command."""

    GO = "the packages are here"
    RESTART = "start again in .venv"
    INSTALL = "install into .venv, then start again in it"
    REFUSE = ".venv says it is complete and is not"


def prepare(argv: list[str], checkout: Path = CHECKOUT) -> None:
    """Return when the command's packages are here; otherwise see to them and start the command again."""
    venv = checkout / ".venv"
    locks = locks_of(argv[0])
    step = decide(
        inside=Path(sys.prefix).resolve() == venv.resolve(),
        fresh=is_fresh(venv, stamp(checkout, locks)),
        complete=not missing(names_of(argv[0])),
    )
    if step is Step.GO:
        return
    if step is Step.REFUSE:
        refuse(
            f"{venv} không dùng được nữa: hãy xóa thư mục đó rồi chạy lại.",
            f"{venv} can no longer be used: delete that folder and run this again.",
        )
    if step is Step.INSTALL:
        install(checkout, locks)
    restart(restart_command(venv, argv))


def decide(*, inside: bool, fresh: bool, complete: bool) -> Step:
    """Choose the step: inside `.venv` the stamp rules, outside it any Python with the packages will do."""
    if inside and fresh:
        return Step.GO if complete else Step.REFUSE
    if complete and not inside:
        return Step.GO
    return Step.RESTART if fresh else Step.INSTALL


def locks_of(command: str) -> list[str]:
    """Name the locks a command needs."""
    return [LOCK, TESTS_LOCK] if command in COMMANDS_OF_TESTS else [LOCK]


def names_of(command: str) -> tuple[str, ...]:
    """Name the modules a command needs."""
    return NAMES + NAMES_OF_TESTS if command in COMMANDS_OF_TESTS else NAMES


def missing(names: Iterable[str]) -> list[str]:
    """Name the modules that this Python lacks."""
    return [name for name in names if find_spec(name) is None]


def stamp(checkout: Path, locks: list[str]) -> list[str]:
    """Give one line per lock: the SHA-256 of its bytes and its name."""
    return [f"{hashlib.sha256((checkout / lock).read_bytes()).hexdigest()}  {lock}" for lock in locks]


def is_fresh(venv: Path, lines: list[str]) -> bool:
    """Say whether these locks were installed to the end."""
    file = venv / STAMP
    if not file.is_file() or not python_of(venv).exists():
        return False
    return set(lines) <= set(file.read_text(encoding="utf-8").splitlines())


def python_of(venv: Path, *, windows: bool = os.name == "nt") -> Path:
    """Give the Python of a virtual environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def pip_command(checkout: Path, lock: str) -> list[str]:
    """Say how pip installs a lock: with hashes, and from `wheels/` when that folder exists.

    `wheels/` holds all that the application needs, so the network is not asked; for packages of tests it is.
    """
    pip = [str(python_of(checkout / ".venv")), "-m", "pip", "install", "--disable-pip-version-check"]
    wheels = checkout / "wheels"
    source = ["--find-links", str(wheels)] if wheels.is_dir() else []
    if source and lock == LOCK:
        source.append("--no-index")
    return [*pip, "--no-input", "--require-hashes", *source, "-r", str(checkout / lock)]


def restart_command(venv: Path, argv: list[str]) -> list[str]:
    """Give the same command for the Python of `.venv`."""
    return [str(python_of(venv)), "-m", "qms", *argv]


def install(checkout: Path, locks: list[str]) -> None:
    """Install the locks into `.venv`; the stamp is written last."""
    venv = checkout / ".venv"
    tell("Đang cài các gói vào .venv (một lần)…", "Installing the packages into .venv (once)…")
    try:
        (venv / STAMP).unlink(missing_ok=True)
        make_venv(venv)
        for lock in locks:
            if run(pip_command(checkout, lock)) != 0:
                refuse_install(checkout)
        write_stamp(venv, stamp(checkout, locks))
    except OSError as problem:
        refuse(f"Không ghi được {venv}: {problem}.", f"Cannot write {venv}: {problem}.")


def make_venv(venv: Path) -> None:
    """Make a virtual environment with pip, or mend a half-made one."""
    python = str(python_of(venv))
    if not Path(python).exists():
        require_ensurepip()
        EnvBuilder(clear=True, symlinks=os.name != "nt").create(venv)
    if has_pip(python):
        return
    require_ensurepip()
    if run([python, "-Im", "ensurepip", "--upgrade", "--default-pip"]) != 0:
        refuse(f"Không cài được pip vào {venv}.", f"Cannot install pip into {venv}.")


def has_pip(python: str) -> bool:
    """Say whether a Python has pip."""
    silence = subprocess.DEVNULL
    return subprocess.call([python, "-m", "pip", "--version"], stdout=silence, stderr=silence) == 0


def require_ensurepip() -> None:
    """Refuse when this Python cannot give `.venv` its pip, as on Debian without python3-venv."""
    if find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    refuse(
        f"Python này thiếu ensurepip: hãy cài gói {package} (Debian: apt install {package}) rồi chạy lại.",
        f"This Python lacks ensurepip: install {package} (Debian: apt install {package}) and run this again.",
    )


def refuse_install(checkout: Path) -> NoReturn:
    """Say what to do after pip failed."""
    if (checkout / "wheels").is_dir():
        refuse(
            "Không cài được các gói: thư mục wheels/ không hợp với máy hoặc phiên bản này;"
            " hãy tạo lại bằng lệnh bundle, hoặc xóa nó để cài từ mạng.",
            "The packages cannot be installed: wheels/ does not fit this machine or release;"
            " make it again with the command bundle, or delete it to install from the network.",
        )
    refuse(
        "Không cài được các gói: nếu máy này không có mạng, hãy chạy `python3 -m qms bundle` ở máy có mạng"
        " rồi chép thư mục wheels/ sang đây.",
        "The packages cannot be installed: if this machine has no network, run `python3 -m qms bundle`"
        " on one that has and copy its folder wheels/ here.",
    )


def write_stamp(venv: Path, lines: list[str]) -> None:
    """Write the stamp whole or not at all."""
    new = venv / f"{STAMP}.new"
    new.write_text("\n".join(lines) + "\n", encoding="utf-8")
    new.replace(venv / STAMP)


def run(command: list[str]) -> int:
    """Run a program with its words on stderr, so that stdout holds only what the user's command says."""
    return subprocess.call(command, stdout=sys.stderr)


def restart(command: list[str]) -> NoReturn:
    """Become this command; Windows cannot, so there it is waited for."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    process = subprocess.Popen(command)
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:  # the child got it as well and ends in its own way
            continue


def tell(vi: str, en: str) -> None:
    """Say a sentence on stderr."""
    print(say(vi, en), file=sys.stderr, flush=True)


def refuse(vi: str, en: str) -> NoReturn:
    """End with a sentence."""
    tell(vi, en)
    sys.exit(1)

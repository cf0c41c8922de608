"""`python3 -m qms bundle`: fetch every package into `wheels/`, for a machine without network.

pip reads the lock's markers (`sys_platform == 'linux'`) for the machine it runs on, even when it fetches for
another. So the lock is first narrowed to the target, and pip gets no markers to read.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.markers import Marker

from qms.bootstrap import CHECKOUT, LOCK
from qms.commands.words import say

SYSTEMS = {
    "win": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "macosx": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "manylinux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "musllinux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
}
READY = (
    "Đã có wheels/. Chép cả thư mục của phần mềm sang máy không có mạng rồi chạy ở đó như thường lệ.",
    "wheels/ is ready. Copy the application's whole folder to the machine without network and run it there.",
)


def main(argv: list[str]) -> int:
    """Fetch the packages and give pip's exit code."""
    wanted = parser().parse_args(argv)
    lock = (CHECKOUT / LOCK).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        narrowed = Path(folder) / LOCK
        narrowed.write_text(narrow(lock, target(wanted.platform, wanted.python_version)), encoding="utf-8")
        code = subprocess.call(command(narrowed, wanted.platform, wanted.python_version), cwd=CHECKOUT)
    if code == 0:
        print(say(*READY))
    return code


def parser() -> argparse.ArgumentParser:
    """Say what may be asked for."""
    asked = argparse.ArgumentParser(
        prog="qms bundle",
        description=say(
            "Tải mọi gói vào wheels/, để cài trên máy không có mạng.",
            "Fetch every package into wheels/, to be installed on a machine without network.",
        ),
    )
    asked.add_argument(
        "--platform",
        action="append",
        default=[],
        help=say(
            "máy đích, vd. win_amd64; mặc định: như máy này",
            "target, e.g. win_amd64; default: like this machine",
        ),
    )
    asked.add_argument(
        "--python-version",
        help=say(
            "Python của máy đích, vd. 3.12; mặc định: như máy này",
            "Python of the target, e.g. 3.12; default: this one",
        ),
    )
    return asked


def target(platforms: list[str], python_version: str | None) -> dict[str, str]:
    """Describe the target to markers, where it differs from this machine."""
    facts: dict[str, str] = {}
    for platform in platforms:
        facts |= next((known for start, known in SYSTEMS.items() if platform.startswith(start)), {})
    if python_version:
        short = ".".join(python_version.split(".")[:2])
        facts |= {"python_version": short, "python_full_version": python_version}
    return facts


def narrow(lock: str, facts: dict[str, str]) -> str:
    """Keep the lines of packages that the target needs, without their markers."""
    lines = []
    wanted = False
    for line in lock.splitlines():
        if line[:1].isalnum():
            name, _, marker = line.removesuffix("\\").partition(";")
            wanted = not marker or Marker(marker.strip()).evaluate(facts)
            line = f"{name.strip()} \\"
        if wanted and not line.lstrip().startswith("#"):
            lines.append(line)
    return "\n".join(lines) + "\n"


def command(lock: Path, platforms: list[str], python_version: str | None) -> list[str]:
    """Give the call of pip. The lock names every package, so pip need not look for more."""
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps"]
    options = [word for platform in platforms for word in ("--platform", platform)]
    if python_version:
        options += ["--python-version", python_version]
    return [*pip, "--require-hashes", "--only-binary", ":all:", *options, "-d", "wheels", "-r", str(lock)]

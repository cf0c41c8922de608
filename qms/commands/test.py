"""`python3 -m qms test [arguments of pytest]`: run the tests."""

import argparse
import subprocess
import sys

from qms.bootstrap import CHECKOUT
from qms.commands.words import say

TWO_AT_ONCE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]  # the long files of the browser begin, and do not end alone
OWN_WAY = ("-n", "--numprocesses", "--pdb", "--trace")


def main(argv: list[str]) -> int:
    """Run pytest and give its exit code."""
    parser = argparse.ArgumentParser(
        prog="qms test",
        allow_abbrev=False,
        description=say(
            "Chạy pytest; mọi tham số khác được chuyển cho pytest (vd. -k tên, -n 0, tests/core).",
            "Run pytest; all other arguments are passed on to it (e.g. -k name, -n 0, tests/core).",
        ),
    )
    _, rest = parser.parse_known_args(argv)
    return subprocess.call(command(rest), cwd=CHECKOUT)


def command(arguments: list[str]) -> list[str]:
    """Give the call of pytest: two processes, unless the user chose otherwise."""
    chosen = any(argument.startswith(OWN_WAY) for argument in arguments)
    return [sys.executable, "-m", "pytest", *([] if chosen else TWO_AT_ONCE), *arguments]

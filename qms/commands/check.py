"""`python3 -m qms check`: the code's form, its types, and the rules of the house."""

import argparse
import subprocess
import sys

from qms.bootstrap import CHECKOUT
from qms.commands.words import say

STEPS = [
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy", "qms"],
    ["pytest", "tests/house"],
]


def main(argv: list[str]) -> int:
    """Take every step, then give 1 when one of them failed."""
    parser = argparse.ArgumentParser(
        prog="qms check",
        description=say(
            "Soát mã nguồn: ruff, mypy và các quy tắc trong tests/house.",
            "Check the code: ruff, mypy and the rules in tests/house.",
        ),
    )
    parser.parse_args(argv)
    failed = [" ".join(step) for step in STEPS if not passes(step)]
    if failed:
        print(say("Không đạt: ", "Failed: ") + ", ".join(failed))
    return 1 if failed else 0


def passes(step: list[str]) -> bool:
    """Take one step."""
    print("——", *step, flush=True)
    return subprocess.call([sys.executable, "-m", *step], cwd=CHECKOUT) == 0

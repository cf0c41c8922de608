"""Lists that a person has read and approved; a difference is shown, and `QMS_APPROVE=1` writes the list as it is now."""

import os
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def agree(name, head, lines):
    """Fail with the difference between the approved file and the lines found."""
    file = FOLDER / name
    found = [f"# {head}", *lines]
    if os.environ.get("QMS_APPROVE") == "1":
        file.write_text("\n".join(found) + "\n", "utf-8")
    kept = file.read_text("utf-8").splitlines() if file.is_file() else []
    changes = list(unified_diff(kept, found, f"approved {name}", "the house now", lineterm="", n=0))
    if changes:
        pytest.fail("\n".join(["Read the difference; when it is meant, run again with QMS_APPROVE=1.", *changes]), pytrace=False)

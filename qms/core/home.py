"""Where the office's things are: `procedures_md/` for controlled documents, `records/` for all the house writes."""

from pathlib import Path

_home = Path()


def settle(home: Path) -> None:
    """Make a folder the home."""
    global _home
    _home = home.resolve()


def documents() -> Path:
    """Give the folder of controlled documents."""
    return _home / "procedures_md"


def records() -> Path:
    """Give the folder of everything the house writes."""
    return _home / "records"


def database() -> Path:
    """Give the database file."""
    return records() / "qms.sqlite3"


def files() -> Path:
    """Give the folder of evidence files."""
    return records() / "files"

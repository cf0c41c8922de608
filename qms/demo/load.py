"""Loading the demonstration office into a home of its own, whole or not at all."""

import secrets
import shutil
from pathlib import Path

from qms import settings
from qms.app import open_home
from qms.core import database
from qms.demo import (
    calendar,
    context,
    documents,
    ideas,
    imports,
    improvement,
    objectives,
    office,
    paper,
    providers,
    reading,
    reviews,
    risks,
    secrecy,
    yearly,
)
from qms.demo.story import Story

PASSWORD_FILE = "demo-password.txt"
YEARS_OF_HISTORY = 2


def is_loaded(home: Path) -> bool:
    """Tell whether a home holds the whole demonstration office."""
    return (home / "records" / PASSWORD_FILE).is_file()


def load(home: Path) -> str:
    """Build the office beside the home, then put it in its place; give the common password."""
    building = home.with_name(home.name + ".new")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    plain = settings.text("QMS_DEMO_PASSWORD") or "-".join(secrets.token_hex(2) for _part in range(4))
    open_home(building)
    with database.connection():
        tell(plain)
    database.db.close()
    (building / "records" / PASSWORD_FILE).write_text(plain, "utf-8")
    _forget(home)
    building.rename(home)
    return plain


def tell(plain: str) -> None:
    """Tell the two years in the home that is open."""
    story = Story()
    story.at(732, lambda: office.establish(story.day(732), plain), hour=7)
    calendar.tell(story)
    documents.tell(story)
    improvement.tell(story)
    ideas.tell(story)
    paper.tell(story)
    reading.tell(story)
    secrecy.tell(story)
    imports.tell(story)
    objectives.tell(story)
    risks.tell(story)
    context.tell(story)
    providers.tell(story)
    reviews.tell(story)
    yearly.tell(story)
    story.tell()


def _forget(home: Path) -> None:
    if home.exists():
        shutil.rmtree(home)


def password(home: Path) -> str:
    """Give the password the office was loaded with."""
    return (home / "records" / PASSWORD_FILE).read_text("utf-8").strip()

"""What stands on the trail about a case and its actions, in the words a paper uses: who, when, and that it is not yet there."""

from datetime import datetime
from typing import Any

from qms.core.attachment import Attachment
from qms.core.paper.tree import paragraph
from qms.core.trail import TrailEntry, history_of
from qms.core.vietnamese import day, moment

Signed = tuple[str, str, str, str]
_NOT_YET = "(chưa có)"


class AsTold:
    """The history of one record, asked for once."""

    def __init__(self, record: Any) -> None:
        self.kind = record.record_kind()
        self.entries = history_of(self.kind, record.id)

    def last(self, *acts: str) -> TrailEntry | None:
        """Give the last entry of some acts."""
        names = {f"{self.kind}.{act}" for act in acts}
        return next((entry for entry in reversed(self.entries) if entry.act in names), None)

    def is_last(self, act: str, *others: str) -> bool:
        """Tell whether an act was done and none of the others after it."""
        entry = self.last(act, *others)
        return entry is not None and entry.act == f"{self.kind}.{act}"

    def every(self, act: str) -> list[str]:
        """Tell each time an act was done: when, by whom, why."""
        told = [entry for entry in self.entries if entry.act == f"{self.kind}.{act}"]
        return [f"{moment(entry.at)}, {who_of(entry)}: {entry.facts.get('note', '')}" for entry in told]

    def signature(self, heading: str, *acts: str) -> Signed:
        """Give a place to sign, filled with who did an act and when; the words say so when nobody has."""
        entry = self.last(*acts)
        if entry is None:
            return heading, _NOT_YET, "", ""
        name, _comma, post = who_of(entry).partition(", ")
        return heading, name, post, f"đã ghi lúc {moment(entry.at)}"

    def by(self, *acts: str) -> str:
        """Name who did an act, and when."""
        entry = self.last(*acts)
        return f"{who_of(entry)}, lúc {moment(entry.at)}" if entry else ""


def who_of(entry: TrailEntry) -> str:
    """Name who did what an entry tells, as he signed then."""
    return str(entry.facts.get("who", ""))


def heading(text: str) -> dict[str, Any]:
    """Make the heading of a part."""
    return {"t": "h", "level": 1, "c": paragraph(text)["c"]}


def line(label: str, value: str) -> dict[str, Any]:
    """Make a line: what it is in bold, then the value, or that it is not yet there."""
    return {"t": "p", "c": [{"t": "strong", "c": paragraph(f"{label}: ")["c"]}, *paragraph(value or _NOT_YET)["c"]], "align": ""}


def words(label: str, text: str) -> list[dict[str, Any]]:
    """Make a label and a text of any length below it, its lines kept."""
    lines = [one for one in text.splitlines() if one.strip()]
    if len(lines) < 2:
        return [line(label, text.strip())]
    return [{"t": "p", "c": [{"t": "strong", "c": paragraph(f"{label}:")["c"]}], "align": ""}, *(paragraph(one) for one in lines)]


def named(files: list[Attachment]) -> str:
    """Name files, each with the beginning of its hash."""
    return "; ".join(f"{file.name} (SHA-256 {file.sha256[:12]}…)" for file in files)


def printed(by: Any, at: datetime) -> str:
    """Say when and by whom a paper was made."""
    return f"in lúc {moment(at)}, {by.ranked_name}; nội dung như đã ghi đến lúc in"


def dated(*parts: Any) -> str:
    """Join what is there, days written as days."""
    return "\n".join(day(part) if hasattr(part, "isoformat") else str(part) for part in parts if part)

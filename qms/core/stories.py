"""The trail told in sentences: who did what to which record, when and why, with the values before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import BooleanField, DateField, ForeignKeyField

from qms.core import clock, trail
from qms.core.fields import ListField, StateField
from qms.core.kept import kept
from qms.core.language import Phrase, _
from qms.core.record import RECORDS, Record
from qms.core.vietnamese import day

_LONGEST = 160
_TOLD_APART = {"who", "note", "changes", "after", "label"}


@dataclass(frozen=True)
class Told:
    """One entry, ready to be read."""

    seq: int
    at: datetime
    who: str
    past: Phrase | str
    what: str
    note: str
    changes: list[tuple[str, str, str]]
    kind: str = ""
    record: int = 0
    seal: str = ""
    days: tuple[tuple[str, str], ...] = ()  # days that were typed: when it happened, beside when it was told


EVENTS: dict[str, Phrase] = {}  # how events that change no record are told, by name or by verb; features add theirs


def history(*records: Any) -> list[Told]:
    """Tell what happened to some records, newest first."""
    entries = [entry for record in records for entry in trail.history_of(record.record_kind(), record.id)]
    return [tell(entry) for entry in sorted(entries, key=lambda entry: entry.seq, reverse=True)]


def tell(entry: trail.TrailEntry) -> Told:
    """Tell one entry."""
    facts = entry.facts
    record = RECORDS.get(entry.kind)
    act = record.acts.get(entry.act.partition(".")[2]) if record else None
    past = act.past if act else EVENTS.get(entry.act) or EVENTS.get(entry.act.partition(".")[2], entry.act)
    changes = _changes(record, facts.get("changes", {})) if record else []
    return Told(
        entry.seq,
        entry.at,
        facts.get("who") or str(_("Chưa rõ người")),
        past,
        _what(facts),
        facts.get("note", ""),
        changes,
        entry.kind,
        entry.record,
        entry.hash,
        tuple(_days(record, entry)) if record else (),
    )


def last_told(record: Record, *acts: str) -> Told | None:
    """Tell the last time that one of some acts was done to a record; None when it never was."""
    entries = reversed(trail.history_of(record.record_kind(), record.id))
    return next((tell(entry) for entry in entries if entry.act in acts), None)


def _days(record: Any, entry: trail.TrailEntry) -> Iterator[tuple[str, str]]:
    """Tell the days an entry set that had come by then: when it happened, was done, was closed."""
    told_on = entry.at.astimezone(clock.HANOI).date()
    for column, (_before, after) in entry.facts.get("changes", {}).items():
        field = record._meta.columns.get(column)
        if isinstance(field, DateField) and isinstance(field.verbose_name, Phrase) and after and field.python_value(after) <= told_on:
            yield str(field.verbose_name), said(field, after)


def _what(facts: dict[str, Any]) -> str:
    """Name what an entry is about: the record's label, or for an event whatever was noted."""
    return facts.get("label") or ", ".join(str(value) for name, value in facts.items() if name not in _TOLD_APART)


def _changes(record: Any, changes: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    told = []
    for column, (before, after) in changes.items():
        field = record._meta.columns.get(column)
        if field is not None and isinstance(field.verbose_name, Phrase):
            told.append((str(field.verbose_name), said(field, before), said(field, after)))
    return told


def said(field: Any, value: Any) -> str:
    """Write a stored value as people read it, a long one cut."""
    return _shortened(said_whole(field, value))


def said_whole(field: Any, value: Any) -> str:
    """Write a stored value as people read it, to its last letter."""
    if value in (None, ""):
        return ""
    if isinstance(field, StateField):
        return str(field.states(value).label)
    if isinstance(field, ForeignKeyField):
        return _label_of(field.rel_model, value)
    if isinstance(field, BooleanField):
        return str(_("có") if value else _("không"))
    if isinstance(field, DateField):
        return day(field.python_value(value))
    if isinstance(field, ListField):
        return _listed(field.python_value(value))
    return str(_("văn bản (mã băm %(hash)s…)", hash=value[7:19])) if str(value).startswith("sha256:") else str(value)


@kept(most=1024)
def _label_of(model: type[Record], number: int) -> str:
    target = model.get_or_none(id=number)
    return target.label if target else str(number)


def _listed(value: Any) -> str:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return "; ".join(str(part) for part in parts if part not in (None, ""))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

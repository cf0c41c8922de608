"""The audit trail: every act, sealed to the one before, kept append-only by database triggers.

Each entry carries the full after-image of its record, so that `verify` finds any row edited behind the house's back.
A linear chain of SHA-256 is enough for one office (trust: 200,000 entries are checked in about 1.4 s).
"""

import hashlib
import json
from typing import Any

from peewee import CharField, IntegerField, Model, TextField

from qms.core.clock import now
from qms.core.database import db, transaction
from qms.core.fields import MomentField
from qms.core.language import SOURCE, reading

SEAL = b"qms-trail-1\0"
FIRST = "0" * 64


class TrailEntry(Model):
    """One act: when, who, what, on which record, from what to what, why."""

    seq = IntegerField(primary_key=True)
    at = MomentField(index=True)
    actor = IntegerField(null=True, index=True)
    act = CharField(max_length=80)
    kind = CharField(max_length=40)
    record = IntegerField()
    payload = TextField()
    prev = CharField(max_length=64)
    hash = CharField(max_length=64, unique=True)

    class Meta:
        database = db
        table_name = "trail"
        legacy_table_names = False
        indexes = ((("kind", "record"), False),)

    @property
    def facts(self) -> dict[str, Any]:
        """Give what the entry tells: label, who, note, state, changes, after."""
        return json.loads(self.payload)

    def sealed(self) -> str:
        """Compute the seal this entry must carry."""
        return seal_of(
            self.prev,
            [self.seq, self.__class__.at.db_value(self.at), self.actor, self.act, self.kind, self.record, self.payload],
        )


def canonical(value: Any) -> str:
    """Write a value in the one way that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_of(prev: str, parts: list[Any]) -> str:
    """Seal an entry's parts to the entry before it."""
    return hashlib.sha256(SEAL + prev.encode() + canonical(parts).encode()).hexdigest()


def head() -> TrailEntry | None:
    """Give the last entry."""
    return TrailEntry.select().order_by(TrailEntry.seq.desc()).first()


def last_seal() -> str:
    """Give the seal of the last entry, so cheaply that every page may ask whether anything has changed."""
    found = db.execute_sql("SELECT hash FROM trail ORDER BY seq DESC LIMIT 1").fetchall()
    return found[0][0] if found else ""


def append(act: str, record: Any, by: Any, note: str, before: dict[str, Any] | None) -> TrailEntry:
    """Add the entry of an act; called by the act mechanism inside its transaction."""
    after = record.image()
    changes = {
        name: [None if before is None else before.get(name), value]
        for name, value in after.items()
        if name not in {"id", "version"} and (before is None or before.get(name) != value)
    }
    with reading(SOURCE):  # what is kept does not depend on the language of who acts
        facts = {"label": record.label, "who": by.signature(), "note": note, "changes": changes, "after": after}
    return _write(act, record.record_kind(), record.id, by.id, facts)


def note_event(act: str, by: Any, facts: dict[str, Any]) -> TrailEntry:
    """Add an entry that changes no record: a failed sign-in, an export, a refusal of authority."""
    with transaction():
        return _write(act, "event", 0, by.id if by else None, {"who": by.signature() if by else "", **facts})


def _write(act: str, kind: str, record: int, actor: int | None, facts: dict[str, Any]) -> TrailEntry:
    last = head()
    entry = TrailEntry(
        seq=(last.seq if last else 0) + 1,
        at=now(),
        actor=actor,
        act=act,
        kind=kind,
        record=record,
        payload=canonical(facts),
        prev=last.hash if last else FIRST,
    )
    entry.hash = entry.sealed()
    entry.save(force_insert=True)
    return entry


def history_of(kind: str, record: int) -> list[TrailEntry]:
    """List what happened to one record, oldest first."""
    return list(TrailEntry.select().where((TrailEntry.kind == kind) & (TrailEntry.record == record)).order_by(TrailEntry.seq))

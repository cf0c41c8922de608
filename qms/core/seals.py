"""Database triggers that keep the trail append-only and every record under it (SQLite).

They are remade after each migration, because rebuilding a table drops them, and `verify` compares them with this text.
"""

from qms.core.database import db
from qms.core.record import RECORDS

_TRAIL = {
    "trail_no_update": "BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "trail_no_delete": "BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    "trail_in_order": (
        "BEFORE INSERT ON trail WHEN NEW.seq <> coalesce((SELECT max(seq) FROM trail), 0) + 1 "
        "OR NEW.prev <> coalesce((SELECT hash FROM trail ORDER BY seq DESC LIMIT 1), '" + "0" * 64 + "') "
        "BEGIN SELECT RAISE(ABORT, 'the trail is sealed in order'); END"
    ),
}


def triggers() -> dict[str, str]:
    """Give every trigger by its name, as SQL after CREATE TRIGGER name."""
    wanted = dict(_TRAIL)
    for record in RECORDS.values():
        wanted |= _record_triggers(record._meta.table_name)
    return wanted


def _record_triggers(table: str) -> dict[str, str]:
    latest = "NEW.trail_seq <> coalesce((SELECT max(seq) FROM trail), 0)"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} changes by acts only'); END"
    return {
        f"{table}_no_delete": f"BEFORE DELETE ON {table} {refuse}",
        f"{table}_kept_insert": f"BEFORE INSERT ON {table} WHEN {latest} OR NEW.version <> 1 {refuse}",
        f"{table}_kept_update": f"BEFORE UPDATE ON {table} WHEN {latest} OR NEW.version <> OLD.version + 1 {refuse}",
    }


def install() -> None:
    """Remake every trigger."""
    for name in present():
        db.execute_sql(f"DROP TRIGGER {name}")
    for name, sql in triggers().items():
        db.execute_sql(f"CREATE TRIGGER {name} {sql}")


def present() -> dict[str, str]:
    """Give the triggers the database has."""
    rows = db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return {name: sql.partition(f"CREATE TRIGGER {name} ")[2] for name, sql in rows}

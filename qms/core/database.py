"""The database, its one write door, and what waits until a transaction has been kept.

SQLite in WAL with `synchronous=FULL` and IMMEDIATE transactions: an acknowledged save survives a power cut, and two
writers wait for each other instead of failing. SQLite before 3.51.3 has the WAL-reset bug; there the rollback
journal is used instead.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from peewee import sqlite3
from playhouse.pool import PooledSqliteDatabase

WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)


class _Connection(sqlite3.Connection):
    """A connection that knows which file it opened."""

    def __init__(self, path: str, *rest: Any, **given: Any) -> None:
        super().__init__(path, *rest, **given)
        self.file = _file_at(path)


class _KeptConnections(PooledSqliteDatabase):
    """Connections kept for the next request, as a new one reads the whole schema first: half the time of a short page.

    One that only looked may write again; one whose file has been replaced, as by a restore, is left.
    """

    def _is_closed(self, conn: _Connection) -> bool:
        return conn.file != _file_at(self.database) or bool(super()._is_closed(conn))

    def _can_reuse(self, conn: _Connection) -> bool:
        try:
            conn.execute("PRAGMA query_only = 0")
        except sqlite3.Error:
            return False
        return bool(super()._can_reuse(conn))


def _file_at(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


db = _KeptConnections(
    None, max_connections=0, autoconnect=False, lock_type="IMMEDIATE", check_same_thread=False, factory=_Connection
)  # as many as there are threads

_door = threading.RLock()
_waiting: ContextVar[list[Callable[[], None]] | None] = ContextVar("waiting", default=None)
_undoing: ContextVar[list[Callable[[], None]] | None] = ContextVar("undoing", default=None)


def pragmas() -> dict[str, object]:
    """Give the settings of every connection."""
    journal = ("wal", "full") if WAL_IS_SAFE else ("truncate", "extra")
    return {
        "busy_timeout": 30_000,  # milliseconds that another process may write
        "journal_mode": journal[0],
        "synchronous": journal[1],
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cache_size": -4000,  # KiB, of each kept connection
    }


def use(path: Path | str) -> None:
    """Point the house at a database file."""
    if not db.deferred:
        db.close_all()
    db.init(str(path), pragmas=pragmas())


@contextmanager
def connection() -> Iterator[None]:
    """Open a connection for a piece of work outside a request."""
    opened = db.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            db.close()


def ask() -> None:
    """Ask the database for a word; raise when it does not answer."""
    db.execute_sql("SELECT 1 FROM sqlite_master LIMIT 1")


@contextmanager
def transaction() -> Iterator[None]:
    """Do all of it or none of it. Nested transactions are parts of the outermost one.

    What was asked for with `after_commit` is done once the outermost transaction has been kept, and forgotten
    when it is not; what was asked for with `when_undone` is done when it is not, before other writers come in.
    """
    if _waiting.get() is not None:
        with db.atomic():
            yield
        return
    waiting: list[Callable[[], None]] = []
    undoing: list[Callable[[], None]] = []
    tokens = _waiting.set(waiting), _undoing.set(undoing)
    try:
        with _door, db.atomic():
            try:
                yield
            except BaseException:
                for action in reversed(undoing):
                    action()
                raise
    finally:
        _waiting.reset(tokens[0])
        _undoing.reset(tokens[1])
    for action in waiting:
        action()


def after_commit(action: Callable[[], None]) -> None:
    """Do something once the outermost transaction has been kept."""
    waiting = _waiting.get()
    if waiting is None:
        action()
    else:
        waiting.append(action)


def when_undone(action: Callable[[], None]) -> None:
    """Do something outside the database when the outermost transaction is not kept."""
    undoing = _undoing.get()
    if undoing is not None:
        undoing.append(action)

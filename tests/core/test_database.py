"""Connections are kept between requests, and none of them carries anything over."""

import os
import threading

import pytest
from peewee import OperationalError

from qms.core import database


@pytest.fixture
def base(tmp_path):
    """Point the house at an empty database."""
    path = tmp_path / "base.sqlite3"
    database.use(path)
    with database.connection():
        database.db.execute_sql("CREATE TABLE word (said TEXT)")
    yield path
    database.db.close_all()


def say(word):
    with database.connection(), database.transaction():
        database.db.execute_sql("INSERT INTO word VALUES (?)", (word,))


def said():
    with database.connection():
        return [word for (word,) in database.db.execute_sql("SELECT said FROM word").fetchall()]


def taken():
    with database.connection():
        return id(database.db.connection())


def test_connection_is_kept_for_the_next_one(base):
    assert taken() == taken()


def test_each_thread_has_its_own(base):
    with database.connection():
        own, others = id(database.db.connection()), []
        other = threading.Thread(target=lambda: others.append(taken()))
        other.start()
        other.join()
    assert others
    assert own not in others


def test_whoever_comes_after_one_that_only_looked_may_write(base):
    with database.connection():
        database.db.execute_sql("PRAGMA query_only = 1")
        with pytest.raises(OperationalError, match="readonly"):
            database.db.execute_sql("INSERT INTO word VALUES ('no')")
    say("yes")
    assert said() == ["yes"]


def test_what_was_not_ended_is_not_carried_over(base):
    database.db.connect()
    database.db.execute_sql("BEGIN IMMEDIATE")
    database.db.execute_sql("INSERT INTO word VALUES ('half')")
    database.db.close()
    assert said() == []


def test_database_put_in_the_place_of_another_is_seen_at_once(base, tmp_path):
    say("old")
    other = tmp_path / "other.sqlite3"
    with database.connection():
        database.db.execute_sql(f"VACUUM INTO '{other}'")
    say("lost")
    for beside in tmp_path.glob("base.sqlite3-*"):
        beside.unlink()
    os.replace(other, base)
    assert said() == ["old"]
    say("new")
    assert said() == ["old", "new"]


def test_house_that_moved_asks_its_new_database(base, tmp_path):
    say("here")
    database.use(tmp_path / "there.sqlite3")
    with database.connection():
        assert database.db.get_tables() == []


def test_another_process_is_waited_for(base):
    with database.connection():
        assert database.db.execute_sql("PRAGMA busy_timeout").fetchone() == (30_000,)
        assert database.db.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)

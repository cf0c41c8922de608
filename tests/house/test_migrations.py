"""The migrations build the schema the models describe; the first seal is set on it."""

import re

import pytest
from peewee import SqliteDatabase

from qms.app import open_home
from qms.core import database, seals
from qms.core.row import Row
from qms.core.trail import TrailEntry
from qms.core.verify import verify
from qms.features import all_features


def all_models():
    """List every model of the house with a table."""
    all_features()

    def below(model):
        for child in model.__subclasses__():
            if not vars(child).get("is_abstract") and child.__name__ != "Record":
                yield child
            yield from below(child)

    return [TrailEntry, *below(Row)]


def schema_of(db):
    """Describe a database: columns and indexes of each table."""
    rows = db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL").fetchall()
    return {name: plain(sql) for name, sql in rows if name != "schema_migration" and not name.startswith(("sqlite_", "schema_migration"))}


def plain(sql):
    """Write SQL without what makes no difference."""
    sql = re.sub(r"\s+", " ", sql.replace('"', "")).replace("IF NOT EXISTS ", "").lower()
    head, _, columns = sql.removesuffix(")").partition("(")
    columns = re.sub(r"(\w+) (integer[^,(]*?) references (\w+ \(id\))", r"\1 \2, foreign key (\1) references \3", columns)
    return head, tuple(sorted(part.strip() for part in re.split(r",(?![^(]*\))", columns))) if head.startswith("create table") else sql


def test_models_and_migrated_database_agree(house):
    models = SqliteDatabase(":memory:")
    with models.bind_ctx(all_models()), models:
        models.create_tables(all_models())
        wanted = schema_of(models)
    found = schema_of(database.db)
    assert sorted(found) == sorted(wanted)
    for name in wanted:
        if "where" not in str(wanted[name]):
            assert found[name] == wanted[name], name


def test_fresh_home_is_sealed_and_whole(house):
    assert seals.present() == seals.triggers()
    assert verify() == []


def test_home_opens_again_without_a_change(house):
    before = database.db.execute_sql("PRAGMA schema_version").fetchone()
    open_home(house)
    with database.connection():
        assert database.db.execute_sql("PRAGMA schema_version").fetchone() == before


def test_migration_that_fails_leaves_the_old_schema(house, tmp_path, monkeypatch):
    from qms import app

    broken = tmp_path / "migrations"
    broken.mkdir()
    for file in app.MIGRATIONS.glob("[0-9]*.py"):
        (broken / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (broken / "9999_broken.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('ALTER TABLE unit ADD COLUMN extra TEXT')\n    raise RuntimeError('stop')\n", "utf-8"
    )
    before = schema_of(database.db)
    monkeypatch.setattr(app, "MIGRATIONS", broken)
    with pytest.raises(RuntimeError, match="stop"):
        app.migrate()
    assert schema_of(database.db) == before
    assert seals.present() == seals.triggers()

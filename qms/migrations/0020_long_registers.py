"""Indexes of the board of a unit and of what came back; spent tokens kept as their hash, without where they led: a slip, perhaps."""

import hashlib

from peewee import CharField, DateField, IntegerField, Model


def up(migrator, db):
    class Nonconformity(Model):
        state = CharField()
        unit_id = IntegerField()
        closed_on = DateField()
        procedure_code = CharField()
        cause_group = CharField()

        class Meta:
            database = db
            legacy_table_names = False
            table_name = "nonconformity"
            indexes = (
                (("unit_id", "state", "closed_on"), False),
                (("closed_on", "state", "procedure_code", "cause_group"), False),
            )

    Nonconformity._schema.create_indexes(safe=True)
    _hash_tokens(db)


def _hash_tokens(db):
    db.execute_sql("PRAGMA secure_delete = 1")  # what is taken out of a row does not stay in its page
    for number, token in db.execute_sql("SELECT id, token FROM spent_token").fetchall():
        kept = hashlib.sha256(f"once:{token}".encode()).hexdigest()
        db.execute_sql("UPDATE spent_token SET token = ?, url = '' WHERE id = ?", (kept, number))

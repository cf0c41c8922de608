"""The plainest row of the house's database."""

from peewee import AutoField, Model

from qms.core.database import db


class Row(Model):
    """A row of any kind; working rows (sessions, tokens, autosaves) are this, what matters is a Record."""

    id = AutoField()

    class Meta:
        database = db
        legacy_table_names = False

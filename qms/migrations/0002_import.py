"""Batches of imported files."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator, db):
    class Table(Model):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)

        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        class Meta:
            table_name = "person"

    class Edition(Table):
        class Meta:
            table_name = "edition"

    class ImportJob(Table):
        opened_by = ForeignKeyField(Person)
        opened_at = CharField()

        class Meta:
            table_name = "import_job"

    class ImportedFile(Table):
        job = ForeignKeyField(ImportJob)
        name = CharField(max_length=200)
        sha256 = CharField(max_length=64, index=True)
        state = CharField(max_length=32, default="received")
        is_accepted = BooleanField(default=True)
        tracked = IntegerField(default=0)
        text = TextField(default="")
        original = TextField(default="")
        facts = TextField(default="{}")
        findings = TextField(default="[]")
        edition = ForeignKeyField(Edition, null=True)

        class Meta:
            table_name = "imported_file"

    db.create_tables([ImportJob, ImportedFile])

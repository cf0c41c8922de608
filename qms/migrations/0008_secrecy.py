"""Who may know of a document, papers that are only registered, and the declaration of an independent LAN."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model, TextField

COLUMNS = (
    "lan_declaration TEXT NOT NULL DEFAULT ''",
    "lan_declared_as VARCHAR(300) NOT NULL DEFAULT ''",
    "lan_declared_on DATE",
)


def up(migrator, db):
    class Known(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Table(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)

    class Document(Known):
        class Meta:
            table_name = "document"

    class Unit(Known):
        class Meta:
            table_name = "unit"

    class Edition(Known):
        classification = CharField()
        document = ForeignKeyField(Document, index=False)

        class Meta:
            table_name = "edition"
            indexes = ((("classification", "document"), False),)

    class NeedToKnow(Table):
        document = ForeignKeyField(Document, unique=True)
        is_limited = BooleanField(default=True)
        units = TextField(default=list)
        posts = TextField(default=list)
        in_words = TextField(default="")
        reason = CharField(max_length=500, default="")

        class Meta:
            table_name = "need_to_know"
            indexes = ((("is_limited", "document"), False),)

    class SecretEntry(Table):
        document = ForeignKeyField(Document, unique=True)
        number = CharField(max_length=60, default="")
        title = CharField(max_length=250)
        level = CharField(max_length=32)
        unit = ForeignKeyField(Unit)
        place = CharField(max_length=200)
        issued_on = DateField(null=True)
        valid_until = DateField(null=True)
        ended_on = DateField(null=True)
        reason = CharField(max_length=500, default="")

        class Meta:
            table_name = "secret_entry"

    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE office ADD COLUMN {column}")
    db.create_tables([NeedToKnow, SecretEntry])
    Edition._schema.create_indexes()

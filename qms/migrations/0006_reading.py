"""Who must read what, who has read it, and when a document was last found right."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator, db):
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Document(Table):
        class Meta:
            table_name = "document"

    class Unit(Table):
        class Meta:
            table_name = "unit"

    class Post(Table):
        class Meta:
            table_name = "post"

    class Person(Table):
        class Meta:
            table_name = "person"

    class Edition(Table):
        class Meta:
            table_name = "edition"

    class ReadingDuty(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        document = ForeignKeyField(Document)
        unit = ForeignKeyField(Unit, null=True)
        post = ForeignKeyField(Post, null=True)
        person = ForeignKeyField(Person, null=True)
        days = IntegerField()
        since = DateField(null=True)
        until = DateField(null=True)

        class Meta:
            table_name = "reading_duty"
            indexes = ((("document", "until"), False),)

    class ReadingCheck(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        edition = ForeignKeyField(Edition, unique=True)
        questions = TextField(default=list)

        class Meta:
            table_name = "reading_check"

    class Acknowledgement(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        edition = ForeignKeyField(Edition)
        person = ForeignKeyField(Person)
        acknowledged_as = CharField(max_length=300, default="")
        acknowledged_at = CharField(null=True)
        tries = IntegerField(default=1)

        class Meta:
            table_name = "acknowledgement"
            indexes = ((("edition", "person"), True),)

    class WrongTry(Table):
        edition = ForeignKeyField(Edition)
        person = ForeignKeyField(Person)
        count = IntegerField(default=0)

        class Meta:
            table_name = "wrong_try"
            indexes = ((("edition", "person"), True),)

    db.create_tables([ReadingDuty, ReadingCheck, Acknowledgement, WrongTry])
    for column in ("is_major INTEGER NOT NULL DEFAULT 1", "reviews TEXT NOT NULL DEFAULT '[]'", "review_on DATE"):
        db.execute_sql(f"ALTER TABLE edition ADD COLUMN {column}")

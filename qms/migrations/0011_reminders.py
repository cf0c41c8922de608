"""Where a person is reached and in which language, his token, the daily rounds and their mails."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, Model


def up(migrator, db):
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        class Meta:
            table_name = "person"

    class PersonalToken(Table):
        token = CharField(max_length=64, unique=True)
        person = ForeignKeyField(Person, unique=True)
        made_at = CharField()

        class Meta:
            table_name = "personal_token"

    class DailyRound(Table):
        day = DateField(unique=True)
        runner = CharField(max_length=80)
        begun_at = CharField()
        heard_at = CharField()
        ended_at = CharField(null=True)
        trouble = CharField(max_length=300, default="")

        class Meta:
            table_name = "daily_round"

    class Digest(Table):
        person = ForeignKeyField(Person)
        day = DateField()
        state = CharField(max_length=32)
        tasks = IntegerField()
        tries = IntegerField(default=1)
        told_at = CharField()
        trouble = CharField(max_length=300, default="")

        class Meta:
            table_name = "digest"
            indexes = ((("person", "day"), True), (("day", "state"), False))

    for column in ("email VARCHAR(254) NOT NULL DEFAULT ''", "language VARCHAR(5) NOT NULL DEFAULT 'vi'"):
        db.execute_sql(f"ALTER TABLE person ADD COLUMN {column}")
    db.create_tables([PersonalToken, DailyRound, Digest])

"""Days the office declares to be off or worked."""

from peewee import CharField, DateField, IntegerField, Model


def up(migrator, db):
    class CalendarDay(Model):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        day = DateField(unique=True)
        kind = CharField(max_length=32)
        source = CharField(max_length=300)

        class Meta:
            database = db
            legacy_table_names = False
            table_name = "calendar_day"

    db.create_tables([CalendarDay])

"""The duties of the year and what became of them."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model


def up(migrator, db):
    class Known(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Known):
        class Meta:
            table_name = "person"

    class Unit(Known):
        class Meta:
            table_name = "unit"

    class YearlyDuty(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(max_length=20, unique=True)
        kind = CharField(max_length=32, default="other")
        title = CharField(max_length=200)
        basis = CharField(max_length=300)
        month = IntegerField()
        day = IntegerField()
        unit = ForeignKeyField(Unit)
        responsible = ForeignKeyField(Person)
        remind_days = IntegerField(default=30)
        first_year = IntegerField()
        last_year = IntegerField(null=True)
        end_reason = CharField(max_length=500, default="")

        class Meta:
            table_name = "yearly_duty"

    class DutyOutcome(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        duty = ForeignKeyField(YearlyDuty)
        year = IntegerField()
        due_on = DateField()
        is_waived = BooleanField(default=False)
        done_on = DateField(null=True)
        evidence = CharField(max_length=500)
        recorded_by = ForeignKeyField(Person)
        recorded_as = CharField(max_length=300)
        recorded_on = DateField()

        class Meta:
            table_name = "duty_outcome"
            indexes = ((("duty", "year"), True),)

    db.create_tables([YearlyDuty, DutyOutcome])

"""Quality objectives, their targets and measurements."""

from peewee import BooleanField, CharField, DateField, FloatField, ForeignKeyField, IntegerField, Model, TextField


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

    class Objective(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(max_length=20, unique=True)
        state = CharField(max_length=32, default="draft")
        year = IntegerField()
        unit = ForeignKeyField(Unit, null=True)
        title = CharField(max_length=200)
        indicator = CharField(max_length=40, default="")
        own_measure = CharField(max_length=200, default="")
        own_unit = CharField(max_length=40, default="")
        direction = CharField(max_length=32, default="higher")
        frequency = CharField(max_length=32, default="month")
        target = FloatField()
        limit = FloatField()
        actions = TextField(default="")
        resources = TextField(default="")
        responsible = ForeignKeyField(Person, null=True)
        due_on = DateField(null=True)
        how_evaluated = TextField(default="")
        drafted_by = ForeignKeyField(Person)
        approved_by = ForeignKeyField(Person, null=True)
        approved_as = CharField(max_length=300, default="")
        approved_on = DateField(null=True)
        evaluation = TextField(default="")
        is_met = BooleanField(null=True)
        results = TextField(default="[]")
        closed_by = ForeignKeyField(Person, null=True)
        closed_as = CharField(max_length=300, default="")
        closed_on = DateField(null=True)
        folded = TextField(default="")

        class Meta:
            table_name = "objective"
            indexes = ((("year", "state"), False), (("state", "responsible"), False), (("unit", "year"), False))

    class Target(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        objective = ForeignKeyField(Objective)
        value = FloatField()
        limit = FloatField()
        valid_from = DateField()
        reason = TextField()
        set_by = ForeignKeyField(Person)
        set_as = CharField(max_length=300)

        class Meta:
            table_name = "target"

    class Measurement(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        objective = ForeignKeyField(Objective)
        period_on = DateField()
        value = FloatField()
        reason = TextField(default="")
        corrects = ForeignKeyField("self", null=True)
        entered_by = ForeignKeyField(Person)
        entered_as = CharField(max_length=300, default="")
        entered_at = CharField(max_length=255, null=True)

        class Meta:
            table_name = "measurement"
            indexes = ((("objective", "period_on", "id"), False), (("period_on",), False))

    db.create_tables([Objective, Target, Measurement])

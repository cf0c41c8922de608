"""Ideas for improvement."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, Model, TextField


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

    class Idea(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(max_length=20, unique=True)
        state = CharField(max_length=32, default="proposed")
        title = CharField(max_length=160)
        proposal = TextField()
        reason = TextField()
        unit = ForeignKeyField(Unit)
        procedure_code = CharField(max_length=32, default="")
        procedure_step = CharField(max_length=40, default="")
        proposed_by = ForeignKeyField(Person)
        proposed_as = CharField(max_length=300)
        proposed_on = DateField()
        answer_by = DateField()
        question = TextField(default="")
        supplement = TextField(default="")
        answer = TextField(default="")
        answered_by = ForeignKeyField(Person, null=True)
        answered_as = CharField(max_length=300, default="")
        answered_on = DateField(null=True)
        responsible = ForeignKeyField(Person, null=True)
        due_on = DateField(null=True)
        result = TextField(default="")
        completed_by = ForeignKeyField(Person, null=True)
        completed_on = DateField(null=True)
        finding = TextField(default="")
        checked_by = ForeignKeyField(Person, null=True)
        checked_as = CharField(max_length=300, default="")
        checked_on = DateField(null=True)
        thanks = CharField(max_length=500, default="")
        thanked_by = ForeignKeyField(Person, null=True)
        thanked_as = CharField(max_length=300, default="")
        thanked_on = DateField(null=True)
        folded = TextField(default="")

        class Meta:
            table_name = "idea"
            indexes = ((("state", "id"), False), (("unit", "id"), False), (("proposed_on",), False))

    db.create_tables([Idea])

"""Prints with their check codes, and the register of controlled copies: frozen copies of the models."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model


def up(migrator, db):
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Edition(Table):
        class Meta:
            table_name = "edition"

    class Person(Table):
        class Meta:
            table_name = "person"

    class Unit(Table):
        class Meta:
            table_name = "unit"

    class Printout(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        edition = ForeignKeyField(Edition)
        form = CharField(max_length=32)
        code = CharField(unique=True, max_length=10)
        of_draft = BooleanField(default=False)
        printed_by = ForeignKeyField(Person)
        printed_at = CharField()

        class Meta:
            table_name = "printout"

    class ControlledCopy(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        edition = ForeignKeyField(Edition)
        number = IntegerField()
        state = CharField(max_length=32, default="held")
        unit = ForeignKeyField(Unit)
        holder = ForeignKeyField(Person, null=True)
        place = CharField(max_length=200, default="")
        issued_on = DateField()
        issued_by = ForeignKeyField(Person)
        recalled_on = DateField(null=True)
        recall_reason = CharField(max_length=500, default="")
        ended_on = DateField(null=True)

        class Meta:
            table_name = "controlled_copy"
            indexes = ((("edition", "number"), True),)

    db.create_tables([Printout, ControlledCopy])

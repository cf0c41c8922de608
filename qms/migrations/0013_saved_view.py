"""Saved views of the register, and the indexes that keep register, board and charts fast on long registers."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, Model


def up(migrator, db):
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Table):
        class Meta:
            table_name = "person"

    class SavedView(Table):
        owner = ForeignKeyField(Person)
        name = CharField(max_length=60)
        query = CharField(max_length=1000)

        class Meta:
            table_name = "saved_view"
            indexes = ((("owner", "name"), True),)

    class Nonconformity(Table):
        state = CharField()
        unit_id = IntegerField()
        reported_on = DateField()
        happened_on = DateField()
        closed_on = DateField()
        procedure_code = CharField()
        cause_group = CharField()

        class Meta:
            table_name = "nonconformity"
            indexes = (
                (("reported_on", "state", "unit_id", "procedure_code", "cause_group"), False),
                (("closed_on", "reported_on", "state"), False),
                (("procedure_code", "cause_group", "happened_on", "state"), False),
            )

    class CorrectiveAction(Table):
        state = CharField()
        check_on = DateField()
        verified_on = DateField()

        class Meta:
            table_name = "corrective_action"
            indexes = ((("state", "check_on"), False), (("verified_on", "state"), False))

    db.create_tables([SavedView])
    for name in ("nonconformity_reported_on", "nonconformity_closed_on"):
        db.execute_sql(f"DROP INDEX {name}")
    for model in (Nonconformity, CorrectiveAction):
        model._schema.create_indexes()

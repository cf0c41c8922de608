"""What is done about a case: concession, whys, a confirmed cause, other units, dates of actions, names of groups of causes."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model, TextField

TEXT, NAME, DAY = "TEXT NOT NULL DEFAULT ''", "VARCHAR({}) NOT NULL DEFAULT ''", "DATE"
COLUMNS = {
    "nonconformity": (
        f"conceded {TEXT}",
        f"conceded_until {DAY}",
        f"conceded_on {DAY}",
        f"conceded_as {NAME.format(300)}",
        f"whys {TEXT}",
        f"cause_evidence {TEXT}",
        f"cause_confirmed_on {DAY}",
        f"cause_confirmed_as {NAME.format(300)}",
        f"no_action {TEXT}",
        f"no_action_on {DAY}",
        f"no_action_as {NAME.format(300)}",
    ),
    "corrective_action": (
        f"revises_at {NAME.format(40)}",
        f"measure {TEXT}",
        f"first_due_on {DAY}",
        f"wanted_due_on {DAY}",
        f"wanted_reason {TEXT}",
        f"waived_reason {TEXT}",
        f"waived_on {DAY}",
        f"waived_as {NAME.format(300)}",
    ),
    "attachment": (f"part {NAME.format(20)}",),
}


def up(migrator, db):
    for table, columns in COLUMNS.items():
        for column in columns:
            db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    db.create_tables(_new_tables(db))


def _new_tables(db):
    class Known(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Nonconformity(Known):
        class Meta:
            table_name = "nonconformity"

    class Unit(Known):
        class Meta:
            table_name = "unit"

    class Elsewhere(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        nonconformity = ForeignKeyField(Nonconformity)
        unit = ForeignKeyField(Unit)
        state = CharField(max_length=32, default="asked")
        asked_on = DateField()
        answer_by = DateField()
        answer = TextField(default="")
        answered_on = DateField(null=True)
        answered_as = CharField(max_length=300, default="")
        raised = CharField(max_length=20, default="")

        class Meta:
            table_name = "elsewhere"
            indexes = ((("nonconformity", "unit"), True), (("unit", "state"), False))

    class CauseGroupName(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(max_length=32, unique=True)
        name = CharField(max_length=80)
        name_en = CharField(max_length=80, default="")
        is_active = BooleanField(default=True)

        class Meta:
            table_name = "cause_group_name"

    return [Elsewhere, CauseGroupName]

"""Management reviews with their inputs and decisions."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator, db):
    class Known(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Known):
        class Meta:
            table_name = "person"

    class ManagementReview(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(max_length=20, unique=True)
        state = CharField(max_length=32, default="preparing")
        since = DateField()
        until = DateField()
        held_on = DateField()
        place = CharField(max_length=200)
        chair = ForeignKeyField(Person)
        secretary = ForeignKeyField(Person)
        participants = TextField(default="[]")
        began = CharField(max_length=5, default="")
        ended = CharField(max_length=5, default="")
        conclusion = TextField(default="")
        no_decision = TextField(default="{}")
        frozen_at = CharField(null=True)
        frozen_as = CharField(max_length=300, default="")
        manifest = TextField(default="{}")
        closed_at = CharField(null=True)
        closed_as = CharField(max_length=300, default="")
        sha256 = CharField(max_length=64, default="")

        class Meta:
            table_name = "management_review"
            indexes = ((("state", "id"), False),)

    class ReviewInput(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        review = ForeignKeyField(ManagementReview)
        key = CharField(max_length=4)
        headline = CharField(max_length=300, default="")
        rows = TextField(default="[]")
        judgement = TextField(default="")
        minutes = TextField(default="")

        class Meta:
            table_name = "review_input"
            indexes = ((("review", "key"), True),)

    class ReviewDecision(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        responsible = ForeignKeyField(Person)
        due_on = DateField()
        code = CharField(max_length=20, unique=True)
        review = ForeignKeyField(ManagementReview)
        about = CharField(max_length=4)
        kind = CharField(max_length=32)
        state = CharField(max_length=32, default="to_do")
        description = TextField()
        known_by = CharField(max_length=500, default="")
        responsible_as = CharField(max_length=300, default="")
        decided_on = DateField()
        result = TextField(default="")
        completed_by = ForeignKeyField(Person, null=True)
        completed_on = DateField(null=True)
        finding = TextField(default="")
        confirmed_by = ForeignKeyField(Person, null=True)
        confirmed_as = CharField(max_length=300, default="")
        confirmed_on = DateField(null=True)

        class Meta:
            table_name = "review_decision"
            indexes = ((("review", "id"), False), (("responsible", "state"), False), (("state", "due_on"), False))

    db.create_tables([ManagementReview, ReviewInput, ReviewDecision])

"""The first schema: frozen copies of the models, independent of the application's own."""

from typing import ClassVar

from peewee import BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator, db):
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Attachment(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        of_kind = CharField(max_length=40)
        of_id = IntegerField()
        sha256 = CharField(max_length=64)
        name = CharField(max_length=200)
        size = IntegerField()
        added_by = IntegerField(null=True)
        added_at = CharField()

        class Meta:
            table_name = "attachment"
            indexes = ((("of_kind", "of_id"), False),)

    class Attempts(Table):
        whom = CharField(unique=True, max_length=200)
        count = IntegerField(default=0)
        last_at = CharField()

        class Meta:
            table_name = "attempts"

    class Document(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(unique=True, max_length=32)
        withdrawn_on = DateField(null=True)
        withdrawn_as = CharField(max_length=300, default="")
        withdrawal_reason = CharField(max_length=500, default="")

        class Meta:
            table_name = "document"

    class Unit(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(unique=True, max_length=20)
        dissolved_on = DateField(null=True)

        class Meta:
            table_name = "unit"

    class Post(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        title = CharField(max_length=120)
        unit = ForeignKeyField(Unit)
        is_head = BooleanField(default=False)
        closed_on = DateField(null=True)

        class Meta:
            table_name = "post"

    class Person(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        name = CharField(max_length=120)
        username = CharField(unique=True, null=True, max_length=60)
        password_hash = CharField(null=True, max_length=200)
        must_change_password = BooleanField(default=False)
        left_on = DateField(null=True)
        disabled = BooleanField(default=False)

        class Meta:
            table_name = "person"

    class Edition(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        document = ForeignKeyField(Document)
        number = IntegerField()
        state = CharField(max_length=32, default="draft")
        title = CharField(max_length=250)
        kind = CharField(max_length=32, default="work-procedure")
        unit = ForeignKeyField(Unit, null=True)
        responsible = ForeignKeyField(Post, null=True)
        clauses = TextField(default=list)
        legal_basis = TextField(default="")
        review_months = IntegerField(default=24)
        is_public = BooleanField(default=False)
        classification = CharField(max_length=20, default="Thường")
        service = TextField(default=dict)
        text = TextField(default="")
        reason = CharField(max_length=500, default="")
        folded = CharField(max_length=300, default="")
        authors = TextField(default=list)
        drafted_by = ForeignKeyField(Person)
        submitted_by = ForeignKeyField(Person, null=True)
        submitted_at = CharField(null=True)
        approved_by = ForeignKeyField(Person, null=True)
        approved_as = CharField(max_length=300, default="")
        approved_at = CharField(null=True)
        effective_on = DateField(null=True)
        sha256 = CharField(max_length=64, default="")

        class Meta:
            table_name = "edition"
            constraints: ClassVar = [
                Check("approved_by_id IS NULL OR (approved_by_id <> drafted_by_id AND approved_by_id <> submitted_by_id)")
            ]
            indexes = ((("document", "state", "effective_on"), False), (("state", "is_public"), False))

    class Autosave(Table):
        edition = ForeignKeyField(Edition)
        person = ForeignKeyField(Person)
        text = TextField()
        saved_at = CharField()

        class Meta:
            table_name = "autosave"
            indexes = ((("edition", "person"), True),)

    class Nonconformity(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(unique=True, max_length=20)
        state = CharField(max_length=32, default="reported")
        title = CharField(max_length=160)
        what_happened = TextField()
        unit = ForeignKeyField(Unit)
        happened_on = DateField()
        reported_by = ForeignKeyField(Person)
        reported_on = DateField()
        answer_by = DateField()
        origin_kind = CharField(max_length=40, default="")
        origin_id = IntegerField(null=True)
        origin_label = CharField(max_length=200, default="")
        procedure_code = CharField(max_length=32, default="")
        procedure_step = CharField(max_length=40, default="")
        clause = CharField(max_length=10, default="")
        severity = CharField(null=True, max_length=32)
        lead_unit = ForeignKeyField(Unit, null=True)
        responsible = ForeignKeyField(Person, null=True)
        correction = TextField(default="")
        corrected_by = ForeignKeyField(Person, null=True)
        corrected_on = DateField(null=True)
        cause_group = CharField(null=True, max_length=32)
        cause = TextField(default="")
        elsewhere = TextField(default="")
        analysed_by = ForeignKeyField(Person, null=True)
        closed_on = DateField(null=True)
        closed_by = ForeignKeyField(Person, null=True)
        closed_as = CharField(max_length=300, default="")
        folded = TextField(default="")

        class Meta:
            table_name = "nonconformity"
            indexes = (
                (("state", "id"), False),
                (("unit", "id"), False),
                (("clause", "id"), False),
                (("reported_on",), False),
                (("closed_on",), False),
                (("procedure_code", "id"), False),
            )

    class CorrectiveAction(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        responsible = ForeignKeyField(Person, field=Person.id)
        due_on = DateField()
        code = CharField(unique=True, max_length=20)
        nonconformity = ForeignKeyField(Nonconformity)
        state = CharField(max_length=32, default="to_do")
        kind = CharField(max_length=32, default="corrective")
        description = TextField()
        revises = CharField(max_length=32, default="")
        planned_on = DateField()
        result = TextField(default="")
        completed_by = ForeignKeyField(Person, null=True)
        completed_on = DateField(null=True)
        verifier = ForeignKeyField(Person, null=True)
        check_on = DateField(null=True)
        verified_by = ForeignKeyField(Person, null=True)
        verified_as = CharField(max_length=300, default="")
        verified_on = DateField(null=True)
        finding = TextField(default="")

        class Meta:
            table_name = "corrective_action"
            indexes = ((("state", "due_on"), False), (("responsible", "state"), False), (("verifier", "state"), False))

    class Counter(Table):
        series = CharField(unique=True, max_length=40)
        last = IntegerField(default=0)

        class Meta:
            table_name = "counter"

    class Office(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        name = CharField(max_length=200)
        superior = CharField(max_length=200, default="")
        place = CharField(max_length=100, default="")
        contact = CharField(max_length=300, default="")
        is_sample = BooleanField(default=False)

        class Meta:
            table_name = "office"

    class PostHolding(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        person = ForeignKeyField(Person, field=Person.id)
        valid_from = DateField()
        valid_until = DateField(null=True)
        post = ForeignKeyField(Post)

        class Meta:
            table_name = "post_holding"

    class Rank(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        person = ForeignKeyField(Person, field=Person.id)
        valid_from = DateField()
        valid_until = DateField(null=True)
        name = CharField(max_length=60)

        class Meta:
            table_name = "rank"

    class RoleGrant(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        person = ForeignKeyField(Person, field=Person.id)
        valid_from = DateField()
        valid_until = DateField(null=True)
        role = CharField(max_length=32)

        class Meta:
            table_name = "role_grant"

    class Session(Table):
        token = CharField(unique=True, max_length=64)
        person = ForeignKeyField(Person)
        began_at = CharField()
        seen_at = CharField()

        class Meta:
            table_name = "session"

    class SpentToken(Table):
        token = CharField(unique=True, max_length=64)
        url = CharField(max_length=500, default="")
        spent_at = CharField()

        class Meta:
            table_name = "spent_token"

    class TrailEntry(Table):
        seq = IntegerField(primary_key=True)
        at = CharField(index=True)
        actor = IntegerField(index=True, null=True)
        act = CharField(max_length=80)
        kind = CharField(max_length=40)
        record = IntegerField()
        payload = TextField()
        prev = CharField(max_length=64)
        hash = CharField(unique=True, max_length=64)

        class Meta:
            table_name = "trail"
            indexes = ((("kind", "record"), False),)

    class UnitForm(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        unit = ForeignKeyField(Unit)
        name = CharField(max_length=200)
        type = CharField(max_length=100)
        parent = ForeignKeyField(Unit, null=True)
        valid_from = DateField()
        legal_basis = CharField(max_length=300, default="")

        class Meta:
            table_name = "unit_form"

    db.create_tables(
        [
            Attachment,
            Attempts,
            Document,
            Unit,
            Post,
            Person,
            Edition,
            Autosave,
            Nonconformity,
            CorrectiveAction,
            Counter,
            Office,
            PostHolding,
            Rank,
            RoleGrant,
            Session,
            SpentToken,
            TrailEntry,
            UnitForm,
        ]
    )

    for name, column, where in (
        ("edition_one_open", "document_id", "state IN ('draft', 'in_review', 'changes_requested')"),
        ("edition_one_of_a_number", "document_id, number", "state = 'approved'"),
    ):
        db.execute_sql(f"CREATE UNIQUE INDEX {name} ON edition ({column}) WHERE {where}")

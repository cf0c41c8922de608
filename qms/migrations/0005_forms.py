"""Forms under their procedures, and their revisions."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model


def up(migrator, db):
    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Document(Table):
        class Meta:
            table_name = "document"

    class Person(Table):
        class Meta:
            table_name = "person"

    class FormSheet(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        code = CharField(unique=True, max_length=40)
        document = ForeignKeyField(Document)
        title = CharField(max_length=250)
        is_public = BooleanField(default=False)
        withdrawn_on = DateField(null=True)
        withdrawal_reason = CharField(max_length=500, default="")

        class Meta:
            table_name = "form_sheet"

    class FormRevision(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        sheet = ForeignKeyField(FormSheet)
        number = IntegerField()
        effective_on = DateField()
        reason = CharField(max_length=500)
        issued_by = ForeignKeyField(Person)
        issued_on = DateField()

        class Meta:
            table_name = "form_revision"
            indexes = ((("sheet", "number"), True),)

    db.create_tables([FormSheet, FormRevision])

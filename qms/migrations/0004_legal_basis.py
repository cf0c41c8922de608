"""The register of external documents, and why a citation of one that is out of force may stay."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, Model, TextField


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

    class ExternalDocument(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        number = CharField(unique=True, max_length=80)
        slug = CharField(unique=True, max_length=80)
        kind = CharField(max_length=32)
        title = CharField(max_length=500)
        issuer = CharField(max_length=200, default="")
        issued_on = DateField(null=True)
        in_force_from = DateField(null=True)
        ended_on = DateField(null=True)
        replaced_by = ForeignKeyField("self", null=True)
        also_called = TextField(default="")
        note = CharField(max_length=500, default="")
        folded = CharField(max_length=700, default="")
        checked_on = DateField(null=True)
        checked_by = ForeignKeyField(Person, null=True)

        class Meta:
            table_name = "external_document"

    class KeptCitation(Table):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)
        external = ForeignKeyField(ExternalDocument)
        document = ForeignKeyField(Document)
        reason = CharField(max_length=500)
        stated_by = ForeignKeyField(Person)
        stated_on = DateField()

        class Meta:
            table_name = "kept_citation"
            indexes = ((("external", "document"), True),)

    db.create_tables([ExternalDocument, KeptCitation])

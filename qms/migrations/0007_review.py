"""Who reviews, what reviewers said, and what belongs to editing in peace."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model, TextField


def up(migrator, db):
    class Table(Model):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)

        class Meta:
            database = db
            legacy_table_names = False

    class Known(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Person(Known):
        class Meta:
            table_name = "person"

    class Edition(Known):
        class Meta:
            table_name = "edition"

    class ReviewRule(Table):
        kind = CharField(max_length=32, unique=True)
        seats = TextField(default=list)
        seats_in_words = TextField(default="")
        quorum = IntegerField(default=0)
        in_order = BooleanField(default=False)

        class Meta:
            table_name = "review_rule"

    class ReviewRound(Table):
        edition = ForeignKeyField(Edition)
        sha256 = CharField(max_length=64)
        seats = TextField(default=list)
        added = TextField(default=list)
        seats_in_words = TextField(default="")
        quorum = IntegerField(default=0)
        in_order = BooleanField(default=False)
        opened_at = CharField()

        class Meta:
            table_name = "review_round"

    class ReviewOpinion(Table):
        edition = ForeignKeyField(Edition)
        round = ForeignKeyField(ReviewRound)
        person = ForeignKeyField(Person)
        seats = TextField(default=list)
        verdict = CharField(max_length=32)
        note = CharField(max_length=1000, default="")
        sha256 = CharField(max_length=64)
        signed_as = CharField(max_length=300)
        signed_at = CharField()

        class Meta:
            table_name = "review_opinion"
            indexes = ((("round", "person"), True),)

    class Comment(Table):
        edition = ForeignKeyField(Edition)
        state = CharField(max_length=32, default="open")
        place = IntegerField()
        quote = CharField(max_length=200)
        text = TextField()
        written_by = ForeignKeyField(Person)
        written_at = CharField()

        class Meta:
            table_name = "comment"

    class CommentAnswer(Table):
        comment = ForeignKeyField(Comment)
        text = TextField()
        written_by = ForeignKeyField(Person)
        written_at = CharField()

        class Meta:
            table_name = "comment_answer"

    class Delegation(Table):
        principal = ForeignKeyField(Person)
        delegate = ForeignKeyField(Person)
        signed_for = CharField(max_length=32, default="KT.")
        scope = CharField(max_length=32, default="documents")
        principal_post = CharField(max_length=120)
        starts_on = DateField()
        ends_on = DateField()
        reason = CharField(max_length=500)
        signed_as = CharField(max_length=300)
        ended_at = CharField(null=True)

        class Meta:
            table_name = "delegation"
            indexes = ((("delegate", "starts_on", "ends_on"), False),)

    class FourEyesException(Table):
        edition = ForeignKeyField(Edition)
        person = ForeignKeyField(Person)
        purpose = CharField(max_length=32)
        reason = CharField(max_length=500)
        expires_on = DateField()
        granted_as = CharField(max_length=300)
        granted_at = CharField()

        class Meta:
            table_name = "four_eyes_exception"
            indexes = ((("edition", "person"), False),)

    class EditLock(Known):
        edition = ForeignKeyField(Edition, unique=True)
        person = ForeignKeyField(Person)
        since = CharField()
        seen_at = CharField()
        former = ForeignKeyField(Person, null=True)

        class Meta:
            table_name = "edit_lock"

    db.create_tables([EditLock, ReviewRule, ReviewRound, ReviewOpinion, Comment, CommentAnswer, Delegation, FourEyesException])

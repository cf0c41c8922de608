"""Risks and opportunities, the context of the office, its external providers."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, Model, TextField


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

    class Kept(Known):
        version = IntegerField(default=0)
        trail_seq = IntegerField(default=0)

    class RiskScale(Kept):
        number = IntegerField(unique=True)
        likelihood = TextField()
        impact = TextField()
        benefit = TextField()
        thresholds = TextField()
        reason = CharField(max_length=500)
        adopted_by = ForeignKeyField(Person)
        adopted_as = CharField(max_length=300)
        adopted_on = DateField()

        class Meta:
            table_name = "risk_scale"

    class Risk(Kept):
        code = CharField(max_length=20, unique=True)
        kind = CharField(max_length=32)
        state = CharField(max_length=32, default="watched")
        title = CharField(max_length=160)
        cause = TextField(default="")
        consequence = TextField(default="")
        unit = ForeignKeyField(Unit)
        owner = ForeignKeyField(Person)
        procedure_code = CharField(max_length=32, default="")
        procedure_step = CharField(max_length=40, default="")
        objective_code = CharField(max_length=32, default="")
        identified_on = DateField()
        before_likelihood = IntegerField()
        before_impact = IntegerField()
        after_likelihood = IntegerField(null=True)
        after_impact = IntegerField(null=True)
        score = IntegerField()
        review_months = IntegerField(default=6)
        reviewed_on = DateField(null=True)
        review_on = DateField()
        closed_on = DateField(null=True)
        folded = TextField(default="")

        class Meta:
            table_name = "risk"
            indexes = ((("state", "score"), False), (("state", "review_on"), False), (("owner", "state"), False))

    class RiskScore(Kept):
        risk = ForeignKeyField(Risk)
        stage = CharField(max_length=32)
        likelihood = IntegerField()
        impact = IntegerField()
        is_changed = BooleanField()
        basis = TextField()
        scale_number = IntegerField()
        scored_on = DateField()
        next_review_on = DateField()
        scored_by = ForeignKeyField(Person)
        scored_as = CharField(max_length=300)

        class Meta:
            table_name = "risk_score"
            indexes = ((("scored_on",), False),)

    class Treatment(Kept):
        responsible = ForeignKeyField(Person)
        due_on = DateField()
        code = CharField(max_length=24, unique=True)
        risk = ForeignKeyField(Risk)
        state = CharField(max_length=32, default="to_do")
        description = TextField()
        planned_on = DateField()
        result = TextField(default="")
        completed_by = ForeignKeyField(Person, null=True)
        completed_on = DateField(null=True)
        dropped_on = DateField(null=True)

        class Meta:
            table_name = "treatment"
            indexes = ((("state", "due_on"), False), (("responsible", "state"), False))

    class Reviewed(Kept):
        state = CharField(max_length=32, default="active")
        since_on = DateField()
        reviewed_on = DateField(null=True)
        review_on = DateField()
        retired_on = DateField(null=True)

    class Issue(Reviewed):
        side = CharField(max_length=32)
        topic = CharField(max_length=32)
        statement = TextField()
        effect = TextField()
        response = TextField(default="")

        class Meta:
            table_name = "issue"

    class ClimateDecision(Kept):
        is_relevant = BooleanField()
        reason = TextField()
        decided_on = DateField()
        review_on = DateField()
        decided_by = ForeignKeyField(Person)
        decided_as = CharField(max_length=300)

        class Meta:
            table_name = "climate_decision"

    class InterestedParty(Reviewed):
        name = CharField(max_length=160, unique=True)
        side = CharField(max_length=32)
        why = TextField()

        class Meta:
            table_name = "interested_party"

    class Requirement(Kept):
        party = ForeignKeyField(InterestedParty)
        state = CharField(max_length=32, default="active")
        text = TextField()
        is_relevant = BooleanField()
        is_about_climate = BooleanField(default=False)
        addressed_by = TextField(default="")
        procedure_code = CharField(max_length=32, default="")
        since_on = DateField()
        retired_on = DateField(null=True)

        class Meta:
            table_name = "requirement"

    class Scope(Kept):
        number = IntegerField(unique=True)
        state = CharField(max_length=32, default="draft")
        services = TextField()
        places = TextField()
        exclusions = TextField(default=dict)
        drafted_by = ForeignKeyField(Person)
        approved_by = ForeignKeyField(Person, null=True)
        approved_as = CharField(max_length=300, default="")
        approved_on = DateField(null=True)
        reviewed_on = DateField(null=True)
        review_on = DateField(null=True)

        class Meta:
            table_name = "scope"

    class CriteriaSet(Kept):
        number = IntegerField(unique=True)
        weights = TextField()
        reason = CharField(max_length=500)
        adopted_by = ForeignKeyField(Person)
        adopted_as = CharField(max_length=300)
        adopted_on = DateField()

        class Meta:
            table_name = "criteria_set"

    class ExternalProvider(Kept):
        code = CharField(max_length=20, unique=True)
        state = CharField(max_length=32, default="candidate")
        name = CharField(max_length=160, unique=True)
        provides = TextField()
        contact = CharField(max_length=300, default="")
        registered_on = DateField()
        total = IntegerField(null=True)
        evaluated_on = DateField(null=True)
        evaluate_on = DateField()
        reason = TextField(default="")
        folded = TextField(default="")

        class Meta:
            table_name = "external_provider"
            indexes = ((("state", "evaluate_on"), False),)

    class ProviderEvaluation(Kept):
        provider = ForeignKeyField(ExternalProvider)
        scores = TextField()
        total = IntegerField()
        conclusion = CharField(max_length=32)
        reason = TextField(default="")
        evidence = TextField()
        evaluated_on = DateField()
        next_on = DateField()
        evaluated_by = ForeignKeyField(Person)
        evaluated_as = CharField(max_length=300)

        class Meta:
            table_name = "provider_evaluation"
            indexes = ((("evaluated_on",), False),)

    db.create_tables([RiskScale, Risk, RiskScore, Treatment])
    db.create_tables([Issue, ClimateDecision, InterestedParty, Requirement, Scope])
    db.create_tables([CriteriaSet, ExternalProvider, ProviderEvaluation])

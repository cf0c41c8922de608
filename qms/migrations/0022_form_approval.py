"""Who approved a revision of a form; those of before were put in force by the officer alone."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE form_revision ADD COLUMN state VARCHAR(32) NOT NULL DEFAULT 'approved'")
    db.execute_sql("ALTER TABLE form_revision ADD COLUMN approved_by_id INTEGER REFERENCES person (id)")
    db.execute_sql('CREATE INDEX "form_revision_approved_by_id" ON "form_revision" ("approved_by_id")')

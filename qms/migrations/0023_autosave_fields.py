"""The other fields of the editor, kept beside the text that is being typed."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE autosave ADD COLUMN fields TEXT NOT NULL DEFAULT ''")

"""Reports without a name, their answers, and reports that are merged into one."""

TABLE = "nonconformity"
COLUMNS = (
    "answer TEXT NOT NULL DEFAULT ''",
    "answered_on DATE",
    "merged_into VARCHAR(20) NOT NULL DEFAULT ''",
    "slip VARCHAR(64) NOT NULL DEFAULT ''",
)
INDEXES = (
    ("procedure_code_procedure_step_id", '"procedure_code", "procedure_step", "id"'),
    ("cause_group_id", '"cause_group", "id"'),
    ("reported_by_id_id", '"reported_by_id", "id"'),
    ("merged_into", '"merged_into"'),
    ("slip", '"slip"'),
)
NAMED, UNNAMED = '"reported_by_id" INTEGER NOT NULL', '"reported_by_id" INTEGER'


def up(migrator, db):
    for column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {TABLE} ADD COLUMN {column}")
    for name, columns in INDEXES:
        db.execute_sql(f'CREATE INDEX "{TABLE}_{name}" ON "{TABLE}" ({columns})')
    _let_reporter_be_empty(db)


def _let_reporter_be_empty(db):
    """Take NOT NULL away where the table is described: no row changes (sqlite.org/lang_altertable.html, section 7)."""
    version = db.execute_sql("PRAGMA schema_version").fetchone()[0]
    db.execute_sql("PRAGMA writable_schema = 1")
    db.execute_sql("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?", (NAMED, UNNAMED, TABLE))
    db.execute_sql(f"PRAGMA schema_version = {version + 1}")
    db.execute_sql("PRAGMA writable_schema = 0")

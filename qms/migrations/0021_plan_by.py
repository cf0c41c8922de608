"""The day by which an accepted nonconformity has its correction, cause and action."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE nonconformity ADD COLUMN plan_by DATE")
    db.execute_sql('CREATE INDEX "nonconformity_plan_by_state" ON "nonconformity" ("plan_by", "state")')

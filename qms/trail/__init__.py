"""Reading the records and the audit trail, as an auditor asks for them (7.5.3)."""

"""The context of the office: issues (4.1), interested parties and their requirements (4.2), the scope of the system (4.3)."""

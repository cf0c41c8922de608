"""Reminders: what waits for a person told by calendar, interface and mail, and passed on when it is too late (7.4, 9.1)."""

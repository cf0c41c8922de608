"""Triage of what is reported: refuse with a reason, merge, accept; similar past cases beside it (10.2.1)."""

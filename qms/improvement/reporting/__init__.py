"""Reporting what is not right (10.2.1), from anywhere, also without a name, and hearing what came of it."""

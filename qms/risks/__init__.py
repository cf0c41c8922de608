"""Risks and opportunities: how likely, how grave, what is done about them, whether it helped (6.1)."""

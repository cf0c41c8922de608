"""The check of a text before it is submitted (7.5.2)."""

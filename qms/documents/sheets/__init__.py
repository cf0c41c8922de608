"""Forms under their procedure, each with revisions and files of its own (7.5.3)."""

"""Controlled documented information (7.5): one folder a document, one file a revision, never altered once approved."""

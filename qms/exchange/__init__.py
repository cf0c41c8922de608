"""Files of others become drafts under control: Word, Markdown and plain text, with the original kept (7.5.3)."""

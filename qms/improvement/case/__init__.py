"""What is done about a nonconformity: correction, cause, elsewhere, dates of actions, gates of closing (8.7, 10.2.1)."""

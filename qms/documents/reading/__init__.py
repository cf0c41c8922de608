"""Who must read an edition and by when, and who has (7.5.3.2, 7.3)."""

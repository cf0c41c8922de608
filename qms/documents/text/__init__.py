"""What a controlled text says: its blocks, passages, steps and citations, and how two texts differ."""

"""What waits for each person today (7.3, 9.1)."""

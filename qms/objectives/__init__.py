"""Quality objectives and the indicators they are measured by (6.2, 9.1)."""

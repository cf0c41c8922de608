"""What citizens read without signing in: the procedures posted openly (8.2.1)."""

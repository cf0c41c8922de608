"""External providers: what they give the office, by which criteria they are evaluated, with what conclusion (8.4)."""

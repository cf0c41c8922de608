"""Improvement ideas (10.3): proposed by anyone, answered by a date, carried out, checked and thanked."""

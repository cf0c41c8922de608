"""Editions on paper: printed sheets, Word files, controlled copies and their recall (7.5.3.2)."""

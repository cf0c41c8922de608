"""Organizational roles, responsibilities and authorities (5.3): units, posts and people as dated data."""

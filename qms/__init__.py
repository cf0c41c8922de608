"""A quality management system (TCVN ISO 9001:2015) for a public office."""

__version__ = "0.1.0"

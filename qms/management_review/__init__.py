"""Monitoring, analysis and evaluation of the quality management system, and its review by the commander (9.1, 9.3)."""

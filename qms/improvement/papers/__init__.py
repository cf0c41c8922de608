"""Nonconformity sheets and corrective action requests on the office's form (7.5.3, 10.2.2)."""

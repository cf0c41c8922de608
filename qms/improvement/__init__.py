"""Nonconformity and corrective action (8.7, 10.2): from a report of thirty seconds to a fault that does not come back."""

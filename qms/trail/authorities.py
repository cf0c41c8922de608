"""Who may read every record and the trail (7.5.3, 9.2)."""

from qms.organization import authorities as by_role

read_everything = by_role.auditor | by_role.quality_officer | by_role.commander

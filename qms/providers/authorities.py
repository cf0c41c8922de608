"""Who keeps the list of external providers, evaluates them and ends their use (8.4.1)."""

from qms.organization import authorities as by_role

keep = by_role.quality_officer
evaluate = by_role.quality_officer
restrict = by_role.quality_officer | by_role.commander

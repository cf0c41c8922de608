"""Who sees the office's figures together, and who decides on them (9.1.3, 9.3)."""

from qms.organization import authorities as by_role

see_the_board = by_role.commander | by_role.quality_officer | by_role.auditor
decide = by_role.commander

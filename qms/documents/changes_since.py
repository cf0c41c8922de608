"""What changed in a document since an edition somebody knows: the one place where readers' differences are made."""

from dataclasses import dataclass

from qms.documents import difference
from qms.documents.difference import Row
from qms.documents.edition import Edition


@dataclass(frozen=True)
class Changes:
    """The difference of two editions, ready for a page."""

    before: Edition
    rows: list[Row]
    count: int


def changes_since(before: Edition | None, now: Edition) -> Changes | None:
    """Compare what somebody read last with what he is to read; nothing when he never read any."""
    if before is None or before == now:
        return None
    rows = difference.rows(before.body, now.body)
    return Changes(before, rows, difference.count(rows))

"""What changed in a document since an edition somebody knows: the one place where readers' differences are made."""

from qms.documents.edition import Edition
from qms.documents.text.redline import Comparison, compare


def changes_since(before: Edition | None, now: Edition) -> Comparison | None:
    """Compare what somebody read last with what he is to read; nothing when he never read any."""
    return None if before is None or before == now else compare(before, now)

"""The one-time code of the first set-up: shown on the server's console, kept in this process as its SHA-256 alone."""

import hashlib
import hmac
import secrets
import threading

from qms.core.language import _
from qms.core.refusals import NotNow

MOST_TRIES = 10
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no letters that look like digits

_lock = threading.Lock()
_kept: str | None = None
_wrong = 0


def make() -> str:
    """Make a new code, which replaces the one before, and give it to be shown once."""
    global _kept, _wrong
    code = "-".join("".join(secrets.choice(_ALPHABET) for _letter in range(4)) for _group in range(3))
    with _lock:
        _kept, _wrong = _digest(code), 0
    return code


def fits(code: str) -> bool:
    """Tell whether a typed code is the one; count wrong ones, and refuse all after too many."""
    global _wrong
    with _lock:
        if _wrong >= MOST_TRIES:
            raise NotNow(_("Đã nhập sai mã thiết lập %(n)s lần. Khởi động lại máy phục vụ để có mã mới.", n=MOST_TRIES))
        right = _kept is not None and hmac.compare_digest(_digest(code), _kept)
        _wrong += not right
        return right


def forget() -> None:
    """Make the code worthless, once it has done its work."""
    global _kept
    with _lock:
        _kept = None


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()

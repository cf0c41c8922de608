"""Passwords: Argon2id at OWASP's setting, at most two hashed at once; length counts, not odd characters (NIST 800-63B)."""

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.vietnamese import fold

LEAST, MOST = 15, 256
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_two_at_once = threading.BoundedSemaphore(2)
_NOBODY = _hasher.hash("nobody has this password")
_COMMON = (
    "matkhau",
    "password",
    "quansu",
    "quanly",
    "chatluong",
    "banchihuy",
    "123456789",
    "qwertyuiop",
    "abcdefgh",
    "iso9001",
)


def _written(plain: str) -> str:
    return unicodedata.normalize("NFKC", plain)  # Vietnamese keyboards send composed or decomposed letters


def hashed(plain: str) -> str:
    """Hash a password."""
    with _two_at_once:
        return _hasher.hash(_written(plain))


def invented() -> str:
    """Invent a password to be told once: four groups of letters and digits that are not mistaken for each other."""
    letters = "abcdefghkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _letter in range(5)) for _group in range(4))


def fits(plain: str, kept: str | None) -> bool:
    """Tell whether a password is the one; takes as long when there is no such person."""
    with _two_at_once:
        try:
            return _hasher.verify(kept or _NOBODY, _written(plain)) and kept is not None
        except VerificationError:
            return False


def check(plain: str, *personal: str) -> None:
    """Refuse a password that is short or easy to guess."""
    text = _written(plain)
    if not LEAST <= len(text) <= MOST:
        raise Missing(_("Mật khẩu cần từ %(least)s đến %(most)s ký tự; một câu ngắn dễ nhớ là tốt nhất.", least=LEAST, most=MOST))
    rest = fold(text).replace(" ", "")
    known = [*_COMMON, *(fold(word).replace(" ", "") for word in personal if word)]
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(rest) < 8 or len(set(rest)) < 5:
        raise Missing(_("Mật khẩu dễ đoán: phần lớn là từ thông dụng, tên người hoặc ký tự lặp."))

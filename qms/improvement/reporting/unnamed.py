"""A report without a name: who made it is written nowhere, the slip he keeps opens the answer."""

import hashlib
import re
import secrets
from io import BytesIO
from typing import Any

from qms import settings
from qms.core.language import _
from qms.core.refusals import Missing
from qms.organization.role import Role

LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"  # none looks like another
LENGTH = 10
MOST_A_DAY = 50
MOST_PHOTOS = 5
MOST_POINTS = 60_000_000
_APART = re.compile(r"[^0-9A-Z]")


class _Unnamed:
    """Somebody who does not say who he is; he acts on the trail without a number and without a name."""

    id = None
    is_unnamed = True
    roles: frozenset[Role] = frozenset()

    def has_role(self, role: str) -> bool:
        return False

    def signature(self) -> str:
        return str(_("Người báo không ghi tên"))


UNNAMED = _Unnamed()


def is_taken() -> bool:
    """Tell whether the office takes reports without a name."""
    return settings.text("QMS_ANONYMOUS_REPORTS") == "1"


def new_slip() -> str:
    """Draw the code of a slip, as people read it out: ABCDE-FGHJK."""
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def slip_key(code: str) -> str:
    """Give what is kept of a slip: the SHA-256 of its code; small letters, blanks and dashes do not matter."""
    return hashlib.sha256(_APART.sub("", code.upper()[:40]).encode()).hexdigest()


def without_traces(files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Give photos written anew under plain names: what a telephone or a program notes about its owner is left behind."""
    if len(files) > MOST_PHOTOS:
        raise Missing(_("Báo cáo không ghi tên kèm tối đa %(n)s ảnh.", n=MOST_PHOTOS))
    return [(f"anh-{place}.jpg", _plain(name, data)) for place, (name, data) in enumerate(files, 1)]


def _plain(name: str, data: bytes) -> bytes:
    from PIL import Image, ImageOps

    refusal = Missing(_("Báo cáo không ghi tên chỉ nhận ảnh PNG, JPEG; tệp “%(name)s” không đọc được như ảnh.", name=name[:80]))
    out = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as photo:
            if photo.width * photo.height > MOST_POINTS:
                raise refusal
            upright: Any = ImageOps.exif_transpose(photo)
            Image.frombytes("RGB", upright.size, upright.convert("RGB").tobytes()).save(out, "JPEG", quality=88)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusal from None
    return out.getvalue()

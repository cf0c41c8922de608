"""Pictures for paper: opened, bounded and written anew, so that a broken or hostile file never reaches the page."""

from io import BytesIO

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
MOST_POINTS = 20_000_000
LONGEST = 1600
WIDEST_MM = 150.0
_POINTS_A_MM = 96 / 25.4


def sound(data: bytes) -> bytes:
    """Give a PNG or JPEG as a PNG no larger than a page needs; nothing when it is not one."""
    from PIL import Image

    if not data.startswith(_STARTS):
        return b""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_POINTS:
                return b""
            plain = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # all that a broken file raises
        return b""
    plain.thumbnail((LONGEST, LONGEST))
    out = BytesIO()
    plain.save(out, "PNG")
    return out.getvalue()


def width_of(picture: bytes) -> float:
    """Give how wide a PNG stands on the page, in millimetres: as on a screen, and no wider than the text."""
    return min(WIDEST_MM, round(int.from_bytes(picture[16:20], "big") / _POINTS_A_MM, 1))

"""The square code that a telephone reads, as a drawing for PDF and as a picture for Word."""

from io import BytesIO


def as_svg(address: str) -> str:
    """Draw an address."""
    import segno

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, scale=2)
    return out.getvalue().decode()


def as_png(address: str) -> bytes:
    """Draw an address in black and white points."""
    import segno

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", border=2, scale=6)
    return out.getvalue()

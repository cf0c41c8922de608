"""Where the house is reached: what links need that are followed outside of it."""

from flask import request

from qms import settings


def reached_at() -> str:
    """Give the address of the house as its readers know it: the one that is set, or the one this request came to."""
    scheme = "https" if settings.text("QMS_HTTPS") == "1" else request.scheme
    return settings.text("QMS_URL").rstrip("/") or f"{scheme}://{request.host}"

"""The command line's two languages. Standard library only: it is used before any package is installed."""

import os
from collections.abc import Mapping


def language(environ: Mapping[str, str] = os.environ) -> str:
    """Give `vi` or `en`: what QMS_LANG says, else what LANG says, else Vietnamese."""
    wish = environ.get("QMS_LANG", "").strip() or environ.get("LANG", "")
    return "en" if wish.lower().startswith("en") else "vi"


def say(vi: str, en: str) -> str:
    """Give a sentence in the reader's language."""
    return en if language() == "en" else vi

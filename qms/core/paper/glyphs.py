"""What the paper's own fonts can print. A letter they lack is printed as its number, never as an empty box."""

import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Tinos"
BOXES = {"☐": False, "☑": True, "☒": True, "✓": True, "✔": True}
_SPACES = re.compile(r"[^\S \u00a0]+")
_IGNORED = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


@cache
def known() -> frozenset[int]:
    """Give every letter that all four styles have."""
    from fontTools.ttLib import TTFont

    sets = []
    for file in sorted(FONTS.glob("*.ttf")):
        with TTFont(file) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)


def printable(text: str) -> str:
    """Give a text in letters the fonts have; others become their number, such as [U+1F600]."""
    plain = _SPACES.sub(" ", _IGNORED.sub("", text))
    return "".join(letter if ord(letter) in known() else f"[U+{ord(letter):04X}]" for letter in plain)

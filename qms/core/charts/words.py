"""Words of a chart: cleaned, measured in CSS pixels, broken or shortened to the room there is for them."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

FAMILY = "DejaVu Sans"
SIZE = 13  # of text: still 12 CSS pixels where a phone shows 360 as 333
LONGEST = 400  # letters kept of a label before it is measured


def clean(words: object) -> str:
    """Give words on one line, without control characters; what the chart's letters lack becomes a box."""
    plain = " ".join(unicodedata.normalize("NFC", str(words)[: 4 * LONGEST]).split())
    kept = "".join(_letter(char) for char in plain if unicodedata.category(char)[0] != "C").strip()
    return (kept if len(kept) <= LONGEST else kept[:LONGEST] + "…") or "–"


@lru_cache(maxsize=4096)
def measure(words: str, bold: bool = False) -> float:
    """Give the width of words in CSS pixels."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    looks = FontProperties(family=FAMILY, size=SIZE, weight=weight_of(bold))
    return float(text_to_path.get_text_width_height_descent(words, looks, False)[0])


def widest(words: Sequence[str], bold: bool = False) -> float:
    """Give the width of the longest of some words."""
    return max((measure(word, bold) for word in words), default=0.0)


def shorten(words: str, room: float, bold: bool = False) -> str:
    """Give as much of the words as the room takes, ending in … when that is not all."""
    if measure(words, bold) <= room:
        return words
    fits, too_long = 0, len(words)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        is_small = measure(words[:middle].rstrip() + "…", bold) <= room
        fits, too_long = (middle, too_long) if is_small else (fits, middle)
    return words[:fits].rstrip() + "…"


def wrap(words: str, room: float, most: int = 2) -> list[str]:
    """Break words into lines of so much room; the last ends in … when not all of them found a place."""
    lines: list[str] = []
    rest = words.split(" ")
    while len(lines) < most - 1 and len(rest) > 1:
        taken = 0
        while taken < len(rest) and measure(" ".join(rest[: taken + 1])) <= room:
            taken += 1
        if taken in (0, len(rest)):
            break
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return [*lines, shorten(" ".join(rest), room)]


def _letter(char: str) -> str:
    return char if ord(char) in _letters() else "□"


@cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    fonts = (get_font(findfont(FontProperties(family=FAMILY, weight=weight))) for weight in ("normal", "bold"))
    return frozenset.intersection(*(frozenset(font.get_charmap()) for font in fonts))


def weight_of(bold: bool) -> str:
    """Name the weight of letters."""
    return "bold" if bold else "normal"

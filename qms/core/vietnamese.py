"""Vietnamese text: one written form, search without marks, the order of the dictionary, dates and numbers."""

import re
import unicodedata
from datetime import date, datetime

from qms.core import clock
from qms.core.language import language

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng (CLDR vi)
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ"})
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff]")
_DAY = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$")
MOST_WORDS = 12
_WEEKDAYS = {
    "vi": ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def nfc(text: str) -> str:
    """Give the one form in which text is kept: NFC, real Đ, no control characters, trimmed, plain line ends."""
    clean = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    return _UNWANTED.sub("", clean.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fold(text: str) -> str:
    """Give the key by which text is found: small letters without marks, đ as d."""
    spread = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c)).replace("đ", "d")


def words_of(question: str) -> list[str]:
    """Give the words of a search by which text is found; nobody means more than a dozen, and a database takes no thousand."""
    return fold(question).split()[:MOST_WORDS]


def sort_key(text: str) -> tuple[list[tuple[int, int]], list[int], str]:
    """Give the key of Vietnamese dictionary order: letters first, tones second."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.casefold()):
        spread = unicodedata.normalize("NFD", char)
        tones.append(next((_TONES[mark] for mark in spread if mark in _TONES), 0))
        base = unicodedata.normalize("NFC", "".join(mark for mark in spread if mark not in _TONES))
        letters.append((1, _LETTERS[base]) if base in _LETTERS else (0, ord(base[0]) if base else 0))
    return letters, tones, text


def name_key(name: str) -> tuple[object, object]:
    """Give the key by which people are listed: the given name, which is the last word, then the rest."""
    words = name.split()
    return sort_key(words[-1] if words else ""), sort_key(name)


def day(value: date | datetime | None) -> str:
    """Write a day as dd/mm/yyyy; nothing for none."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.HANOI).date()
    return value.strftime("%d/%m/%Y") if value else ""


def moment(value: datetime | None) -> str:
    """Write a moment as HH:MM dd/mm/yyyy in Hanoi."""
    return value.astimezone(clock.HANOI).strftime("%H:%M %d/%m/%Y") if value else ""


def long_day(value: date) -> str:
    """Write a day with its weekday: Chủ nhật, 22/11/2026."""
    return f"{_WEEKDAYS[language()][value.weekday()]}, {day(value)}"


def parse_day(text: str) -> date:
    """Read a day as people type it: 1/2/26, 01-02-2026, 01022026, 01.02.2026. Raise ValueError otherwise."""
    text = text.strip()
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:2]}/{text[2:4]}/{text[4:]}"
    found = _DAY.match(text)
    if not found:
        raise ValueError(text)
    dd, mm, yyyy = (int(part) for part in found.groups())
    return date(yyyy + 2000 if yyyy < 100 else yyyy, mm, dd)


def number(value: float, places: int = 0) -> str:
    """Write a number with a decimal comma and thousands dots (1.234,5), the other way round in English."""
    text = f"{value:,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))

"""Vietnamese typed with fonts from before Unicode: TCVN3 (.VnTime, .VnTimeH …) and VNI (VNI-Times …) to Unicode NFC.

Such a text holds Windows-1252 letters that only its font draws as Vietnamese. TCVN3 has one letter for each small
Vietnamese letter and draws capitals by fonts whose name ends in H; VNI writes a letter and then its mark.
"""

import re
from enum import StrEnum
from unicodedata import normalize


class OldFont(StrEnum):
    """How a font writes Vietnamese."""

    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 H"
    VNI = "VNI"


_VIETNAMESE = (
    "áàảãạ" "ăắằẳẵặ" "âấầẩẫậ" "éèẻẽẹ" "êếềểễệ" "íìỉĩị" "óòỏõọ" "ôốồổỗộ" "ơớờởỡợ" "úùủũụ" "ưứừửữự" "ýỳỷỹỵ" "đ" "ĂÂÊÔƠƯĐ"
)  # fmt: skip
_TCVN3 = (
    "\xb8\xb5\xb6\xb7\xb9" "\xa8\xbe\xbb\xbc\xbd\xc6" "\xa9\xca\xc7\xc8\xc9\xcb" "\xd0\xcc\xce\xcf\xd1" "\xaa\xd5\xd2\xd3\xd4\xd6"
    "\xdd\xd7\xd8\xdc\xde" "\xe3\xdf\xe1\xe2\xe4" "\xab\xe8\xe5\xe6\xe7\xe9" "\xac\xed\xea\xeb\xec\xee" "\xf3\xef\xf1\xf2\xf4"
    "\xad\xf8\xf5\xf6\xf7\xf9" "\xfd\xfa\xfb\xfc\xfe" "\xae" "\xa1\xa2\xa3\xa4\xa5\xa6\xa7"
)  # fmt: skip
_FROM_TCVN3 = str.maketrans(_TCVN3, _VIETNAMESE)

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _HAT, _BREVE, _HORN = "\u0301\u0300\u0309\u0303\u0323\u0302\u0306\u031b"
_PLAIN_MARKS = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_HAT_MARKS = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BREVE_MARKS = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_PRIVATE = {code: code - 0xF000 for code in range(0xF020, 0xF100)}  # where Word keeps letters of a "symbol" font
_LATIN = re.compile(r"[\x00-\xff\u2010-\u2026\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2030\u2039\u203a\u20ac\u2122]*")


def _vni_pairs() -> dict[str, str]:
    pairs = {base + mark: _VNI_SINGLE.get(base, base) + tone for base in "aeouyôö" for mark, tone in _PLAIN_MARKS.items()}
    pairs |= {base + mark: base + _HAT + tone for base in "aeo" for mark, tone in _HAT_MARKS.items()}
    pairs |= {"a" + mark: "a" + _BREVE + tone for mark, tone in _BREVE_MARKS.items()}
    return {old: normalize("NFC", new) for old, new in pairs.items()}


_ENOUGH_WORDS, _MOST, _MORE = 3, 0.8, 0.3  # words that must be there; share of syllables wanted; by how much it must be more
_NO_TONES = {ord(mark): None for mark in (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)}
_VOWELS = (
    "uyê uya uyu oai oay oao oeo uây iêu yêu uôi ươi ươu ia iê yê ua uô ưa ươ oa oă oe uâ uê uy uơ ai ao au ay âu ây eo êu iu oi ôi ơi ui "
    "ưi ưu a ă â e ê i o ô ơ u ư y"
)
_SYLLABLE = re.compile(rf"(ngh?|nh|gh?|gi|kh|ph|th|tr|ch|qu|[bcdhklmnpqrstvx])?({'|'.join(_VOWELS.split())})(ng|nh|ch|[cmnpt])?")
_FROM_VNI = _vni_pairs() | _VNI_SINGLE
VNI_MARKS = frozenset("".join([*_PLAIN_MARKS, *_HAT_MARKS, *_BREVE_MARKS]))
_IN_VNI = re.compile("|".join(sorted(_FROM_VNI, key=len, reverse=True)), re.IGNORECASE)


def old_font(name: str) -> OldFont | None:
    """Tell how a font writes Vietnamese; None for the fonts of today."""
    plain = name.strip().lower()
    if plain.startswith(".vn"):
        return OldFont.TCVN3_CAPITALS if name.strip().endswith("H") or plain in {".vntimeh", ".vnarialh"} else OldFont.TCVN3
    return OldFont.VNI if plain.startswith(("vni-", "vni ")) else None


def typed_with(text: str) -> OldFont | None:
    """Tell how a text that names no font was typed: with an old font when only then most of its words are Vietnamese syllables."""
    words = [word for word in re.findall(r"[^\s\d!-/:-@\[-`{-~]+", text) if not word.isascii()]
    if len(words) < _ENOUGH_WORDS:
        return None
    as_it_stands = _plausible(words)
    shares = {font: _plausible([in_unicode(word, font) for word in words]) for font in (OldFont.TCVN3, OldFont.VNI)}
    font = max(shares, key=lambda one: shares[one])
    return font if shares[font] >= _MOST and shares[font] > as_it_stands + _MORE else None


def _plausible(words: list[str]) -> float:
    """Give the share of words that are spelt like a Vietnamese syllable."""
    plain = (normalize("NFD", word.lower()).translate(_NO_TONES).replace("đ", "d") for word in words)
    return sum(bool(_SYLLABLE.fullmatch(normalize("NFC", word))) for word in plain) / len(words)


def in_unicode(text: str, font: OldFont) -> str:
    """Give a text typed with an old font as Unicode; one that is Unicode already stays as it is."""
    latin = text.translate(_PRIVATE)
    if not _LATIN.fullmatch(latin):
        return normalize("NFC", text)
    if font == OldFont.VNI:
        return normalize("NFC", _IN_VNI.sub(_of_pair, latin))
    letters = latin.translate(_FROM_TCVN3)
    return normalize("NFC", letters.upper() if font == OldFont.TCVN3_CAPITALS else letters)


def _of_pair(found: re.Match[str]) -> str:
    letter = _FROM_VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter

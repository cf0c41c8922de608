"""Old fonts: every Vietnamese letter, derived here from tables written in another way than the code's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import old_fonts
from qms.core.old_fonts import OldFont, in_unicode, old_font
from qms.settings import CHECKOUT

# TCVN 5712:1993 (VN3), row by row: the letter without tone, then huyền, hỏi, ngã, sắc, nặng, as hexadecimal codes
TCVN3_ROWS = {
    "a": "61 B5 B6 B7 B8 B9",
    "ă": "A8 BB BC BD BE C6",
    "â": "A9 C7 C8 C9 CA CB",
    "e": "65 CC CE CF D0 D1",
    "ê": "AA D2 D3 D4 D5 D6",
    "i": "69 D7 D8 DC DD DE",
    "o": "6F DF E1 E2 E3 E4",
    "ô": "AB E5 E6 E7 E8 E9",
    "ơ": "AC EA EB EC ED EE",
    "u": "75 EF F1 F2 F3 F4",
    "ư": "AD F5 F6 F7 F8 F9",
    "y": "79 FA FB FC FD FE",
}
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
# VNI: the whole alphabet as its users see it when the font is missing
VNI_ROWS = {
    "a": "a aø aû aõ aù aï",
    "ă": "aê aè aú aü aé aë",
    "â": "aâ aà aå aã aá aä",
    "e": "e eø eû eõ eù eï",
    "ê": "eâ eà eå eã eá eä",
    "i": "i ì æ ó í ò",
    "o": "o oø oû oõ où oï",
    "ô": "oâ oà oå oã oá oä",
    "ơ": "ô ôø ôû ôõ ôù ôï",
    "u": "u uø uû uõ uù uï",
    "ư": "ö öø öû öõ öù öï",
    "y": "y yø yû yõ yù î",
}


def letters(rows, written):
    """Give each small letter with its old writing."""
    return {
        unicodedata.normalize("NFC", base + tone): written(code)
        for base, codes in rows.items()
        for tone, code in zip(TONES, codes.split(), strict=True)
    }


TCVN3 = {**letters(TCVN3_ROWS, lambda code: chr(int(code, 16))), "đ": "\xae"}
VNI = {**letters(VNI_ROWS, str), "đ": "ñ"}


def test_tables_hold_the_whole_alphabet():
    assert len(TCVN3) == len(VNI) == 73  # 67 letters with marks and the 6 plain vowels
    assert len(set(TCVN3.values())) == len(set(VNI.values())) == 73


@pytest.mark.parametrize("letter", sorted(TCVN3))
def test_every_letter_comes_back_small_and_capital(letter):
    assert in_unicode(TCVN3[letter], OldFont.TCVN3) == letter
    assert in_unicode(TCVN3[letter], OldFont.TCVN3_CAPITALS) == letter.upper()
    assert in_unicode(VNI[letter], OldFont.VNI) == letter
    assert in_unicode(VNI[letter].upper(), OldFont.VNI) == letter.upper()


@pytest.mark.parametrize(("capital", "code"), list(zip("ĂÂÊÔƠƯĐ", "\xa1\xa2\xa3\xa4\xa5\xa6\xa7", strict=True)))
def test_capitals_tcvn3_has_itself(capital, code):
    assert in_unicode(code, OldFont.TCVN3) == capital


def encoded(text, table):
    """Write a Vietnamese text the old way."""
    return "".join(table.get(c, table[c.lower()].upper() if c.lower() in table else c) for c in text)


SYLLABLES = st.text(alphabet=st.sampled_from([*sorted(TCVN3), *"bcdghklmnpqrstvx 0123456789.,:;/()-"]), max_size=40)


@given(SYLLABLES)
def test_any_small_text_comes_back_from_tcvn3(text):
    assert in_unicode(encoded(text, TCVN3), OldFont.TCVN3) == text
    assert in_unicode(encoded(text, TCVN3), OldFont.TCVN3_CAPITALS) == text.upper()


@given(SYLLABLES)
def test_any_text_comes_back_from_vni(text):
    assert in_unicode(encoded(text, VNI), OldFont.VNI) == text
    assert in_unicode(encoded(text, VNI).upper(), OldFont.VNI) == text.upper()


@pytest.mark.parametrize(
    ("font", "typed", "read"),
    [
        (OldFont.TCVN3, "QuyÕt ®Þnh vÒ viÖc", "Quyết định về việc"),
        (OldFont.TCVN3_CAPITALS, "Céng hßa x· héi chñ nghÜa ViÖt Nam", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (OldFont.VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (OldFont.VNI, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (OldFont.VNI, "Ñöôøng, ngöôøi, khuyûu, ngoaøi", "Đường, người, khuỷu, ngoài"),
        (OldFont.TCVN3, "\uf051uy\uf0d5t", "Quyết"),
        (OldFont.TCVN3, "Quyết định", "Quyết định"),
        (OldFont.VNI, "Quyết định đã có", "Quyết định đã có"),
        (OldFont.TCVN3, "\u201cHå s¬\u201d \u2013 \u2026", "“Hồ sơ” – …"),
    ],
)
def test_words_as_they_lie_in_old_files(font, typed, read):
    assert in_unicode(typed, font) == read


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (".VnTime", OldFont.TCVN3),
        (".VnTimeH", OldFont.TCVN3_CAPITALS),
        (".VnArial", OldFont.TCVN3),
        (".VnArial NarrowH", OldFont.TCVN3_CAPITALS),
        (".vntimeh", OldFont.TCVN3_CAPITALS),
        ("VNI-Times", OldFont.VNI),
        ("VNI Times", OldFont.VNI),
        ("Times New Roman", None),
        ("", None),
    ],
)
def test_font_is_known_by_its_name(name, kind):
    assert old_font(name) is kind


TYPED = "Quy trình cấp phát quân trang. Chỉ huy đơn vị chịu trách nhiệm chính.\nCán bộ tiếp nhận hồ sơ trong giờ hành chính."
AS_TCVN3 = TYPED.translate(str.maketrans(old_fonts._VIETNAMESE, old_fonts._TCVN3))


def test_text_without_a_font_is_known_by_its_syllables():
    assert old_fonts.typed_with(AS_TCVN3) == OldFont.TCVN3
    assert in_unicode(AS_TCVN3, OldFont.TCVN3) == TYPED
    vni = "Quy trình caáp phaùt quaân trang cho ñôn vò. Caùn boä tieáp nhaän hoà sô."
    assert old_fonts.typed_with(vni) == OldFont.VNI


@pytest.mark.parametrize(
    "text",
    [
        TYPED,
        "Tôi có áo, cô có ô, bà là má",
        "Le préfet a été informé à l'hôtel de la sous-préfecture, où siège le conseil général.",
        "plain words only",
        "©®",
        "",
    ],
)
def test_other_texts_are_left_as_they_are(text):
    assert old_fonts.typed_with(text) is None


def test_every_text_of_the_office_is_known_in_its_old_form():
    for file in (CHECKOUT / "procedures_md").glob("*/*.md"):
        text = file.read_text("utf-8")
        assert old_fonts.typed_with(text) is None
        assert old_fonts.typed_with(text.translate(str.maketrans(old_fonts._VIETNAMESE, old_fonts._TCVN3))) == OldFont.TCVN3

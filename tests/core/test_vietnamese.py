"""Vietnamese text: one written form, found without marks, sorted as in the dictionary, days and numbers as people write them."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import language, vietnamese
from qms.core.vietnamese import fold, name_key, nfc, parse_day, sort_key

WORDS = "An Ánh Ăn Ân Dĩ Dũng Đào Đỗ Ôn Ông Ơn".split()
PEOPLE = ["Lê Văn An", "Trần Thị Ánh", "Hồ Ân", "Vũ Bình", "Nguyễn Văn Đức", "Phạm Ước"]


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (decomposed("nghĩa vụ quân sự"), "nghĩa vụ quân sự"),
        ("\u00d0ăng ký", "Đăng ký"),
        ("\u0189ăng ký", "Đăng ký"),
        ("  hai\r\ndòng\rnữa \n", "hai\ndòng\nnữa"),
        ("a\x00b\x1bc\u200bd\ufeffe\x7ff", "abcdef"),
        ("cột\tcột", "cột\tcột"),
        ("", ""),
    ],
)
def test_text_is_kept_in_one_form(typed, kept):
    assert nfc(typed) == kept


@given(st.text(max_size=60))
def test_kept_text_is_kept_as_it_is(text):
    once = nfc(text)
    assert nfc(once) == once


@given(st.text(alphabet="aăâeêioôơuưyđĐÂƯệộửẵ nghtr", max_size=40))
def test_both_ways_of_typing_are_one_text(text):
    assert nfc(decomposed(text)) == nfc(text)
    assert fold(decomposed(text)) == fold(text)


@pytest.mark.parametrize(
    ("shown", "typed"),
    [
        ("quân", "quan"),
        ("Không phù hợp", "khong phu hop"),
        ("Ẩn", "an"),
        ("Đăng ký", "dang ky"),
        ("định", "dinh"),
        ("Đức", "duc"),
        ("19/2014/QĐ-TTg", "19/2014/qd-ttg"),
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        (decomposed("nghĩa"), "nghĩa"),
    ],
)
def test_found_without_marks(shown, typed):
    assert fold(shown) == fold(typed)


def test_other_spellings_stay_other_words():
    assert fold("quí") != fold("quý")


@given(st.permutations(WORDS))
def test_words_in_the_order_of_the_dictionary(mixed):
    assert sorted(mixed, key=sort_key) == WORDS


@given(st.permutations("a à ả ã á ạ".split()))
def test_tones_in_their_order(mixed):
    assert sorted(mixed, key=sort_key) == "a à ả ã á ạ".split()


def test_tones_count_after_all_letters():
    assert sorted(["bạn", "ban", "bàng", "bang"], key=sort_key) == ["ban", "bạn", "bang", "bàng"]
    assert sorted(["tạo", "tao b", "tao"], key=sort_key) == ["tao", "tạo", "tao b"]


@given(st.permutations(PEOPLE))
def test_people_by_given_name(mixed):
    assert sorted(mixed, key=name_key) == PEOPLE


def test_name_of_one_word_and_no_name():
    assert sorted(["Bình", "", "An"], key=name_key) == ["", "An", "Bình"]


@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_text_has_a_place(texts):
    mirrored = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(mirrored, key=sort_key)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22/11/2026", date(2026, 11, 22)),
        ("1/2/26", date(2026, 2, 1)),
        ("01-02-2026", date(2026, 2, 1)),
        ("01.02.2026", date(2026, 2, 1)),
        ("01 02 2026", date(2026, 2, 1)),
        ("01022026", date(2026, 2, 1)),
        ("  29/02/2028 ", date(2028, 2, 29)),
    ],
)
def test_days_as_people_type_them(typed, meant):
    assert parse_day(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hôm nay",
        "31/02/2026",
        "29/02/2026",
        "0/1/2026",
        "1/13/2026",
        "11/22/2026",
        "2026-11-22",
        "1/2/026",
        "1/2",
        "1/2/2026x",
        "010226",
    ],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        parse_day(typed)


@given(st.dates())
def test_every_day_is_read_as_it_was_written(some_day):
    if some_day.year >= 1000:
        assert parse_day(vietnamese.day(some_day)) == some_day


def test_a_moment_is_written_as_it_is_in_hanoi():
    late = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    assert vietnamese.day(late) == "22/11/2026"
    assert vietnamese.moment(late) == "00:30 22/11/2026"
    assert vietnamese.day(None) == vietnamese.moment(None) == ""


def test_weekdays_in_the_language_of_the_reader():
    assert vietnamese.long_day(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"
    assert vietnamese.long_day(date(2026, 11, 23)) == "Thứ Hai, 23/11/2026"
    with language.reading("en"):
        assert vietnamese.long_day(date(2026, 11, 22)) == "Sunday, 22/11/2026"


def test_numbers_have_a_decimal_comma():
    assert vietnamese.number(1234.5, 1) == "1.234,5"
    assert vietnamese.number(3_000_000) == "3.000.000"
    assert vietnamese.number(-97.5, 1) == "-97,5"
    with language.reading("en"):
        assert vietnamese.number(1234.5, 1) == "1,234.5"

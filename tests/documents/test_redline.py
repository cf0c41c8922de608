"""The redline finds every planted edit, marks nothing else, and loses no word of either text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.core.markdown_text import rendered
from qms.documents import work
from qms.documents.edition import Edition
from qms.documents.text import file_text
from qms.documents.text.blocks import blocks_of
from qms.documents.text.redline import Comparison, compare, redline
from qms.settings import CHECKOUT
from tests.documents.conftest import TEXT

TEXTS = {text.code: text.body for text in file_text.read_folder(CHECKOUT / "procedures_md")}
codes = st.sampled_from(sorted(TEXTS))
places = st.integers(0, 10**6)
forty = settings(max_examples=40)


def side(lines, without):
    """Give the blocks of one side: `ins` left out gives the old text, `del` left out the new."""
    told = [" | ".join("".join(run.text for run in cell if run.how != without) for cell in line.cells) for line in lines]
    absent = {"ins": {"come", "arrived"}, "del": {"gone", "left"}}[without]
    return [words for words, line in zip(told, lines, strict=True) if line.what not in absent]


def texts_of(text):
    return [block.text for block in blocks_of(rendered(text).html)]


def changed(lines):
    return [line for line in lines if line.what != "same"]


def parts_of(text):
    """Part a text at its empty lines."""
    return text.split("\n\n")


def place_of(parts, place, fits):
    """Choose one of the parts that fit."""
    fitting = [number for number, part in enumerate(parts) if fits(part)]
    return fitting[place % len(fitting)]


def is_plain(part):
    return part[:1].isalpha() and "\n" not in part and len(part.split()) > 12


def is_table(part):
    return part.startswith("|") and len(part.splitlines()) > 3


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_same_text_has_no_mark(code):
    lines = redline(TEXTS[code], TEXTS[code])
    assert changed(lines) == []
    assert side(lines, "ins") == texts_of(TEXTS[code])


@given(codes, codes)
@settings(max_examples=25)
def test_both_texts_can_be_read_from_it(one, other):
    lines = redline(TEXTS[one], TEXTS[other])
    assert sorted(side(lines, "ins")) == sorted(texts_of(TEXTS[one]))
    assert side(lines, "del") == texts_of(TEXTS[other])


@given(codes, places, places)
@forty
def test_changed_word_is_the_only_mark(code, place, word):
    parts = parts_of(TEXTS[code])
    number = place_of(parts, place, is_plain)
    words = parts[number].split(" ")
    plain = [position for position, one in enumerate(words) if one.isalpha()]
    words[plain[word % len(plain)]] = "thayđổi"
    lines = redline(TEXTS[code], "\n\n".join([*parts[:number], " ".join(words), *parts[number + 1 :]]))
    (line,) = changed(lines)
    assert line.what == "changed"
    assert [run.text for cell in line.cells for run in cell if run.how == "ins"] == ["thayđổi"]
    assert len([run for cell in line.cells for run in cell if run.how == "del"]) == 1


@given(codes, places)
@forty
def test_paragraph_taken_out_and_put_in(code, place):
    parts = parts_of(TEXTS[code])
    number = place_of(parts, place, is_plain)
    shorter = "\n\n".join(parts[:number] + parts[number + 1 :])
    (gone,), (come,) = changed(redline(TEXTS[code], shorter)), changed(redline(shorter, TEXTS[code]))
    assert (gone.what, come.what) == ("gone", "come")
    assert gone.block.text == come.block.text


@given(codes, places, places)
@forty
def test_table_cell_and_table_row(code, place, row):
    parts = parts_of(TEXTS[code])
    number = place_of(parts, place, is_table)
    table = parts[number].splitlines()
    chosen = 2 + row % (len(table) - 2)
    cells = table[chosen].split("|")
    cells[-2] = f"{cells[-2].rstrip()} ghithêm "
    edited = [*table[:chosen], "|".join(cells), *table[chosen + 1 :]]
    added = [*table[:chosen], table[chosen].replace(cells[1], " Mới thêm vào đây "), *table[chosen:]]
    for rows, what in ((edited, {"changed"}), (added, {"come"}), (table[:chosen] + table[chosen + 1 :], {"gone"})):
        lines = changed(redline(TEXTS[code], "\n\n".join([*parts[:number], "\n".join(rows), *parts[number + 1 :]])))
        assert [line.what for line in lines] in ([*what], ["gone", "come"])
        assert {line.block.kind for line in lines} == {"row"}


@given(codes, places)
@forty
def test_moved_paragraph_is_said_to_have_moved(code, place):
    parts = parts_of(TEXTS[code])
    number = place_of(parts, place, is_plain)
    marks = {line.what for line in changed(redline(TEXTS[code], "\n\n".join([*parts[:number], *parts[number + 1 :], parts[number]])))}
    assert marks in ({"left", "arrived"}, set())  # nothing, when it was the last one already


@given(codes, codes, places)
@forty
def test_what_is_folded_has_no_mark_and_nothing_is_lost(one, other, cut):
    words = TEXTS[one].split("\n\n")
    lines = redline(TEXTS[one], "\n\n".join([*words[: cut % len(words)], TEXTS[other].split("\n\n")[0], *words[cut % len(words) :]]))
    stretches = Comparison(None, lines, [], []).stretches
    assert [line for _n, groups in stretches for _name, group in groups for line in group] == list(lines)
    for folded, groups in stretches:
        inside = [line for _name, group in groups for line in group]
        assert not folded or (folded == len(inside) and changed(inside) == [])


def test_heading_above_a_change_is_seen_and_the_rest_folded():
    before = "## 1. Một\n\n" + "\n\n".join(f"Đoạn {n}." for n in range(9)) + "\n\n## 2. Hai\n\nĐoạn đầu.\n\nCâu cũ.\n\n| a |\n|---|\n| b |"
    stretches = Comparison(None, redline(before, before.replace("Câu cũ", "Câu mới")), [], []).stretches
    assert [folded for folded, _groups in stretches] == [10, 0]
    assert [name for name, _lines in stretches[1][1]] == ["heading", "paragraph", "table"]


def test_old_block_stands_above_one_that_shares_little():
    lines = changed(redline("Nộp hồ sơ tại bộ phận một cửa trong giờ hành chính.", "Công dân gửi đơn trực tuyến."))
    assert [line.what for line in lines] == ["gone", "come"]


def test_spaces_between_changes_go_with_them():
    (line,) = changed(redline("Trong thời hạn một ngày làm việc kể từ khi nhận.", "Trong thời hạn ba mươi phút làm việc kể từ khi nhận."))
    assert [(run.how, run.text) for run in line.cells[0]] == [
        ("same", "Trong thời hạn "),
        ("del", "một ngày"),
        ("ins", "ba mươi phút"),
        ("same", " làm việc kể từ khi nhận."),
    ]


def test_bold_alone_is_a_change():
    (line,) = changed(redline("Giữ **nguyên** chữ này trong câu.", "Giữ nguyên chữ này trong câu."))
    assert [run.marks for run in line.cells[0] if run.how == "del"] == [("strong",)]


def test_places_are_numbered_by_runs():
    lines = redline(
        "Một đoạn đầu.\n\nĐoạn giữa.\n\nĐoạn cuối.", "Thêm trước.\n\nThêm nữa.\n\nMột đoạn đầu.\n\nĐoạn giữa.\n\nĐoạn cuối cùng."
    )
    assert [line.change for line in lines] == [1, 0, 0, 0, 2]


def test_nested_lists_code_and_terms_are_read():
    text = "1. Một\n    - Con\n2. Hai\n\n```\na b\nc\n```\n\nTừ\n: Nghĩa\n\n---\n\n> Trích"
    blocks = [(block.kind, block.level, block.marker, block.text) for block in blocks_of(rendered(text).html)]
    assert blocks[:5] == [
        ("item", 1, "1.", "Một"),
        ("item", 2, "•", "Con"),
        ("item", 1, "2.", "Hai"),
        ("code", 0, "", "a b"),
        ("code", 0, "", "c"),
    ]
    assert [block[0] for block in blocks[-4:]] == ["term", "paragraph", "rule", "paragraph"]


@given(st.lists(st.sampled_from(["Một dòng như nhau.", "Dòng khác.", "| a | b |\n|---|---|\n| 1 | 2 |", "- mục", ""]), max_size=30), places)
def test_any_text_keeps_its_words(parts, place):
    before, after = "\n\n".join(parts), "\n\n".join(parts[place % 7 :] + parts[: place % 3])
    lines = redline(before, after)
    assert sorted(side(lines, "ins")) == sorted(texts_of(before))
    assert side(lines, "del") == texts_of(after)


def test_many_equal_blocks_take_no_minutes():
    assert redline("a b c\n\n" * 4000, "a b d\n\n" * 4000)


def test_page_shows_marks_numbers_and_the_facts_that_changed(signed_in, issued, lan, hung):
    edition = work.start_revision(issued.document, lan, "Rút ngắn")
    edition.rewrite(by=lan, text=f"{TEXT}\n\nThêm **<script>alert(1)</script>** vào cuối.", title="Tên mới", reason="Rút ngắn")
    browser = signed_in(lan)
    page = browser.get(f"/docs/{issued.document.code}/diff/1..2").text
    assert 'id="thay-doi-1"' in page
    assert "<ins><strong>&lt;script&gt;alert(1)&lt;/script&gt;</strong></ins>" in page
    assert "<ins>Tên mới</ins>" in page
    source = browser.get(f"/docs/{issued.document.code}/diff/1..2?view=source").text
    assert 'class="diff"' in source
    edition.submit_for_review(by=lan)
    review = signed_in(hung).get(f"/docs/{issued.document.code}/review").text
    assert 'id="thay-doi-1"' in review
    assert "2 chỗ thay đổi" in review


def test_long_fact_and_each_field_of_the_posting_are_compared_to_the_last_letter(issued, lan):
    basis = "Căn cứ dài. " * 60
    first = work.start_revision(issued.document, lan, "Sửa căn cứ")
    first.rewrite(by=lan, legal_basis=f"{basis}Một.", service={"result": "Giấy A", "channels": "Trực tiếp"})
    left = Edition.get_by_id(first.id)
    first.reload().rewrite(by=lan, legal_basis=f"{basis}Hai.", service={"result": "Giấy B", "channels": "Trực tiếp"})
    found = compare(left, first.reload())
    assert found.facts == [
        ("Căn cứ pháp lý", f"{basis}Một.", f"{basis}Hai."),
        ("Kết quả thực hiện", "Giấy A", "Giấy B"),
    ]
    assert (found.count, found.all_changes) == (0, 2)

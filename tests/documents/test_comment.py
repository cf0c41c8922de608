"""Remarks on paragraphs: made, answered, settled, and found again after an edit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import trail
from qms.core.markdown_text import rendered
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.documents.review.comment import Comment, CommentAnswer, by_passage
from qms.documents.states import EditionState
from qms.documents.text.passages import found_again, line_of, passages_of
from tests.documents.conftest import TEXT, approved
from tests.documents.test_pages import edit_data

PARTS = [
    "## Mục",
    "Một câu *nghiêng*.",
    "- a\n- b",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "> trích",
    "---",
    "<b>x</b> & y < z",
    "1. một\n2. hai",
    "    mã",
]


def remark(edition, by, place=2, text="Nêu rõ phạm vi."):
    """Say something about a block."""
    return Comment(edition=edition, place=place, text=text).write(by=by)


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=30)))
def test_blocks_put_together_are_the_page(parts):
    html = rendered("\n\n".join(parts)).html
    blocks = passages_of(html)
    assert "".join(block.html for block in blocks) == html or not blocks
    assert [block.place for block in blocks] == list(range(1, len(blocks) + 1))
    assert all(found_again(blocks, block.place, block.quote).quote == block.quote for block in blocks)


def test_blocks_are_headings_paragraphs_and_tables():
    texts = [block.text for block in passages_of(rendered(TEXT).html)]
    assert texts[:3] == ["1. Mục đích", "Quy định trình tự tiếp nhận.", "2. Phạm vi"]
    assert any(text.startswith("TT Trình tự Trách nhiệm Thời gian") for text in texts)


def test_block_is_found_again_after_edits():
    after = passages_of(rendered("Câu mới.\n\n" + TEXT.replace("Quy định trình tự", "Quy định rõ trình tự")).html)
    assert found_again(after, 2, "Quy định trình tự tiếp nhận.").text == "Quy định rõ trình tự tiếp nhận."
    assert found_again(after, 2, "Không còn câu nào như vậy ở đây nữa") is None


def test_line_of_a_block():
    assert line_of(TEXT, "Quy định trình tự tiếp nhận.") == 3
    table = next(block for block in passages_of(rendered(TEXT).html) if block.text.startswith("TT Trình tự"))
    assert TEXT.splitlines()[line_of(TEXT, table.quote) - 1].startswith("| TT | Trình tự")
    assert line_of(TEXT, "câu này ở đâu cũng không thấy") is None


def test_remark_is_kept_with_its_block_and_on_the_trail(submitted, hung):
    made = remark(submitted, hung)
    assert (made.quote, made.line, trail.head().act) == ("Quy định trình tự tiếp nhận.", 3, "comment.write")
    assert [(block.place, remarks) for block, remarks in by_passage(submitted) if remarks] == [(2, [made])]


def test_strangers_make_no_remark(submitted, mai, oanh):
    for stranger in (mai, oanh):
        with pytest.raises(NotAllowed):
            remark(submitted, stranger)


def test_no_remark_on_a_text_that_is_not_under_review(draft, hung):
    with pytest.raises(NotNow, match="đang chờ xem xét"):
        remark(draft, hung)


@pytest.mark.parametrize(("facts", "sentence"), [({"text": " "}, "nội dung góp ý"), ({"place": 99}, "Chọn đoạn")])
def test_remark_needs_words_and_a_place(submitted, hung, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        remark(submitted, hung, **facts)


def test_who_made_it_or_the_commander_settles_it(submitted, lan, hung):
    made = remark(submitted, lan)
    assert not made.resolve(by=hung).is_open
    other = remark(submitted, hung)
    with pytest.raises(NotAllowed, match="người nêu góp ý hoặc Chỉ huy"):
        other.resolve(by=lan)
    with pytest.raises(NotNow):
        made.resolve(by=hung)


def test_answers_stay_with_the_remark(submitted, lan, hung, mai):
    made = remark(submitted, hung)
    CommentAnswer(comment=made, text="Đã nêu ở mục 2.").write(by=lan)
    assert [answer.text for answer in made.answers] == ["Đã nêu ở mục 2."]
    with pytest.raises(NotAllowed):
        CommentAnswer(comment=made, text="x").write(by=mai)
    with pytest.raises(Missing, match="nội dung trả lời"):
        CommentAnswer(comment=made, text=" ").write(by=lan)


def test_nothing_is_added_to_what_is_issued(submitted, lan, hung):
    made = remark(submitted, hung).resolve(by=hung)
    approved(submitted, hung)
    with pytest.raises(NotNow, match="không còn đang"):
        CommentAnswer(comment=made.reload(), text="x").write(by=lan)


def test_no_text_is_signed_with_a_remark_open(submitted, hung):
    made = remark(submitted, hung)
    with pytest.raises(Missing, match="1 góp ý"):
        approved(submitted, hung)
    made.resolve(by=hung)
    assert approved(submitted, hung).state == EditionState.APPROVED


def test_commander_remarks_officer_answers_commander_settles(submitted, signed_in, lan, hung):
    commander, officer = signed_in(hung), signed_in(lan)
    page = commander.get("/docs/QT-16/review?block=2").text
    assert '<option selected value="2">2. Quy định trình tự' in page
    assert commander.post("/docs/QT-16/comments", {"place": "2", "text": "Nêu rõ phạm vi."}).status_code == 303
    commander.post("/docs/QT-16/return", {"reason": "Xem góp ý."})
    page = officer.get("/docs/QT-16/edit").text
    assert "Dòng 3" in page
    assert "Nêu rõ phạm vi." in page
    number = Comment.get().id
    assert officer.post(f"/docs/QT-16/comments/{number}/answer", {"text": "Đã nêu ở mục 2."}).status_code == 303
    officer.post("/docs/QT-16/edit", edit_data(submitted.reload(), submit="1", text=TEXT.replace("trình tự", "rõ trình tự", 1)))
    page = commander.get("/docs/QT-16/review").text
    assert "Đã nêu ở mục 2." in page
    assert "Góp ý chưa giải quyết, gửi kèm khi trả lại" in page
    assert commander.post(f"/docs/QT-16/comments/{number}/resolve").status_code == 303
    assert "gửi kèm khi trả lại" not in commander.get("/docs/QT-16/review").text


def test_remark_without_words_keeps_the_page(submitted, signed_in, hung):
    answer = signed_in(hung).post("/docs/QT-16/comments", {"place": "2", "text": ""})
    assert answer.status_code == 422
    assert "Ghi nội dung góp ý." in answer.text


def test_remarks_of_a_draft_are_not_there_for_others(submitted, signed_in, hung, mai):
    made = remark(submitted, hung)
    for url in ("comments", f"comments/{made.id}/answer", f"comments/{made.id}/resolve"):
        assert signed_in(mai).post(f"/docs/QT-16/{url}", {"text": "x"}).status_code == 404

"""The redline as a Word file: accepting every change gives the newer text, rejecting every change the older."""

import io
from datetime import UTC, datetime

from docx import Document as WordFile
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.core import trail
from qms.core.markdown_text import rendered
from qms.core.paper import word_redline
from qms.core.paper.form import Margins
from qms.documents.text.blocks import blocks_of
from qms.documents.text.redline import redline
from tests.documents.conftest import approved, written
from tests.documents.test_redline import TEXTS

CODES = st.sampled_from(sorted(TEXTS))
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def made(before, after, facts=()):
    lines = redline(before, after)
    data = word_redline.redline(word_redline.Redline("QT-01", "Đã đổi", facts, lines, "Đại úy Lan", AT, Margins(20, 20, 30, 15)))
    return WordFile(io.BytesIO(data)).element.body


def settled(body, gone, kept):
    """List the texts of a body's paragraphs and rows once every change of one sort is dropped and of the other taken."""
    told = []
    for block in body:
        if block.tag == qn("w:p"):
            if block.find(f"w:pPr/w:rPr/{gone}", body.nsmap) is None:
                told.append(words(block, gone))
        elif block.tag == qn("w:tbl"):
            rows = [row for row in block.findall("w:tr", body.nsmap) if row.find(f"w:trPr/{gone}", body.nsmap) is None]
            told += [" | ".join(words(cell, gone) for cell in row.findall("w:tc", body.nsmap)) for row in rows]
    return [text for text in told if text]


def words(block, gone):
    """Join a block's words outside the changes that are dropped."""
    dropped = {text for change in block.iter(qn(gone)) for text in change.iter()}
    return "".join(text.text or "" for text in block.iter(qn("w:t"), qn("w:delText")) if text not in dropped)


def texts_of(text):
    told = [f"{block.marker} {block.text}" if block.marker else block.text for block in blocks_of(rendered(text).html)]
    return [words for words in told if words]


def unnumbered(texts):
    """Leave the numbers of list items out: an item that stayed is numbered as it is now."""
    return sorted(text.partition(". ")[2] if text.partition(". ")[0].isdigit() else text for text in texts)


@given(CODES, CODES)
@settings(max_examples=15)
def test_word_gives_either_text_back(one, other):
    body = made(TEXTS[one], TEXTS[other])
    assert settled(body, "w:del", "w:ins") == texts_of(TEXTS[other])
    assert unnumbered(settled(body, "w:ins", "w:del")) == unnumbered(texts_of(TEXTS[one]))


def test_same_text_has_no_change():
    body = made(TEXTS["QT-11"], TEXTS["QT-11"])
    assert list(body.iter(qn("w:ins"), qn("w:del"))) == []


def test_change_names_who_and_when():
    (came,) = made("Nộp 01 bộ.", "Nộp 01 bộ tại bàn.").iter(qn("w:ins"))
    assert came.get(qn("w:author")) == "Đại úy Lan"
    assert came.get(qn("w:date")) == "2026-11-22T03:00:00Z"


def test_numbers_of_changes_are_their_own():
    body = made(TEXTS["QT-11"], TEXTS["QT-12"], [("Tên", "cũ", "mới")])
    numbers = [change.get(qn("w:id")) for change in body.iter(qn("w:ins"), qn("w:del"))]
    assert len(numbers) == len(set(numbers)) > 10


def test_page_gives_it_and_it_is_on_the_trail(lan, mai, hung, signed_in):
    approved(written(lan, "QT-40").submit_for_review(by=lan), hung)
    browser = signed_in(mai)
    answer = browser.post("/docs/QT-40/diff/1..1/word")
    assert answer.status_code == 200
    assert WordFile(io.BytesIO(answer.data)).sections[0].header.paragraphs[0].text.startswith("QT-40")
    assert "QT-40-lan-01-so-voi-01.docx" in answer.headers["Content-Disposition"]
    assert [one.actor for one in trail.TrailEntry.select() if one.act == "redline.exported"] == [mai.id]
    assert browser.post("/docs/QT-40/diff/1..2/word").status_code == 404
    assert "Tải Word có dấu sửa" in browser.get("/docs/QT-40/diff/1..1").text

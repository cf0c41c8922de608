"""A posting read from a procedure's text."""

from pathlib import Path

import pytest

from qms.citizens.posting import Posting, in_words, table_rows
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.states import Kind
from qms.documents.text.file_text import read
from qms.documents.text.steps import Duration
from tests.citizens.conftest import SERVICE, TEXT

REAL = sorted((Path(__file__).parents[2] / "procedures_md").glob("QT-1[1-9]/01.md"))


def posting_of(text=TEXT, service=SERVICE, **facts):
    return Posting(
        Edition(document=Document(code="QT-16"), number=1, kind=Kind.WORK_PROCEDURE, title="Tạm vắng", service=service, **facts),
        text,
    )


def test_summary_answers_five_questions():
    assert [(str(question), answer) for question, answer in posting_of().summary] == [
        ("Nộp ở đâu", "Trực tiếp tại Một cửa"),
        ("Cần gì", "2 giấy tờ"),
        ("Bao lâu", "03 ngày"),
        ("Lệ phí", "Không thu phí, lệ phí"),
        ("Nhận gì", "Giấy chứng nhận"),
    ]


def test_place_of_the_text_stands_in_for_missing_channels():
    assert posting_of(service={}).summary[0][1] == "Bộ phận Một cửa."


def test_text_without_sections_leaves_them_out():
    posting = posting_of("Chưa có mục nào.", {})
    assert posting.summary == []
    assert [*posting.papers, *posting.conditions, *posting.fees, *posting.basis, *posting.place] == []
    assert posting.brief == ""


def test_one_section_for_papers_and_copies_is_shown_once():
    posting = posting_of("### 5.2 Thành phần, số lượng hồ sơ\n\n01 bộ gồm đơn.")
    assert [str(part.name) for part in posting.papers] == ["Thành phần hồ sơ"]


def test_legal_basis_of_the_edition_comes_before_the_text():
    assert "Luật A" in posting_of(legal_basis="Luật A").basis[0].html
    assert "Luật Nghĩa vụ quân sự 2015" in posting_of(legal_basis="").basis[0].html


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Duration(1, "day"), "01 ngày"),
        (Duration(5, "working_day"), "05 ngày làm việc"),
        (Duration(0.5, "working_day"), "0,5 ngày làm việc"),
        (Duration(4, "hour"), "04 giờ"),
    ],
)
def test_limit_is_said_as_it_is_stated(limit, words):
    assert str(in_words(limit)) == words


@pytest.mark.parametrize(("text", "count"), [("| A |\n|---|\n| 1 |\n| 2 |\n\nSau", 2), ("| A |\n|---|", 0), ("Không có bảng", 0), ("", 0)])
def test_rows_of_the_first_table_are_counted(text, count):
    assert table_rows(text) == count


def test_markup_of_the_author_is_not_passed_on():
    assert "<script" not in posting_of("### 5.6 Lệ phí\n\n<script>x</script>").fees[0].html


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.parent.name)
def test_real_procedure_fills_every_field_of_the_portal(path):
    file = read(path.read_text("utf-8"))
    posting = posting_of(file.body, file.service, legal_basis="\n".join(file.legal_basis))
    assert len(posting.summary) == 5
    assert len(posting.heading) == 6
    assert [len(part) for part in (posting.papers, posting.fees, posting.conditions, posting.basis, posting.place)] == [
        3,
        1,
        1,
        1,
        1,
    ]
    assert len(posting.sequence.steps) >= 5
    assert posting.paper_count >= 1


def test_there_are_real_procedures():
    assert len(REAL) == 9

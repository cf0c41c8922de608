"""Who stands on the sheet of an edition: author, reviewers and approver, as they signed and when."""

import io
from contextlib import contextmanager
from datetime import timedelta

import pytest
from docx import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st

from qms.core import clock
from qms.documents.papers.signatures import Signature, read, signatures_of
from qms.documents.review.delegation import SignedFor
from tests.conftest import NOW
from tests.documents.conftest import approved, written
from tests.documents.test_delegation import authorize
from tests.documents.test_paper_pages import WHITE, text_of, words_in
from tests.documents.test_review import agree, send_back

NOBODY = ("", "", "")


@contextmanager
def later(hours):
    """Stop the clock some hours after the first moment."""
    with clock.stopped_at(NOW + timedelta(hours=hours)):
        yield


def submitted_later(draft, by, *reviewers):
    """Submit a text an hour after it was begun."""
    with later(1):
        return draft.reload().submit_for_review(by=by, reviewers=list(reviewers))


def test_reviewers_who_agreed_are_named_with_post_and_moment(draft, lan, oanh, nam, hung):
    edition = submitted_later(draft, lan, nam, oanh)
    for hours, who in ((2, oanh), (3, nam)):
        with later(hours):
            agree(edition, who)
    with later(4):
        issued = approved(edition.reload(), hung)
    assert signatures_of(issued) == [
        ("Soạn thảo", "Đại úy Trần Thị Lan", "Thư ký ISO, Ban Chỉ huy", "11:00 22/11/2026"),
        ("Xem xét", "Thiếu tá Lê Thị Oanh", "Trợ lý Chính trị, Bộ phận Tham mưu", "12:00 22/11/2026"),
        ("Xem xét", "Thượng úy Phạm Văn Nam", "Trợ lý Quân lực, Bộ phận Tham mưu", "13:00 22/11/2026"),
        ("Phê duyệt", "Trung tá Nguyễn Văn Hùng", "Chỉ huy trưởng, Ban Chỉ huy", "14:00 22/11/2026"),
    ]


def test_only_the_round_that_was_approved_counts(draft, lan, oanh, nam, hung):
    first = submitted_later(draft, lan, oanh, nam)
    agree(first, oanh)
    send_back(first, nam)
    assert signatures_of(first.reload())[1:] == [("Xem xét", *NOBODY), ("Phê duyệt", *NOBODY)]
    with later(5):
        again = first.reload()
        second = again.rewrite(by=lan, text=f"{again.text}\nThêm một câu.").submit_for_review(by=lan, reviewers=[nam])
        agree(second, nam)
        issued = approved(second.reload(), hung)
    assert [(head, name, at[:5]) for head, name, _post, at in signatures_of(issued)] == [
        ("Soạn thảo", "Đại úy Trần Thị Lan", "15:00"),
        ("Xem xét", "Thượng úy Phạm Văn Nam", "15:00"),
        ("Phê duyệt", "Trung tá Nguyễn Văn Hùng", "15:00"),
    ]


def test_author_is_who_submitted_the_signed_text(draft, lan, nam, hung):
    draft.rewrite(by=lan, responsible=nam.posts[0])
    issued = approved(submitted_later(draft, nam), hung)
    assert signatures_of(issued)[:2] == [
        ("Soạn thảo", "Thượng úy Phạm Văn Nam", "Trợ lý Quân lực, Bộ phận Tham mưu", "11:00 22/11/2026"),
        ("Xem xét", *NOBODY),
    ]


def test_draft_is_signed_by_nobody(draft, lan):
    began = ("Soạn thảo", "Đại úy Trần Thị Lan", "Thư ký ISO, Ban Chỉ huy", "")
    assert signatures_of(draft) == [began, ("Xem xét", *NOBODY), ("Phê duyệt", *NOBODY)]
    assert signatures_of(submitted_later(draft, lan).take_back(by=lan))[0] == began


def test_signatures_stay_as_they_were_signed(draft, lan, oanh, hung, tuan):
    edition = submitted_later(draft, lan, oanh)
    agree(edition, oanh)
    issued = approved(edition.reload(), hung)
    before = signatures_of(issued)
    for who, name in ((lan, "Trần Thị Lan Anh"), (oanh, "Lê Thị Kim Oanh"), (hung, "Nguyễn Hùng")):
        who.amend(by=tuan, name=name, username=who.username)
    assert signatures_of(issued.reload()) == before


def test_sheet_shows_every_reviewer_on_both_papers(lan, oanh, nam, mai, son, hung, signed_in):
    edition = written(lan).submit_for_review(by=lan, reviewers=[oanh, nam, mai, son])
    for who in (oanh, nam, mai, son):
        agree(edition, who)
    approved(edition.reload(), hung)
    browser = signed_in(lan)
    printed = text_of(browser.post("/docs/QT-16/i/1/pdf"))
    names = ["Thiếu tá Lê Thị Oanh", "Thượng úy Phạm Văn Nam", "Trung úy Đỗ Thị Mai", "Vũ Văn Sơn"]
    assert [name for name in names if WHITE.sub("", name) not in printed] == []
    table = WordFile(io.BytesIO(browser.post("/docs/QT-16/i/1/word").data)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["", "Họ và tên", "Chức vụ", "Ký"]
    assert [row.cells[1].text for row in table.rows[2:-1]] == names


@pytest.mark.parametrize(
    ("to", "how", "lines", "name", "post"),
    [
        (
            "phuc",
            SignedFor.DEPUTY,
            ["KT. CHỈ HUY TRƯỞNG", "PHÓ CHỈ HUY TRƯỞNG"],
            "Thiếu tá Trần Hữu Phúc",
            "KT. Chỉ huy trưởng – Phó Chỉ huy trưởng, Ban Chỉ huy",
        ),
        (
            "nam",
            SignedFor.AUTHORIZED,
            ["TUQ. CHỈ HUY TRƯỞNG", "TRỢ LÝ QUÂN LỰC"],
            "Thượng úy Phạm Văn Nam",
            "TUQ. Chỉ huy trưởng – Trợ lý Quân lực, Bộ phận Tham mưu",
        ),
    ],
)
def test_delegate_signs_the_papers_below_the_post_he_signs_for(request, submitted, hung, signed_in, lan, to, how, lines, name, post):
    delegate = request.getfixturevalue(to)
    authorize(hung, delegate, signed_for=how)
    issued = approved(submitted, delegate)
    assert signatures_of(issued)[-1] == ("Phê duyệt", name, post, "10:00 22/11/2026")
    browser = signed_in(lan)
    told = words_in(browser.post("/docs/QT-16/i/1/decision/word").data)
    first = told.index(lines[0])
    assert [line for line in told[first:] if line] == [*lines, name]
    assert WHITE.sub("", "".join([*lines, name])) in text_of(browser.post("/docs/QT-16/i/1/decision"))
    assert WHITE.sub("", how) in text_of(browser.post("/docs/QT-16/i/1/pdf"))


def test_deputy_who_signs_in_his_own_right_signs_for_his_chief():
    signed = read("Thiếu tá Trần Hữu Phúc, Phó Chỉ huy trưởng, Ban Chỉ huy")
    assert signed.lines == ["KT. CHỈ HUY TRƯỞNG", "PHÓ CHỈ HUY TRƯỞNG"]
    assert signed.approving_post == "KT. Chỉ huy trưởng – Phó Chỉ huy trưởng, Ban Chỉ huy"


WORD = st.sampled_from(["Trợ lý", "Hậu cần", "Kỹ thuật", "Chính trị viên", "KT", "Bí thư"])
NAME = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
POST = st.lists(WORD, min_size=1, max_size=3).map(" – ".join)
FOR = st.builds("{} {}".format, st.sampled_from(["KT.", "TUQ.", "TL."]), st.one_of(POST, st.just("Chính trị viên, Bí thư")))


@given(st.one_of(st.just(""), FOR), NAME, st.one_of(st.just(""), st.builds("{}, {}".format, POST, POST)))
def test_signature_is_parted_as_it_was_put_together(signed_for, name, post):
    written = ", ".join(filter(None, [f"{signed_for} – {name}" if signed_for else name, post]))
    assert read(written) == Signature(signed_for, name, post)

"""Files changed with other programs: found, shown, never taken in silently, the signed bytes put back."""

import pytest

from qms.core import home, trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.documents import queries, work
from qms.documents.editing import outside
from qms.documents.feature import verify as verify_documents
from qms.documents.review import signed_copy
from qms.documents.states import EditionState
from qms.documents.text.file_text import path_of
from tests.documents.conftest import written


def by_notepad(number=1, old="Quy định trình tự", new="Quy định rõ trình tự"):
    """Change or add a file as somebody does with Notepad."""
    text = path_of("QT-16", 1).read_text("utf-8")
    path = path_of("QT-16", number)
    if path.exists():
        path.chmod(0o640)
    path.write_text(text.replace(old, new, 1), "utf-8")


def only_one():
    (one,) = outside.found()
    return one


def test_signed_bytes_are_kept_twice(issued):
    assert signed_copy.whole("QT-16", 1, issued.sha256) == path_of("QT-16", 1).read_bytes()
    assert outside.found() == []


def test_changed_file_becomes_a_draft_and_the_signed_one_is_back(issued, lan):
    signed = path_of("QT-16", 1).read_bytes()
    by_notepad()
    draft = outside.take_in(only_one(), lan, as_draft=True)
    assert (draft.number, draft.state) == (2, EditionState.DRAFT)
    assert "Quy định rõ trình tự" in draft.text
    assert path_of("QT-16", 1).read_bytes() == signed
    assert trail.head().act == "edition.restore_file"
    assert outside.found() + verify() + verify_documents() == []
    (aside,) = (home.records() / "outside" / "QT-16").iterdir()
    assert "Quy định rõ trình tự" in aside.read_text("utf-8")


def test_signed_file_is_put_back_alone(issued, lan):
    path_of("QT-16", 1).unlink()
    outside.take_in(only_one(), lan, as_draft=False)
    assert issued.reload().body.startswith("## 1.")
    assert queries.open_of(issued.document) is None


def test_new_file_of_a_known_document_is_offered_as_a_draft(issued, lan):
    by_notepad(number=2)
    assert only_one().edition is None
    with pytest.raises(Missing, match="không thuộc lần ban hành nào"):
        outside.take_in(only_one(), lan, as_draft=False)
    assert "Quy định rõ" in outside.take_in(only_one(), lan, as_draft=True).text
    assert outside.found() + verify_documents() == []


def test_nothing_is_moved_when_a_draft_is_open_already(issued, lan):
    work.start_revision(issued.document, lan, "Sửa")
    by_notepad()
    by_notepad(number=2)
    for one in outside.found():
        with pytest.raises(Missing, match="đang có một bản soạn thảo"):
            outside.take_in(one, lan, as_draft=True)
    assert [one.number for one in outside.found()] == [1, 2]


def test_file_that_cannot_be_read_is_no_draft(issued, lan):
    path_of("QT-16", 1).chmod(0o640)
    path_of("QT-16", 1).write_bytes(b"\xff\xfe")
    assert only_one().text is None
    with pytest.raises(Missing, match="không đọc được nội dung"):
        outside.take_in(only_one(), lan, as_draft=True)


def test_only_whole_bytes_are_put_back(issued, lan):
    copy = signed_copy.path_of_copy("QT-16", 1)
    copy.chmod(0o640)
    copy.write_text("khác", "utf-8")
    by_notepad()
    assert not only_one().can_be_restored
    with pytest.raises(Missing, match="bản lưu của tệp đã ký không còn nguyên vẹn"):
        issued.restore_file(by=lan)


def test_restoring_is_the_quality_officers_and_for_signed_files(issued, lan, hung, office):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        issued.restore_file(by=hung)
    with pytest.raises(NotNow):
        written(lan, code="QT-17").restore_file(by=lan)


def test_copies_of_earlier_signatures_are_made_at_the_start(issued, lan):
    path = signed_copy.path_of_copy("QT-16", 1)
    path.unlink()
    work.sweep()
    assert signed_copy.whole("QT-16", 1, issued.sha256)
    path.unlink()
    by_notepad()
    work.sweep()
    assert not path.exists()


def test_officer_is_told_and_takes_it_in(issued, signed_in, lan, mai):
    by_notepad()
    browser = signed_in(lan)
    assert "Có 1 tệp bị sửa" in browser.get("/docs").text
    assert "Có 1 tệp bị sửa" not in signed_in(mai).get("/docs").text
    page = browser.get("/docs/outside").text
    assert "Mở bản nháp từ nội dung này, khôi phục tệp đã ký" in page
    assert signed_in(mai).get("/docs/QT-16").status_code == 500
    answer = browser.post("/docs/outside", {"name": "QT-16/01.md", "draft": "1"})
    assert answer.location == "/docs/QT-16/edit"
    assert "Mọi tệp trong thư mục tài liệu đúng như đã ký." in browser.get("/docs/outside").text
    assert signed_in(mai).get("/docs/QT-16").status_code == 200
    assert browser.post("/docs/outside", {"name": "../../etc"}).status_code == 404

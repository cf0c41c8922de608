"""Imported files: each act works and is on the trail, is refused to others, at the wrong time, and without what it needs."""

import pytest

from qms.core import clock
from qms.core.attachment import attachments_of
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.stories import history
from qms.core.verify import verify
from qms.documents import queries as documents
from qms.documents import work as document_work
from qms.documents.document import Document
from qms.documents.states import EditionState
from qms.exchange import drafting, queries, work
from qms.exchange.import_job import ImportJob
from qms.exchange.imported_file import ImportedFile
from qms.exchange.reading import Reading
from qms.exchange.states import FileState
from qms.organization.sign_in import Confirmation
from tests.controlled_text import controlled
from tests.documents.conftest import approved, written
from tests.exchange.conftest import MADE, taken_in
from tests.exchange.word_files import PURPOSE, p, tracked, word


def told(record):
    """Give the past of each act on a record."""
    return [str(entry.past) for entry in history(record)]


def facts_of(lan, file):
    """Complete what a submission needs."""
    post = documents.Post.select().where(documents.Post.unit == lan.unit).first()
    return file.correct(by=lan, unit=lan.unit.id, responsible=post.id, clauses=["8.5.1"])


def test_file_is_kept_with_its_hash_then_read(file):
    assert file.state == FileState.READ
    assert file.kept.bytes() == MADE["procedure"].data
    assert file.kept.sha256 == file.sha256
    assert PURPOSE in file.text
    assert "đã nhận tệp" in told(file)
    assert "đã đọc tệp" in told(file)
    assert verify() == []


@pytest.mark.parametrize("who", ["mai", "hung", "tuan"])
def test_others_may_not_take_files_in(cast, who, request):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        work.receive([("a.txt", b"x")], request.getfixturevalue(who))
    assert ImportJob.select().count() == ImportedFile.select().count() == 0


def test_batch_needs_files_and_not_too_many(lan, monkeypatch):
    with pytest.raises(Missing, match="ít nhất một tệp"):
        work.receive([], lan)
    monkeypatch.setattr(work, "MOST_FILES", 1)
    with pytest.raises(Missing, match="tối đa 1 tệp"):
        work.receive([("a.txt", b"x"), ("b.txt", b"y")], lan)


def test_same_file_twice_gives_one_result(file, lan):
    again = queries.files_of(taken_in(lan, ("ban sao.docx", MADE["procedure"].data)))[0]
    assert again.state == FileState.FAILED
    assert f"đợt nhập {file.job_id}" in str(again.told[0])


def test_file_left_out_may_come_again(file, lan):
    file.leave_out(by=lan)
    assert queries.files_of(taken_in(lan, ("x.docx", MADE["procedure"].data)))[0].state == FileState.READ


def test_two_hundred_files_in_one_batch(lan):
    job = taken_in(lan, *[(f"{n}.txt", f"Quy trình số {n}".encode()) for n in range(200)])
    assert queries.counts([job])[job.id][FileState.READ] == 200


def test_reading_goes_on_where_it_ended(lan):
    job = work.receive([("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")], lan)
    work.read(queries.unread(job)[0].reload(), lan)  # the process ended here
    assert [file.name for file in queries.unread(job)] == ["b.txt", "c.txt"]
    work.read_all(job, lan)
    assert queries.counts([job])[job.id][FileState.READ] == 3


def test_others_may_not_read(received, mai):
    with pytest.raises(NotAllowed):
        received.take_up(by=mai, outcome=Reading("x", "x"))


def test_decided_file_is_not_read_again(received, lan):
    received.leave_out(by=lan)
    with pytest.raises(NotNow):
        received.take_up(by=lan, outcome=Reading("x", "x"))


def test_tracked_changes_may_be_taken_the_other_way_and_keep_corrections(lan):
    file = queries.files_of(taken_in(lan, ("s.docx", tracked())))[0].reload().correct(by=lan, code="QT-40")
    assert "0,5 ngày" in file.text
    file = work.read(file, lan, is_accepted=False)
    assert "01 ngày" in file.text
    assert file.facts["code"] == "QT-40"


def test_file_becomes_the_first_draft_of_a_new_document(file, lan):
    edition = work.adopt(file, lan).edition
    assert (edition.document.code, edition.number, edition.state) == ("QT-05", 3, EditionState.DRAFT)
    assert edition.title == "Tiếp nhận hồ sơ đăng ký"
    assert edition.text == file.text
    assert edition.reason == "Nhập từ tệp “QT-05.docx” (lần ban hành 03, 15/01/2026)"
    assert edition.authors == [lan.id]
    assert file.reload().state == FileState.ADOPTED
    assert "đã đưa vào soạn thảo" in told(file)
    assert verify() == []


def test_draft_made_of_a_file_can_be_issued(file, lan, hung):
    edition = work.adopt(facts_of(lan, file), lan).edition
    assert edition.sequence.steps[1].responsible == "Cán bộ tiếp nhận"
    with pytest.raises(Missing, match="lỗi phải sửa trước khi trình"):
        edition.submit_for_review(by=lan)
    edition = edition.reload().rewrite(by=lan, text=controlled())
    assert approved(edition.submit_for_review(by=lan), hung).state == EditionState.APPROVED


def test_known_code_opens_the_next_edition(file, lan, hung):
    first = approved(written(lan, "QT-05", text=controlled()).submit_for_review(by=lan), hung)
    edition = work.adopt(file.correct(by=lan, unit=None, responsible=None, clauses=[]), lan).edition
    assert (edition.document, edition.number) == (first.document, 2)
    assert edition.text == file.text
    assert edition.unit == first.unit
    assert edition.clauses == ["8.5.1"]


@pytest.mark.parametrize(("said", "number"), [({"number": 7}, 7), ({"issue": "05"}, 5), ({"issue": "05/02"}, 1), ({"issue": "00"}, 1)])
def test_new_document_goes_on_from_its_number_on_paper(file, lan, hung, said, number):
    file.facts = {**file.facts, "issue": "", **said}
    edition = drafting.draft(file.name, {**file.facts, "code": "QT-88"}, controlled(), [], lan)
    assert edition.number == number
    ready = facts_of(lan, file).facts
    edition = edition.rewrite(by=lan, unit=ready["unit"], responsible=ready["responsible"], clauses=["8.5.1"], reason="Đưa vào hệ thống")
    issued = approved(edition.submit_for_review(by=lan), hung)
    assert document_work.start_revision(issued.document, lan, "Sửa").number == number + 1
    assert verify() == []


def test_number_out_of_reach_is_refused(file, lan):
    with pytest.raises(Missing, match="từ 1 đến 99"):
        work.adopt(file.correct(by=lan, number=100), lan)


def test_another_name_for_a_known_code_is_told(file, lan, hung, signed_in):
    assert queries.renamed(file) is None
    approved(written(lan, "QT-05", text=controlled()).submit_for_review(by=lan), hung)
    assert "QT-05 lần 01 mang tên" in str(queries.renamed(file))
    assert "QT-05 lần 01 mang tên" in signed_in(lan).get(f"/docs/import/files/{file.id}").text


def test_open_draft_is_not_overwritten(file, lan):
    draft = written(lan, "QT-05")
    with pytest.raises(Missing, match="đang có một bản soạn thảo"):
        work.adopt(file, lan)
    assert draft.reload().text != file.text
    assert file.reload().state == FileState.READ
    assert "đang có một bản soạn thảo" in str(queries.hindrances([file])[file.id])


def test_withdrawn_document_gets_no_draft(file, lan, hung):
    edition = approved(written(lan, "QT-05", text=controlled()).submit_for_review(by=lan), hung)
    edition.document.withdraw(by=hung, on=clock.today(), reason="Bỏ", confirmation=Confirmation(hung.id))
    with pytest.raises(Missing, match="hủy bỏ"):
        work.adopt(file, lan)


@pytest.mark.parametrize(
    ("facts", "sentence"), [({"code": ""}, "Ghi mã hiệu"), ({"title": ""}, "Ghi tên"), ({"code": "!"}, "không đúng dạng")]
)
def test_draft_needs_code_and_title(file, lan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        work.adopt(file.correct(by=lan, **facts), lan)
    assert Document.select().count() == 0


def test_secret_text_becomes_no_draft(lan):
    file = queries.files_of(taken_in(lan, ("m.docx", word(p("TỐI MẬT") + p("x")))))[0].reload().correct(by=lan, code="QT-41")
    with pytest.raises(Missing, match="độ mật"):
        work.adopt(file, lan)


def test_pictures_lie_under_the_draft(lan):
    file = queries.files_of(taken_in(lan, ("h.docx", MADE["pictures"].data)))[0].reload().correct(by=lan, code="QT-42")
    edition = work.adopt(file, lan).edition
    picture = attachments_of("edition", edition.id)[0]
    assert picture.name == "hinh-1.png"
    assert edition.reload().text.count(f"[Hình 1](/files/{picture.id})") == 2
    assert verify() == []


@pytest.mark.parametrize("do", [lambda f, by: f.correct(by=by, code="X"), lambda f, by: f.leave_out(by=by), work.adopt])
def test_others_may_do_nothing_with_it(file, mai, do):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        do(file, mai)
    assert file.reload().version == file.version


@pytest.mark.parametrize("do", [lambda f, by: f.correct(by=by, code="X"), lambda f, by: f.leave_out(by=by), work.adopt])
def test_adopted_file_is_done(file, lan, do):
    work.adopt(file, lan)
    with pytest.raises(NotNow):
        do(file, lan)


def test_failed_file_is_left_out_but_not_corrected(lan):
    file = queries.files_of(taken_in(lan, ("x.doc", b"x")))[0].reload()
    with pytest.raises(NotNow):
        file.correct(by=lan, code="X")
    assert file.leave_out(by=lan).state == FileState.LEFT_OUT
    assert "đã bỏ qua tệp" in told(file)


def test_only_what_may_be_corrected_is(file, lan):
    changed = file.correct(by=lan, title="Tên mới", sha256="x", is_secret=True)
    assert changed.facts["title"] == "Tên mới"
    assert not changed.facts["is_secret"]


def test_all_ready_files_become_drafts_and_others_say_why(lan):
    document_work.start_document("QT-43", lan, title="Đang soạn")
    front = "---\ncode: {}\ntitle: Tên\nkind: work-procedure\n---\n\nNội dung {}\n"
    given = [(f"{code}.md", front.format(code, place).encode()) for place, code in enumerate(["QT-43", "QT-44", "QT-45", "QT-45"])]
    job = taken_in(lan, *given, ("khong ma.txt", b"x"))
    done, refused = work.adopt_all(job, lan)
    assert done == 2
    assert [str(refusal) for refusal in refused] == ["QT-45 đang có một bản soạn thảo."]
    assert {file.name: file.state for file in queries.files_of(job)}["khong ma.txt"] == FileState.READ

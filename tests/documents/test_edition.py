"""An edition's life: draft, review, approval, force, succession."""

import hashlib
from datetime import date, timedelta

import pytest
from peewee import IntegrityError

from qms.core import clock, disk, trail
from qms.core.calendar import add_months
from qms.core.refusals import Missing, NotAllowed, NotNow, Tampered
from qms.core.verify import verify
from qms.documents import queries, work
from qms.documents.feature import verify as verify_documents
from qms.documents.states import EditionState, ReviewStatus, Standing
from qms.documents.text import file_text
from qms.documents.text.file_text import path_of
from qms.organization.sign_in import Confirmation
from tests.documents.conftest import TEXT, approved, written


def test_submitted_edition_waits_and_is_on_the_trail(submitted):
    assert submitted.reload().state == EditionState.IN_REVIEW
    assert trail.head().act == "edition.submit_for_review"


def test_others_may_not_send_it_to_review(draft, mai):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc người giữ chức vụ"):
        draft.submit_for_review(by=mai)


def test_it_is_not_submitted_twice(submitted, lan):
    with pytest.raises(NotNow, match="Chờ phê duyệt"):
        submitted.submit_for_review(by=lan)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": ""}, "chưa có tên hoặc nội dung"),
        ({"reason": ""}, "lý do"),
        ({"unit": None}, "đơn vị chủ trì"),
        ({"clauses": []}, "điều khoản"),
    ],
)
def test_submission_says_what_is_missing(draft, lan, facts, sentence):
    draft.rewrite(by=lan, **facts)
    with pytest.raises(Missing, match=sentence):
        draft.submit_for_review(by=lan)


def test_text_under_secrecy_is_refused(draft, lan):
    with pytest.raises(Missing, match="Bảo vệ bí mật nhà nước"):
        draft.rewrite(by=lan, classification="Mật")


def test_approval_seals_the_file_byte_for_byte(issued, hung):
    data = path_of("QT-16", 1).read_bytes()
    assert hashlib.sha256(data).hexdigest() == issued.sha256 == trail.head().facts["after"]["sha256"]
    assert issued.approved_as == "Trung tá Nguyễn Văn Hùng, Chỉ huy trưởng, Ban Chỉ huy"
    assert "## 5.4" not in data.decode().split("---")[1]
    assert file_text.read(data.decode()).body == TEXT.strip()
    assert issued.standing == Standing.IN_FORCE
    assert verify() + verify_documents() == []


def test_author_never_approves_even_as_commander(hung, lan, office):
    from datetime import date as day

    from qms.organization.person import SYSTEM, RoleGrant
    from qms.organization.role import Role

    RoleGrant(person=hung, role=Role.QUALITY_OFFICER, valid_from=day(2024, 1, 1)).grant(by=SYSTEM)
    hung = hung.reload()
    draft = written(hung).submit_for_review(by=lan)
    with pytest.raises(NotAllowed, match="không tham gia soạn thảo"):
        approved(draft, hung)


def test_database_too_refuses_a_signature_of_the_author(issued):
    from qms.core.database import db

    with pytest.raises(IntegrityError):
        db.execute_sql("UPDATE edition SET approved_by_id = drafted_by_id, version = version + 1, trail_seq = (SELECT max(seq) FROM trail)")


def test_approval_is_refused_when_the_text_is_not_the_one_seen(submitted, hung):
    with pytest.raises(Missing, match="đã thay đổi"):
        submitted.approve(by=hung, effective_on=clock.today(), seen="0" * 64, confirmation=Confirmation(hung.id))
    assert not path_of("QT-16", 1).exists()


def test_approval_needs_ones_own_password(submitted, hung, lan):
    with pytest.raises(NotAllowed, match="Mật khẩu"):
        submitted.approve(by=hung, effective_on=clock.today(), seen=submitted.sha256, confirmation=Confirmation(lan.id))


def test_it_is_not_in_force_before_its_day_and_is_by_itself_on_it(issued, lan, hung):
    later = clock.today() + timedelta(days=10)
    second = work.start_revision(issued.document, lan, "Rút ngắn thời gian").submit_for_review(by=lan)
    second = approved(second, hung, on=later)
    assert (issued.standing, second.standing) == (Standing.IN_FORCE, Standing.NOT_YET)
    with clock.stopped_at(clock.at(later)):
        assert (issued.standing, second.standing) == (Standing.SUPERSEDED, Standing.IN_FORCE)
        assert queries.in_force_of(issued.document) == second
        assert [e.number for e in queries.in_force()] == [2]


def test_it_cannot_take_force_in_the_past(submitted, hung):
    with pytest.raises(Missing, match="không được sớm hơn"):
        approved(submitted, hung, on=clock.today() - timedelta(days=1))


def test_return_needs_a_reason_and_opens_it_for_correction(submitted, hung, lan):
    with pytest.raises(Missing, match="lý do trả lại"):
        submitted.request_changes(by=hung, note="")
    back = submitted.reload().request_changes(by=hung, note="Bước 3 thiếu biểu mẫu")
    assert back.state == EditionState.CHANGES_REQUESTED
    assert trail.head().facts["note"] == "Bước 3 thiếu biểu mẫu"
    back.rewrite(by=lan, text=TEXT + "\nThêm.")


def test_approved_edition_is_never_rewritten(issued, lan):
    with pytest.raises(NotNow):
        issued.rewrite(by=lan, text="khác")


def test_one_draft_at_a_time(draft, lan):
    with pytest.raises(Missing, match="đang có một bản soạn thảo"):
        work.start_revision(draft.document, lan, "nữa")


def test_changed_byte_is_found_at_reading_and_by_verify(issued):
    path = path_of("QT-16", 1)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes().replace(b"02", b"03", 1))
    with pytest.raises(Tampered, match="tệp đã bị thay đổi"):
        issued.body  # noqa: B018
    assert verify_documents() == ["QT-16 lần 01: tệp đã bị thay đổi sau khi ký."]


def test_stray_file_is_found_by_verify(issued):
    disk.write_whole(path_of("QT-16", 2), b"---\n")
    assert verify_documents() == ["Tệp không thuộc lần ban hành nào: QT-16/02.md"]


def test_nothing_is_issued_of_a_withdrawn_document(issued, lan, hung):
    revision = work.start_revision(issued.document, lan, "Sửa")
    waiting = revision.submit_for_review(by=lan)
    issued.document.withdraw(by=hung, on=clock.today(), reason="Thủ tục bãi bỏ", confirmation=Confirmation(hung.id))
    with pytest.raises(Missing, match="đã có quyết định hủy bỏ"):
        waiting.approve(by=hung, effective_on=clock.today(), seen=waiting.sha256, confirmation=Confirmation(hung.id))
    with pytest.raises(Missing, match="đã có quyết định hủy bỏ"):
        waiting.reload().take_back(by=lan).submit_for_review(by=lan)


def test_withdrawn_document_leaves_force_and_stays_readable(issued, hung):
    issued.document.withdraw(by=hung, on=clock.today(), reason="Thủ tục bãi bỏ", confirmation=Confirmation(hung.id))
    edition = issued.reload()
    assert edition.standing == Standing.WITHDRAWN
    assert edition.body.startswith("## 1.")
    assert list(queries.in_force()) == []


def test_withdrawal_is_the_commanders_with_a_reason(issued, hung, lan):
    with pytest.raises(NotAllowed):
        issued.document.withdraw(by=lan, on=clock.today(), reason="x", confirmation=Confirmation(lan.id))
    with pytest.raises(Missing, match="lý do hủy bỏ"):
        issued.document.withdraw(by=hung, on=clock.today(), reason=" ", confirmation=Confirmation(hung.id))


def test_discarded_draft_frees_the_number(draft, lan, hung):
    draft.discard(by=lan, note="Trùng QT-15")
    again = work.start_revision(draft.document, lan, "Viết lại")
    assert again.number == 1


def test_review_is_due_by_its_interval(issued):
    assert issued.next_review_on == add_months(date(2026, 11, 22), 24)
    with clock.stopped_at(clock.at(date(2028, 11, 1))):
        assert issued.review_status == ReviewStatus.SOON
    with clock.stopped_at(clock.at(date(2029, 1, 1))):
        assert issued.review_status == ReviewStatus.OVERDUE


@pytest.mark.parametrize("code", ["../x", "qt 1", "QT/1", "-QT", "Đ-01", "Q" * 40])
def test_code_stays_inside_its_folder(lan, code):
    with pytest.raises(Missing, match="không đúng dạng"):
        work.start_document(code, lan, title="x")


def test_crash_after_the_file_before_the_commit_leaves_the_old_state(submitted, hung, monkeypatch):
    from qms.core import act as acts

    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(acts.trail, "append", crash)
        with pytest.raises(KeyboardInterrupt):
            approved(submitted, hung)
    edition = submitted.reload()
    assert edition.state == EditionState.IN_REVIEW
    assert queries.in_force_of(edition.document) is None
    assert approved(edition, hung).standing == Standing.IN_FORCE
    assert verify() + verify_documents() == []


def test_files_of_the_starter_set_become_drafts(house, lan, office):
    from shutil import copytree

    from qms import settings

    copytree(settings.CHECKOUT / "procedures_md", house / "procedures_md", dirs_exist_ok=True)
    texts = queries.uncontrolled()
    assert len(texts) >= 16
    drafts = work.adopt(texts, lan)
    assert {d.state for d in drafts} == {EditionState.DRAFT}
    assert queries.uncontrolled() == []
    for edition in drafts:
        assert edition.page.html
        if edition.sequence and edition.sequence.limit:
            assert edition.sequence.agrees, edition.document.code

"""Several reviewers, one approver: nobody signs before the others agreed on exactly this text."""

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.documents.review.opinion import ReviewOpinion, Verdict, opinions_on
from qms.documents.review.rule import ReviewRule
from qms.documents.review.seats import Seat, read
from qms.documents.states import EditionState, Kind
from qms.organization.sign_in import Confirmation
from tests.documents.conftest import TEXT, approved, written

AUDITOR, STAFF = Seat("role", "auditor"), Seat("role", "staff")


def rule(lan, *seats, quorum=None, in_order=False):
    """Ask some seats for work procedures."""
    asked = list(seats)
    return ReviewRule(kind=Kind.WORK_PROCEDURE).declare(
        by=lan, seats=asked, quorum=len(asked) if quorum is None else quorum, in_order=in_order
    )


def agree(edition, who, seen=None, note=""):
    """Sign that a text is right."""
    edition = edition.reload()
    return ReviewOpinion(edition=edition).agree(by=who, seen=seen or edition.sha256, confirmation=Confirmation(who.id), note=note)


def send_back(edition, who, note="Thiếu biểu mẫu ở bước 3."):
    """Sign that a text is not right."""
    edition = edition.reload()
    return ReviewOpinion(edition=edition).send_back(by=who, seen=edition.sha256, confirmation=Confirmation(who.id), note=note)


@pytest.fixture
def asked(lan, oanh, nam):
    """Give an edition that the auditor and a member of staff must review."""
    rule(lan, AUDITOR, STAFF)
    return written(lan).submit_for_review(by=lan)


def test_without_a_rule_nobody_is_asked(submitted, hung):
    assert submitted.round is None
    assert approved(submitted, hung).state == EditionState.APPROVED


def test_opinion_names_the_text_the_post_and_the_moment(asked, oanh):
    opinion = agree(asked, oanh, note="Đủ biểu mẫu.")
    assert opinion.sha256 == asked.sha256
    assert opinion.signed_as == "Thiếu tá Lê Thị Oanh, Trợ lý Chính trị, Bộ phận Tham mưu"
    assert (trail.head().act, trail.head().facts["note"]) == ("reviewopinion.agree", "Đủ biểu mẫu.")
    assert verify() == []


def test_approver_waits_for_all_who_are_asked(asked, hung, oanh, nam):
    agree(asked, oanh)
    with pytest.raises(NotNow, match="còn thiếu 1 ý kiến"):
        approved(asked, hung)
    agree(asked, nam)
    assert approved(asked, hung).state == EditionState.APPROVED
    assert not any(opinion.is_void for opinion in opinions_on(asked.reload()))


def test_quorum_may_be_less_than_the_seats(lan, hung, oanh, nam):
    rule(lan, AUDITOR, STAFF, quorum=1)
    edition = written(lan).submit_for_review(by=lan)
    agree(edition, nam)
    assert approved(edition, hung).state == EditionState.APPROVED


def test_one_after_the_other(lan, oanh, nam):
    rule(lan, AUDITOR, STAFF, in_order=True)
    edition = written(lan).submit_for_review(by=lan)
    with pytest.raises(NotNow, match="chưa đến lượt"):
        agree(edition, nam)
    agree(edition, oanh)
    assert agree(edition, nam).agrees


def test_others_are_not_asked(asked, mai, hung):
    for stranger in (mai, hung):
        with pytest.raises(NotAllowed, match="người được giao xem xét"):
            agree(asked, stranger)


def test_nobody_speaks_twice(asked, oanh):
    agree(asked, oanh)
    with pytest.raises(NotNow, match="đã cho ý kiến"):
        agree(asked, oanh)


def test_only_the_text_that_was_seen_is_agreed_to(asked, oanh):
    with pytest.raises(Missing, match="đã thay đổi so với bản"):
        agree(asked, oanh, seen="0" * 64)


def test_opinion_needs_ones_own_password(asked, oanh, lan):
    with pytest.raises(NotAllowed, match="Mật khẩu"):
        ReviewOpinion(edition=asked).agree(by=oanh, seen=asked.sha256, confirmation=Confirmation(lan.id))


def test_return_needs_a_reason_opens_the_text_and_voids_what_was_said(asked, lan, oanh, nam):
    agree(asked, oanh)
    with pytest.raises(Missing, match="lý do trả lại"):
        send_back(asked, nam, note=" ")
    send_back(asked, nam)
    edition = asked.reload()
    assert edition.state == EditionState.CHANGES_REQUESTED
    assert [opinion.verdict for opinion in opinions_on(edition)] == [Verdict.RETURN, Verdict.AGREE]
    assert all(opinion.is_void for opinion in opinions_on(edition))


def test_old_opinions_stay_void_when_the_same_text_comes_again(asked, lan, hung, oanh, nam):
    agree(asked, oanh)
    again = asked.reload().take_back(by=lan).submit_for_review(by=lan)
    assert again.sha256 == asked.sha256
    assert again.round.missing == 2
    assert all(opinion.is_void for opinion in opinions_on(again))
    with pytest.raises(NotNow, match="còn thiếu 2"):
        approved(again, hung)


def test_returned_text_does_not_come_again_unchanged(asked, lan, nam):
    send_back(asked, nam)
    with pytest.raises(Missing, match="chưa đổi so với bản Thượng úy Phạm Văn Nam"):
        asked.reload().submit_for_review(by=lan)


def test_who_sent_it_back_is_asked_again_about_the_other_text(submitted, lan, hung, nam):
    edition = submitted.take_back(by=lan).submit_for_review(by=lan, reviewers=[nam])
    send_back(edition, nam)
    again = edition.reload().rewrite(by=lan, text=TEXT + "\nThêm một câu.").submit_for_review(by=lan)
    assert [seat.holders() for seat in again.round.asked] == [[nam]]
    with pytest.raises(NotNow, match="còn thiếu 1"):
        approved(again, hung)
    agree(again, nam)
    assert approved(again.reload(), hung).approved_at


def test_drafter_reads_why_it_came_back_where_he_works(asked, lan, nam, signed_in):
    send_back(asked, nam, "Nêu rõ thời hạn ở bước 3.")
    back = asked.reload().sent_back
    assert (back.who, back.note) == (nam.signature(), "Nêu rõ thời hạn ở bước 3.")
    browser = signed_in(lan)
    assert "Nêu rõ thời hạn ở bước 3." in browser.get(f"/docs/{asked.document.code}/edit").text
    assert "Nêu rõ thời hạn ở bước 3." in browser.get("/").text


def test_address_of_a_review_that_is_over_leads_to_the_document(asked, lan, hung, oanh, nam, signed_in):
    agree(asked, oanh)
    agree(asked, nam)
    approved(asked.reload(), hung)
    answer = signed_in(hung).get(f"/docs/{asked.document.code}/review")
    assert (answer.status_code, answer.location) == (303, f"/docs/{asked.document.code}")


def test_an_edit_voids_all(asked, lan, hung, oanh, nam):
    agree(asked, oanh)
    agree(asked, nam)
    edition = asked.reload().take_back(by=lan).rewrite(by=lan, text=TEXT + "\nThêm một câu.").submit_for_review(by=lan)
    with pytest.raises(NotNow, match="còn thiếu 2"):
        approved(edition, hung)


def test_who_is_added_must_agree_too(lan, hung, mai):
    edition = written(lan).submit_for_review(by=lan, reviewers=[mai])
    with pytest.raises(NotNow, match="còn thiếu 1"):
        approved(edition, hung)
    agree(edition, mai)
    assert approved(edition.reload(), hung).state == EditionState.APPROVED


def test_author_does_not_review(lan, draft):
    with pytest.raises(Missing, match="không tự xem xét: Đại úy Trần Thị Lan"):
        draft.submit_for_review(by=lan, reviewers=[lan])


def test_submission_says_when_too_few_can_review(lan, oanh, nam):
    rule(lan, Seat("role", "quality_officer"))
    with pytest.raises(Missing, match="Cần 1 người xem xét không tham gia soạn thảo, hiện có 0"):
        written(lan).submit_for_review(by=lan)


def test_reviewer_does_not_also_approve(lan, hung, oanh, nam):
    rule(lan, Seat("role", "commander"))
    edition = written(lan).submit_for_review(by=lan)
    agree(edition, hung)
    with pytest.raises(NotNow, match="không đồng thời phê duyệt"):
        approved(edition, hung)


def test_approver_returns_and_the_opinions_are_void(asked, hung, oanh):
    agree(asked, oanh)
    asked.reload().request_changes(by=hung, note="Chưa nêu thời hạn.")
    assert all(opinion.is_void for opinion in opinions_on(asked.reload()))


def test_nothing_is_said_about_what_does_not_wait(asked, lan, oanh):
    asked.take_back(by=lan)
    with pytest.raises(NotNow, match="không còn chờ xem xét"):
        ReviewOpinion(edition=asked).agree(by=oanh, seen=asked.sha256, confirmation=Confirmation(oanh.id))


@pytest.mark.parametrize("who", ["hung", "oanh", "nam", "mai", "tuan"])
def test_rules_are_the_quality_officers(who, request, lan):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        rule(request.getfixturevalue(who), AUDITOR)


@pytest.mark.parametrize(("seats", "quorum"), [([AUDITOR], 0), ([], 1), ([AUDITOR], 2), ([AUDITOR, AUDITOR], 1)])
def test_rule_must_be_one_that_can_be_met(lan, oanh, seats, quorum):
    with pytest.raises(Missing):
        rule(lan, *seats, quorum=quorum)


def test_rule_is_amended_from_the_next_submission_on(asked, lan, hung, oanh, nam):
    ReviewRule.get().amend(by=lan, seats=[], quorum=0, in_order=False)
    assert asked.reload().round.missing == 2
    with pytest.raises(Missing, match="đã có quy định"):
        rule(lan, AUDITOR)


@pytest.mark.parametrize("text", ["", "role:administrator", "role:", "post:999", "post:x", "person:" + "9" * 30, "x:1"])
def test_a_seat_of_nobody_is_none(office, text):
    assert read(text) is None

"""Review on time: what is confirmed unchanged is looked at again later, counted from that day."""

from datetime import date, timedelta

import pytest

from qms.core import clock, trail
from qms.core.calendar import add_months
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.documents import queries, work
from qms.documents.states import ReviewStatus
from qms.management_review import reviews
from qms.organization.person import PostHolding
from tests.conftest import TODAY
from tests.documents.conftest import approved

LATER = date(2028, 12, 1)  # the cycle of QT-16 ends on 22/11/2028


def confirmed(edition, by, months=12, on=TODAY, note="Đã đối chiếu Nghị định 220, còn phù hợp"):
    """Confirm an edition on a day."""
    with clock.stopped_at(clock.at(on)):
        return edition.reload().confirm_unchanged(by=by, months=months, note=note)


def test_confirmed_edition_is_due_from_that_day_and_is_on_the_trail(issued, lan):
    edition = confirmed(issued, lan, on=LATER)
    assert (edition.next_review_on, edition.reviewed_on) == (add_months(LATER, 12), LATER)
    assert trail.head().act == "edition.confirm_unchanged"
    assert trail.head().facts["note"] == "Đã đối chiếu Nghị định 220, còn phù hợp"
    assert issued.reload().body == edition.body
    assert verify() == []


def test_responsible_confirms_too_and_others_do_not(issued, hung, mai):
    confirmed(issued, PostHolding.get(PostHolding.post == issued.responsible).person)
    for somebody in (hung, mai):
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc người giữ chức vụ"):
            confirmed(issued, somebody)


def test_only_what_is_in_force_is_confirmed(issued, lan, hung):
    second = work.start_revision(issued.document, lan, "Sửa")
    with pytest.raises(NotNow):
        confirmed(second, lan)
    second = approved(second.submit_for_review(by=lan), hung, on=TODAY + timedelta(days=3))
    with pytest.raises(Missing, match="không phải lần ban hành đang hiệu lực"):
        confirmed(second, lan)
    with pytest.raises(Missing, match="không phải lần ban hành đang hiệu lực"):
        confirmed(issued, lan, on=TODAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("months", "note", "sentence"), [(0, "x", "từ 1 đến 60"), (61, "x", "từ 1 đến 60"), (12, " ", "vì sao giữ nguyên")]
)
def test_confirmation_says_what_it_needs(issued, lan, months, note, sentence):
    with pytest.raises(Missing, match=sentence):
        confirmed(issued, lan, months, note=note)


def test_interval_grows_while_a_document_proves_right_and_starts_anew_with_a_change(issued, lan, hung):
    suggested = [issued.suggested_months]
    for turn in range(3):
        suggested.append(confirmed(issued, lan, 2, on=TODAY + timedelta(days=60 * turn)).suggested_months)
    assert suggested == [12, 24, 24, 24]
    with clock.stopped_at(clock.at(TODAY + timedelta(days=200))):
        second = approved(work.start_revision(issued.document, lan, "Sửa").submit_for_review(by=lan), hung)
        assert (second.suggested_months, second.reviews, second.reviewed_on) == (12, [], None)
        assert second.next_review_on == add_months(second.effective_on, second.review_months)


def test_status_follows_the_confirmation(issued, lan):
    with clock.stopped_at(clock.at(LATER)):
        assert issued.review_status == ReviewStatus.OVERDUE
        assert confirmed(issued, lan, 12, on=LATER).review_status == ReviewStatus.ON_TIME
        assert confirmed(issued, lan, 1, on=LATER).review_status == ReviewStatus.SOON


def test_reminder_goes_to_the_responsible_until_confirmed(issued, lan, app):
    from qms.core import database
    from qms.documents.feature import tasks

    responsible = PostHolding.get(PostHolding.post == issued.responsible).person

    def reminders():
        with app.test_request_context():
            found = [task for task in tasks(responsible) if "soát xét định kỳ" in task.title]
        database.db.connect(reuse_if_open=True)
        return [(task.group, task.due) for task in found]

    with clock.stopped_at(clock.at(LATER)):
        assert reminders() == [("overdue", date(2028, 11, 22))]
    confirmed(issued, lan, 12, on=LATER)
    with clock.stopped_at(clock.at(LATER)):
        assert reminders() == []


def test_board_counts_the_past_as_it_was(issued, lan):
    confirmed(issued, lan, 1, on=date(2027, 1, 1))
    confirmed(issued, lan, 24, on=date(2027, 6, 1))
    overdue = [reviews.overdue_on(day) for day in (date(2026, 12, 1), date(2027, 1, 15), date(2027, 3, 1), date(2027, 7, 1))]
    assert overdue == [0, 0, 1, 0]
    with clock.stopped_at(clock.at(date(2027, 7, 1))):
        assert reviews.counts_of(reviews.cycles())[ReviewStatus.ON_TIME] == 1
        assert queries.by_review_status()[ReviewStatus.ON_TIME] == 1


def test_page_suggests_and_takes_another_interval(issued, signed_in, lan):
    browser = signed_in(lan)
    assert 'href="/docs/QT-16/confirm"' in browser.get("/docs/QT-16").text
    page = browser.get("/docs/QT-16/confirm").text
    assert "Gợi ý 12 tháng" in page
    assert 'value="12"' in page
    assert browser.post("/docs/QT-16/confirm", {"note": "Còn phù hợp", "months": "36"}).location == "/docs/QT-16"
    assert issued.reload().next_review_on == add_months(TODAY, 36)
    assert "22/11/2029" in browser.get("/docs/reviews").text


@pytest.mark.parametrize("wrong", [{"months": ""}, {"months": "mười"}, {"months": "0"}, {"months": "61"}, {"note": " "}])
def test_wrong_confirmations_keep_what_was_typed(issued, signed_in, lan, wrong):
    answer = signed_in(lan).post("/docs/QT-16/confirm", {"note": "Đã đọc kỹ", "months": "12", **wrong})
    assert answer.status_code == 422
    assert "Có 1 chỗ cần sửa" in answer.text
    assert "note" in wrong or "Đã đọc kỹ" in answer.text
    assert issued.reload().reviews == []


def test_everybody_sees_what_is_due_and_few_confirm(issued, cast, signed_in):
    for role, person in cast.items():
        browser = signed_in(person)
        may = role == "quality_officer"
        assert ("/docs/QT-16/confirm" in browser.get("/docs/reviews").text) == may
        assert browser.get("/docs/QT-16/confirm").status_code == (200 if may else 404)

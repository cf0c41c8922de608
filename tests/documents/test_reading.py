"""Who must read, by when, and the word of each reader."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from peewee import IntegrityError

from qms.core import clock, database, trail
from qms.core.calendar import add_working_days
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import _same, verify
from qms.documents import work
from qms.documents.feature import tasks
from qms.documents.reading import acknowledgement, readings
from qms.documents.reading import work as reading_work
from qms.documents.reading.acknowledgement import Acknowledgement, WrongAnswers, WrongTry
from qms.documents.reading.duty import ReadingDuty
from qms.documents.reading.questions import ReadingCheck
from qms.documents.text.changes_since import changes_since
from qms.organization.person import SYSTEM, PostHolding
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.conftest import TODAY
from tests.documents.conftest import TEXT, approved

QUESTION = {"text": "Tiếp nhận trong bao lâu?", "answers": ["02 giờ", "01 ngày"], "right": 0}


def give_to(document, by, *targets, days=5):
    """Set a document's reading list."""
    reading_work.set_readers(document, targets, days, by)


def asked(person):
    """List what a person is asked to read, as labels."""
    return [one.edition.label for one in readings.asked_of(person)]


def revised(document, lan, hung, is_major=True, on=None):
    """Issue the next edition."""
    edition = work.start_revision(document, lan, "Rút ngắn bước 2")
    edition.rewrite(by=lan, text=TEXT.replace("Nộp hồ sơ", f"Nộp hồ sơ trong {edition.number}0 phút", 1))
    edition.submit_for_review(by=lan)
    day = on or clock.today()
    return edition.approve(by=hung, effective_on=day, seen=edition.sha256, confirmation=Confirmation(hung.id), is_major=is_major)


@pytest.fixture
def listed(issued, lan, nam, office):
    """Give QT-16 in force, to be read by the staff of TM."""
    give_to(issued.document, lan, ("unit", office["TM"].id))
    return issued


def test_list_is_set_by_the_officer_and_is_on_the_trail(issued, lan, office):
    duty = ReadingDuty(document=issued.document, unit=office["TM"], days=5).assign(by=lan)
    assert trail.head().act == "readingduty.assign"
    assert duty.label == "QT-16: Bộ phận Tham mưu"
    assert duty.since == TODAY


def test_list_is_not_set_by_others_but_by_the_responsible(issued, hung, nam, mai, office):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc người giữ chức vụ"):
        ReadingDuty(document=issued.document, unit=office["TM"], days=5).assign(by=mai)
    responsible = PostHolding.get(PostHolding.post == issued.responsible).person
    assert ReadingDuty(document=issued.document, person=nam, days=3).assign(by=responsible).whom == "Phạm Văn Nam"


@pytest.mark.parametrize("days", [0, -1, 61])
def test_list_needs_days_that_can_be_kept(issued, lan, days):
    with pytest.raises(Missing, match="từ 1 đến 60"):
        ReadingDuty(document=issued.document, days=days).assign(by=lan)


def test_nobody_stands_on_a_list_twice(listed, lan, office):
    with pytest.raises(Missing, match="đã có trong diện"):
        ReadingDuty(document=listed.document, unit=office["TM"], days=3).assign(by=lan)


def test_line_is_lifted_and_its_days_changed(listed, lan, nam, mai):
    duty = ReadingDuty.held(listed.document).get()
    with pytest.raises(NotAllowed):
        duty.allow_days(by=mai, days=2)
    duty.allow_days(by=lan, days=2)
    assert readings.asked_of(nam)[0].due_on == add_working_days(TODAY, 2)
    with pytest.raises(NotAllowed):
        duty.lift(by=mai)
    duty.lift(by=lan)
    assert asked(nam) == []
    for again in (lambda: duty.lift(by=lan), lambda: duty.allow_days(by=lan, days=3)):
        with pytest.raises(Missing, match="không còn trong diện"):
            again()
    assert verify() == []


def test_setting_the_list_touches_only_what_differs(listed, lan, nam, office):
    before = trail.head().seq
    give_to(listed.document, lan, ("unit", office["TM"].id))
    assert trail.head().seq == before
    give_to(listed.document, lan, ("unit", office["TM"].id), ("person", nam.id), days=7)
    assert {duty.target: duty.days for duty in ReadingDuty.held(listed.document)} == {("unit", office["TM"].id): 7, ("person", nam.id): 7}


def test_whole_office_is_one_line(issued, lan, nam, mai):
    give_to(issued.document, lan, reading_work.OFFICE)
    assert asked(nam) == asked(mai) == asked(lan) == ["QT-16 lần 01"]
    assert ReadingDuty.held(issued.document).get().whom == "Toàn cơ quan"


def test_reader_has_a_task_until_he_acknowledges(listed, nam, mai):
    assert asked(mai) == []
    assert readings.asked_of(nam)[0].due_on == date(2026, 11, 30)  # five working days after a Sunday, 24/11 is a holiday
    acknowledgement.acknowledge(listed, nam)
    assert asked(nam) == []
    kept = Acknowledgement.get()
    assert kept.acknowledged_as == "Thượng úy Phạm Văn Nam, Trợ lý Quân lực, Bộ phận Tham mưu"
    assert (kept.tries, trail.head().act) == (1, "acknowledgement.acknowledge")
    assert verify() == []


def test_nobody_reads_for_another(listed, nam, lan):
    with pytest.raises(NotAllowed, match="chính người đọc"):
        Acknowledgement(edition=listed, person=nam).acknowledge(by=lan)


def test_who_need_not_read_has_nothing_to_acknowledge(listed, mai):
    with pytest.raises(Missing, match="không thuộc diện"):
        acknowledgement.acknowledge(listed, mai)


def test_word_is_given_once(listed, nam):
    done = acknowledgement.acknowledge(listed, nam)
    with pytest.raises(Missing, match="đã xác nhận"):
        acknowledgement.acknowledge(listed, nam)
    with pytest.raises(NotNow):
        done.acknowledge(by=nam)


def test_database_too_keeps_one_word_for_each(listed, nam):
    from qms.core.database import db

    acknowledgement.acknowledge(listed, nam)
    with pytest.raises(IntegrityError):
        db.execute_sql(
            "INSERT INTO acknowledgement (id, version, trail_seq, edition_id, person_id, acknowledged_as, tries) "
            "SELECT 99, 1, max(seq), ?, ?, '', 1 FROM trail",
            (listed.id, nam.id),
        )


def test_superseded_edition_is_never_asked_nor_acknowledged(listed, lan, hung, nam):
    second = revised(listed.document, lan, hung)
    assert asked(nam) == ["QT-16 lần 02"]
    with pytest.raises(Missing, match="không phải lần ban hành đang hiệu lực"):
        acknowledgement.acknowledge(listed, nam)
    acknowledgement.acknowledge(second, nam)
    assert asked(nam) == []


def test_edition_is_asked_from_its_first_day(listed, lan, hung, nam):
    acknowledgement.acknowledge(listed, nam)
    later = revised(listed.document, lan, hung, on=TODAY + timedelta(days=10))
    assert asked(nam) == []
    with pytest.raises(Missing, match="không phải lần ban hành đang hiệu lực"):
        acknowledgement.acknowledge(later, nam)
    with clock.stopped_at(clock.at(TODAY + timedelta(days=10))):
        assert asked(nam) == ["QT-16 lần 02"]


def test_minor_change_keeps_the_word(listed, lan, hung, nam, son):
    acknowledgement.acknowledge(listed, nam)
    second = revised(listed.document, lan, hung, is_major=False)
    assert asked(nam) == []
    assert asked(son) == ["QT-16 lần 02"]  # he had not read the first
    assert readings.share(readings.readers_of(listed.document)).text == "1/2"
    third = revised(listed.document, lan, hung)
    assert (second.is_major, third.is_major) == (False, True)
    assert asked(nam) == asked(son) == ["QT-16 lần 03"]


def test_first_issue_is_always_major(submitted, hung):
    facts = {"effective_on": TODAY, "seen": submitted.sha256, "confirmation": Confirmation(hung.id), "is_major": False}
    assert submitted.approve(by=hung, **facts).is_major


def test_withdrawn_document_is_asked_of_nobody(listed, hung, nam):
    listed.document.withdraw(by=hung, on=TODAY, reason="Bãi bỏ", confirmation=Confirmation(hung.id))
    assert asked(nam) == []


def test_newcomer_gets_the_list_of_the_post(issued, lan, mai, nam):
    post = Post.get(Post.title == "Trợ lý Quân lực")
    give_to(issued.document, lan, ("post", post.id))
    acknowledgement.acknowledge(issued, nam)
    with clock.stopped_at(clock.at(TODAY + timedelta(days=30))):
        PostHolding(person=mai, post=post, valid_from=clock.today()).appoint(by=SYSTEM)
        assert asked(mai) == ["QT-16 lần 01"]
        assert readings.asked_of(mai)[0].due_on == add_working_days(clock.today(), 5)
        assert readings.share(readings.readers_of(issued.document)).text == "1/2"


def test_who_left_is_not_counted(listed, nam, son, tuan):
    nam.leave(by=tuan, on=TODAY)
    assert [reader.person for reader in readings.readers_of(listed.document)] == [son.id]
    assert asked(nam.reload()) == []


def test_late_reader_is_overdue_and_news_are_not_told_twice(listed, nam, mai, app):
    def in_app(person):
        with app.test_request_context():
            listed = tasks(person)
        database.db.connect(reuse_if_open=True)  # a request closes its own
        return listed

    assert [(task.group, task.url) for task in in_app(nam)] == [("to_read", "/docs/QT-16/read")]
    assert [(task.group, task.url) for task in in_app(mai)] == [("to_read", "/docs/QT-16")]
    with clock.stopped_at(clock.at(date(2026, 12, 1))):
        assert [task.group for task in in_app(nam)] == ["overdue"]
        assert readings.readers_of(listed.document)[0].is_late
    acknowledgement.acknowledge(listed, nam)
    assert in_app(nam) == []


def test_questions_are_answered_rightly_before_the_word(listed, lan, nam):
    reading_work.put_questions(listed, [QUESTION], lan)
    for answers in ([], [1], [-1]):
        with pytest.raises(WrongAnswers, match="Câu 1 trả lời chưa đúng"):
            acknowledgement.acknowledge(listed, nam, answers)
    assert asked(nam) == ["QT-16 lần 01"]
    assert WrongTry.count_of(listed, nam) == 3
    assert acknowledgement.acknowledge(listed, nam, [0]).tries == 4
    assert verify() == []


def test_questions_are_put_by_who_looks_after_the_document(listed, mai, lan):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc người giữ chức vụ"):
        ReadingCheck(edition=listed, questions=[QUESTION]).ask(by=mai)
    check = reading_work.put_questions(listed, [QUESTION], lan)
    with pytest.raises(NotAllowed):
        check.ask_anew(by=mai, questions=[])
    assert reading_work.put_questions(listed, [], lan).questions == []


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"text": " "}, "ghi nội dung"),
        ({"answers": ["một"]}, "từ 2 đến 4"),
        ({"answers": list("abcde")}, "từ 2 đến 4"),
        ({"answers": ["a", "a"]}, "giống nhau"),
        ({"right": 2}, "chọn phương án đúng"),
        ({"right": -1}, "chọn phương án đúng"),
    ],
)
def test_question_says_what_it_needs(listed, lan, question, sentence):
    with pytest.raises(Missing, match=sentence):
        reading_work.put_questions(listed, [{**QUESTION, **question}], lan)


def test_questions_are_at_most_three_and_of_what_is_alive(listed, lan, hung):
    with pytest.raises(Missing, match="tối đa 3"):
        reading_work.put_questions(listed, [QUESTION] * 4, lan)
    with pytest.raises(Missing, match="ít nhất một"):
        reading_work.put_questions(listed, [], lan)
    revised(listed.document, lan, hung)
    with pytest.raises(Missing, match="hết hiệu lực"):
        reading_work.put_questions(listed, [QUESTION], lan)


def test_reader_sees_what_changed_since_his_last_word(listed, lan, hung, nam):
    assert changes_since(None, listed) is None
    acknowledgement.acknowledge(listed, nam)
    revised(listed.document, lan, hung, is_major=False)
    third = revised(listed.document, lan, hung)
    last = readings.last_acknowledged(listed.document, nam)
    changes = changes_since(last, third)
    assert (changes.before, changes.count) == (listed, 1)
    assert "30 phút" in next(line.block.text for line in changes.lines if line.what == "changed")


def test_column_younger_than_an_entry_is_whole_with_its_default_alone(issued):
    old = {name: value for name, value in issued.image().items() if name not in {"is_major", "reviews", "review_on"}}
    entry = SimpleNamespace(seq=issued.trail_seq, payload=json.dumps({"after": old}))
    assert _same(issued, entry)
    issued.is_major = False
    assert not _same(issued, entry)


def test_list_of_a_document_that_is_only_drafted_counts_nobody(draft, lan, hung, nam, office):
    give_to(draft.document, lan, ("unit", office["TM"].id))
    assert readings.readers_of(draft.document) == []
    approved(draft.submit_for_review(by=lan), hung)
    assert asked(nam) == ["QT-16 lần 01"]

"""Whatever people do in whatever order: nobody is asked for a superseded edition, everybody who must is asked once."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qms.app import open_home
from qms.core import anchors, clock, database, home, trail
from qms.core.refusals import Refusal
from qms.core.verify import verify
from qms.documents import queries, work
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading import acknowledgement, readings
from qms.documents.reading import work as reading_work
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.reading.duty import ReadingDuty
from qms.documents.states import EditionState
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Person, PostHolding
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.conftest import NOW, person, unit
from tests.documents.conftest import written

CODES = ["QT-01", "QT-02"]
ROLES = [Role.QUALITY_OFFICER, Role.COMMANDER, Role.STAFF, Role.STAFF, Role.ADMINISTRATOR]
OFFICER, COMMANDER, READERS = 0, 1, [0, 1, 2, 3]
WHICH, WHO = st.integers(0, 1), st.integers(0, 4)
TARGET = st.tuples(st.sampled_from(["office", "unit", "unit", "post", "person"]), st.integers(1, 2))
TOWN = []  # the folder all stories begin as a copy of


@pytest.fixture(scope="module", autouse=True)
def town(tmp_path_factory):
    """Make the home, with its people, that each story begins with."""
    folder = tmp_path_factory.mktemp("town")
    with clock.stopped_at(NOW):
        open_home(folder)
        with database.connection():
            Office(name="Ban CHQS", is_sample=False).set_up(by=SYSTEM)
            places = [unit("TM", "Tham mưu"), unit("MC", "Một cửa")]
            for n, role in enumerate(ROLES):
                person(f"Người {n}", f"nguoi{n}", "", f"Chức vụ {n}", places[n % 2], role)
    TOWN[:] = [folder]


class Story(RuleBasedStateMachine):
    """A small office whose documents, lists and people change."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        shutil.copytree(TOWN[0], self.folder.name, dirs_exist_ok=True)
        home.settle(Path(self.folder.name))
        database.use(home.database())
        database.db.connect()
        database.db.execute_sql("PRAGMA synchronous = 0")
        anchors.forget()
        self.day = NOW

    def teardown(self):
        with clock.stopped_at(self.day):
            wrong = verify()
        database.db.close()
        self.folder.cleanup()
        assert wrong == []

    def tries(self, deed):
        """Do something, or be refused in a sentence and leave nothing on the trail."""
        before = trail.head().seq
        with clock.stopped_at(self.day):
            try:
                deed()
            except Refusal as refusal:
                assert str(refusal).strip().endswith(".")  # noqa: PT017 - a refusal is one of the things a deed may meet
                assert trail.head().seq == before

    def who(self, number):
        return list(Person.select().order_by(Person.id))[number]

    @initialize(is_major=st.booleans())
    def begin(self, is_major):
        with clock.stopped_at(self.day):
            for code in CODES:
                self.sign(written(self.who(OFFICER), code).submit_for_review(by=self.who(OFFICER)), True, 0)
        self.set_list(0, {("office", 1)}, 5)
        self.those_who_are_asked_acknowledge(3)
        self.revise(0, is_major, 0)  # so that every story has a word given of an edition that is no longer in force

    def sign(self, edition, is_major, wait):
        boss = self.who(COMMANDER)
        facts = {"seen": edition.sha256, "confirmation": Confirmation(boss.id), "is_major": is_major}
        edition.approve(by=boss, effective_on=clock.today() + timedelta(days=wait), **facts)

    @rule(which=WHICH, is_major=st.booleans(), wait=st.sampled_from([0, 0, 2]))
    def revise(self, which, is_major, wait):
        def deed():
            with database.transaction():
                edition = work.start_revision(Document.get(code=CODES[which]), self.who(OFFICER), "Sửa")
                self.sign(edition.submit_for_review(by=self.who(OFFICER)), is_major, wait)

        self.tries(deed)

    @rule(which=WHICH, whom=st.sets(TARGET, max_size=3), days=st.integers(1, 5))
    def set_list(self, which, whom, days):
        wanted = [reading_work.OFFICE if kind == "office" else (kind, number) for kind, number in whom]
        self.tries(lambda: reading_work.set_readers(Document.get(code=CODES[which]), wanted, days, self.who(OFFICER)))

    @rule(which=WHICH, who=WHO, back=st.sampled_from([0, 0, 0, 1]))
    def acknowledge(self, which, who, back):
        document = Document.get(code=CODES[which])
        with clock.stopped_at(self.day):
            now = queries.in_force_of(document)
        edition = now and Edition.get_or_none((Edition.document == document) & (Edition.number == now.number - back))
        if edition:
            self.tries(lambda: acknowledgement.acknowledge(edition, self.who(who)))

    @rule(many=st.integers(1, 3))
    def those_who_are_asked_acknowledge(self, many):
        with clock.stopped_at(self.day):
            asked = [(one.edition, somebody) for somebody in Person.select() for one in readings.asked_of(somebody)]
            for edition, somebody in asked[:many]:
                acknowledgement.acknowledge(edition, somebody)  # who is asked is never refused

    @rule(who=st.integers(0, 3), post=st.integers(1, 5))
    def move(self, who, post):
        def deed():
            with database.transaction():
                for held in PostHolding.held(self.who(who), clock.today()):
                    if held.valid_from < clock.today():
                        held.end(by=SYSTEM, on=clock.today())
                PostHolding(person=self.who(who), post=Post.get_by_id(post), valid_from=clock.today()).appoint(by=SYSTEM)

        self.tries(deed)

    @rule(who=st.sampled_from([2, 3]))
    def leave(self, who):
        self.tries(lambda: self.who(who).leave(by=SYSTEM, on=clock.today()))

    @precondition(lambda self: (self.day - NOW).days > 5)
    @rule(which=WHICH)
    def withdraw(self, which):
        boss = self.who(COMMANDER)
        facts = {"reason": "Bãi bỏ", "confirmation": Confirmation(boss.id)}
        self.tries(lambda: Document.get(code=CODES[which]).withdraw(by=boss, on=clock.today(), **facts))

    @rule(days=st.integers(1, 4))
    def wait(self, days):
        self.day += timedelta(days=days)

    @invariant()
    def asked_are_those_who_must_and_have_not(self):
        with clock.stopped_at(self.day):
            for somebody in Person.select():
                asked = readings.asked_of(somebody)
                numbers = [one.edition.document_id for one in asked]
                assert len(numbers) == len(set(numbers)), "asked twice"
                assert all(one.edition == queries.in_force_of(one.edition.document) for one in asked), "asked for a superseded edition"
                assert set(numbers) == {d.id for d in Document.select() if must(somebody, d) and not has(somebody, d)}

    @invariant()
    def shares_are_those_of_a_recount(self):
        with clock.stopped_at(self.day):
            for document in Document.select():
                must_read = [somebody for somebody in Person.select() if must(somebody, document)]
                counted = readings.share(readings.readers_of(document))
                assert (counted.done, counted.of) == (sum(has(one, document) for one in must_read), len(must_read))
                assert counted == readings.share(readings.readers_of_all().get(document.id, ()))
                units = readings.by_unit(readings.readers_of(document)).values()
                assert (sum(one.done for one in units), sum(one.of for one in units)) == (counted.done, counted.of)


def must(somebody, document):
    """Tell in the plainest way whether somebody must know a document today."""
    if queries.in_force_of(document) is None or (somebody.left_on and somebody.left_on <= clock.today()):
        return False
    posts = [held.post for held in PostHolding.held(somebody, clock.today())]
    return any(
        duty.target == ("office", 0)
        or duty.person_id == somebody.id
        or any(duty.post_id == post.id or duty.unit_id == post.unit_id for post in posts)
        for duty in ReadingDuty.select().where((ReadingDuty.document == document) & ReadingDuty.until.is_null())
    )


def has(somebody, document):
    """Tell in the plainest way whether somebody's word holds: said of an edition after which nothing major took force."""
    now = queries.in_force_of(document).number
    approved = Edition.select().where((Edition.document == document) & (Edition.state == EditionState.APPROVED))
    for one in Acknowledgement.select().where(Acknowledgement.person == somebody):
        if one.edition.document_id == document.id and not any(one.edition.number < e.number <= now and e.is_major for e in approved):
            return True
    return False


TestStory = Story.TestCase
TestStory.settings = settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))

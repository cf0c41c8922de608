"""Whatever people do in whatever order: nothing is issued without its quorum on exactly its text, nor signed by its author."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qms.app import open_home
from qms.core import anchors, clock, database, disk, home, trail
from qms.core.refusals import Refusal
from qms.core.verify import verify
from qms.documents import work
from qms.documents.authorities import Excepted
from qms.documents.edition import Edition
from qms.documents.feature import verify as verify_documents
from qms.documents.review.exception import FourEyesException
from qms.documents.review.opinion import ReviewOpinion
from qms.documents.review.rule import ReviewRule, rule_for
from qms.documents.review.seats import Seat
from qms.documents.states import OPEN, EditionState, Kind
from qms.documents.text.file_text import path_of
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Person, RoleGrant
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from tests.conftest import NOW, person, unit
from tests.controlled_text import controlled

ROLES = [Role.QUALITY_OFFICER, Role.QUALITY_OFFICER, Role.AUDITOR, Role.STAFF, Role.COMMANDER, Role.COMMANDER]
WHO = st.sampled_from(range(len(ROLES)))
OFFICER = st.sampled_from([0, 0, 1, 5])  # the last holds both roles: he may write and he may sign
SEATS = st.lists(
    st.sampled_from([Seat("role", "auditor"), Seat("role", "staff"), Seat("role", "quality_officer")]), max_size=3, unique=True
)
TOWN = []


@pytest.fixture(scope="module", autouse=True)
def town(tmp_path_factory):
    """Make the home, with its people, that each story begins with."""
    folder = tmp_path_factory.mktemp("town")
    with clock.stopped_at(NOW):
        open_home(folder)
        with database.connection():
            Office(name="Ban CHQS", is_sample=False).set_up(by=SYSTEM)
            place = unit("TM", "Tham mưu")
            people = [person(f"Người {n}", f"nguoi{n}", "", "Chức vụ", place, role) for n, role in enumerate(ROLES)]
            RoleGrant(person=people[5], role=Role.QUALITY_OFFICER, valid_from=NOW.date()).grant(by=SYSTEM)
    TOWN[:] = [folder, place, [one.id for one in people]]


class Story(RuleBasedStateMachine):
    """Some people of whom each tries what he likes, and a plain account of what must have been said."""

    def __init__(self):
        super().__init__()
        template, self.place, ids = TOWN
        self.folder = tempfile.TemporaryDirectory()
        shutil.copytree(template, self.folder.name, dirs_exist_ok=True)
        home.settle(Path(self.folder.name))
        database.use(home.database())
        database.db.connect()
        database.db.execute_sql("PRAGMA synchronous = 0")
        anchors.forget()
        self.people = [Person.get_by_id(number) for number in ids]
        self.wrote, self.agreed, self.needed, self.must, self.excepted = set(), {}, 0, set(), set()

    def teardown(self):
        with clock.stopped_at(NOW):
            wrong = verify() + verify_documents()
        database.db.close()
        self.folder.cleanup()
        assert wrong == []

    def tries(self, deed):
        """Do something, or be refused in a sentence and leave nothing."""
        before = trail.head().seq
        with clock.stopped_at(NOW):
            try:
                deed()
            except Refusal as refusal:
                assert str(refusal).strip().endswith(".")  # noqa: PT017 - a refusal is one of the things a deed may meet
                assert trail.head().seq == before
                return False
        return True

    @property
    def edition(self):
        return Edition.get_or_none(Edition.state.in_(OPEN))

    def void(self):
        self.agreed = {}

    @initialize(who=OFFICER)
    def begin(self, who):
        facts = {"title": "Một", "unit": self.place, "responsible": self.people[who].posts[0], "clauses": ["8.5.1"]}
        with clock.stopped_at(NOW):
            work.start_document("QT-01", self.people[who], text=controlled(purpose="Một."), reason="Lần đầu", **facts)
        self.wrote = {who}

    @rule(who=OFFICER, seats=SEATS, quorum=st.integers(0, 3))
    def set_the_rule(self, who, seats, quorum):
        kept = rule_for(Kind.WORK_PROCEDURE)
        act = kept.amend if kept else ReviewRule(kind=Kind.WORK_PROCEDURE).declare
        self.tries(lambda: act(by=self.people[who], seats=seats, quorum=quorum, in_order=False))

    @rule(who=WHO, text=st.sampled_from([controlled(purpose=words) for words in ("Một.", "Hai.", "Ba.")]))
    def write(self, who, text):
        edition = self.edition
        if edition and self.tries(lambda: edition.rewrite(by=self.people[who], text=text)):
            self.wrote.add(who)
            self.void()

    @rule(who=OFFICER, added=st.lists(WHO, max_size=1))
    def submit(self, who, added):
        edition, kept = self.edition, rule_for(Kind.WORK_PROCEDURE)
        if edition and self.tries(lambda: edition.submit_for_review(by=self.people[who], reviewers=[self.people[one] for one in added])):
            self.wrote.add(who)
            self.void()
            self.needed, self.must = kept.quorum if kept else 0, set(added)
            self.roles = {seat.key for seat in kept.who} if kept else set()

    @rule(who=WHO, says=st.sampled_from(["agree", "agree", "agree", "return"]), old=st.booleans())
    def review(self, who, says, old):
        edition, by = self.edition, self.people[who]
        if edition is None:
            return
        seen = disk.sha256(b"old") if old and who == 2 else edition.sha256
        opinion, signed = ReviewOpinion(edition=edition), {"seen": seen, "confirmation": Confirmation(by.id)}
        sign = opinion.agree if says == "agree" else opinion.send_back
        if self.tries(lambda: sign(by=by, note="Đã xem.", **signed)):
            assert seen == edition.sha256
            assert who not in self.wrote or (who, Excepted.REVIEW) in self.excepted
            self.agreed[who] = seen
            if says == "return":
                self.void()

    @rule(who=WHO, how=st.sampled_from(["take_back", "request_changes"]))
    def back(self, who, how):
        edition, note = self.edition, {"note": "Xem lại."} if how == "request_changes" else {}
        if edition and self.tries(lambda: getattr(edition, how)(by=self.people[who], **note)):
            self.void()

    @rule(who=st.sampled_from([4, 5, 0]), whom=OFFICER, purpose=st.sampled_from(Excepted))
    def grant_an_exception(self, who, whom, purpose):
        edition, by = self.edition, self.people[who]
        if edition is None:
            return
        allowed = FourEyesException(edition=edition, person=self.people[whom], purpose=purpose, reason="Ít người", expires_on=NOW.date())
        if self.tries(lambda: allowed.grant(by=by, confirmation=Confirmation(by.id))):
            assert who != whom
            self.excepted.add((whom, purpose))

    @rule(who=st.sampled_from([4, 4, 5, 0]))
    def approve(self, who):
        edition, by = self.edition, self.people[who]
        if edition is None:
            return
        signed = {"effective_on": NOW.date(), "seen": edition.sha256, "confirmation": Confirmation(by.id)}
        if self.tries(lambda: edition.approve(by=by, **signed)):
            mine = {one for one in self.agreed if self.roles & {role.value for role in self.people[one].roles}}
            assert len(mine) >= self.needed
            assert self.must <= self.agreed.keys()
            assert set(self.agreed.values()) <= {edition.sha256}
            assert who not in self.agreed
            assert who not in self.wrote or (who, Excepted.APPROVE) in self.excepted
            self.void()
            with clock.stopped_at(NOW):
                work.start_revision(edition.document, self.people[0], "Sửa")
            self.wrote, self.excepted = {0}, set()

    @invariant()
    def what_is_issued_is_what_was_signed(self):
        for edition in Edition.select().where(Edition.state == EditionState.APPROVED):
            signers = {edition.approved_by_id, *(one.person_id for one in edition.opinions if not one.is_void)}
            assert signers & {*edition.authors} <= {one.person_id for one in edition.exceptions}
            assert edition.approved_by_id not in (edition.drafted_by_id, edition.submitted_by_id)
            assert disk.sha256(path_of("QT-01", edition.number).read_bytes()) == edition.sha256
            assert edition.round is None or (edition.round.missing == 0 and edition.round.sha256 == edition.sha256)


Story.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False, derandomize=True
)
TestStory = Story.TestCase

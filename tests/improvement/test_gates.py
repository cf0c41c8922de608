"""Whatever people do in whatever order: nothing is closed with something missing, nobody checks himself, the trail holds."""

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
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import ActionState, CauseGroup, NonconformityState, Severity
from qms.organization.office import Office
from qms.organization.person import SYSTEM
from qms.organization.role import Role
from qms.organization.unit import Unit
from tests.conftest import NOW, person, unit
from tests.improvement.conftest import again, png

ROLES = [Role.QUALITY_OFFICER, Role.QUALITY_OFFICER, Role.AUDITOR, Role.COMMANDER, Role.STAFF, Role.ADMINISTRATOR]
WORDS = st.sampled_from(["Đã làm đúng như đã giao."] * 3 + ["Xong.", " "])
WHO = st.sampled_from([0, 0, 0, 1, 2, 2, 3, 4, 4, 5])  # of the people; the officer more often, so that stories get somewhere
ANY = st.integers(0, 5)  # of what there is, counted round
RIGHT = {"left_out": None, "checker": "verifier", "wait": 0}
WRONG = [{"left_out": place} for place in (0, 1, 3, 4, 6)] + [{"checker": "doer"}, {"checker": "stranger"}, {"wait": 3}]
PLAN = st.builds(
    lambda wrong, doer, verifier: {**RIGHT, **wrong, "doer": doer, "verifier": verifier},
    st.sampled_from([{}, *WRONG]), st.sampled_from([4, 3, 0]), st.sampled_from([2, 1]),
)  # fmt: skip
TOWN = []  # the folder all stories begin as a copy of


@pytest.fixture(scope="module", autouse=True)
def town(tmp_path_factory):
    """Make the home, with its people, that each story begins with."""
    folder = tmp_path_factory.mktemp("town")
    with clock.stopped_at(NOW):
        open_home(folder)
        with database.connection():
            Office(name="Ban CHQS", is_sample=False).set_up(by=SYSTEM)
            place = unit("TM", "Tham mưu")
            unit("MC", "Một cửa")
            people = [person(f"Người {n}", f"nguoi{n}", "", "Chức vụ", place, role) for n, role in enumerate(ROLES)]
    TOWN[:] = [folder, place, people]


class Story(RuleBasedStateMachine):
    """Some people of whom each tries what he likes."""

    def __init__(self):
        super().__init__()
        template, self.place, self.people = TOWN
        self.folder = tempfile.TemporaryDirectory()
        shutil.copytree(template, self.folder.name, dirs_exist_ok=True)
        home.settle(Path(self.folder.name))
        database.use(home.database())
        database.db.connect()
        database.db.execute_sql("PRAGMA synchronous = 0")
        anchors.forget()
        self.day, self.facts = NOW, {}

    def teardown(self):
        with clock.stopped_at(self.day):
            wrong = verify()
        database.db.close()
        self.folder.cleanup()
        assert wrong == []

    def tries(self, deed):
        """Do something, or be refused in a sentence and leave nothing."""
        before = trail.head().seq
        with clock.stopped_at(self.day):
            try:
                with database.transaction():
                    deed()
            except Refusal as refusal:
                assert str(refusal).strip().endswith(".")  # noqa: PT017 - a refusal is one of the things a deed may meet
                assert trail.head().seq == before
                return False
        return True

    def case(self, number):
        cases = list(Nonconformity.select().order_by(Nonconformity.id))
        return cases[number % len(cases)]

    def action(self, number):
        actions = list(CorrectiveAction.select().order_by(CorrectiveAction.id))
        return actions[number % len(actions)]

    @initialize(plan=PLAN)
    def begin(self, plan):
        self.people_reports(0)
        self.one_after_the_other(0, plan)

    def people_reports(self, who):
        facts = {"what_happened": "Sai mẫu.", "unit": self.place, "happened_on": self.day.date()}
        self.tries(lambda: Nonconformity(**facts).report(by=self.people[who]))

    @precondition(lambda self: Nonconformity.select().count() < 3)
    @rule(who=WHO)
    def report(self, who):
        self.people_reports(who)

    @rule(days=st.sampled_from([1, 7, 40]))
    def time_passes(self, days):
        self.day += timedelta(days)

    @rule(number=ANY, who=WHO, responsible=WHO, clause=st.sampled_from(["8.5.1", "8.5.1", ""]))
    def triage(self, number, who, responsible, clause):
        facts = {"title": "Sai mẫu", "severity": Severity.MINOR, "clause": clause, "lead_unit": self.place}
        self.tries(lambda: self.case(number).triage(by=self.people[who], responsible=self.people[responsible], **facts))

    @rule(number=ANY, who=WHO)
    def reject(self, number, who):
        self.tries(lambda: self.case(number).reject(by=self.people[who], note="Không phải."))

    @rule(number=ANY, who=WHO, words=WORDS)
    def correct(self, number, who, words):
        self.tries(lambda: self.case(number).correct(by=self.people[who], correction=words, on=clock.today()))

    @rule(number=ANY, who=WHO, words=WORDS)
    def analyse(self, number, who, words):
        self.tries(lambda: self.case(number).analyse(by=self.people[who], cause_group=CauseGroup.FORM, cause=words, elsewhere=words))

    @rule(number=ANY, who=WHO, words=WORDS)
    def confirm(self, number, who, words):
        case, by = self.case(number), self.people[who]
        if self.tries(lambda: case.confirm_cause(by=by, evidence=words)):
            assert by.id != again(case).analysed_by_id

    @rule(number=ANY, who=WHO, unit=st.sampled_from([0, 1]))
    def ask_elsewhere(self, number, who, unit):
        units = list(Unit.select().order_by(Unit.id))
        question = Elsewhere(nonconformity=self.case(number), unit=units[unit % len(units)], answer_by=self.day.date())
        self.tries(lambda: question.ask(by=self.people[who]))

    @precondition(lambda self: Elsewhere.select().exists())
    @rule(number=ANY, who=WHO, has=st.booleans(), words=WORDS)
    def answer_elsewhere(self, number, who, has, words):
        questions = list(Elsewhere.select().order_by(Elsewhere.id))
        question = questions[number % len(questions)]
        self.tries(lambda: (question.find_too if has else question.find_nothing)(by=self.people[who], note=words))

    @rule(number=ANY, who=WHO, words=WORDS)
    def need_no_action(self, number, who, words):
        self.tries(lambda: self.case(number).need_no_action(by=self.people[who], note=words))

    @precondition(lambda self: CorrectiveAction.select().exists())
    @rule(number=ANY, who=WHO, words=WORDS)
    def waive(self, number, who, words):
        action = self.action(number)
        if self.tries(lambda: action.waive(by=self.people[who], note=words)):
            assert self.people[who].id != action.responsible_id

    @rule(number=ANY, who=WHO, doer=WHO, verifier=WHO, due=st.integers(0, 5), check=st.integers(-1, 9))
    def plan(self, number, who, doer, verifier, due, check):
        due_on = self.day.date() + timedelta(due)
        action = CorrectiveAction(
            nonconformity=self.case(number), description="Sửa mẫu.", responsible=self.people[doer], verifier=self.people[verifier],
            due_on=due_on, check_on=due_on + timedelta(check), measure="10 hồ sơ sau đó đều đúng.",
        )  # fmt: skip
        self.tries(lambda: action.plan(by=self.people[who]))

    @precondition(lambda self: CorrectiveAction.select().exists())
    @rule(number=ANY, who=WHO)
    def add_evidence(self, number, who):
        self.tries(lambda: self.action(number).add_evidence(by=self.people[who], name="anh.png", data=png(number)))

    @precondition(lambda self: CorrectiveAction.select().exists())
    @rule(number=ANY, who=WHO, mine=st.booleans(), words=WORDS)
    def complete(self, number, who, mine, words):
        action = self.action(number)
        self.tries(lambda: action.complete(by=action.responsible if mine else self.people[who], result=words))

    @precondition(lambda self: CorrectiveAction.select().exists())
    @rule(number=ANY, who=WHO, days=st.integers(-1, 30))
    def extend(self, number, who, days):
        action = self.action(number)
        self.tries(lambda: action.extend(by=self.people[who], due_on=action.due_on + timedelta(days), note="Chờ."))

    @precondition(lambda self: CorrectiveAction.select().where(CorrectiveAction.state == ActionState.DONE).exists())
    @rule(number=ANY, who=WHO, late=st.booleans(), helps=st.sampled_from([True, True, True, False]), words=WORDS)
    def check(self, number, who, late, helps, words):
        waiting = list(CorrectiveAction.select().where(CorrectiveAction.state == ActionState.DONE))
        action = waiting[number % len(waiting)]
        if late:
            self.day = max(self.day, clock.at(action.check_on, 10))
        concludes = action.find_effective if helps else action.find_not_effective
        early = self.day < clock.at(action.check_on, 0)
        did = self.tries(lambda: concludes(by=self.people[who], finding=words))
        assert not (did and early)

    @rule(number=ANY, who=WHO)
    def move(self, number, who):
        case, by = self.case(number), self.people[who]
        self.tries(
            lambda: case.await_check(by=by, but=0) if who % 2 else case.resume(by=by, following=CorrectiveAction(nonconformity=case))
        )

    @rule(number=ANY, who=WHO)
    def close(self, number, who):
        case, by = self.case(number), self.people[who]
        if self.tries(lambda: case.close(by=by)):
            assert by.has_role(Role.QUALITY_OFFICER)
            self.all_is_there(again(case))

    @rule(number=ANY, who=WHO, words=WORDS)
    def reopen(self, number, who, words):
        case = self.case(number)
        if self.tries(lambda: case.reopen(by=self.people[who], note=words)):
            assert not any(one.state == ActionState.EFFECTIVE for one in again(case).actions)

    @rule(number=ANY, plan=PLAN)
    def one_after_the_other(self, number, plan):
        """Let the officer take a case all the way to closing, with one step left out and anybody as doer and checker."""
        number, officer, left_out = self.case(number).id, self.people[0], plan["left_out"]
        someone = {"doer": self.people[plan["doer"]], "verifier": self.people[plan["verifier"]], "stranger": self.people[5]}
        self.facts = {**plan, **someone, "checker": someone[plan["checker"]]}
        if left_out == 0:
            self.tries(lambda: Nonconformity.get_by_id(number).reject(by=officer, note="Không phải."))
        self.reopen(number - 1, 0, "Lại sai.")
        for place, step in enumerate(
            [self.is_triaged, self.is_corrected, self.is_analysed, self.is_confirmed, self.is_planned, self.is_done, self.is_checked]
        ):
            if step == self.is_checked and not plan["wait"]:
                self.day += timedelta(30)  # the effect is looked at a month after the work
            if place != left_out:
                self.tries(lambda step=step: step(Nonconformity.get_by_id(number), officer))
        self.close(number - 1, 0)

    def is_triaged(self, case, officer):
        facts = {"title": "Sai", "severity": Severity.MINOR, "clause": "8.5.1", "lead_unit": self.place}
        case.triage(by=officer, responsible=self.people[4], **facts)

    def is_corrected(self, case, officer):
        case.correct(by=officer, correction="Thay mẫu.", on=clock.today())

    def is_analysed(self, case, officer):
        case.analyse(by=officer, cause_group=CauseGroup.FORM, cause="Mẫu cũ.", elsewhere="Không.")

    def is_confirmed(self, case, _officer):
        case.confirm_cause(by=self.people[4], evidence="Đã xem 20 phiếu trong sổ.")

    def is_planned(self, case, officer):
        due_on, facts = clock.today(), self.facts
        CorrectiveAction(
            nonconformity=case, description="Sửa mẫu.", responsible=facts["doer"], verifier=facts["verifier"], due_on=due_on,
            check_on=due_on + timedelta(facts["wait"]), measure="10 hồ sơ sau đó đều đúng.",
        ).plan(by=officer)  # fmt: skip

    def is_done(self, case, _officer):
        for one in case.actions:
            if one.is_open:
                one.complete(by=one.responsible, result="Đã thay toàn bộ mẫu cũ.")

    def is_checked(self, case, _officer):
        for one in case.actions:
            if one.state == ActionState.DONE:
                one.find_effective(by=self.facts["checker"], finding="Không tái diễn.")

    @invariant()
    def everything_holds(self):
        for case in Nonconformity.select().where(Nonconformity.state == NonconformityState.CLOSED):
            self.all_is_there(case)
        for action in CorrectiveAction.select():
            assert action.responsible_id != action.verifier_id
            if action.state in (ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE):
                assert action.verified_by_id not in {None, action.responsible_id, action.completed_by_id}
                assert action.verified_on >= action.check_on >= action.completed_on + timedelta(30)

    def all_is_there(self, case):
        actions = case.actions
        assert case.severity
        assert case.clause
        assert case.lead_unit
        assert case.responsible
        assert case.correction.strip()
        assert case.cause.strip()
        assert case.closed_on
        assert case.cause_confirmed_on
        assert case.cause_confirmed_as
        questions = list(Elsewhere.select().where(Elsewhere.nonconformity == case))
        assert case.elsewhere.strip() or questions
        assert not any(one.is_open for one in questions)
        assert case.no_action or any(one.state == ActionState.EFFECTIVE for one in actions)
        for one in actions:
            assert one.state in (ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE, ActionState.WAIVED)
            assert one.result.strip()
            assert one.finding.strip()


Story.TestCase.settings = settings(
    max_examples=40, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False, derandomize=True
)
TestStory = Story.TestCase

"""Every computed indicator equals what a naive loop over all records finds."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.core import clock
from qms.core.calendar import add_working_days
from qms.documents import queries, work
from qms.documents.edition import Edition
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.reading.duty import ReadingDuty
from qms.documents.states import EditionState
from qms.improvement import corrective_action
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import ActionState, CauseGroup, NonconformityState, Severity
from qms.objectives.indicators import INDICATORS, measured
from qms.objectives.reading import frozen, readings
from qms.organization.person import Person, PostHolding
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.conftest import TODAY
from tests.controlled_text import controlled
from tests.objectives.conftest import again, approved, on

COMPUTED = [name for name, indicator in INDICATORS.items() if indicator.is_computed]
ENDS = ["reported", "rejected", "planned", "done", "effective", "not effective", "closed", "closed", "recurred"]
CASES = st.lists(
    st.fixed_dictionaries(
        {
            "ago": st.integers(60, 300), "answer": st.integers(0, 20), "unit": st.sampled_from(["TM", "MC"]), "late": st.integers(-8, 12),
            "end": st.sampled_from(ENDS),
            "group": st.sampled_from([CauseGroup.PEOPLE, CauseGroup.TIME]), "procedure": st.sampled_from(["QT-11", "QT-12", ""]),
        }
    ),
    min_size=1, max_size=5,
)  # fmt: skip
SPANS = st.tuples(st.integers(0, 320), st.integers(0, 200), st.sampled_from(["TM", "MC", None]))


@pytest.fixture(autouse=True)
def checked_at_once(monkeypatch):
    """Let effects be checked on any day, so that short histories can be told."""
    monkeypatch.setattr(corrective_action, "CHECK_AFTER", 0)


def days_ago(days, hour=9):
    return on(TODAY - timedelta(days), hour)


def tell(history, cast, office):
    """Bring one case by acts as far as its history says."""
    lan, nam, oanh, mai = (cast[role] for role in ("quality_officer", "staff", "auditor", "desk_officer"))
    ago, end = history["ago"], history["end"]
    with days_ago(ago):
        case = Nonconformity(what_happened="Thiếu chữ ký", unit=office["MC"], happened_on=clock.today()).report(by=mai)
    if end == "reported":
        return
    with days_ago(ago - history["answer"]):
        if end == "rejected":
            case.reject(by=lan, note="Không phải")
            return
        case.triage(
            by=lan, title="Thiếu chữ ký", severity=Severity.MINOR, clause="8.5.1", lead_unit=office[history["unit"]], responsible=nam,
            procedure_code=history["procedure"],
        )  # fmt: skip
        case.correct(by=nam, correction="Bổ sung", on=clock.today())
        case.analyse(by=nam, cause_group=history["group"], cause="Chưa hướng dẫn", elsewhere="Không.")
        case.confirm_cause(by=lan, evidence="Đã hỏi ba người làm việc này.")
        due = clock.today() + timedelta(10)
        action = CorrectiveAction(
            nonconformity=case, description="Hướng dẫn", responsible=nam, due_on=due, verifier=oanh, check_on=due, measure="Đủ chữ ký",
        )  # fmt: skip
        action.plan(by=nam)
    if end == "planned":
        return
    with days_ago(ago - history["answer"] - 10 - history["late"]):
        again(action).complete(by=nam, result="Đã hướng dẫn mọi người trong bộ phận.")
    if end == "done":
        return
    with days_ago(ago - history["answer"] - 24):
        checked = again(action)
        if end == "not effective":
            checked.find_not_effective(by=oanh, finding="Còn lỗi")
            return
        checked.find_effective(by=oanh, finding="Không còn lỗi")
        if end in {"closed", "recurred"}:
            again(case).close(by=lan)
    if end == "recurred":
        with days_ago(5):
            again(case).reopen(by=lan, note="Lại xảy ra")


def naive_median(numbers):
    ordered, half = sorted(numbers), len(numbers) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def naive_share(flags):
    flags = list(flags)
    return (100 * flags.count(True) / len(flags), flags.count(True), len(flags)) if flags else None


def naive(since, until, unit):
    """Compute each indicator of nonconformities and actions by looking at every row in Python."""
    cases = list(Nonconformity.select())
    led = [case for case in cases if unit is None or case.lead_unit_id == unit]
    closed = [case for case in led if case.state == NonconformityState.CLOSED and since <= case.closed_on <= until]
    actions = [one for one in CorrectiveAction.select() if unit is None or one.nonconformity.lead_unit_id == unit]

    def came_back(case):
        return any(
            other.procedure_code == case.procedure_code and other.cause_group == case.cause_group
            and case.closed_on < other.happened_on <= case.closed_on + timedelta(180) and other.state != NonconformityState.REJECTED
            for other in cases
        )  # fmt: skip

    answers = []
    for case in cases:
        if since <= case.answer_by <= until and unit in (None, case.unit_id):
            if case.answered_on:
                answers.append(case.answered_on <= case.answer_by)
            elif case.state == NonconformityState.REPORTED and case.answer_by < TODAY:
                answers.append(False)
    return {
        "nc-closing": naive_median([(case.closed_on - case.reported_on).days for case in closed]),
        "recurrence": naive_share(came_back(case) for case in closed if case.procedure_code and case.cause_group),
        "answers-on-time": naive_share(answers),
        "action-effect": naive_share(
            one.state == ActionState.EFFECTIVE
            for one in actions
            if one.verified_on and since <= one.verified_on <= until and one.state in {ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE}
        ),
        "actions-on-time": naive_share(
            bool(one.completed_on and one.completed_on <= one.due_on)
            for one in actions
            if since <= one.due_on <= until and (one.completed_on or one.due_on < TODAY)
        ),
    }


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CASES, st.lists(SPANS, min_size=3, max_size=6))
def test_of_nonconformities_and_actions(cast, office, histories, spans):
    for history in histories:
        tell(history, cast, office)
    for ago, length, unit in [*spans, (400, 400, None)]:
        since = TODAY - timedelta(ago)
        until, number = min(since + timedelta(length), TODAY), office[unit].id if unit else None
        for name, expected in naive(since, until, number).items():
            found = measured(name, since, until, number)
            if name == "nc-closing":
                assert (found.value if found else None) == expected, name
            else:
                assert (None if found is None else (found.value, found.n, found.of)) == expected, name


def test_random_histories_reach_every_indicator(cast, office):
    for place, end in enumerate(["rejected", "done", "effective", "not effective", "closed", "closed", "recurred"]):
        known = {"unit": "TM", "group": CauseGroup.TIME, "procedure": "QT-11"}
        tell({"ago": 200 - place, "answer": place, "late": place - 3, "end": end, **known}, cast, office)
    assert all(naive(date(2026, 1, 1), TODAY, None).values())


# documents and their reading


@pytest.fixture
def library(cast, office):
    """Issue documents, revise one, withdraw one, let some be confirmed, read or not, over a year."""
    lan, hung, nam, mai, son = (cast[role] for role in ("quality_officer", "commander", "staff", "desk_officer", "ward_officer"))

    def issue(edition):
        edition = edition.submit_for_review(by=lan)
        return edition.approve(by=hung, effective_on=clock.today(), seen=edition.sha256, confirmation=Confirmation(hung.id))

    def write(code, ago, months, unit):
        with days_ago(ago):
            post = Post.select().where(Post.unit == lan.unit).first()
            return issue(
                work.start_document(
                    code, lan, title="Tiếp công dân", unit=office[unit], responsible=post, clauses=["8.2"],
                    text=controlled().replace("QT-16", code), reason="Ban hành lần đầu", review_months=months,
                )
            )  # fmt: skip

    def asked(edition, ago, days, **whom):
        with days_ago(ago):
            return ReadingDuty(document=edition.document, days=days, **whom).assign(by=lan)

    def read(edition, ago, *people):
        with days_ago(ago):
            for person in people:
                Acknowledgement(edition=edition, person=person).acknowledge(by=person)

    first, second, third = write("QT-21", 350, 6, "TM"), write("QT-22", 300, 3, "MC"), write("QT-23", 250, 24, "TM")
    asked(first, 340, 5)
    asked(second, 290, 3, unit=office["TM"])
    lifted = asked(third, 240, 10, person=mai)
    read(first, 335, nam, mai, son)
    read(second, 200, son)
    with days_ago(160):
        second.confirm_unchanged(by=lan, months=4, note="Còn đúng")
    with days_ago(150):
        revised = issue(work.start_revision(first.document, lan, "Sửa đổi lớn").rewrite(by=lan, is_major=True))
    read(revised, 140, nam)
    with days_ago(100):
        lifted.lift(by=lan)
    with days_ago(60):
        PostHolding.get(PostHolding.person == son).end(by=cast["administrator"], on=clock.today())
    return first


AS_OF = [TODAY - timedelta(days) for days in (349, 345, 332, 320, 280, 210, 170, 155, 149, 141, 130, 90, 50, 0)]


@pytest.mark.parametrize("unit", ["TM", "MC", None])
def test_of_reviews(library, office, unit):
    number, seen = office[unit].id if unit else None, set()
    for day in AS_OF:
        flags = []
        for document in {edition.document for edition in Edition.select()}:
            edition = queries.in_force_of(document, day)
            if edition and number in (None, edition.unit_id):
                flags.append(edition.review_due_on(day) >= day)
        found = measured("reviews-on-time", day, day, number)
        assert (None if found is None else (found.value, found.n, found.of)) == naive_share(flags), day
        seen |= set(flags)
    assert seen == ({True, False} if unit != "TM" else seen)


@pytest.mark.parametrize("unit", ["TM", "MC", None])
def test_of_reading(library, office, unit):
    number, seen = office[unit].id if unit else None, set()
    for day in AS_OF:
        flags = naive_reading(day, number)
        found = measured("reading", day, day, number)
        assert (None if found is None else (found.value, found.n, found.of)) == naive_share(flags), day
        seen |= set(flags)
    assert seen == {True, False} or unit == "MC"


def naive_reading(day, unit):
    """Ask of every person and every document: had he to have read it by that day, and had he?"""
    flags = []
    for document in {edition.document for edition in Edition.select()}:
        majors = [
            edition
            for edition in document.editions
            if edition.state == EditionState.APPROVED and edition.is_major and edition.effective_on <= day
        ]
        for person in Person.select() if majors else ():
            held = PostHolding.held(person, day)
            if not held and any(one.valid_from > day for one in PostHolding.select().where(PostHolding.person == person)):
                continue
            due = []
            for duty in ReadingDuty.select().where(ReadingDuty.document == document):
                if duty.since > day or (duty.until and duty.until <= day):
                    continue
                units = [one.valid_from for one in held if one.post.unit_id == duty.unit_id]
                if (duty.unit_id and not units) or duty.person_id not in (None, person.id):
                    continue
                came = min(units) if duty.unit_id else min((one.valid_from for one in held), default=date.min)
                came = date.min if duty.person_id else came
                due.append(add_working_days(max(duty.since, came, majors[-1].effective_on), duty.days))
            if due and min(due) <= day and unit in (None, held[0].post.unit_id if held else None):
                read = Acknowledgement.select().join(Edition).where((Acknowledgement.person == person) & (Edition.document == document))
                flags.append(any(one.edition.number >= majors[-1].number and one.acknowledged_at.date() <= day for one in read))
    return flags


# the registry


@pytest.mark.parametrize("name", COMPUTED)
def test_number_is_made_of_the_records_it_lists(library, cast, office, name):
    tell({"ago": 100, "answer": 1, "unit": "TM", "late": 0, "end": "closed", "group": CauseGroup.TIME, "procedure": "QT-11"}, cast, office)
    since, until = date(2026, 1, 1), TODAY
    counted, found = INDICATORS[name].counted(since, until), measured(name, since, until, None)
    assert found.of == len(counted) > 0
    assert found.n is None or found.n == sum(one.is_hit for one in counted)


@pytest.mark.parametrize("name", COMPUTED)
def test_of_nothing_there_is_no_number(office, name):
    assert measured(name, date(2026, 1, 1), TODAY, None) is None


def test_registry_holds_what_is_computed_and_what_waits_for_its_register():
    assert len(COMPUTED) == 7
    assert {name for name, one in INDICATORS.items() if not one.is_computed} == {
        "dossiers-on-time",
        "satisfaction",
        "meetings",
        "audit-findings",
    }
    assert all(str(one.words) and str(one.source) and str(one.measured_in) for one in INDICATORS.values())


def test_closed_objective_keeps_its_numbers_when_records_change(cast, office):
    lan, hung, nam = cast["quality_officer"], cast["commander"], cast["staff"]
    tell({"ago": 100, "answer": 1, "unit": "TM", "late": 0, "end": "closed", "group": CauseGroup.TIME, "procedure": "QT-11"}, cast, office)
    one = approved(lan, hung, nam, indicator="action-effect", target=90.0, limit=80.0)
    before = readings(one)
    assert [reading.value for reading in before if reading.of] == [100.0]
    one.close(by=lan, evaluation="Đạt", is_met=True)
    Nonconformity.get().reopen(by=lan, note="Lại xảy ra")
    assert readings(again(one)) == before
    assert frozen(approved(lan, hung, nam, indicator="action-effect")) != again(one).results

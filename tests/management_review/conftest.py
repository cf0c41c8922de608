"""Nonconformities, actions and documents in the states the board counts, made by acts."""

from datetime import timedelta

import pytest

from qms.core import clock
from qms.documents import work
from qms.improvement import corrective_action
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import CauseGroup, Severity
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.controlled_text import controlled


def days_ago(days):
    """Stop the clock some days before the test's day."""
    return clock.stopped_at(clock.now() - timedelta(days=days))


@pytest.fixture
def report(lan, nam, mai):
    """Give a maker of nonconformities, reported some days ago."""

    def make(days=0, cause=None):
        with days_ago(days):
            case = Nonconformity(what_happened="Thiếu chữ ký trong sổ", unit=mai.unit, happened_on=clock.today()).report(by=mai)
            if cause:
                case.triage(by=lan, title="Thiếu chữ ký", severity=Severity.MINOR, clause="8.5.1", lead_unit=mai.unit, responsible=nam)
                case.analyse(by=lan, cause_group=cause, cause="Chưa hướng dẫn")
        return case

    return make


@pytest.fixture
def plan(report, lan, nam):
    """Give a maker of corrective actions, given some days ago, due so many days later."""

    def make(days=0, allowed=10):
        case = report(days, CauseGroup.PEOPLE)
        with days_ago(days):
            due = clock.today() + timedelta(days=allowed)
            return CorrectiveAction(
                nonconformity=case,
                description="Bổ sung hướng dẫn",
                measure="10 hồ sơ sau đó đều đúng",
                responsible=nam,
                due_on=due,
                verifier=lan,
                check_on=due + timedelta(days=40),
            ).plan(by=lan)

    return make


@pytest.fixture
def issue(lan, hung):
    """Give a maker of documents in force since some days, to be reviewed after some months."""

    def make(code, days=0, months=24):
        with days_ago(days):
            post = Post.select().where(Post.unit == lan.unit).first()
            edition = work.start_document(
                code,
                lan,
                title="Tiếp công dân",
                unit=lan.unit,
                responsible=post,
                clauses=["8.2"],
                text=controlled(),
                reason="Ban hành lần đầu",
                review_months=months,
            )
            edition = edition.submit_for_review(by=lan)
            return edition.approve(by=hung, effective_on=clock.today(), seen=edition.sha256, confirmation=Confirmation(hung.id))

    return make


@pytest.fixture
def handled(office, lan, nam, mai, oanh, monkeypatch):
    """Give a maker of cases reported some days ago and brought as far as told: checked, closed after so many days.

    The effect may be checked on the day itself here, so that closings of every length can be planted.
    """
    monkeypatch.setattr(corrective_action, "CHECK_AFTER", 0)

    def make(days, group=CauseGroup.PEOPLE, procedure="QT-11", closed_after=None, effective=True, unit="MC"):
        with days_ago(days):
            case = Nonconformity(what_happened="Thiếu chữ ký", unit=office[unit], happened_on=clock.today()).report(by=mai)
            case.triage(
                by=lan, title="Thiếu chữ ký", severity=Severity.MINOR, clause="8.5.1", lead_unit=office["TM"], responsible=nam,
                procedure_code=procedure,
            )  # fmt: skip
            case.correct(by=nam, correction="Bổ sung", on=clock.today())
            case.analyse(by=nam, cause_group=group, cause="Chưa hướng dẫn", elsewhere="Không: chỉ nơi này làm việc đó.")
            case.confirm_cause(by=oanh, evidence="Đã hỏi ba người làm việc này.")
            if closed_after is None:
                return case
            today = clock.today()
            one = CorrectiveAction(
                nonconformity=case, description="Hướng dẫn", responsible=nam, due_on=today, verifier=oanh, check_on=today,
                measure="10 hồ sơ sau đó đều đúng",
            ).plan(by=nam)  # fmt: skip
            one.complete(by=nam, result="Đã hướng dẫn mọi người.")
        with days_ago(days - closed_after):
            (one.find_effective if effective else one.find_not_effective)(by=oanh, finding="Đã xem sổ")
            case = case.reload()
            return case.close(by=lan) if effective else case

    return make


@pytest.fixture
def year_of_cases(handled, lan):
    """Plant a year: closings of many lengths, one fault that came back in time, one too late, one reopened, some still open."""
    lengths = (0, 3, 3, 9, 14, 20, 31, 44, 60, 75, 90, 120)
    for place, closed_after in enumerate(lengths):
        handled(330 - place * 9, list(CauseGroup)[place % 3], f"QT-{11 + place % 4}", closed_after, unit=("MC", "TM")[place % 2])
    handled(150, CauseGroup.OTHER, "QT-30", 10)
    handled(100, CauseGroup.OTHER, "QT-30", 5)  # back 40 days after it was closed
    handled(90, CauseGroup.TIME, "", 5)  # of no procedure: it is not known by anything
    handled(60, CauseGroup.TIME, "QT-31", 5, effective=False)
    reopened = handled(50, CauseGroup.FORM, "QT-32", 5)
    with days_ago(10):
        reopened.reload().reopen(by=lan, note="Lại thiếu")
    for days in (0, 29, 31, 100):
        handled(days)

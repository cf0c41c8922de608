"""Nonconformities, actions and documents in the states the board counts, made by acts."""

from datetime import timedelta

import pytest

from qms.core import clock
from qms.documents import work
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

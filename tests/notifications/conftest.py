"""Tasks that features are made to give, and people over people."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest

from qms.core import clock, database
from qms.core.feature import TO_DO, Feature, Task
from qms.notifications import escalation
from qms.notifications.feature import feature as notifications
from qms.notifications.posting import go_round
from qms.organization.person import SYSTEM, PostHolding
from qms.organization.unit import Post
from qms.today import queries
from tests.conftest import NOW, TODAY


def task(title, days=None, group=TO_DO, url=None, why="Đồng chí thực hiện"):
    """Make a task that is due in so many days."""
    return Task(group, title, url or f"/nc/{title.split()[0]}", why, None if days is None else TODAY + timedelta(days))


def forget():
    """Forget what was computed of tasks."""
    for kept in (queries._waiting, queries._all_waiting, queries._escalated, escalation._passed_on):
        kept.cache_clear()


def head(person, at, title="Trưởng bộ phận"):
    """Make somebody the head of a unit."""
    post = Post(title=title, unit=at, is_head=True).establish(by=SYSTEM)
    PostHolding(person=person, post=post, valid_from=date(2024, 1, 1)).appoint(by=SYSTEM)


@pytest.fixture
def given(monkeypatch):
    """Give a maker: given({person: [task, ...]}) is all that waits for anybody."""

    def give(works):
        by_id = {person.id: list(tasks) for person, tasks in works.items()}
        made = Feature("made", "9.1", tasks=lambda person: list(by_id.get(person.id, ())))
        monkeypatch.setattr(queries, "all_features", lambda: [made, notifications])
        forget()

    yield give
    forget()


@pytest.fixture(autouse=True)
def sender(monkeypatch):
    """Name the address from which mails come."""
    monkeypatch.setenv("QMS_SMTP_FROM", "qms@an-binh.lan")


@pytest.fixture
def reachable(cast, tuan):
    """Give everybody a mail address."""
    return {
        role: person.reload().amend(by=tuan, name=person.name, username=person.username, email=f"{person.username}@an-binh.lan")
        for role, person in cast.items()
        if role != "administrator"
    }


@pytest.fixture
def do(app):
    """Do a round as a process of the house does."""

    def run(insisting=False, at=NOW):
        with clock.stopped_at(at), apart(), database.connection(), app.test_request_context():
            return go_round(insisting)

    return run


@contextmanager
def apart():
    """Let a piece of work open a connection of its own, as a process of the house does."""
    database.db.close()
    try:
        yield
    finally:
        database.db.connect(reuse_if_open=True)

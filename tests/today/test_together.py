"""Whether people are asked about one by one or all together, each is told the same: over the whole demonstration office."""

import pytest

from qms.core import database
from qms.core.looking import looking
from qms.notifications import escalation
from qms.organization.queries import everybody
from qms.today import queries
from tests.demo_house import demo_app, demo_folder, demo_home  # noqa: F401


def forget():
    for kept in (queries._waiting, queries._all_waiting, queries._escalated, escalation._passed_on):
        kept.cache_clear()


@pytest.fixture
def people(demo_app):  # noqa: F811
    with database.connection(), demo_app.test_request_context():
        yield everybody()
    forget()


def told(people):
    return {person.username: [(one.group, one.title, one.url, str(one.why), one.due) for one in queries.own(person)] for person in people}


def test_everybody_is_told_the_same_alone_and_together(people):
    forget()
    alone = told(people)
    forget()
    queries.look_ahead(people)
    assert told(people) == alone
    assert len({group for tasks in alone.values() for group, *_rest in tasks}) >= 4
    assert sum(map(len, alone.values())) > 20


def test_looking_ahead_asks_little_for_one_more(people, monkeypatch):
    """Two hundred people cost no two hundred times one: each further person adds a handful of questions."""
    asked = []
    execute = database.db.execute_sql
    monkeypatch.setattr(database.db, "execute_sql", lambda *a, **k: asked.append(a[0]) or execute(*a, **k))
    staff = [person for person in people if person.username == "nhanvien"]
    forget()
    with looking(at_everybody=True):
        for person in people:
            queries.own(person)
        before = len(asked)
        queries._waiting.cache_clear()
        queries.own(staff[0])
    assert len(asked) - before <= 12


def test_who_is_over_nobody_asks_for_nobody_else(people, monkeypatch):
    forget()
    looked = []
    monkeypatch.setattr(escalation, "_passed_on", lambda: looked.append(1) or {})
    queries.waiting(next(person for person in people if person.username == "nhanvien"))
    assert looked == []

"""What waits for a person: one list from every feature, in one order."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.core import clock
from qms.core.feature import COMING, OVERDUE, TO_APPROVE, TO_DO, TO_READ, Feature, Task
from qms.core.language import reading
from qms.today import queries
from tests.conftest import TODAY

ORDER = [OVERDUE, TO_APPROVE, TO_DO, COMING, TO_READ]
TASKS = st.builds(
    Task,
    st.sampled_from(ORDER),
    st.text(max_size=8),
    st.just("/x"),
    st.just("vì"),
    st.none() | st.dates(TODAY - timedelta(400), TODAY + timedelta(400)),
)


def task(group, title="Việc", days=None):
    return Task(group, title, "/x", "vì", None if days is None else TODAY + timedelta(days))


def forget():
    queries._waiting.cache_clear()
    queries._all_waiting.cache_clear()


@pytest.fixture
def given_tasks(monkeypatch):
    """Let two features give tasks; the calls are counted."""
    asked = []

    def give(*lists):
        def feature(number, tasks):
            return Feature(f"f{number}", "9.1", tasks=lambda person: asked.append(number) or list(tasks))

        made = [feature(number, tasks) for number, tasks in enumerate(lists)]
        monkeypatch.setattr(queries, "all_features", lambda: made)
        forget()
        return asked

    yield give
    forget()


def test_tasks_of_every_feature_come_together(nam, given_tasks):
    given_tasks([task(TO_DO, "Một")], [], [task(TO_APPROVE, "Hai")])
    assert [t.title for t in queries.waiting(nam)] == ["Hai", "Một"]


@pytest.mark.parametrize(
    ("group", "days", "into"),
    [
        (TO_DO, -1, OVERDUE),
        (TO_DO, 0, TO_DO),
        (TO_DO, None, TO_DO),
        (COMING, -3, OVERDUE),
        (TO_APPROVE, -9, TO_APPROVE),
        (TO_READ, -2, TO_READ),
    ],
)
def test_work_past_its_date_is_overdue(nam, given_tasks, group, days, into):
    given_tasks([task(group, days=days)])
    assert [t.group for t in queries.waiting(nam)] == [into]


def test_nearest_due_date_comes_first_and_no_date_last(nam, given_tasks):
    given_tasks([task(TO_DO, "không hạn"), task(TO_DO, "xa", 9), task(TO_DO, "gần", 1)])
    assert [t.title for t in queries.waiting(nam)] == ["gần", "xa", "không hạn"]


def test_what_is_only_to_be_read_is_not_counted(nam, given_tasks):
    given_tasks([task(TO_READ), task(TO_DO), task(COMING, days=3)])
    assert queries.count(nam) == 2


def test_features_are_asked_again_only_after_an_act_or_a_new_day(nam, tuan, given_tasks):
    asked = given_tasks([task(TO_DO)])
    queries.waiting(nam)
    queries.count(nam)
    assert asked == [0]
    nam.amend(by=tuan, name="Phạm Văn Năm", username="nam")
    queries.waiting(nam)
    assert asked == [0, 0]
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        queries.waiting(nam)
    assert asked == [0, 0, 0]


def test_each_person_and_each_language_has_its_own_list(nam, mai, given_tasks):
    asked = given_tasks([])
    queries.waiting(nam)
    queries.waiting(mai)
    with reading("en"):
        queries.waiting(mai)
    assert len(asked) == 3


def test_list_given_away_is_a_copy(nam, given_tasks):
    given_tasks([task(TO_DO)])
    queries.waiting(nam).clear()
    assert len(queries.waiting(nam)) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tasks=st.lists(TASKS, max_size=20))
def test_any_tasks_keep_their_order_and_none_is_lost(nam, given_tasks, tasks):
    given_tasks(tasks)
    listed = queries.waiting(nam)
    assert sorted((t.title, str(t.due)) for t in listed) == sorted((t.title, str(t.due)) for t in tasks)
    places = [ORDER.index(t.group) for t in listed]
    assert places == sorted(places)
    assert not any(t.group in (TO_DO, COMING) and t.due and t.due < TODAY for t in listed)
    groups = queries.groups(listed)
    assert [t for group in groups for t in group.tasks] == listed
    for group in groups:
        dues = [t.due for t in group.tasks if t.due]
        assert dues == sorted(dues)

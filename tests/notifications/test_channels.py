"""The page, the calendar, the interface and the mail tell the same: whatever waits, for whomever."""

import re
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape
from itertools import count

from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from qms.core import database
from qms.core.feature import COMING, ESCALATED, OVERDUE, TO_APPROVE, TO_DO, TO_READ, Task
from qms.core.language import reading
from qms.notifications import letter, posting
from qms.notifications.told import told
from qms.organization import personal_token, sign_in
from qms.organization.person import SYSTEM, Person, PostHolding, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import Post, Unit, UnitForm
from qms.today import queries
from tests.conftest import TODAY
from tests.notifications.conftest import forget, task
from tests.notifications.ics_reader import events

LETTERS = st.text(st.sampled_from("aăâbcđeêoôơuư ỆỮ09-;,:\\\"'<>&%/|"), min_size=1, max_size=90)
TASKS = st.builds(
    lambda number, words, group, days, place: Task(
        group,
        f"V-{number} {' '.join(words.split())}".strip(),
        f"/nc/{place}",
        f"Vì việc {place % 3}",
        None if days is None else TODAY + timedelta(days),
    ),
    st.integers(0, 40),
    LETTERS,
    st.sampled_from([OVERDUE, TO_APPROVE, TO_DO, COMING, TO_READ]),
    st.none() | st.integers(-30, 30),
    st.integers(0, 9),
)
PEOPLE = st.lists(
    st.tuples(st.integers(0, 2), st.booleans(), st.booleans(), st.lists(TASKS, max_size=6, unique_by=lambda t: (t.title, t.url))),
    min_size=1,
    max_size=4,
)
_number = count(1)


@contextmanager
def apart():
    """Let requests and rounds open and close their own connections, then give the test its own back."""
    database.db.close()
    try:
        yield
    finally:
        database.db.connect(reuse_if_open=True)


def office_of(people):
    """Make units one under the other and people in them, some heads, some commanders; give who has which tasks."""
    units, above = [], None
    for _depth in range(3):
        unit = Unit(code=f"D{next(_number)}").establish(by=SYSTEM)
        UnitForm(unit=unit, name=unit.code, type="Ban", parent=above, valid_from=date(2024, 1, 1)).take_effect(by=SYSTEM)
        units, above = [*units, unit], unit
    works = {}
    for place, is_head, is_commander, tasks in people:
        name = f"nguoi{next(_number)}"
        made = Person(name=f"Người {name}", username=name, password_hash="x", email=f"{name}@qms.lan").register(by=SYSTEM)
        post = Post(title="Trợ lý", unit=units[place], is_head=is_head).establish(by=SYSTEM)
        PostHolding(person=made, post=post, valid_from=date(2024, 1, 1)).appoint(by=SYSTEM)
        RoleGrant(person=made, role=Role.COMMANDER if is_commander else Role.STAFF, valid_from=date(2024, 1, 1)).grant(by=SYSTEM)
        works[made] = tasks
    return works


def on_the_page(app, token):
    """Give what “Hôm nay” lists in a session, all its parts."""
    client, found = app.test_client(), set()
    with apart(), client.session_transaction() as session:
        session["_user_id"] = token
    with apart():
        answer = client.get("/")
    assert answer.status_code == 200, answer.headers.get("Location")
    page = answer.text
    for part in re.findall(r'<ul class="(?:todo|news)".*?</ul>', page, re.S):
        found |= {(unescape(title), unescape(url)) for url, title in re.findall(r'<a href="([^"]*)">(.*?)</a>', part, re.S)}
    return found


def by_token(app, plain):
    """Give what the interface and the calendar list for a personal token, without a sign-in."""
    with apart():
        json = app.test_client().get("/api/v1/me/tasks", headers={"Authorization": f"Bearer {plain}"}).json
        calendar = app.test_client().get(f"/me.ics?token={plain}").data
    return json["tasks"], events(calendar)


def in_the_mail(app, person):
    """Give what the digest lists: in its plain text, and in its HTML."""
    with apart(), database.connection(), app.test_request_context():
        written = letter.digest(person, told(person), TODAY - timedelta(1))
    plain, page = (part.get_content().replace("\r\n", "\n") for part in written.iter_parts())
    from_text = re.findall(r"^- (.*)\n  .*\n  http://127\.0\.0\.1:8000(.*)$", plain, re.M)
    from_page = re.findall(r'<li><a href="http://127\.0\.0\.1:8000([^"]*)">(.*?)</a>', page)
    return set(from_text), {(unescape(title), unescape(url)) for url, title in from_page}


@settings(
    phases=[Phase.explicit, Phase.generate],  # each example is an office: making smaller ones takes minutes
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@for_all(people=PEOPLE)
def test_all_channels_tell_the_same(app, given, people):
    with database.transaction():  # kept once, not act by act
        works = office_of(people)
    with database.transaction():
        keys = {person: (sign_in.begin(person), personal_token.renew(person)) for person in works}
    given(works)
    for person in works:
        with apart(), database.connection(), app.test_request_context():
            listed = queries.waiting(person)
        wanted = {(task.title, task.url) for task in listed}
        from_json, from_calendar = by_token(app, keys[person][1])
        assert on_the_page(app, keys[person][0]) == wanted
        assert {(one["title"], one["url"].removeprefix("http://localhost")) for one in from_json} == wanted
        assert {(one["SUMMARY"], one["URL"].removeprefix("http://localhost")) for one in from_calendar} == wanted
        assert in_the_mail(app, person) == (wanted, wanted)
        assert [one["uid"] for one in from_json] == [one["UID"] for one in from_calendar]
        assert len({one["uid"] for one in from_json}) == len(listed)
        assert [one["due"] for one in from_json] == [task.due and task.due.isoformat() for task in listed]
    forget()


def test_escalated_work_is_in_every_channel(app, cast, tuan, given):
    hung = cast["commander"]
    hung = hung.amend(by=tuan, name=hung.name, username="hung", email="hung@qms.lan")
    given({cast["staff"]: [task("CA-1 Sửa mẫu; in lại, kèm \\ giấy", -8)]})
    from_json, from_calendar = by_token(app, personal_token.renew(hung))
    assert [(one["group"], one["days_late"]) for one in from_json] == [(ESCALATED, 8)]
    assert [one["SUMMARY"] for one in from_calendar] == ["CA-1 Sửa mẫu; in lại, kèm \\ giấy"]
    assert "Phạm Văn Nam" in from_calendar[0]["DESCRIPTION"]
    assert in_the_mail(app, hung)[0] == on_the_page(app, sign_in.begin(hung)) == {("CA-1 Sửa mẫu; in lại, kèm \\ giấy", "/nc/CA-1")}


def test_only_news_is_no_reason_to_write(app, cast, given):
    nam = cast["staff"]
    given({nam: [task("QT-1 Mới", group=TO_READ)]})
    assert not posting.is_worth_a_mail(told(nam))
    given({nam: [task("QT-1 Mới", 3, TO_READ)]})
    assert posting.is_worth_a_mail(told(nam))


def test_same_task_has_the_same_name_in_each_language_and_on_each_day(app, cast, given):
    nam = cast["staff"]
    given({nam: [task("CA-1 Sửa", 3)]})
    (before,) = told(nam)
    given({nam: [task("CA-1 Sửa lại cho rõ", 9)]})
    with reading("en"):
        (after,) = told(nam)
    assert before.uid == after.uid

"""What is too late is passed on to the head of the unit, then to the commander."""

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from qms.core.feature import COMING, ESCALATED, TO_APPROVE, TO_READ
from qms.settings import BadSetting, check
from qms.today import queries
from qms.web import visibility
from qms.web.visibility import Keeper
from tests.notifications.conftest import forget, head, task


def passed_on(person):
    """List title and words of what was passed on to somebody."""
    return [(one.title, str(one.why)) for one in queries.waiting(person) if one.group == ESCALATED]


@pytest.mark.parametrize(
    ("days", "to_head", "to_commander"), [(0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 1, 0), (6, 1, 0), (7, 1, 1), (400, 1, 1)]
)
def test_head_is_told_first_and_the_commander_later(cast, office, given, days, to_head, to_commander):
    nam, oanh, hung = cast["staff"], cast["auditor"], cast["commander"]
    head(oanh, office["TM"])
    given({nam: [task("CA-1 Sửa mẫu đơn", -days)]})
    assert (len(passed_on(oanh)), len(passed_on(hung))) == (to_head, to_commander)


def test_it_says_whose_it_is_and_keeps_its_date(cast, office, given):
    nam, oanh = cast["staff"], cast["auditor"]
    head(oanh, office["TM"])
    given({nam: [task("CA-1 Sửa mẫu đơn", -5)]})
    (found,) = [one for one in queries.waiting(oanh) if one.group == ESCALATED]
    assert str(found.why) == "Thượng úy Phạm Văn Nam, Bộ phận Tham mưu chưa làm xong"
    assert found.days_late(found.due.replace(day=22)) == 5


def test_commander_is_told_at_once_where_nobody_heads(cast, given):
    given({cast["staff"]: [task("CA-1 Sửa", -3)]})
    assert [title for title, _why in passed_on(cast["commander"])] == ["CA-1 Sửa"]


def test_head_of_the_unit_above_is_over_the_head(cast, office, given):
    oanh, lan, hung = cast["auditor"], cast["quality_officer"], cast["commander"]
    head(oanh, office["TM"])
    head(lan, office["BCH"])
    given({oanh: [task("CA-1 Sửa", -3)]})
    assert passed_on(oanh) == []
    assert len(passed_on(lan)) == 1
    assert passed_on(hung) == []


def test_commander_is_never_told_of_himself(cast, given):
    given({cast["commander"]: [task("CA-1 Sửa", -30)]})
    assert all(passed_on(person) == [] for person in cast.values())


def test_same_work_of_two_is_one_line_and_one_s_own_is_none(cast, office, given):
    nam, son, oanh = cast["staff"], cast["ward_officer"], cast["auditor"]
    head(oanh, office["TM"])
    shared = task("CA-1 Sửa", -4)
    given({nam: [shared], son: [shared], oanh: [task("CA-2 Khác", -4)]})
    ((title, why),) = passed_on(oanh)
    assert title == "CA-1 Sửa"
    assert "Phạm Văn Nam" in why
    assert "Vũ Văn Sơn" in why
    given({nam: [shared], oanh: [shared]})
    assert passed_on(oanh) == []


def test_what_is_only_coming_or_undated_is_not_passed_on(cast, given):
    given({cast["staff"]: [task("A x"), task("B x", 3, COMING), task("C x", -9, TO_READ), task("D x", -9, TO_APPROVE)]})
    assert [title for title, _why in passed_on(cast["commander"])] == ["D x"]


def test_days_are_a_setting(cast, given, monkeypatch):
    monkeypatch.setenv("QMS_ESCALATE_DAYS", "10, 20")
    given({cast["staff"]: [task("CA-1 Sửa", -9), task("CA-2 Sửa", -10)]})
    assert [title for title, _why in passed_on(cast["commander"])] == ["CA-2 Sửa"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QMS_ESCALATE_DAYS", "7,3"),
        ("QMS_ESCALATE_DAYS", "0,3"),
        ("QMS_ESCALATE_DAYS", "3"),
        ("QMS_REMIND_DAYS", "7,mai"),
        ("QMS_REMIND_DAYS", "999"),
        ("QMS_DAILY_HOUR", "24"),
        ("QMS_SMTP_TLS", "ssl"),
        ("QMS_URL", "qms.lan"),
    ],
)
def test_bad_setting_stops_the_start(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=name):
        check()


def test_password_for_the_relay_goes_encrypted_only(monkeypatch):
    monkeypatch.setenv("QMS_SMTP_HOST", "thu.lan")
    monkeypatch.delenv("QMS_SMTP_FROM")
    with pytest.raises(BadSetting, match="QMS_SMTP_FROM"):
        check()
    monkeypatch.setenv("QMS_SMTP_FROM", "qms@thu.lan")
    check()
    monkeypatch.setenv("QMS_SMTP_USER", "qms")
    with pytest.raises(BadSetting, match="starttls"):
        check()


def test_page_shows_it_in_its_own_group_and_does_not_count_it(cast, given, signed_in):
    given({cast["staff"]: [task("CA-1 Sửa mẫu đơn", -8, url="/help")]})
    page = signed_in(cast["commander"]).get("/").text
    assert "Cấp dưới quá hạn, đồng chí đôn đốc (1)" in page
    assert "Thượng úy Phạm Văn Nam, Bộ phận Tham mưu chưa làm xong" in page
    assert "Quá hạn 8 ngày" in page
    assert "Hôm nay không có việc nào chờ đồng chí" in page


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_all(late=st.lists(st.integers(-5, 15), max_size=6))
@example(late=[3, 7])
def test_nobody_below_the_commander_is_late_for_long_without_his_knowing(cast, given, late):
    forget()
    nam, hung = cast["staff"], cast["commander"]
    given({nam: [task(f"CA-{number} Sửa", -days) for number, days in enumerate(late)]})
    assert len(passed_on(hung)) == sum(days >= 3 for days in late)


def test_work_on_what_a_superior_may_not_know_of_is_not_named_to_him(cast, office, given, monkeypatch):
    oanh = cast["auditor"]
    words = {oanh.id: ["QT-90"]}
    keeper = Keeper(lambda person: None, lambda person, model: None, lambda person: words.get(person.id, ()), lambda *asked: False)
    monkeypatch.setitem(visibility._KEEPERS, "made", keeper)
    head(oanh, office["TM"])
    given({cast["staff"]: [task("Đọc QT-90", -9), task("Đọc tài liệu", -9, url="/docs/QT-90/read"), task("Đọc QT-9", -9)]})
    assert [title for title, _why in passed_on(oanh)] == ["Đọc QT-9"]
    assert len(passed_on(cast["commander"])) == 3

"""What waits for whom: every open case is in somebody's list until the work on it is done."""

from datetime import date

import pytest

from qms.core.calendar import add_working_days
from qms.core.feature import COMING, TO_DO
from qms.improvement.feature import tasks
from tests.improvement.conftest import CHECK, DUE, RESULT, TODAY, again, on, plan, triage

CASE, ACTION = "NC-2026-001", "HDKP-2026-001"
CLOSE = (CASE, "Đủ điều kiện đóng", TO_DO, None)
PLAN_BY = add_working_days(TODAY, 10)
PLAN = (CASE, "Giao hành động khắc phục", TO_DO)
CHECK_IT = "Đồng chí kiểm tra hiệu lực"


@pytest.fixture(autouse=True)
def pages_there(app):
    """Let tasks know the addresses of their pages."""
    with app.test_request_context():
        yield


def waits(person):
    """List code, reason, group and due day of what waits for a person."""
    return [(task.title.split()[0], str(task.why), task.group, task.due) for task in tasks(person)]


def test_report_waits_for_the_quality_officer_with_its_day_of_answer(reported, lan, nam, hung, mai):
    assert waits(lan) == [(CASE, "Chờ phân loại, phản hồi", TO_DO, date(2026, 11, 23))]
    assert [waits(person) for person in (nam, hung, mai)] == [[], [], []]


def test_each_step_waits_for_the_responsible_person(triaged, lan, nam):
    assert waits(lan) == []
    assert waits(nam) == [(CASE, "Ghi việc khắc phục", TO_DO, PLAN_BY)]
    case = triaged.correct(by=nam, correction="Đã ký", on=TODAY)
    assert waits(nam) == [(CASE, "Xác định nguyên nhân", TO_DO, PLAN_BY)]
    case.analyse(by=nam, cause_group="form", cause="Mẫu sổ")
    assert waits(nam) == [(*PLAN, PLAN_BY)]


def test_action_waits_for_its_doer_then_for_its_verifier(planned, nam, mai, oanh):
    assert waits(mai) == [(ACTION, "Đồng chí thực hiện", TO_DO, DUE)]
    assert [waits(nam), waits(oanh)] == [[], []]
    planned.complete(by=mai, result=RESULT)
    assert waits(mai) == []
    assert waits(oanh) == [(ACTION, CHECK_IT, COMING, CHECK)]
    with on(CHECK):
        assert waits(oanh) == [(ACTION, CHECK_IT, TO_DO, CHECK)]


def test_case_that_may_be_closed_waits_for_the_quality_officer(effective, lan, oanh):
    assert waits(oanh) == []
    assert waits(lan) == [CLOSE]


def test_one_of_two_actions_that_did_not_help_does_not_hide_the_case(planned, nam, mai, son, oanh, lan):
    second = plan(planned.nonconformity, nam, son, oanh)
    planned.complete(by=mai, result=RESULT)
    second.complete(by=son, result=RESULT)
    with on(CHECK):
        planned.find_not_effective(by=oanh, finding="Vẫn thiếu")
        second.find_effective(by=oanh, finding="Đủ chữ ký")
    assert waits(lan) == [CLOSE]


def test_closed_case_waits_for_nobody(closed, cast):
    assert [waits(person) for person in cast.values()] == [[]] * len(cast)


def test_action_that_did_not_help_asks_for_another(finished, nam, oanh):
    with on(CHECK):
        finished.find_not_effective(by=oanh, finding="Vẫn thiếu")
    assert waits(nam) == [(*PLAN, add_working_days(CHECK, 10))]


def test_reopened_case_asks_for_another_action(closed, lan, nam):
    again(closed).reopen(by=lan, note="Tái diễn")
    assert waits(nam) == [(*PLAN, PLAN_BY)]


def test_rejected_case_opened_again_waits_for_triage(reported, lan, office, nam):
    case = reported.reject(by=lan, note="Không phải")
    assert waits(lan) == []
    case = case.reopen(by=lan, note="Có thêm ảnh")
    assert waits(lan) == [(CASE, "Chờ phân loại, phản hồi", TO_DO, PLAN_BY)]
    triage(case, lan, nam, office["TM"])
    assert waits(lan) == []

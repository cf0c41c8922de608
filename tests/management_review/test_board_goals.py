"""The board of an office made for the test: empty, with a word the room may not read, with an objective beside a number."""

import re

from qms.core import clock
from qms.core.masking import KEPT_BACK
from qms.objectives.objective import Objective
from qms.objectives.states import Direction, Frequency


def test_wall_of_an_empty_office_says_so(signed_in, hung):
    answer = signed_in(hung).get("/dashboard?wall=1&screen=7")
    assert answer.status_code == 200
    assert "Chưa đủ số liệu để vẽ biểu đồ." in answer.text


def test_wall_does_not_tell_what_the_commander_alone_may_know(signed_in, hung, lan, report, monkeypatch):
    monkeypatch.setattr("qms.documents.secrecy.keeping.words", lambda person: frozenset({"Cả"} if person is None else ()))
    report(3)
    browser = signed_in(hung)
    assert "Cả " in browser.get("/dashboard/charts").text
    assert str(KEPT_BACK) not in browser.get("/dashboard/charts").text
    walls = [browser.get(f"/dashboard?wall=1&screen={place}").text.partition("<main")[2] for place in range(4)]
    assert not [page for page in walls if re.search(r"\bCả\b", page)]


def test_number_stands_beside_the_objective_that_judges_it(signed_in, hung, lan, report, plan):
    assert 'class="goal"' not in signed_in(hung).get("/dashboard").text
    objective(lan, hung, 90)
    assert "Tỷ lệ hành động khắc phục xong đúng hạn: chưa có số liệu, mục tiêu 90 %" in signed_in(hung).get("/dashboard").text
    plan(30, 10)
    page = signed_in(hung).get("/dashboard").text
    assert "Tỷ lệ hành động khắc phục xong đúng hạn: 0 %, mục tiêu 90 %" in page
    assert 'href="/objectives/MT-2026-001"' in page


def objective(by, approver, target):
    """Set an objective for actions done on time."""
    made = Objective(
        year=2026, title="Hành động đúng hạn", indicator="actions-on-time", direction=Direction.HIGHER, frequency=Frequency.MONTH,
        target=target, limit=80, actions="Nhắc hạn", resources="Không thêm", responsible=by, due_on=clock.today(),
        how_evaluated="Hằng tháng",
    ).draft(by=by)  # fmt: skip
    return made.approve(by=approver)

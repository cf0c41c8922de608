"""Pages of objectives: list, form, one objective, its steps, its records, Excel; as each role."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from qms.core import trail
from qms.objectives.objective import Objective
from qms.objectives.states import ObjectiveState
from tests.objectives.conftest import again, approved, draft, enter_months

TYPED = {
    "title": "Ít nhất 97 % hồ sơ đúng hạn", "year": "2026", "unit": "", "indicator": "dossiers-on-time", "direction": "higher",
    "frequency": "month", "target": "97 %", "limit": "93,5", "actions": "Nhắc hạn", "resources": "Một người", "due_on": "31/12/2026",
    "how_evaluated": "So từng tháng",
}  # fmt: skip


def test_drafted_then_approved_on_the_pages(signed_in, lan, hung, nam):
    sent = signed_in(lan).post("/objectives/new", {**TYPED, "responsible": str(nam.id)})
    assert (sent.status_code, sent.location) == (303, "/objectives/MT-2026-001")
    one = Objective.get()
    assert (one.target, one.limit, one.unit_id, one.responsible) == (97.0, 93.5, None, nam)
    browser = signed_in(hung)
    assert "Mục tiêu chờ phê duyệt" in browser.get("/").text
    assert browser.post(f"{sent.location}/approve", {"version": str(one.version)}).status_code == 303
    assert again(one).state == ObjectiveState.APPROVED
    assert "Mục tiêu chờ phê duyệt" not in browser.get("/").text


def test_incomplete_form_is_shown_again(signed_in, lan):
    sent = signed_in(lan).post("/objectives/new", {**TYPED, "target": "1.234", "title": ""})
    assert sent.status_code == 422
    assert "Ghi mục tiêu." in sent.text
    assert "1234 hoặc 1,234" in sent.text
    assert "93,5" in sent.text
    assert Objective.select().count() == 0


def test_refusal_of_the_act_keeps_what_was_typed(signed_in, lan):
    sent = signed_in(lan).post("/objectives/new", {**TYPED, "limit": "98"})
    assert sent.status_code == 422
    assert "mức theo dõi không được cao hơn mức mục tiêu" in sent.text
    assert "Ít nhất 97 % hồ sơ đúng hạn" in sent.text


def test_draft_with_gaps_is_told_what_it_lacks_and_not_offered_for_approval(signed_in, lan, hung, nam):
    draft(lan, nam, resources="")
    page = signed_in(hung).get("/objectives/MT-2026-001").text
    assert "Còn thiếu trước khi phê duyệt:" in page
    assert "Phê duyệt mục tiêu</button>" not in page
    assert "MT-2026-001" not in signed_in(hung).get("/").text


def test_draft_is_edited(signed_in, drafted, lan, nam):
    browser = signed_in(lan)
    assert "Nhắc hạn trước ba ngày." in browser.get(f"/objectives/{drafted.code}/edit").text
    sent = browser.post(f"/objectives/{drafted.code}/edit", {**TYPED, "responsible": str(nam.id), "version": "1"})
    assert sent.status_code == 303
    assert again(drafted).title == TYPED["title"]
    stale = browser.post(f"/objectives/{drafted.code}/edit", {**TYPED, "responsible": str(nam.id), "version": "1"})
    assert stale.status_code == 409


@pytest.mark.parametrize(("who", "status"), [("lan", 200), ("hung", 200), ("oanh", 200), ("nam", 200), ("mai", 404), ("son", 404)])
def test_who_sees_a_draft(signed_in, drafted, request, who, status):
    browser = signed_in(request.getfixturevalue(who))
    assert browser.get(f"/objectives/{drafted.code}").status_code == status
    assert (drafted.code in browser.get("/objectives").text) is (status == 200)


@pytest.mark.parametrize("who", ["lan", "hung", "oanh", "nam", "mai", "son", "tuan"])
def test_everybody_sees_what_is_approved(signed_in, goal, nam, request, who):
    enter_months(goal, nam, 96, 94, 97)
    browser = signed_in(request.getfixturevalue(who))
    page = browser.get("/objectives").text
    assert "✓ Đạt" in page
    assert "97 %" in page
    for url in ("", "/chart.svg", "/chart.svg?w=360", "/records?period=2026-03", "/records"):
        assert browser.get(f"/objectives/{goal.code}{url}").status_code == 200


def test_page_tells_number_target_and_verdict_of_each_period(signed_in, goal, nam):
    enter_months(goal, nam, 96, 94, 89)
    page = signed_in(nam).get(f"/objectives/{goal.code}").text
    assert "1 trong 3 kỳ đạt mục tiêu; tháng 3/2026: 89 %, mục tiêu 95 %" in page
    assert page.count("✓ Đạt<") == 1
    assert page.count("✗ Chưa đạt, trong mức theo dõi<") == 1
    assert page.count("✗ Chưa đạt<") == 1


def test_chart_needs_two_numbers_and_is_known_by_its_mark(signed_in, goal, nam):
    browser, url = signed_in(nam), f"/objectives/{goal.code}/chart.svg"
    enter_months(goal, nam, 96)
    assert browser.get(url).status_code == 404
    assert "chart.svg" not in browser.get(f"/objectives/{goal.code}").text
    enter_months(goal, nam, None, 94)
    first = browser.get(url)
    assert first.mimetype == "image/svg+xml"
    assert "2/2026" in first.text
    assert browser.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_target_is_changed_on_the_page(signed_in, goal, hung, lan):
    facts = {"target": "97", "limit": "93", "note": "Cấp trên giao cao hơn", "version": str(goal.version)}
    assert signed_in(lan).post(f"/objectives/{goal.code}/target", facts).status_code == 403
    assert signed_in(hung).post(f"/objectives/{goal.code}/target", {**facts, "note": ""}).status_code == 422
    assert signed_in(hung).post(f"/objectives/{goal.code}/target", facts).status_code == 303
    page = signed_in(lan).get(f"/objectives/{goal.code}").text
    assert "Cấp trên giao cao hơn" in page
    assert "từ 22/11/2026" in page


def test_last_years_objective_waits_for_its_evaluation(signed_in, lan, hung, nam):
    one = approved(lan, hung, nam, day=date(2025, 1, 5), year=2025)
    browser = signed_in(lan)
    assert "Đánh giá, đóng mục tiêu năm 2025" in browser.get("/").text
    assert browser.post(f"/objectives/{one.code}/close", {"evaluation": "Đạt", "is_met": ""}).status_code == 422
    assert browser.post(f"/objectives/{one.code}/close", {"evaluation": "Mười tháng đạt", "is_met": "no"}).status_code == 303
    assert (again(one).state, again(one).is_met) == (ObjectiveState.CLOSED, False)
    assert "✗ Chưa đạt mục tiêu." in browser.get(f"/objectives/{one.code}").text
    assert "MT-2025-001" not in browser.get("/").text


def test_list_is_filtered(signed_in, goal, own, lan, office):
    def shown(words):
        page = signed_in(lan).get(f"/objectives?{words}").text
        return [one.code for one in (goal, own) if f">{one.code}<" in page]

    both = [goal.code, own.code]
    assert [shown(""), shown("year=2025"), shown("year=x"), shown("state=approved"), shown("state=bogus")] == [both, [], both, both, []]
    assert [shown("unit=0"), shown(f"unit={office['TM'].id}"), shown("unit=bogus"), shown("q=tra+lai")] == [
        both[:1],
        both[1:],
        [],
        both[1:],
    ]


def test_excel_holds_what_the_list_shows(signed_in, goal, own, lan, office, nam):
    enter_months(goal, nam, 96.4)
    sent = signed_in(lan).post("/objectives/list.xlsx?unit=0")
    book = zipfile.ZipFile(BytesIO(sent.data))
    texts = book.read("xl/sharedStrings.xml").decode()
    assert goal.code in texts
    assert own.code not in texts
    assert "Nhắc hạn trước ba ngày." in texts
    numbers = [float(one) for one in re.findall(r"<v>([\d.]+)</v>", book.read("xl/worksheets/sheet1.xml").decode())]
    assert any(one == pytest.approx(96.4) for one in numbers)
    assert trail.head().act == "objective.exported"


def test_discarded_draft_leaves_the_list(signed_in, drafted, lan):
    assert signed_in(lan).post(f"/objectives/{drafted.code}/discard", {"note": "Trùng"}).status_code == 303
    assert drafted.code not in signed_in(lan).get("/objectives").text


def test_auditor_finds_the_records_by_clause_and_unit(signed_in, goal, own, nam, oanh, office):
    enter_months(goal, nam, 96)
    browser = signed_in(oanh)
    for kind, clause in (("objective", "6.2"), ("measurement", "9.1"), ("target", "6.2"), ("objective", "6")):
        assert goal.code in browser.get(f"/records?kind={kind}&clause={clause}").text
    assert goal.code not in browser.get("/records?kind=objective&clause=7.5").text


def test_unknown_ones_are_not_found(signed_in, goal, nam):
    for url in ("/objectives/MT-1999-001", f"/objectives/{goal.code}/records?period=2026-12", f"/objectives/{goal.code}/records?period=x"):
        assert signed_in(nam).get(url).status_code == 404

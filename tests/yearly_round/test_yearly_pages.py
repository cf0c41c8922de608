"""Pages of the yearly round: what is sent is kept, what is wrong is said, what was typed stays."""

from datetime import date

from qms.yearly_round import queries
from qms.yearly_round.duty import YearlyDuty
from tests.yearly_round.conftest import record

FACTS = {"kind": "other", "title": "Soát xét nội quy", "basis": "Kế hoạch 5", "day": "20", "month": "3", "remind_days": "15"}


def test_officer_sets_a_duty(signed_in, lan, nam, office):
    browser = signed_in(lan)
    answer = browser.post("/yearly/new", {**FACTS, "unit": office["TM"].id, "responsible": nam.id})
    assert answer.location == "/yearly/VN-01"
    assert "Soát xét nội quy" in browser.get("/yearly").text
    refused = browser.post("/yearly/new", {**FACTS, "day": "31", "month": "4", "unit": office["TM"].id, "responsible": nam.id})
    assert refused.status_code == 422
    assert "Ngày 31/4 không có" in refused.text
    assert 'value="Soát xét nội quy"' in refused.text
    assert YearlyDuty.select().count() == 1


def test_usual_ones_are_offered_and_added(signed_in, lan, nam, office):
    browser = signed_in(lan)
    assert "Thêm 5 việc" in browser.get("/yearly/new").text
    assert browser.post("/yearly/usual", {"unit": "", "responsible": ""}).status_code == 422
    assert browser.post("/yearly/usual", {"unit": office["TM"].id, "responsible": nam.id}).status_code == 303
    assert "Thêm 5 việc" not in browser.get("/yearly/new").text


def test_who_answers_records_with_evidence(duty, signed_in, nam, mai):
    url = f"/yearly/{duty.code}/2025/record"
    assert signed_in(mai).post(url, {"done_on": "10/12/2025", "evidence": "x"}).status_code == 403
    browser = signed_in(nam)
    refused = browser.post(url, {"done_on": "40/12/2025", "evidence": "Báo cáo 45/BC-BCH"})
    assert refused.status_code == 422
    assert 'value="Báo cáo 45/BC-BCH"' in refused.text
    assert browser.post(url, {"done_on": "10/12/2025", "evidence": "/docs/register"}).status_code == 303
    assert queries.outcome(duty, 2025).done_on == date(2025, 12, 10)
    assert '<a href="/docs/register">/docs/register</a>' in browser.get(f"/yearly/{duty.code}").text
    assert browser.post(url, {"done_on": "10/12/2025", "evidence": "x"}).status_code == 422


def test_commander_waives_and_officer_corrects(duty, signed_in, nam, hung, lan):
    record(duty, nam)
    refused = signed_in(lan).post(f"/yearly/{duty.code}/2026/waive", {"evidence": "x"})
    assert refused.status_code == 403
    assert signed_in(hung).post(f"/yearly/{duty.code}/2026/waive", {"evidence": ""}).status_code == 422
    assert signed_in(hung).post(f"/yearly/{duty.code}/2026/waive", {"evidence": "Cấp trên miễn"}).status_code == 303
    facts = {"version": 1, "done_on": "11/12/2025", "evidence": "Báo cáo 46", "note": "Ghi nhầm"}
    assert signed_in(lan).post(f"/yearly/{duty.code}/2025/correct", {**facts, "note": ""}).status_code == 422
    assert signed_in(lan).post(f"/yearly/{duty.code}/2025/correct", facts).status_code == 303
    assert signed_in(lan).post(f"/yearly/{duty.code}/2025/correct", facts).status_code == 409
    assert signed_in(lan).post(f"/yearly/{duty.code}/2024/correct", facts).status_code == 404


def test_year_and_duty_that_are_not_there(duty, signed_in, nam):
    browser = signed_in(nam)
    assert "Việc của năm 2026" in browser.get("/yearly?year=1800").text
    assert "Việc của năm 2026" in browser.get("/yearly?year=9999999").text
    assert browser.get("/yearly?year=x").status_code == 200
    assert browser.get("/yearly/VN-99").status_code == 404
    assert browser.get(f"/yearly/{duty.code}?year=99999").status_code == 200
    assert browser.post(f"/yearly/{duty.code}/99999/record", {"done_on": "10/12/2025", "evidence": "x"}).status_code == 422
    assert browser.post("/yearly/list.xlsx").data[:2] == b"PK"


def test_months_show_how_each_duty_stands(duty, signed_in, nam, mai):
    record(duty, nam)
    cells = signed_in(mai).get("/yearly?year=2025").text.partition('class="months"')[2].partition("</section>")[0].split("<td>")[1:]
    assert ["VN-01" in cell for cell in cells] == [False] * 11 + [True]
    assert ">✓ VN-01</a>" in cells[11]

"""Pages of the context as each role: issues, climate, parties, requirements, scope; tasks."""

from datetime import date

import pytest

from qms.context import climate, scope
from qms.context.issue import Issue
from qms.context.party import InterestedParty, Requirement
from tests.context.test_context import again, decision, draft, issue, on, party, requirement

ISSUE = {"side": "external", "topic": "law", "statement": "Luật mới", "effect": "Sửa quy trình", "response": "Theo dõi"}
PARTY = {"name": "Công dân", "side": "external", "why": "Nhận kết quả"}


def test_issue_from_the_form_to_its_end(signed_in, lan):
    browser = signed_in(lan)
    assert browser.post("/context/issues/new", {**ISSUE, "effect": ""}).status_code == 422
    assert browser.post("/context/issues/new", ISSUE).location == "/context/issues/1"
    assert browser.post("/context/issues/1/confirm", {"note": ""}).status_code == 422
    assert browser.post("/context/issues/1/confirm", {"note": "Vẫn đúng"}).status_code == 303
    refused = browser.post("/context/issues/1/revise", {**ISSUE, "statement": "Chữ đã gõ"})
    assert (refused.status_code, "Chữ đã gõ" in refused.text) == (422, True)
    assert browser.post("/context/issues/1/revise", {**ISSUE, "statement": "Luật 2026", "note": "Mới"}).status_code == 303
    assert "Luật 2026" in browser.get("/context").text
    assert browser.post("/context/issues/1/retire", {"note": ""}).status_code == 422
    assert browser.post("/context/issues/1/retire", {"note": "Hết"}).status_code == 303
    assert "Luật 2026" not in browser.get("/context").text
    assert "Luật 2026" in browser.get("/context?state=all").text
    assert Issue.get().response == "Theo dõi"


def test_climate_is_asked_in_so_many_words(signed_in, hung, nam):
    page = signed_in(nam).get("/context").text
    assert "Biến đổi khí hậu có phải là vấn đề liên quan không?" in page
    assert "Chưa xác định." in page
    assert signed_in(nam).post("/context/climate", {}).status_code == 403
    browser = signed_in(hung)
    refused = browser.post("/context/climate", {"reason": "Chữ đã gõ"})
    assert (refused.status_code, "Chữ đã gõ" in refused.text, "Chọn có hoặc không." in refused.text) == (422, True, True)
    assert browser.post("/context/climate", {"is_relevant": "0", "reason": "Chưa thấy"}).status_code == 303
    assert climate.last().is_relevant is False
    assert browser.post("/context/climate", {"is_relevant": "1", "reason": "Ngập"}).status_code == 303
    assert "Chưa thấy" in browser.get("/context").text


def test_party_and_its_requirements(signed_in, lan):
    browser = signed_in(lan)
    assert browser.post("/context/parties/new", {**PARTY, "name": ""}).status_code == 422
    assert browser.post("/context/parties/new", PARTY).location == "/context/parties/1"
    new = "/context/parties/1/requirements/new"
    assert browser.get(new).status_code == 200
    assert browser.post(new, {"text": "", "procedure_code": ""}).status_code == 422
    assert browser.post(new, {"text": "Đúng hạn", "is_relevant": "y", "procedure_code": ""}).status_code == 303
    assert "Chưa đáp ứng qua hệ thống" in browser.get("/context/parties").text
    change = {"text": "Đúng hạn", "is_relevant": "y", "addressed_by": "Giấy hẹn", "procedure_code": ""}
    assert browser.post("/context/requirements/1", change).status_code == 422
    assert browser.post("/context/requirements/1", {**change, "note": "Đã có"}).status_code == 303
    assert "Giấy hẹn" in browser.get("/context/parties/1").text
    assert "Đã đáp ứng" in browser.get("/context/parties").text
    assert browser.post("/context/requirements/1/retire", {"note": ""}).status_code == 422
    assert browser.post("/context/requirements/1/retire", {"note": "Hết"}).status_code == 303
    assert Requirement.get().state == "retired"


def test_party_reviewed_and_retired(signed_in, lan):
    one, browser = party(lan), signed_in(lan)
    page = f"/context/parties/{one.id}"
    assert [browser.post(f"{page}/{step}", {"note": ""}).status_code for step in ("confirm", "revise", "retire")] == [422] * 3
    assert browser.post(f"{page}/confirm", {"note": "Như cũ"}).status_code == 303
    assert browser.post(f"{page}/revise", {**PARTY, "why": "Chữ mới", "note": "Rõ hơn"}).status_code == 303
    assert InterestedParty.get().why == "Chữ mới"
    assert browser.post(f"{page}/retire", {"note": "Hết"}).status_code == 303
    assert "Công dân" not in browser.get("/context/parties").text.split("<main")[1].split("<table")[-1]


def test_scope_is_written_by_one_and_approved_by_another(signed_in, lan, hung):
    officer, commander = signed_in(lan), signed_in(hung)
    fields = {"services": "Thủ tục quân sự", "places": "Phường", "why-8.3": "Nhà nước quy định"}
    assert officer.post("/context/scope/draft", {**fields, "places": ""}).status_code == 422
    assert officer.post("/context/scope/draft", fields).status_code == 303
    assert "Nhà nước quy định" in officer.get("/context/scope/draft").text
    assert officer.post("/context/scope/draft", {**fields, "places": "Toàn phường"}).status_code == 303
    assert officer.post("/context/scope/submit").status_code == 303
    assert "Phê duyệt phạm vi áp dụng" in commander.get("/").text
    assert officer.post("/context/scope/approve").status_code == 403
    assert commander.post("/context/scope/back", {"note": ""}).status_code == 422
    assert commander.post("/context/scope/approve").status_code == 303
    now = scope.in_force()
    assert (now.places, now.exclusions) == ("Toàn phường", {"8.3": "Nhà nước quy định"})
    page = officer.get("/context/scope").text
    assert "8.3 Thiết kế và phát triển" in page
    assert officer.post("/context/scope/confirm", {"note": ""}).status_code == 422
    assert officer.post("/context/scope/confirm", {"note": "Không đổi"}).status_code == 303


def test_scope_sent_back(signed_in, lan, hung):
    waiting = draft(lan).submit(by=lan)
    assert signed_in(hung).post("/context/scope/back", {"note": "Rõ hơn"}).status_code == 303
    assert again(waiting).state == "draft"
    assert signed_in(lan).post("/context/scope/submit", {"version": "0"}).status_code == 409


@pytest.mark.parametrize("who", ["hung", "oanh", "nam"])
def test_others_read_and_change_nothing(signed_in, lan, request, who):
    requirement(lan, party(lan))
    one, browser = issue(lan), signed_in(request.getfixturevalue(who))
    for url in ("/context", "/context/parties", "/context/scope", f"/context/issues/{one.id}", "/context/parties/1"):
        assert browser.get(url).status_code == 200
    for url in (
        "/context/issues/new",
        "/context/parties/new",
        "/context/scope/draft",
        "/context/issues/1/confirm",
        "/context/requirements/1",
    ):
        assert browser.post(url, {"note": "x"}).status_code == 403
    assert "Ghi nhận vấn đề" not in browser.get("/context").text


def test_tasks_of_the_officer(signed_in, lan, hung):
    issue(lan)
    browser = signed_in(lan)
    assert "Xác định có liên quan hay không" in browser.get("/").text
    decision(lan)
    draft(lan).submit(by=lan).approve(by=hung)
    assert "Soát xét phạm vi" not in browser.get("/").text
    with on(date(2027, 11, 1)):
        page = signed_in(lan).get("/").text
    assert "1 mục đến hạn soát xét" in page
    assert "Soát xét phạm vi áp dụng" in page


@pytest.mark.parametrize("url", ["/context/issues/99", "/context/parties/99", "/context/requirements/99"])
def test_what_is_not_there_is_not_found(signed_in, lan, url):
    assert signed_in(lan).get(url).status_code == 404


def test_nothing_to_submit_is_not_found(signed_in, lan):
    assert signed_in(lan).post("/context/scope/submit").status_code == 404

"""Pages of risks: list, matrix, form, review, treatment, scale; as each role."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest

from qms.core import database, trail
from qms.improvement.nonconformity import Nonconformity
from qms.risks import scale
from qms.risks.feature import feature
from qms.risks.risk import Risk
from qms.risks.states import RiskKind
from qms.risks.treatment import Treatment
from tests.improvement.conftest import png
from tests.risks.conftest import RESULT, again, identify, on, plan

PAGE, STEP = "/risks/R01", "/risks/treatments/R01-1"


def typed(office, owner, **changes):
    """Give what is typed into the form of a risk."""
    usual = {"title": "Mất hồ sơ", "unit": str(office["MC"].id), "owner": str(owner.id), "review_months": "6", "procedure_code": ""}
    return {**usual, "likelihood": "3", "impact": "4", "note": "Hai lần năm ngoái", **changes}


def test_identified_in_a_form(signed_in, lan, mai, office):
    browser = signed_in(lan)
    form = browser.get("/risks/new")
    assert "3 – Có thể: vài lần mỗi năm" in form.text
    sent = browser.post("/risks/new", typed(office, mai))
    assert (sent.status_code, sent.location) == (303, PAGE)
    assert (Risk.get().score, Risk.get().owner, Risk.get().kind) == (12, mai, RiskKind.RISK)


def test_opportunity_is_told_by_its_benefit(signed_in, lan, mai, office):
    browser = signed_in(lan)
    assert "bớt một lần đi lại của công dân" in browser.get("/risks/new?kind=opportunity").text
    assert browser.post("/risks/new?kind=opportunity", typed(office, mai)).location == "/risks/CH01"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Ghi điều có thể xảy ra."),
        ({"likelihood": ""}, "Chọn một mức."),
        ({"review_months": "x"}, "Ghi số"),
        ({"note": ""}, "căn cứ"),
    ],
)
def test_incomplete_form_is_shown_again(signed_in, lan, mai, office, changes, sentence):
    sent = signed_in(lan).post("/risks/new", typed(office, mai, cause="Chữ đã gõ", **changes))
    assert sent.status_code == 422
    assert sentence in sent.text
    assert "Chữ đã gõ" in sent.text
    assert Risk.select().count() == 0


def test_interval_out_of_reach_is_refused_in_words(signed_in, lan, mai, office):
    sent = signed_in(lan).post("/risks/new", typed(office, mai, review_months="999999"))
    assert sent.status_code == 422
    assert "1 đến 36 tháng" in sent.text


def test_staff_reads_and_is_offered_nothing(signed_in, risk, nam):
    browser = signed_in(nam)
    assert "/risks/new" not in browser.get("/risks").text
    assert browser.get("/risks/new").status_code == 403
    page = browser.get(PAGE).text
    assert "Đánh giá lại điểm" not in page
    assert browser.get(f"{PAGE}/edit").status_code == 404
    for step in ("confirm", "reassess", "close", "treatments", "edit"):
        assert browser.post(f"{PAGE}/{step}", {"note": "x"}).status_code == 403
    assert again(risk).version == risk.version


def test_listed_by_score(signed_in, risk, lan, mai, nam, office):
    identify(lan, office["TM"], nam, title="Lộ thông tin", before_likelihood=5, before_impact=5)
    identify(lan, office["TM"], nam, title="Chậm thư", before_likelihood=1, before_impact=1, kind=RiskKind.OPPORTUNITY)

    def shown(person, words=""):
        page = signed_in(person).get(f"/risks{words}").text
        return re.findall(r'<td data-l="Mã"><a href="/risks/(\w+)"', page)

    assert shown(mai) == ["R02", "R01", "CH01"]
    assert [shown(mai, "?mine=1"), shown(mai, "?kind=opportunity"), shown(mai, "?band=very_high")] == [["R01"], ["CH01"], ["R02", "R01"]]
    assert [shown(mai, f"?unit={office['MC'].id}"), shown(mai, "?q=lo+thong"), shown(mai, "?procedure=QT-11")] == [
        ["R01"],
        ["R02"],
        ["R01"],
    ]
    assert [shown(mai, f"?{words}") for words in ("kind=bogus", "band=bogus", "unit=bogus", "state=bogus", "late=1")] == [[]] * 5
    risk.close(by=lan, note="Hết.")
    assert [shown(mai), shown(mai, "?state=closed"), shown(mai, "?state=all")] == [["R02", "CH01"], ["R01"], ["R02", "R01", "CH01"]]
    with on(date(2027, 6, 1)):
        assert shown(mai, "?late=1") == ["R02", "CH01"]


def test_score_before_and_after_stand_on_the_list(signed_in, treated, mai):
    treated.reassess(by=mai, likelihood=2, impact=3, note="Giảm.")
    page = signed_in(mai).get("/risks").text
    assert "4×5 = <strong>20</strong> → 2×3 = <strong>6</strong>" in page
    assert "1/1 xong" in page


def test_matrix_is_a_table_with_scores_and_linked_codes(signed_in, treated, mai):
    treated.reassess(by=mai, likelihood=2, impact=3, note="Giảm.")
    browser = signed_in(mai)
    now, before = browser.get("/risks/matrix").text, browser.get("/risks/matrix?at=before").text
    assert re.search(r'<td class="lv2"><span>6</span> <a href="/risks/R01"[^>]*>R01</a>', now)
    assert re.search(r'<td class="lv4"><span>20</span> <a href="/risks/R01"', before)
    assert len(re.findall(r'<td class="lv\d"><span>\d+</span>', now)) == 25
    assert "R01" not in browser.get("/risks/matrix?kind=opportunity").text


def test_excel_holds_what_the_filter_shows(signed_in, risk, lan, mai, office):
    identify(lan, office["TM"], mai, title="=1+1")
    sent = signed_in(mai).post("/risks/list.xlsx?q=mua+tuyen")
    texts = zipfile.ZipFile(BytesIO(sent.data)).read("xl/sharedStrings.xml").decode()
    assert "Chậm trả hồ sơ" in texts
    assert "=1+1" not in texts
    assert trail.head().act == "risk.exported"


def test_reviewed_on_its_page(signed_in, risk, mai):
    browser = signed_in(mai)
    assert browser.post(f"{PAGE}/confirm", {"note": "Không phát sinh"}).status_code == 303
    assert browser.post(f"{PAGE}/reassess", {"likelihood": "5", "impact": "5", "note": "Tăng"}).status_code == 303
    page = browser.get(PAGE).text
    assert "Không phát sinh" in page
    assert (again(risk).score, page.count("giữ nguyên</td>")) == (25, 1)


@pytest.mark.parametrize(
    ("who", "step", "fields", "sentence"),
    [
        ("mai", "confirm", {"note": ""}, "Ghi căn cứ của lần soát xét."),
        ("mai", "reassess", {"likelihood": "", "impact": "5", "note": "Chữ đã gõ"}, "Chọn một mức."),
        ("mai", "reassess", {"likelihood": "4", "impact": "5", "note": "Chữ đã gõ"}, "Điểm không thay đổi"),
        ("lan", "close", {"note": ""}, "Ghi lý do."),
        ("mai", "treatments", {"description": "Chữ đã gõ", "responsible": "", "due_on": "32/1"}, "Ghi ngày theo dạng"),
        ("mai", "treatments", {"description": "Chữ đã gõ", "due_on": "01/01/2020"}, "Chọn một người."),
        ("mai", "edit", {"title": "", "cause": "Chữ đã gõ"}, "Ghi điều có thể xảy ra."),
    ],
)
def test_refused_step_is_shown_again(signed_in, risk, request, who, step, fields, sentence):
    sent = signed_in(request.getfixturevalue(who)).post(f"{PAGE}/{step}", fields)
    assert sent.status_code == 422
    assert sentence in sent.text
    assert all(text in sent.text for text in fields.values())
    assert again(risk).version == risk.version


def test_amended_in_the_form(signed_in, risk, mai, office):
    browser = signed_in(mai)
    assert "Chậm trả hồ sơ mùa tuyển quân" in browser.get(f"{PAGE}/edit").text
    assert browser.post(f"{PAGE}/edit", typed(office, mai, title="Chậm trả", objective_code="MT-01")).status_code == 303
    assert (again(risk).title, again(risk).objective_code, again(risk).score) == ("Chậm trả", "MT-01", 20)


def test_closed_and_watched_again(signed_in, risk, hung):
    browser = signed_in(hung)
    assert browser.post(f"{PAGE}/close", {"note": "Hết"}).status_code == 303
    assert "Theo dõi lại" in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/reopen", {"note": ""}).status_code == 422
    assert browser.post(f"{PAGE}/reopen", {"note": "Lại có"}).status_code == 303
    assert again(risk).is_watched


def test_treatment_from_plan_to_done(signed_in, risk, mai, nam):
    fields = {"description": "Tăng cường người", "responsible": str(nam.id), "due_on": "01/12/2026"}
    assert signed_in(mai).post(f"{PAGE}/treatments", fields).status_code == 303
    browser = signed_in(nam)
    assert "R01-1 Tăng cường người" in browser.get("/").text
    assert browser.post(f"{STEP}/complete", {"result": ""}).status_code == 422
    assert browser.post(f"{STEP}/evidence", {}).status_code == 422
    assert browser.post(f"{STEP}/evidence", {"files": (BytesIO(png()), "anh.png")}).status_code == 303
    assert browser.post(f"{STEP}/complete", {"result": RESULT}).status_code == 303
    [file] = Treatment.get().evidence
    assert signed_in(mai).get(f"/files/{file.id}").data == png()
    assert "đánh giá lại điểm" in signed_in(mai).get("/").text
    assert RESULT in signed_in(mai).get(PAGE).text


def test_treatment_extended_and_dropped(signed_in, treatment, lan, nam):
    browser = signed_in(lan)
    assert browser.post(f"{STEP}/extend", {"due_on": "10/12/2026", "note": ""}).status_code == 422
    assert browser.post(f"{STEP}/extend", {"due_on": "10/12/2026", "note": "Chờ"}).status_code == 303
    assert again(treatment).due_on == date(2026, 12, 10)
    assert signed_in(nam).post(f"{STEP}/drop", {"note": "Thôi"}).status_code == 403
    assert browser.post(f"{STEP}/drop", {"note": ""}).status_code == 422
    assert browser.post(f"{STEP}/drop", {"note": "Thôi"}).status_code == 303
    assert not again(treatment).is_open


def test_tasks_of_owner_and_doer(risk, mai, nam, app):
    plan(risk, mai, nam)

    def tasks(person):
        database.db.connect(reuse_if_open=True)
        with app.test_request_context():
            return [(task.group, str(task.why)) for task in feature.tasks(person)]

    assert (tasks(mai), tasks(nam)) == ([], [("to_do", "Đồng chí thực hiện")])
    with on(date(2027, 5, 1)):
        assert tasks(mai) == [("coming", "Soát xét rủi ro, cơ hội")]
    with on(date(2027, 5, 22)):
        assert tasks(mai) == [("to_do", "Soát xét rủi ro, cơ hội")]


def test_nonconformity_raised_from_a_risk(signed_in, risk, mai, office):
    browser = signed_in(mai)
    assert f"/nc/new?origin=risk-{risk.id}" in browser.get(PAGE).text
    form = browser.get(f"/nc/new?origin=risk-{risk.id}").text
    assert "R01 Chậm trả hồ sơ mùa tuyển quân" in form
    fields = {"what_happened": "Trả chậm ba hồ sơ.", "unit": str(office["MC"].id), "happened_on": "20/11/2026", "origin": f"risk-{risk.id}"}
    assert browser.post("/nc/new", {**fields, "procedure": "QT-11"}).status_code == 303
    case = Nonconformity.get()
    assert (case.origin_kind, case.origin_id) == ("risk", risk.id)
    assert case.code in browser.get(PAGE).text


def test_scale_is_read_by_all_and_set_by_the_officer(signed_in, lan, nam):
    page = signed_in(nam).get("/risks/scale").text
    assert "vi phạm pháp luật" in page
    assert "Đặt thang đánh giá mới" not in page
    assert signed_in(nam).post("/risks/scale", {}).status_code == 403
    browser = signed_in(lan)
    fields = dict(re.findall(r'name="((?:likelihood|impact|benefit|least)-[^"]+)"[^>]*value="([^"]*)"', browser.get("/risks/scale").text))
    assert len(fields) == 33
    fields |= {"number": "1", "impact-5-word": "Thảm họa"}
    refused = browser.post("/risks/scale", {**fields, "reason": "Theo hướng dẫn", "least-0": "20"})
    assert (refused.status_code, "Thảm họa" in refused.text, "tăng dần" in refused.text) == (422, True, True)
    assert browser.post("/risks/scale", {**fields, "reason": ""}).status_code == 422
    assert browser.post("/risks/scale", {**fields, "reason": "Theo hướng dẫn"}).status_code == 303
    assert scale.current().words("impact", 5) == "5 – Thảm họa"
    assert "Theo hướng dẫn" in browser.get("/risks/scale").text


def test_stale_page_is_refused(signed_in, risk, mai):
    assert signed_in(mai).post(f"{PAGE}/confirm", {"note": "x", "version": "0"}).status_code == 409


@pytest.mark.parametrize("url", ["/risks/R99", "/risks/treatments/R99-1", "/risks/R99/edit"])
def test_what_is_not_there_is_not_found(signed_in, lan, url):
    assert signed_in(lan).get(url).status_code == 404


def test_auditor_finds_the_records(signed_in, treatment, oanh):
    browser = signed_in(oanh)
    assert "R01" in browser.get("/records/risk").text or "R01" in browser.get("/records?kind=risk").text
    assert feature.clause == "6.1"

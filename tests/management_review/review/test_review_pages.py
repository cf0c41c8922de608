"""The pages of reviews: for whom, the whole way through by forms, what a refusal keeps, papers, the meeting's screens."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from qms.core import trail
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import gates, queries
from qms.today.queries import waiting
from tests.conftest import PASSWORD
from tests.management_review.review.conftest import TODAY, again, convene, decide, finish, on, sign, write_all

READERS = {"quality_officer", "commander", "auditor", "staff", "desk_officer"}  # nam and mai take part


def whole(page):
    """Give what a page says in one line."""
    return re.sub(r"\s+", " ", page.text)


def test_review_is_for_who_takes_part_or_answers_for_the_system(signed_in, cast, closed):
    urls = [f"/reviews/{closed.code}{end}" for end in ("", "/c4", "/show", "/show/c4", "/close")]
    for role, person in cast.items():
        browser = signed_in(person)
        for url in urls:
            assert browser.get(url).status_code == (200 if role in READERS else 404), (role, url)
        assert (closed.code in browser.get("/reviews").text) == (role in READERS)
        for paper in ("pack/pdf", "pack/word", "minutes/pdf", "minutes/word"):
            assert browser.post(f"/reviews/{closed.code}/{paper}").status_code == (200 if role in READERS else 404), (role, paper)
        assert (browser.get("/reviews/new").status_code == 200) == (role == "quality_officer")


def test_stranger_is_asked_to_sign_in(browser, closed):
    for url in ("/reviews", f"/reviews/{closed.code}", f"/reviews/{closed.code}/c4", "/reviews/decisions"):
        assert browser.get(url).headers["Location"].startswith("/login")


def test_doer_who_took_no_part_sees_his_decision_alone(signed_in, held, lan, hung, son):
    decide(held, lan, son)
    finish(held, lan)
    sign(held, hung)
    browser = signed_in(son)
    assert browser.get("/reviews/decisions/KL-2026-001").status_code == 200
    assert "KL-2026-001" in browser.get("/reviews/decisions").text
    assert browser.get(f"/reviews/{held.code}").status_code == 404
    assert "KL-2026-001" in browser.get("/").text


def test_whole_review_by_forms(signed_in, lan, hung, nam, mai):
    officer, chair, doer = signed_in(lan), signed_in(hung), signed_in(nam)
    sent = {
        "since": "1/5/2026",
        "until": "20/11/2026",
        "held_on": "22/11/2026",
        "place": "Phòng họp",
        "chair": hung.id,
        "secretary": lan.id,
    }
    answer = officer.post("/reviews/new", {**sent, "people": [nam.id, mai.id]})
    assert answer.headers["Location"] == "/reviews/XXLD-2026-1"
    page = whole(officer.get("/reviews/XXLD-2026-1"))
    assert page.count("cần viết") == 12 + sum(one.is_typed for one in INPUTS.values())
    assert "Chưa chốt được, còn thiếu:" in page
    assert 'href="/reviews/XXLD-2026-1/c1">số liệu, câu tóm tắt của c1)' in page
    for key in INPUTS:
        rows = {
            "rows-0-label": "Số việc",
            "rows-0-value": "3",
            "rows-0-before": "2",
            "rows-1-label": "",
            "rows-1-value": "",
            "rows-1-before": "",
        }
        answer = officer.post(f"/reviews/XXLD-2026-1/{key}", {"headline": "Không đổi", "judgement": "Ổn định", **rows})
        assert answer.status_code == 303
    assert '<input aria-label="Nội dung, dòng 4"' in whole(officer.get("/reviews/XXLD-2026-1/d"))  # three blank ones below the first
    assert officer.post("/reviews/XXLD-2026-1/freeze").status_code == 303
    assert whole(officer.get("/reviews/XXLD-2026-1")).count('href="/reviews/XXLD-2026-1/c4">ý kiến') == 1
    meeting = {"on": "22/11/2026", "began": "8h", "ended": "9 giờ 30", f"absent-{mai.id}": "Trực chỉ huy"}
    assert officer.post("/reviews/XXLD-2026-1/hold", meeting).status_code == 303
    for key in INPUTS:
        assert officer.post(f"/reviews/XXLD-2026-1/{key}/minutes", {"minutes": "Thống nhất."}).status_code == 303
    decision = {"kind": "improvement", "description": "Sửa mẫu sổ", "known_by": "Có mẫu mới", "responsible": nam.id, "due_on": "1/12/2026"}
    assert officer.post("/reviews/XXLD-2026-1/c4/decide", decision).status_code == 303
    closing = {"conclusion": "Thích hợp, đầy đủ, hiệu lực.", "change": "Chưa cần", "resource": "Đủ"}
    assert officer.post("/reviews/XXLD-2026-1/conclude", closing).status_code == 303
    seen = re.search(r'name="seen"[^>]*value="(\w{64})"', chair.get("/reviews/XXLD-2026-1/close").text)[1]
    assert chair.post("/reviews/XXLD-2026-1/close", {"seen": seen, "password": "mat khau khac hoan toan"}).status_code == 422
    assert chair.post("/reviews/XXLD-2026-1/close", {"seen": "0" * 64, "password": PASSWORD}).status_code == 422
    assert chair.post("/reviews/XXLD-2026-1/close", {"seen": seen, "password": PASSWORD}).status_code == 303
    page = whole(officer.get("/reviews/XXLD-2026-1"))
    assert "Vắng: Trực chỉ huy" in page
    assert "Họp từ 08:00 đến 09:30" in page
    assert doer.post("/reviews/decisions/KL-2026-001/complete", {"result": "Đã sửa mẫu sổ và phát cho hai quầy."}).status_code == 303
    answer = officer.post("/reviews/decisions/KL-2026-001/confirm", {"finding": "Đã xem", "is_done": "y"})
    assert answer.status_code == 303
    assert queries.decision("KL-2026-001").state == "confirmed"


def test_refused_form_keeps_what_was_typed(signed_in, convened, lan, hung, nam):
    browser = signed_in(lan)
    answer = browser.post("/reviews/new", {"place": "Hội trường lớn", "since": "31/2/2026", "people": [nam.id]})
    assert answer.status_code == 422
    assert 'value="Hội trường lớn"' in answer.text
    assert 'value="31/2/2026"' in answer.text
    rows = {"rows-0-label": "x" * 301, "rows-0-value": "3", "rows-0-before": ""}
    answer = browser.post(f"/reviews/{convened.code}/d", {"judgement": "Nhận định dài", **rows})
    assert (answer.status_code, "Nhận định dài" in answer.text, "tối đa 300 ký tự" in answer.text) == (422, True, True)
    answer = browser.post(f"/reviews/{convened.code}/d", {"headline": "Tóm tắt", "judgement": "Lời", "rows-0-label": "Chỉ có tên"})
    assert (answer.status_code, "Chỉ có tên" in answer.text) == (422, True)


def test_hour_is_read_as_people_type_it(signed_in, frozen, lan, mai):
    browser = signed_in(lan)
    answer = browser.post(f"/reviews/{frozen.code}/hold", {"on": "22/11/2026", "began": "25:00", "ended": "x", f"absent-{mai.id}": "Ốm"})
    assert (answer.status_code, answer.text.count("Ghi giờ theo dạng 8:00.") >= 2, 'value="Ốm"' in answer.text) == (422, True, True)
    assert browser.post(f"/reviews/{frozen.code}/hold", {"on": "22/11/2026", "began": "7.30", "ended": "8g05"}).status_code == 303
    assert (again(frozen).began, again(frozen).ended) == ("07:30", "08:05")


def test_stale_page_is_refused(signed_in, written, lan):
    browser = signed_in(lan)
    assert browser.post(f"/reviews/{written.code}/freeze", {"version": "0"}).status_code == 409
    assert again(written).state == "preparing"


def test_screens_of_the_meeting_lead_on_without_script(signed_in, closed, nam):
    browser, keys = signed_in(nam), list(INPUTS)
    url, seen = f"/reviews/{closed.code}/show", []
    while url:
        page = browser.get(url).text
        assert '<nav class="nav"' not in page
        seen.append(url.rpartition("/")[2])
        found = re.search(r'href="(/reviews/[^"]*/show/\w+)" rel="next"', page)
        url = found[1] if found else ""
    assert seen == ["show", *keys]


def test_charts_are_frozen_drawings(signed_in, closed, nam):
    browser = signed_in(nam)
    assert browser.get(f"/reviews/{closed.code}/charts/flow.svg").status_code == 404  # too few data
    assert browser.get(f"/reviews/{closed.code}/charts/data.json.svg").status_code == 404


def test_papers_are_given_and_noted(signed_in, closed, nam):
    browser = signed_in(nam)
    for paper, is_pdf in (("pack/pdf", True), ("pack/word", False), ("minutes/pdf", True), ("minutes/word", False)):
        data = browser.post(f"/reviews/{closed.code}/{paper}").data
        assert (len(PdfReader(BytesIO(data)).pages) if is_pdf else len(WordFile(BytesIO(data)).tables)) > 0
        assert trail.head().act == "managementreview.exported"


def test_papers_wait_for_the_freezing(signed_in, convened, lan):
    assert signed_in(lan).post(f"/reviews/{convened.code}/pack/pdf").status_code == 409


def test_tasks_follow_the_review(app, lan, hung, nam, mai):
    def whys(person):
        return [str(task.why) for task in waiting(again(person)) if task.title.startswith(("XXLD", "KL"))]

    with app.test_request_context():
        _follow(whys, lan, hung, nam, mai)


def _follow(whys, lan, hung, nam, mai):
    review = convene(lan, hung, [nam, mai])
    assert (whys(lan), whys(nam), whys(hung)) == (["Chuẩn bị đầu vào, chốt số liệu"], ["Đồng chí dự họp"], ["Đồng chí dự họp"])
    write_all(review, lan)
    again(review).freeze(by=lan)
    assert (whys(lan), whys(nam)) == (["Ghi biên bản, kết luận"], ["Đọc tài liệu họp"])


@pytest.mark.parametrize("key", ["z", "c8", "A", "%00"])
def test_input_that_is_none_is_not_there(signed_in, convened, lan, key):
    browser = signed_in(lan)
    assert browser.get(f"/reviews/{convened.code}/{key}").status_code == 404
    assert browser.get(f"/reviews/{convened.code}/show/{key}").status_code == 404


def test_signature_waits_for_the_chair_as_a_task_and_the_doer_is_told(app, decided, hung, nam, lan):
    with app.test_request_context():
        assert [str(task.why) for task in waiting(again(hung)) if task.title.startswith("XXLD")] == ["Ký biên bản"]
        sign(decided, hung)
        assert [task.due for task in waiting(again(nam)) if task.title.startswith("KL")] == [TODAY + timedelta(days=30)]
        queries.decision("KL-2026-001").complete(by=again(nam), result="Đã ban hành mẫu sổ mới.")
        assert [str(task.why) for task in waiting(again(lan)) if task.title.startswith("KL")] == ["Xác nhận kết luận đã xong"]
        with on(TODAY + timedelta(days=90)):
            assert gates.before_closing(again(decided)) == []

"""Pages of ideas: the short form, the answer, the doer's step, the check, thanks, the register; as each role."""

import re
import zipfile
from io import BytesIO

import pytest

from qms.core import trail
from qms.improvement.ideas.idea import Idea
from qms.improvement.ideas.states import IdeaState
from tests.improvement.conftest import DUE, again, on, png
from tests.improvement.test_idea import adopted, done, head, propose, proposed  # noqa: F401

PAGE = "/ideas/CT-2026-001"
SAID = {"proposal": "Nhắc hẹn bằng tin nhắn", "reason": "Đỡ đi lại"}


def test_proposed_in_a_short_form_from_a_procedure(signed_in, mai, office):
    browser = signed_in(mai)
    form = browser.get("/ideas/new?procedure=QT-11&step=5.2")
    assert "Liên quan quy trình QT-11." in form.text
    assert "chậm nhất ngày 07/12/2026" in form.text
    sent = browser.post("/ideas/new", {**SAID, "unit": str(office["TM"].id), "procedure": "QT-11", "step": "5.2"})
    assert (sent.status_code, sent.location) == (303, PAGE)
    kept = Idea.get()
    assert (kept.unit, kept.procedure_code, kept.procedure_step, kept.proposed_by) == (office["TM"], "QT-11", "5.2", mai)


def test_incomplete_form_is_shown_again(signed_in, mai, office):
    sent = signed_in(mai).post("/ideas/new", {"proposal": "Nhắc hẹn", "reason": "", "unit": str(office["TM"].id)})
    assert sent.status_code == 422
    assert "Ghi lý do hoặc lợi ích." in sent.text
    assert "Nhắc hẹn" in sent.text
    assert Idea.select().count() == 0


def test_administrator_proposes_nothing(signed_in, tuan, office):
    assert signed_in(tuan).get("/ideas/new").status_code == 403
    assert "/ideas/new" not in signed_in(tuan).get("/ideas").text


def test_head_finds_it_today_and_adopts_it(signed_in, proposed, head, son):  # noqa: F811
    browser = signed_in(head)
    assert "CT-2026-001 Nhắc hẹn bằng tin nhắn" in browser.get("/").text
    sent = browser.post(f"{PAGE}/adopt", {"responsible": str(son.id), "due_on": "01/12/2026", "answer": "Làm thử."})
    assert sent.status_code == 303
    assert (again(proposed).state, again(proposed).due_on) == (IdeaState.ADOPTED, DUE)
    assert "Hôm nay không có việc nào chờ đồng chí" in browser.get("/").text
    assert "CT-2026-001" in signed_in(son).get("/").text


@pytest.mark.parametrize("who", ["mai", "hung", "oanh", "son"])
def test_others_are_not_offered_the_answer(signed_in, proposed, request, who):  # noqa: F811
    browser = signed_in(request.getfixturevalue(who))
    assert "Bước của đồng chí" not in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/decline", {"answer": "Không."}).status_code == 403
    assert browser.post(f"{PAGE}/ask", {"question": "Gì?"}).status_code == 403
    assert again(proposed).state == IdeaState.PROPOSED


def test_declined_with_a_reason_the_proposer_reads(signed_in, proposed, lan, mai):  # noqa: F811
    assert signed_in(lan).post(f"{PAGE}/decline", {"answer": "Cổng đã gửi tin nhắn."}).status_code == 303
    page = signed_in(mai).get(PAGE).text
    assert "Không tiếp nhận." in page
    assert "Cổng đã gửi tin nhắn." in page


def test_asked_for_more_and_told(signed_in, proposed, lan, mai):  # noqa: F811
    assert signed_in(lan).post(f"{PAGE}/ask", {"question": "Bao nhiêu người?"}).status_code == 303
    browser = signed_in(mai)
    assert "Bổ sung đề xuất của đồng chí" in browser.get("/").text
    assert browser.post(f"{PAGE}/more", {"more": "Bốn người."}).status_code == 303
    assert "Bốn người." in browser.get(PAGE).text


def test_doer_reports_the_result_with_evidence_and_another_checks(signed_in, adopted, son, oanh, lan):  # noqa: F811
    sent = signed_in(son).post(f"{PAGE}/complete", {"result": "Đã làm", "files": (BytesIO(png()), "anh.png")})
    assert sent.status_code == 303
    assert "Kiểm tra việc áp dụng" in signed_in(lan).get("/").text
    page = signed_in(oanh).get(PAGE).text
    assert "anh.png" in page
    assert signed_in(oanh).post(f"{PAGE}/check", {"finding": "Đã xem", "applied": "y"}).status_code == 303
    assert again(adopted).state == IdeaState.APPLIED


def test_unticked_check_lets_the_doer_go_on(signed_in, done, lan):  # noqa: F811
    assert signed_in(lan).post(f"{PAGE}/check", {"finding": "Chưa dùng"}).status_code == 303
    assert again(done).state == IdeaState.ADOPTED


def test_evidence_and_a_later_date(signed_in, adopted, son, lan):  # noqa: F811
    assert signed_in(son).post(f"{PAGE}/evidence", {"files": (BytesIO(png()), "anh.png")}).status_code == 303
    [file] = again(adopted).evidence
    assert signed_in(lan).get(f"/files/{file.id}").data == png()
    assert signed_in(lan).post(f"{PAGE}/extend", {"due_on": "10/12/2026", "note": "Chờ"}).status_code == 303
    assert again(adopted).due_on.isoformat() == "2026-12-10"


@pytest.mark.parametrize(
    ("stage", "who", "step", "typed", "sentence"),
    [
        ("proposed", "lan", "adopt", {"due_on": "32/1", "responsible": "", "answer": "Chữ đã gõ"}, "Ghi ngày theo dạng"),
        ("proposed", "lan", "ask", {"question": ""}, "Ghi nội dung cần bổ sung."),
        ("proposed", "lan", "decline", {"answer": ""}, "Ghi lý do không tiếp nhận."),
        ("adopted", "son", "complete", {"result": "Chữ đã gõ"}, "từ 20 ký tự"),
        ("adopted", "son", "evidence", {}, "Chưa có tệp nào."),
        ("adopted", "lan", "extend", {"due_on": "01/12/2026", "note": "Chữ đã gõ"}, "Hạn mới phải sau hạn cũ."),
        ("done", "lan", "check", {"finding": ""}, "Ghi căn cứ của kết luận."),
        ("done", "hung", "thank", {"thanks": ""}, "Ghi lời cảm ơn."),
    ],
)
def test_refused_step_is_shown_again(signed_in, request, stage, who, step, typed, sentence):
    idea = request.getfixturevalue(stage)
    sent = signed_in(request.getfixturevalue(who)).post(f"{PAGE}/{step}", typed)
    assert sent.status_code == 422
    assert sentence in sent.text
    assert all(text in sent.text for text in typed.values())
    assert again(idea).version == idea.version


@pytest.mark.parametrize("who", ["hung", "head"])
def test_thanks_are_shown_on_the_list_and_the_proposers_page(signed_in, done, request, who, mai):  # noqa: F811
    browser = signed_in(request.getfixturevalue(who))
    assert browser.post(f"{PAGE}/thank", {"thanks": "Việc nhỏ, ích lớn"}).status_code == 303
    for url in (PAGE, "/ideas", f"/ideas/by/{mai.id}"):
        assert "Việc nhỏ, ích lớn" in signed_in(mai).get(url).text
    assert "1 ý tưởng, 0 đã áp dụng, 1 được cảm ơn" in signed_in(mai).get(f"/ideas/by/{mai.id}").text


def test_second_thanks_are_refused_on_a_whole_page(signed_in, done, hung):  # noqa: F811
    browser = signed_in(hung)
    browser.post(f"{PAGE}/thank", {"thanks": "Cảm ơn"})
    assert "Cảm ơn người đề xuất</summary>" not in browser.get(PAGE).text
    assert 'id="thanks"' in browser.post(f"{PAGE}/thank", {"thanks": ""}).text
    assert "đã có lời cảm ơn" in browser.post(f"{PAGE}/thank", {"thanks": "Nữa"}).text


def test_others_do_not_thank(signed_in, done, lan):  # noqa: F811
    assert "Cảm ơn người đề xuất" not in signed_in(lan).get(PAGE).text
    assert signed_in(lan).post(f"{PAGE}/thank", {"thanks": "Cảm ơn"}).status_code == 403


def test_stale_page_is_refused(signed_in, proposed, lan):  # noqa: F811
    assert signed_in(lan).post(f"{PAGE}/decline", {"answer": "Không.", "version": "0"}).status_code == 409
    assert again(proposed).state == IdeaState.PROPOSED


def test_register_is_filtered(signed_in, adopted, mai, lan, office):  # noqa: F811
    propose(lan, office["TM"], proposal="Đặt lịch nhắc việc")

    def shown(person, words=""):
        page = signed_in(person).get(f"/ideas{words}").text
        return [code for code in ("CT-2026-001", "CT-2026-002") if code in page]

    both = ["CT-2026-001", "CT-2026-002"]
    assert [shown(mai), shown(mai, "?state=open"), shown(mai, "?state=bogus"), shown(mai, "?unit=bogus")] == [both, both, [], []]
    assert [shown(mai, "?mine=1"), shown(mai, "?state=adopted"), shown(mai, "?q=nhac+viec")] == [both[:1], both[:1], both[1:]]
    assert [shown(mai, f"?unit={office['TM'].id}"), shown(mai, "?procedure=QT-11"), shown(mai, "?late=1")] == [both[1:], both[:1], []]
    with on(DUE.replace(day=5)):
        assert shown(mai, "?late=1") == both[:1]


def test_excel_holds_what_the_filter_shows(signed_in, adopted, mai, lan, office):  # noqa: F811
    propose(lan, office["TM"], proposal="=1+1")
    sent = signed_in(mai).post("/ideas/list.xlsx?state=proposed")
    texts = zipfile.ZipFile(BytesIO(sent.data)).read("xl/sharedStrings.xml").decode()
    assert re.findall(r"CT-2026-\d+", texts) == ["CT-2026-002"]
    assert "=1+1" in texts
    assert trail.head().act == "idea.exported"


def test_unknown_idea_and_person_are_not_found(signed_in, mai):
    assert signed_in(mai).get("/ideas/CT-2026-999").status_code == 404
    assert signed_in(mai).get("/ideas/by/999").status_code == 404

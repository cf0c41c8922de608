"""Pages of corrective actions: what the doer does, what the verifier concludes, what others may not."""

from io import BytesIO

import pytest

from qms.improvement.states import ActionState, NonconformityState
from tests.improvement.conftest import CHECK, DUE, RESULT, again, on, plan, png

PAGE = "/ca/HDKP-2026-001"


def photo(name="so-moi.png"):
    """Give a photo to send."""
    return {"files": (BytesIO(png()), name)}


def test_doer_begins_and_reports_the_result_with_evidence(signed_in, planned, mai):
    browser = signed_in(mai)
    assert browser.post(f"{PAGE}/start").status_code == 303
    assert browser.post(f"{PAGE}/complete", {"result": "Đã sửa mẫu", **photo()}).status_code == 303
    page = browser.get(PAGE).text
    assert "Đã làm, chờ kiểm tra" in page
    assert "so-moi.png" in page
    assert again(planned.nonconformity).state == NonconformityState.AWAITING_CHECK


@pytest.mark.parametrize("who", ["nam", "lan", "oanh"])
def test_others_are_not_offered_the_doers_step(signed_in, planned, request, who):
    browser = signed_in(request.getfixturevalue(who))
    assert "Bước của đồng chí" not in browser.get(PAGE).text
    assert browser.post(f"{PAGE}/complete", {"result": RESULT}).status_code == 403
    assert browser.post(f"{PAGE}/start").status_code == 403
    assert browser.post(f"{PAGE}/evidence", photo()).status_code == 403
    assert again(planned).state == ActionState.TO_DO


@pytest.mark.parametrize(("result", "sentence"), [("", "Ghi kết quả thực hiện."), ("Đã sửa mẫu", "hoặc kèm tệp bằng chứng")])
def test_result_without_evidence_is_shown_again(signed_in, planned, mai, result, sentence):
    sent = signed_in(mai).post(f"{PAGE}/complete", {"result": result})
    assert sent.status_code == 422
    assert sentence in sent.text
    assert result in sent.text
    assert again(planned).state == ActionState.TO_DO


def test_evidence_is_added_later(signed_in, finished, mai):
    browser = signed_in(mai)
    assert browser.post(f"{PAGE}/evidence", photo("bang-chung.png")).status_code == 303
    assert "bang-chung.png" in browser.get(PAGE).text


def test_no_file_is_no_evidence(signed_in, planned, mai):
    sent = signed_in(mai).post(f"{PAGE}/evidence")
    assert sent.status_code == 422
    assert "Lỗi: Chưa có tệp nào." in sent.text


def test_evidence_of_a_wrong_kind_is_refused(signed_in, planned, mai):
    sent = signed_in(mai).post(f"{PAGE}/evidence", {"files": (BytesIO(b"MZ"), "so.exe")})
    assert sent.status_code == 422
    assert again(planned).evidence == []


def test_everybody_in_the_office_opens_the_evidence(signed_in, planned, mai, son):
    planned.add_evidence(by=mai, name="so.png", data=png())
    [file] = planned.evidence
    assert signed_in(son).get(f"/files/{file.id}").data == png()


@pytest.mark.parametrize("who", ["lan", "hung"])
def test_extend(signed_in, planned, request, who):
    sent = signed_in(request.getfixturevalue(who)).post(f"{PAGE}/extend", {"due_on": "10/12/2026", "note": "Chờ in sổ"})
    assert sent.status_code == 303
    assert again(planned).due_on.isoformat() == "2026-12-10"


def test_doer_may_not_extend(signed_in, planned, mai):
    assert signed_in(mai).post(f"{PAGE}/extend", {"due_on": "10/12/2026", "note": "Chờ"}).status_code == 403
    assert again(planned).due_on == DUE


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"due_on": "10/12/2026", "note": ""}, "Ghi lý do."),
        ({"due_on": "", "note": "Chờ in sổ"}, "Ghi ngày theo dạng 22/11/2026."),
        ({"due_on": "30/11/2026", "note": "Chờ in sổ"}, "Hạn mới phải sau hạn cũ."),
    ],
)
def test_wrong_extension_is_shown_again(signed_in, planned, lan, sent, sentence):
    page = signed_in(lan).post(f"{PAGE}/extend", sent)
    assert page.status_code == 422
    assert sentence in page.text
    assert sent["note"] in page.text
    assert again(planned).due_on == DUE


@pytest.mark.parametrize(
    ("ticked", "state", "of_the_case"),
    [
        ({"effective": "y"}, ActionState.EFFECTIVE, NonconformityState.AWAITING_CHECK),
        ({}, ActionState.NOT_EFFECTIVE, NonconformityState.IN_PROGRESS),
    ],
)
def test_verifier_concludes_on_the_set_day(signed_in, finished, oanh, ticked, state, of_the_case):
    with on(CHECK):
        sent = signed_in(oanh).post(f"{PAGE}/verify", {"finding": "Xem 10 hồ sơ", **ticked})
    assert sent.status_code == 303
    assert (again(finished).state, again(finished.nonconformity).state) == (state, of_the_case)


def test_conclusion_needs_its_grounds(signed_in, finished, oanh):
    with on(CHECK):
        sent = signed_in(oanh).post(f"{PAGE}/verify", {"finding": "", "effective": "y"})
    assert sent.status_code == 422
    assert "Ghi căn cứ của kết luận." in sent.text
    assert again(finished).state == ActionState.DONE


def test_conclusion_before_the_set_day_keeps_what_was_typed(signed_in, finished, oanh):
    sent = signed_in(oanh).post(f"{PAGE}/verify", {"finding": "Xem 10 hồ sơ", "effective": "y"})
    assert sent.status_code == 422
    assert "Chưa đến ngày kiểm tra hiệu lực 31/12/2026." in sent.text
    assert "Xem 10 hồ sơ" in sent.text


def test_doer_is_told_that_another_person_must_check(signed_in, analysed, lan, mai, oanh):
    plan(analysed, lan, oanh, mai).complete(by=oanh, result=RESULT)  # an auditor, but here she is the doer
    with on(CHECK):
        browser = signed_in(oanh)
        assert "người khác với người thực hiện" in browser.get(PAGE).text
        sent = browser.post(f"{PAGE}/verify", {"finding": "Tốt", "effective": "y"})
    assert sent.status_code == 403
    assert "người khác với người thực hiện" in sent.text


def test_stale_page_is_refused(signed_in, planned, mai):
    sent = signed_in(mai).post(f"{PAGE}/complete", {"result": RESULT, "version": str(planned.version - 1)})
    assert sent.status_code == 409
    assert again(planned).state == ActionState.TO_DO


def test_register_of_actions(signed_in, planned, mai, nam):
    def shows(person, words=""):
        return "HDKP-2026-001" in signed_in(person).get(f"/ca{words}").text

    assert [shows(nam, words) for words in ("", "?state=open", "?state=to_do", "?state=done", "?state=bogus")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [shows(mai, "?mine=1"), shows(nam, "?mine=1")] == [True, False]
    assert not shows(nam, "?late=1")
    with on(CHECK):
        assert shows(nam, "?late=1")
        assert "Quá hạn (1)" in signed_in(nam).get("/ca").text


def test_unknown_action_is_not_found(signed_in, nam):
    assert signed_in(nam).get("/ca/HDKP-2026-999").status_code == 404

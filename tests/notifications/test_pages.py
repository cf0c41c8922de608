"""The personal token, and the administrator's page of the daily round."""

import re

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed
from qms.organization import personal_token
from qms.organization.person import Person
from tests.notifications.conftest import task
from tests.notifications.ics_reader import events
from tests.notifications.test_round import letters  # noqa: F401


def link_in(page):
    """Give the token of the link a page shows."""
    return re.search(r"/me\.ics\?token=([\w-]+)", page)[1]


def test_link_is_shown_once_and_reads_the_list_without_a_sign_in(cast, given, signed_in, browser):
    nam = cast["staff"]
    given({nam: [task("CA-1 Sửa", 2, url="/help")]})
    mine = signed_in(nam)
    plain = link_in(mine.post("/me/token").text)
    assert plain not in mine.get("/me").text
    assert "Có từ 10:00 22/11/2026" in mine.get("/me").text
    answer = browser.get(f"/me.ics?token={plain}")
    assert answer.mimetype == "text/calendar"
    assert [one["SUMMARY"] for one in events(answer.data)] == ["CA-1 Sửa"]
    bearer = {"Authorization": f"Bearer {plain}"}
    assert browser.get("/api/v1/me/tasks", headers=bearer).json["count"] == 1
    assert browser.get("/me.ics", headers=bearer).status_code == 200
    assert trail.head().act == "token.renew"
    assert plain not in trail.head().payload


def test_token_reads_nothing_else(cast, browser):
    plain = personal_token.renew(cast["administrator"])
    bearer = {"Authorization": f"Bearer {plain}"}
    for url in ("/", "/me", "/admin", "/nc"):
        assert browser.get(url, headers=bearer).status_code == 302, url
        assert browser.get(f"{url}?token={plain}").status_code == 302, url


def test_renewed_and_revoked_links_are_worthless(cast, signed_in, browser):
    mine = signed_in(cast["staff"])
    first = link_in(mine.post("/me/token").text)
    second = link_in(mine.post("/me/token").text)
    assert browser.get(f"/me.ics?token={first}").status_code == 401
    assert browser.get(f"/me.ics?token={second}").status_code == 200
    mine.post("/me/token/revoke")
    answer = browser.get(f"/me.ics?token={second}")
    assert (answer.status_code, answer.json["error"]) == (401, "Cần đăng nhập, hoặc mã truy cập còn hiệu lực.")


@pytest.mark.parametrize("shut_out", ["disable", "reset", "leave"])
def test_who_is_shut_out_reads_nothing_more(cast, tuan, browser, shut_out):
    nam = cast["staff"].reload()
    plain = personal_token.renew(nam)
    if shut_out == "reset":
        nam.reset_password(by=tuan, new="mot cau dai de nho hon")
    elif shut_out == "leave":
        nam.leave(by=tuan, on=nam.posts[0].holdings[0].valid_from)
    else:
        nam.disable(by=tuan)
    assert browser.get(f"/me.ics?token={plain}").status_code == 401
    assert personal_token.of(nam) is None


def test_interface_answers_in_json_whatever_is_wrong(browser, cast, signed_in, tuan):
    answer = browser.get("/api/v1/me/tasks")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json == {"error": "Cần đăng nhập, hoặc mã truy cập còn hiệu lực."}
    assert browser.get("/api/v1/me/tasks", headers={"Authorization": "Bearer sai"}).status_code == 401
    assert browser.get("/api/v1/nothing").json["error"].startswith("Không tìm thấy")
    cast["staff"].reload().reset_password(by=tuan, new="con duong ngan nhat 2027")
    given_one = signed_in_with(browser, "nam", "con duong ngan nhat 2027")
    answer = given_one.get("/api/v1/me/tasks")
    assert (answer.status_code, answer.json) == (403, {"error": "Đặt mật khẩu riêng trước khi làm việc."})


def signed_in_with(browser, username, plain):
    """Sign in with another password than everybody's."""
    assert browser.sign_in(username, plain).status_code == 303
    return browser


def test_session_reads_the_list_too(cast, given, signed_in):
    given({cast["staff"]: [task("CA-1 Sửa", 2, url="/help")]})
    mine = signed_in(cast["staff"])
    assert mine.get("/api/v1/me/tasks").json["tasks"][0]["title"] == "CA-1 Sửa"
    assert len(events(mine.get("/me.ics").data)) == 1


def test_language_is_chosen_by_oneself_alone(cast, signed_in):
    nam = cast["staff"]
    assert signed_in(nam).post("/me/language", {"language": "en"}).status_code == 303
    assert nam.reload().language == "en"
    assert trail.head().act == "person.choose_language"
    with pytest.raises(NotAllowed, match="chính người đó"):
        nam.reload().choose_language(by=cast["commander"], language="vi")
    with pytest.raises(Missing, match="ngôn ngữ có sẵn"):
        nam.reload().choose_language(by=nam, language="fr")


@pytest.mark.parametrize("wrong", ["không dấu@x.vn", "a@b@c", "a b@c.vn", "a@c.vn\nBcc: x@y.vn", "@c.vn", "a@" + "x" * 300])
def test_mail_address_that_no_relay_takes_is_refused(cast, tuan, signed_in, wrong):
    nam = cast["staff"].reload()
    with pytest.raises(Missing, match=r"ten@co-quan\.vn"):
        nam.amend(by=tuan, name=nam.name, username="nam", email=wrong)
    answer = signed_in(tuan).post(f"/admin/people/{nam.id}/edit", {"name": nam.name, "username": "nam", "email": wrong})
    assert answer.status_code == 422
    assert nam.reload().email == ""


def test_administrator_writes_the_address(cast, tuan, signed_in):
    nam = cast["staff"]
    facts = {"name": nam.name, "username": "nam", "email": "nam@an-binh.lan", "version": nam.version}
    assert signed_in(tuan).post(f"/admin/people/{nam.id}/edit", facts).status_code == 303
    assert Person.get_by_id(nam.id).email == "nam@an-binh.lan"


def test_page_of_the_round_tells_what_became_of_the_mails(reachable, given, letters, do, signed_in, tuan):  # noqa: F811
    admin = signed_in(tuan)
    assert "Chưa chạy vòng nào" in admin.get("/admin/daily").text
    given({reachable["staff"]: [task("CA-1 Sửa", 1)], reachable["auditor"]: [task("CA-2 Sửa", 1)]})
    letters.refuse = {"nam@an-binh.lan"}
    do()
    page = admin.get("/admin/daily").text
    assert "550 no such mailbox" in page
    assert "06:00 23/11/2026" in page
    assert signed_in(reachable["staff"]).get("/admin/daily").status_code == 403


def test_administrator_tries_the_relay(letters, tuan, signed_in):  # noqa: F811
    admin = signed_in(tuan)
    assert "chưa có địa chỉ thư" in admin.post("/admin/daily/test-mail").text
    admin.post(f"/admin/people/{tuan.id}/edit", {"name": tuan.name, "username": "tuan", "email": "tuan@an-binh.lan"})
    assert admin.post("/admin/daily/test-mail").status_code == 303
    assert letters.addressees == ["tuan@an-binh.lan"]
    assert trail.head().act == "mail.try"
    letters.refuse = {"tuan@an-binh.lan"}
    answer = admin.post("/admin/daily/test-mail")
    assert answer.status_code == 409
    assert "550 no such mailbox" in answer.text


def test_without_a_relay_the_trial_says_what_to_set(tuan, signed_in):
    answer = signed_in(tuan).post("/admin/daily/test-mail")
    assert answer.status_code == 422
    assert "QMS_SMTP_HOST" in answer.text

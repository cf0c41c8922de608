"""Signing in and staying in: right, wrong, waiting, disabled; when a session ends; where one is sent."""

from datetime import timedelta

import pytest

from qms.core import clock, trail
from qms.core.refusals import NotAllowed
from qms.organization import sign_in as signing
from qms.organization.person import RoleGrant
from qms.organization.role import Role
from tests.conftest import NOW, PASSWORD, TODAY, Browser

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


def is_in(browser):
    """Tell whether the browser is signed in."""
    return browser.get("/me").status_code == 200


def test_right_password_signs_in(browser, lan):
    answer = browser.sign_in("lan")
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Trần Thị Lan" in browser.get("/me").text


def test_composed_and_decomposed_letters_are_one_password(tuan, lan):
    import unicodedata

    plain = "Đường về đơn vị xa"
    lan.reset_password(by=tuan, new=unicodedata.normalize("NFC", plain))
    assert signing.sign_in("lan", unicodedata.normalize("NFD", plain), "10.0.0.1")


def test_wrong_unknown_disabled_and_gone_hear_the_same(browser, lan, nam, mai, tuan):
    nam.disable(by=tuan)
    mai.leave(by=tuan, on=TODAY)
    answers = [browser.sign_in("lan", "sai"), browser.sign_in("khongai", "sai"), browser.sign_in("nam"), browser.sign_in("mai")]
    assert [answer.status_code for answer in answers] == [401] * 4
    assert all(WRONG in answer.text for answer in answers)
    assert not is_in(browser)
    assert trail.head().act == "sign_in.refused"
    assert PASSWORD not in trail.head().payload


def test_wrong_password_keeps_the_name_and_forgets_the_password(browser, lan):
    answer = browser.sign_in("lan", "mat khau sai roi")
    assert 'value="lan"' in answer.text
    assert "mat khau sai roi" not in answer.text


def test_empty_form_says_what_to_write(browser, lan):
    answer = browser.post("/login", {"username": "", "password": ""})
    assert answer.status_code == 422
    assert "Ghi tên đăng nhập." in answer.text
    assert "Ghi mật khẩu." in answer.text


def wrong_times(count, username="lan", address="10.0.0.1"):
    for _time in range(count):
        with pytest.raises(NotAllowed, match="không đúng"):
            signing.sign_in(username, "sai", address)


def test_delay_grows_from_the_sixth_wrong_password(lan):
    wrong_times(6)
    with pytest.raises(NotAllowed, match="Chờ 2 giây"):
        signing.sign_in("lan", PASSWORD, "10.0.0.1")
    with clock.stopped_at(NOW + timedelta(seconds=2)):
        wrong_times(1)
        with pytest.raises(NotAllowed, match="Chờ 4 giây"):
            signing.sign_in("lan", PASSWORD, "10.0.0.1")
    with clock.stopped_at(NOW + timedelta(seconds=6)):
        assert signing.sign_in("lan", PASSWORD, "10.0.0.1")
        wrong_times(5)
        assert signing.sign_in("lan", PASSWORD, "10.0.0.1")  # counted anew


def test_five_wrong_passwords_need_no_waiting(lan):
    wrong_times(5)
    assert signing.sign_in("lan", PASSWORD, "10.0.0.1")


def test_one_address_guessing_many_names_waits_too(lan, nam):
    for number in range(6):
        wrong_times(1, f"name{number}")
    with pytest.raises(NotAllowed, match="Chờ"):
        signing.sign_in("nam", PASSWORD, "10.0.0.1")
    assert signing.sign_in("nam", PASSWORD, "10.0.0.2")


def test_account_is_locked_after_a_hundred_and_freed_by_a_new_password(lan, tuan):
    moment = NOW
    for _time in range(signing.LOCK_AFTER):
        moment += timedelta(seconds=signing.LONGEST_WAIT_SECONDS)
        with clock.stopped_at(moment):
            wrong_times(1)
    with clock.stopped_at(moment + timedelta(days=1)):
        with pytest.raises(NotAllowed, match="bị khóa"):
            signing.sign_in("lan", PASSWORD, "10.0.0.9")
        lan.reset_password(by=tuan, new="mot cau dai de nho hon")
        assert signing.sign_in("lan", "mot cau dai de nho hon", "10.0.0.9")


def test_session_ends_at_sign_out_for_every_copy_of_its_cookie(app, signed_in, lan):
    browser, copy = signed_in(lan), Browser(app)
    copy.client.set_cookie("qms", browser.client.get_cookie("qms").value)
    assert is_in(copy)
    assert browser.post("/logout").status_code == 303
    assert not is_in(browser)
    assert not is_in(copy)


def test_sign_in_gives_a_new_token(browser, lan):
    browser.sign_in("lan")
    first = browser.client.get_cookie("qms").value
    browser.post("/logout")
    browser.sign_in("lan")
    assert browser.client.get_cookie("qms").value != first


def test_cookie_is_kept_from_scripts_and_other_sites(browser, lan):
    cookie = browser.sign_in("lan").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "act",
    [
        lambda nam, tuan: nam.reset_password(by=tuan, new="mot cau dai de nho hon"),
        lambda nam, tuan: nam.disable(by=tuan),
        lambda nam, tuan: nam.leave(by=tuan, on=TODAY),
        lambda nam, tuan: RoleGrant(person=nam, role=Role.AUDITOR, valid_from=TODAY).grant(by=tuan),
        lambda nam, tuan: RoleGrant.held(nam, TODAY)[0].end(by=tuan, on=TODAY),
    ],
)
def test_session_ends_when_account_or_roles_change(signed_in, nam, tuan, act):
    browser = signed_in(nam)
    assert is_in(browser)
    act(nam, tuan)
    assert not is_in(browser)


def test_session_does_not_come_back_when_the_account_is_opened_again(signed_in, nam, tuan):
    browser = signed_in(nam)
    nam.disable(by=tuan).enable(by=tuan)
    assert not is_in(browser)


def test_changing_the_password_ends_the_other_sessions_only(signed_in, nam):
    here, elsewhere = signed_in(nam), signed_in(nam)
    new = "mot cau dai de nho hon"
    assert here.post("/me/password", {"old_password": PASSWORD, "new_password": new, "again_password": new}).status_code == 303
    assert is_in(here)
    assert not is_in(elsewhere)


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai", "mot cau dai de nho hon", "mot cau dai de nho hon", "Mật khẩu hiện tại không đúng."),
        (PASSWORD, "ngan", "ngan", "Mật khẩu cần từ 15"),
        (PASSWORD, "mot cau dai de nho hon", "mot cau khac hon", "không giống nhau"),
        ("", "", "", "Ghi mật khẩu hiện tại."),
    ],
)
def test_password_is_not_changed_without_all_it_needs(signed_in, nam, old, new, again, said):
    browser = signed_in(nam)
    answer = browser.post("/me/password", {"old_password": old, "new_password": new, "again_password": again})
    assert answer.status_code == 422
    assert said in answer.text
    assert nam.reload().password_hash == nam.password_hash


def test_idle_session_ends(signed_in, lan):
    browser = signed_in(lan)
    with clock.stopped_at(NOW + timedelta(minutes=30)):
        assert is_in(browser)
    with clock.stopped_at(NOW + timedelta(minutes=61)):
        assert not is_in(browser)


def test_session_in_use_ends_after_twelve_hours(signed_in, lan):
    browser = signed_in(lan)
    for minutes in range(20, 12 * 60 + 1, 20):
        with clock.stopped_at(NOW + timedelta(minutes=minutes)):
            assert is_in(browser)
    with clock.stopped_at(NOW + timedelta(hours=12, minutes=1)):
        assert not is_in(browser)


@pytest.mark.parametrize("path", ["/login", "/healthz", "/no-such-page"])
def test_pages_for_everybody_are_shown_late_in_a_session_too(signed_in, lan, path):
    browser = signed_in(lan)
    with clock.stopped_at(NOW + timedelta(minutes=5)):
        assert browser.get(path).status_code < 500


def test_new_password_must_be_chosen_after_a_reset(browser, nam, tuan):
    nam.reset_password(by=tuan, new="mot cau dai de nho hon")
    answer = browser.sign_in("nam", "mot cau dai de nho hon")
    assert answer.location == "/me"


INSIDE = ["/me", "/docs?q=a&x=1", "/admin/people/3"]
OUTSIDE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\tevil.example/..",
    "/\n/evil.example",
    "/\x00",
    " //evil.example",
    "evil.example",
    "//evil.example@here",
    "/\\/evil.example",
    "http:///evil.example",
    "\t//evil.example",
    "@evil.example",
    "",
    "?x",
    "#x",
    "/a\\b",
    "HTTPS://evil.example/me",
    "%2f%2fevil.example",
    "\u2028//evil.example",
    "/\x7f/../\\evil.example",
]


@pytest.mark.parametrize("wanted", INSIDE)
def test_one_is_sent_on_within_the_house(browser, lan, wanted):
    assert browser.post("/login", {"username": "lan", "password": PASSWORD, "next": wanted}).location == wanted


@pytest.mark.parametrize("wanted", OUTSIDE)
def test_one_is_never_sent_out_of_the_house(browser, lan, wanted):
    answer = browser.post("/login", {"username": "lan", "password": PASSWORD, "next": wanted})
    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get("/login", query_string={"next": wanted}).location == "/"


def test_page_that_needs_a_sign_in_comes_back_after_it(browser, lan):
    answer = browser.get("/me?lang=vi")
    assert answer.status_code == 302
    assert answer.location == "/login?next=/me?lang%3Dvi"

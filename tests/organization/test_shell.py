"""What every page goes through: nothing typed is lost, refusals are pages, headers are always there."""

import json
from datetime import timedelta

import pytest

from qms.core import clock
from qms.organization.person import Person
from qms.web.shell import HEADERS
from tests.conftest import NOW, PASSWORD
from tests.organization.conftest import raw_post, value_of

RANK = {"name": "Thiếu tá “mới”", "valid_from": "22/11/2026"}


def test_expired_session_gives_the_typing_back_and_sends_it_after_sign_in(signed_in, tuan, nam):
    browser = signed_in(tuan)
    url = f"/admin/people/{nam.id}/rank"
    token = value_of(browser.get(url).text, "csrf_token")
    with clock.stopped_at(NOW + timedelta(hours=1)):
        expired = raw_post(browser, url, {"csrf_token": token, **RANK})
        assert expired.status_code == 401
        assert "Phiên làm việc đã hết hạn" in expired.text
        kept = value_of(expired.text, "kept")
        again = raw_post(
            browser,
            "/login",
            {
                "csrf_token": value_of(expired.text, "csrf_token"),
                "username": "tuan",
                "password": PASSWORD,
                "next": value_of(expired.text, "next"),
                "kept": kept,
            },
        )
        assert again.status_code == 200
        assert "Thiếu tá “mới”" in again.text
        assert f'action="{url}"' in again.text
        sent = raw_post(browser, url, {"csrf_token": value_of(again.text, "csrf_token"), "once": value_of(again.text, "once"), **RANK})
        assert sent.status_code == 303
    assert Person.get_by_id(nam.id).rank == "Thiếu tá “mới”"


def test_typing_is_kept_when_the_password_is_wrong_after_expiry(browser, lan):
    kept = json.dumps([["text", "một đoạn dài"]], ensure_ascii=False)
    answer = browser.post("/login", {"username": "lan", "password": "sai", "next": "/docs", "kept": kept})
    assert value_of(answer.text, "kept") == kept
    assert value_of(answer.text, "next") == "/docs"


def test_passwords_are_never_given_back(browser, nam):
    answer = raw_post(browser, "/me/password", {"old_password": PASSWORD, "new_password": "x" * 20})
    assert PASSWORD not in answer.text
    assert "x" * 20 not in answer.text


@pytest.mark.parametrize("token", [{}, {"csrf_token": "gia-mao"}])
def test_form_without_its_token_is_refused_with_its_typing(signed_in, tuan, nam, token):
    browser = signed_in(tuan)
    browser.get("/admin")
    answer = raw_post(browser, f"/admin/people/{nam.id}/rank", {**token, **RANK})
    assert answer.status_code == 400
    assert "Thiếu tá “mới”" in answer.text
    assert "Gửi lại" in answer.text
    assert Person.get_by_id(nam.id).rank == "Thượng úy"


def test_token_of_another_session_is_refused(signed_in, tuan, nam):
    mine, his = signed_in(tuan), signed_in(nam)
    token = value_of(his.get("/me").text, "csrf_token")
    assert raw_post(mine, f"/admin/people/{nam.id}/disable", {"csrf_token": token}).status_code == 400
    assert not nam.reload().disabled


@pytest.mark.parametrize(
    "named",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost.evil"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
def test_page_of_another_site_is_refused_even_with_the_right_token(signed_in, tuan, nam, named):
    assert signed_in(tuan).post(f"/admin/people/{nam.id}/disable", headers=named).status_code == 400
    assert not nam.reload().disabled


@pytest.mark.parametrize("named", [{"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, {"Origin": "https://localhost"}, {}])
def test_page_of_the_house_is_heard(signed_in, tuan, nam, named):
    assert signed_in(tuan).post(f"/admin/people/{nam.id}/disable", headers=named).status_code == 303
    assert nam.reload().disabled


def test_sign_in_and_sign_out_need_their_token_too(signed_in, browser, lan):
    assert raw_post(browser, "/login", {"username": "lan", "password": PASSWORD}).status_code == 400
    inside = signed_in(lan)
    assert inside.client.post("/logout").status_code == 400
    assert inside.get("/me").status_code == 200


def test_form_sent_twice_acts_once(signed_in, tuan):
    browser = signed_in(tuan)
    facts = {"once": "o" * 22, "name": "Bùi Văn Đạt", "post": "", "role": "", "valid_from": "22/11/2026"}
    first, second = browser.post("/admin/people/new", facts), browser.post("/admin/people/new", facts)
    assert first.status_code == second.status_code == 303
    assert second.location == first.location
    assert Person.select().where(Person.name == "Bùi Văn Đạt").count() == 1


@pytest.mark.parametrize("signed", [False, True])
def test_unknown_address_has_its_own_page(app, browser, lan, signed):
    if signed:
        browser.sign_in("lan")
    answer = browser.get("/khong-co")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.text
    assert answer.text.count("<h1>") == 1


def test_wrong_method_has_its_own_page(browser):
    answer = browser.get("/me/password")
    assert answer.status_code == 405
    assert "không nhận cách gửi đó" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/login", 200),
        ("/me", 200),
        ("/help", 200),
        ("/khong-co", 404),
        ("/admin", 403),
        ("/me/password", 405),
        ("/healthz", 200),
        ("/static/qms.css", 200),
        ("/files/99", 404),
    ],
)
def test_headers_are_on_every_answer(signed_in, lan, path, status):
    browser = signed_in(lan)
    if path == "/login":
        browser.post("/logout")
    answer = browser.get(path)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    if not path.startswith("/static"):
        assert answer.headers["Cache-Control"] == "no-store"
    answer.close()
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_headers_are_on_refused_forms_and_redirects(browser, lan):
    for answer in (raw_post(browser, "/login", {}), browser.get("/me"), browser.sign_in("lan")):
        for name, value in HEADERS.items():
            assert answer.headers[name] == value


def test_oversized_form_is_refused_by_a_page(app, browser):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = raw_post(browser, "/login", {"username": "x" * 2000})
    assert answer.status_code == 413
    assert "quá lớn" in answer.text


def test_unforeseen_fault_is_a_page_without_its_details(app, browser, lan, monkeypatch):
    app.config["RAISE"] = app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("qms.organization.views_help.render_template", lambda _name: 1 / 0)
    browser.sign_in("lan")
    answer = browser.get("/help")
    assert answer.status_code == 500
    assert "Hệ thống chưa thực hiện được" in answer.text
    assert "ZeroDivision" not in answer.text


def test_looking_at_pages_changes_nothing(signed_in, tuan):
    from qms.core import trail

    browser, before = signed_in(tuan), trail.head().seq
    for path in ("/admin", "/admin/office", "/admin/units", "/admin/people", "/admin/people/new", "/help", "/me"):
        assert browser.get(path).status_code == 200, path
    assert trail.head().seq == before


def test_language_is_chosen_by_the_reader(browser, lan):
    browser.get("/login?lang=en")
    assert '<html lang="en">' in browser.get("/login").text
    browser.get("/login?lang=vi")
    assert '<html lang="vi">' in browser.get("/login").text

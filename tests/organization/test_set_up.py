"""The first set-up: who knows the code, all or nothing, once."""

import pytest

from qms.core.refusals import NotNow
from qms.core.verify import verify
from qms.organization import setup_code
from qms.organization.office import Office
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.unit import Unit
from tests.conftest import Browser
from tests.organization.conftest import raw_post, value_of

FACTS = {
    "office": "Ban CHQS phường An Bình",
    "superior": "Bộ CHQS tỉnh",
    "name": "Hoàng Anh Tuấn",
    "username": "tuan",
    "new_password": "mot cau dai de nho hon",
}


@pytest.fixture
def code():
    """Give the code on the console; none is left behind."""
    yield setup_code.make()
    setup_code.make()
    setup_code.forget()


@pytest.fixture
def newcomer(empty_app):
    """Give a browser in front of an empty house."""
    return Browser(empty_app)


def send(newcomer, **facts):
    token = value_of(newcomer.get("/setup").text, "csrf_token")
    return raw_post(newcomer, "/setup", {"csrf_token": token, **FACTS, **facts})


@pytest.mark.parametrize("path", ["/", "/login", "/admin", "/help", "/docs", "/no-such"])
def test_every_page_leads_to_the_set_up(newcomer, path):
    answer = newcomer.get(path)
    assert (answer.status_code, answer.location) == (302, "/setup")


def test_set_up_makes_office_unit_and_administrator(newcomer, code):
    answer = send(newcomer, code=code.lower().replace("-", " "))
    assert (answer.status_code, answer.location) == (303, "/login")
    assert "Đã thiết lập cơ quan" in newcomer.get("/login").text
    assert Office.current().superior == "Bộ CHQS tỉnh"
    assert Unit.get(code="BCH").name == "Ban Chỉ huy"
    assert Person.get(username="tuan").roles == {Role.ADMINISTRATOR}
    assert not Person.get(username="tuan").must_change_password
    assert newcomer.sign_in("tuan", FACTS["new_password"]).status_code == 303
    assert newcomer.get("/admin").status_code == 200
    assert verify() == []


def test_set_up_is_over_once_it_is_done(newcomer, code):
    send(newcomer, code=code)
    assert newcomer.get("/setup").status_code == 404
    assert newcomer.post("/setup", {**FACTS, "code": code}).status_code == 404
    assert Office.select().count() == 1


def test_wrong_code_changes_nothing_and_keeps_the_typing(newcomer, code):
    answer = send(newcomer, code="SAI")
    assert answer.status_code == 422
    assert "Mã thiết lập không đúng." in answer.text
    assert 'value="Hoàng Anh Tuấn"' in answer.text
    assert FACTS["new_password"] not in answer.text
    assert Office.current() is None


def test_ten_wrong_codes_shut_the_door_until_a_restart(newcomer, code):
    for _time in range(setup_code.MOST_TRIES):
        assert "không đúng" in send(newcomer, code="SAI").text
    answer = send(newcomer, code=code)
    assert answer.status_code == 422
    assert "Khởi động lại máy phục vụ" in answer.text
    assert Office.current() is None
    assert send(newcomer, code=setup_code.make()).status_code == 303


def test_code_that_was_never_made_fits_nothing():
    setup_code.make()
    setup_code.forget()
    assert not setup_code.fits("")
    assert not setup_code.fits("None")


def test_code_is_new_each_time_and_counted(code):
    assert setup_code.fits(code)
    assert setup_code.make() != code
    assert not setup_code.fits(code)
    for _time in range(setup_code.MOST_TRIES - 1):
        setup_code.fits("x")
    with pytest.raises(NotNow):
        setup_code.fits("x")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"office": ""}, "Ghi tên cơ quan."),
        ({"name": " "}, "Ghi họ và tên người quản trị."),
        ({"username": "Tuấn Anh"}, "chữ thường không dấu"),
        ({"new_password": "ngan"}, "Mật khẩu cần từ 15"),
        ({"new_password": "hoang anh tuan tuan"}, "Mật khẩu dễ đoán"),
        ({"code": ""}, "Ghi mã một lần"),
    ],
)
def test_set_up_says_what_it_needs_and_undoes_all(newcomer, code, facts, said):
    answer = send(newcomer, **{"code": code, **facts})
    assert answer.status_code == 422
    assert said in answer.text
    assert Office.select().count() == Unit.select().count() == Person.select().count() == 0


def test_health_is_told_before_the_set_up(newcomer):
    from qms import __version__

    answer = newcomer.get("/healthz")
    assert answer.json == {"status": "ok", "version": __version__, "database": "ok"}


def test_health_tells_a_broken_database(house, newcomer, monkeypatch):
    from peewee import DatabaseError

    from qms.core.database import db

    def broken(sql, *_more):
        raise DatabaseError(f"no answer to {sql}")

    monkeypatch.setattr(db, "execute_sql", broken)
    answer = newcomer.client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json["database"] == "error"
    assert "no answer" not in answer.text

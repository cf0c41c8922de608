"""Who is writing: named, relieved, forgotten after ten minutes; nobody's typing is lost over it."""

from datetime import timedelta

import pytest

from qms.core import clock
from qms.documents.editing import edit_lock
from qms.documents.states import EditionState
from qms.organization.person import SYSTEM, RoleGrant
from qms.organization.role import Role
from tests.conftest import NOW, TODAY
from tests.documents.test_pages import edit_data


@pytest.fixture
def second(nam):
    """Give a second quality officer."""
    RoleGrant(person=nam, role=Role.QUALITY_OFFICER, valid_from=TODAY).grant(by=SYSTEM)
    return nam.reload()


def test_first_who_writes_holds_it(draft, lan, second):
    assert edit_lock.hold(draft, lan) is None
    said = edit_lock.hold(draft, second).sentence_for(second)
    assert str(said) == "Đ/c Đại úy Trần Thị Lan đang soạn bản này từ 10:00 22/11/2026."
    assert edit_lock.hold(draft, lan) is None


def test_it_is_forgotten_ten_minutes_after_the_last_keystroke(draft, lan, second):
    edit_lock.hold(draft, lan)
    with clock.stopped_at(NOW + timedelta(minutes=9)):
        assert edit_lock.hold(draft, lan) is None
    with clock.stopped_at(NOW + timedelta(minutes=18)):
        assert edit_lock.against(draft, second).since == NOW
    with clock.stopped_at(NOW + timedelta(minutes=19)):
        assert edit_lock.hold(draft, second) is None


def test_former_holder_is_told(draft, lan, second):
    edit_lock.hold(draft, lan)
    edit_lock.take_over(draft, second)
    assert "đã tiếp quản việc soạn lúc 10:00" in str(edit_lock.hold(draft, lan).sentence_for(lan))
    edit_lock.take_over(draft, second)
    assert edit_lock.against(draft, lan).former == lan


def test_editor_names_who_writes_and_lets_him_be_relieved(draft, signed_in, lan, second):
    officer, other = signed_in(lan), signed_in(second)
    assert officer.post("/docs/QT-16/hold").json == {"notice": ""}
    assert "Trần Thị Lan đang soạn" in other.post("/docs/QT-16/hold").json["notice"]
    assert "Tiếp quản việc soạn" in other.get("/docs/QT-16/edit").text
    assert other.post("/docs/QT-16/take-over").status_code == 303
    assert "đã tiếp quản" in officer.post("/docs/QT-16/autosave", {"text": "đang gõ"}).json["notice"]
    assert "đang gõ" in officer.get("/docs/QT-16/edit").text


def test_save_over_somebody_who_writes_is_asked_for_and_loses_nothing(draft, signed_in, lan, second):
    edit_lock.hold(draft, lan)
    browser = signed_in(second)
    answer = browser.post("/docs/QT-16/edit", edit_data(draft, text="câu của tôi"))
    assert answer.status_code == 409
    assert "câu của tôi" in answer.text
    assert "Tiếp quản và lưu" in answer.text
    assert browser.post("/docs/QT-16/edit", edit_data(draft, text="câu của tôi", take_over="1")).status_code == 303
    assert draft.reload().text == "câu của tôi"


def test_submission_lets_it_go(draft, signed_in, lan, second):
    signed_in(lan).post("/docs/QT-16/edit", edit_data(draft, submit="1"))
    assert draft.reload().state == EditionState.IN_REVIEW
    assert edit_lock.against(draft, second) is None


def test_ones_own_text_is_kept_beside_the_saved_one(draft, signed_in, lan):
    browser = signed_in(lan)
    opened = edit_data(draft, text="bản của tôi")
    draft.rewrite(by=lan, text="bản của người khác")
    assert "Giữ bản của tôi thành bản nháp tự động" in browser.post("/docs/QT-16/edit", opened).text
    assert browser.post("/docs/QT-16/keep-mine", opened).status_code == 303
    page = browser.get("/docs/QT-16/edit").text
    assert "bản của tôi" in page
    assert "bản của người khác" in page


@pytest.mark.parametrize("url", ["hold", "take-over", "keep-mine"])
def test_who_does_not_write_holds_nothing(draft, signed_in, hung, mai, url):
    assert signed_in(mai).post(f"/docs/QT-16/{url}").status_code == 404
    assert signed_in(hung).post(f"/docs/QT-16/{url}").status_code == 403

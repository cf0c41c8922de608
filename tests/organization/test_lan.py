"""The declaration of an independent LAN: only an administrator makes it, with a reason, and takes it back."""

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed
from qms.core.verify import verify
from qms.organization.office import Office
from tests.conftest import TODAY

TEXT = "Phòng 101, ba máy, không nối ra ngoài."


def test_declaration_is_kept_with_who_when_and_why(office, tuan):
    made = Office.current().declare_apart(by=tuan, text=TEXT, note="Lưu phương án")
    assert (made.lan_declaration, made.lan_declared_on, made.lan_declared_as) == (TEXT, TODAY, tuan.signature())
    assert Office.is_apart()
    assert (trail.head().act, trail.head().facts["note"]) == ("office.declare_apart", "Lưu phương án")
    assert verify() == []


def test_revoked_declaration_is_gone_and_stays_on_the_trail(office, tuan):
    made = Office.current().declare_apart(by=tuan, text=TEXT, note="Lưu phương án").revoke_apart(by=tuan, note="Đã nối mạng")
    assert (made.lan_declaration, made.lan_declared_on, Office.is_apart()) == ("", None, False)
    assert trail.head().facts["changes"]["lan_declaration"] == [TEXT, ""]


def test_only_an_administrator_declares_and_revokes(office, lan, hung, tuan):
    for other in (lan, hung):
        with pytest.raises(NotAllowed, match="Quản trị"):
            Office.current().declare_apart(by=other, text=TEXT, note="x")
    Office.current().declare_apart(by=tuan, text=TEXT, note="x")
    with pytest.raises(NotAllowed, match="Quản trị"):
        Office.current().revoke_apart(by=hung, note="x")


@pytest.mark.parametrize(("text", "note", "sentence"), [(" ", "x", "nội dung khai báo"), (TEXT, "", "Ghi lý do")])
def test_declaration_wants_text_and_reason(office, tuan, text, note, sentence):
    with pytest.raises(Missing, match=sentence):
        Office.current().declare_apart(by=tuan, text=text, note=note)


def test_there_is_one_declaration_at_a_time(office, tuan):
    with pytest.raises(Missing, match="Chưa có khai báo"):
        Office.current().revoke_apart(by=tuan, note="x")
    Office.current().declare_apart(by=tuan, text=TEXT, note="x")
    with pytest.raises(Missing, match="Đã có khai báo"):
        Office.current().declare_apart(by=tuan, text=TEXT, note="x")
    with pytest.raises(Missing, match="Ghi lý do"):
        Office.current().revoke_apart(by=tuan, note=" ")


def test_page_declares_and_revokes_and_every_page_says_so(app, tuan, lan, signed_in):
    browser, reader = signed_in(tuan), signed_in(lan)
    assert "Mạng LAN độc lập, khai báo" not in reader.get("/docs").text
    answer = browser.post("/admin/lan", {"text": TEXT, "reason": "", "version": Office.current().version})
    assert (answer.status_code, TEXT in answer.text) == (422, True)
    assert browser.post("/admin/lan", {"text": TEXT, "reason": "Lưu phương án", "version": Office.current().version}).status_code == 303
    page = browser.get("/admin/lan").text
    assert TEXT in page
    assert "Lưu phương án" in page
    assert "Mạng LAN độc lập, khai báo 22/11/2026." in reader.get("/docs").text
    assert all("Mạng LAN độc lập theo khai báo ngày" in reader.get(url).text for url in ("/docs/register", "/docs/register/print"))
    assert "Khai báo ngày 22/11/2026" in browser.get("/admin").text
    assert browser.post("/admin/lan", {"text": TEXT, "reason": "x"}).status_code == 404
    assert browser.post("/admin/lan/revoke", {"why": "", "version": Office.current().version}).status_code == 422
    assert browser.post("/admin/lan/revoke", {"why": "Đã nối mạng", "version": Office.current().version}).status_code == 303
    assert not Office.is_apart()
    assert browser.post("/admin/lan/revoke", {"why": "x"}).status_code == 404


def test_page_is_the_administrators_alone(app, lan, signed_in):
    assert signed_in(lan).get("/admin/lan").status_code == 403
    assert signed_in(lan).post("/admin/lan", {"text": TEXT, "reason": "x"}).status_code == 403

"""The editor in a real browser: paste from Word, tables, a network that fails, two people at one text, Telex and VNI."""

from pathlib import Path

import pytest

from qms.core import database
from qms.documents.document import Document
from qms.documents.editing import edit_lock
from qms.documents.editing.edit_lock import EditLock
from qms.documents.edition import Edition
from qms.documents.states import EditionState
from qms.organization.person import Person
from tests.browser.conftest import new_page, sign_in

WORD = (Path(__file__).parent / "word_clipboard.html").read_text("utf-8")
MARKDOWN = """## 1. Mục đích

Quy định **trình tự** và *thời hạn* giải quyết; không thu lệ phí.

- Đơn đề nghị
    - Bản **chính**

1. Nộp hồ sơ

| **TT** | **Nội dung** | Thời gian |
|---|---|---|
| 1 | Tiếp nhận kiểm tra | 02 giờ |
| Cộng |  | 02 giờ \\\\| 0,25 ngày |"""
PASTE = """([kind, words]) => {
  const data = new DataTransfer();
  data.setData(kind, words);
  const area = document.querySelector("[name=text]");
  area.focus();
  area.select();
  return area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def editor(browser, served):
    """Open QT-17's draft as the quality officer."""
    page = new_page(browser, served)
    sign_in(page, served, "chatluong")
    page.goto(f"{served.url}/docs/QT-17/edit")
    yield page
    page.context.close()


def test_word_becomes_markdown(editor):
    assert editor.evaluate(PASTE, ["text/html", WORD]) is False
    assert editor.input_value("[name=text]") == MARKDOWN.replace("\\\\", "\\")
    assert editor.evaluate("window.ran") is None
    editor.locator("[data-preview-pane] td", has_text="Tiếp nhận kiểm tra").wait_for()
    assert editor.troubles == []


def test_plain_words_are_pasted_as_they_are(editor):
    assert editor.evaluate(PASTE, ["text/plain", "a * b"]) is True
    assert editor.evaluate(PASTE, ["text/html", "<span>a * b</span>"]) is True


def test_row_and_column_at_the_caret(editor):
    area = editor.locator("[name=text]")
    area.fill("Trước\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSau")
    area.evaluate("area => area.setSelectionRange(9, 9)")
    editor.click("[data-table=column]")
    assert area.input_value() == "Trước\n\n| a |  | b |\n|---|---|---|\n| 1 |  | 2 |\n\nSau"
    area.evaluate("area => area.setSelectionRange(9, 9)")
    editor.click("[data-table=row]")
    assert area.input_value() == "Trước\n\n| a |  | b |\n|---|---|---|\n|  |  |  |\n| 1 |  | 2 |\n\nSau"
    area.evaluate("area => area.setSelectionRange(0, 0)")
    editor.click("[data-table=row]")
    assert area.input_value().count("\n") == 7


def test_what_the_network_lost_is_offered_again(editor, served):
    editor.route("**/autosave", lambda route: route.abort())
    editor.fill("[name=text]", "Câu gõ khi mất mạng.")
    editor.fill("[name=reason]", "Lý do gõ khi mất mạng.")
    editor.locator("[data-status]", has_text="Chưa gửi được lên máy chủ").wait_for()
    editor.goto(f"{served.url}/docs/QT-17/edit")
    editor.unroute("**/autosave")
    editor.click("[data-kept-take]")
    assert editor.input_value("[name=text]") == "Câu gõ khi mất mạng."
    assert editor.input_value("[name=reason]") == "Lý do gõ khi mất mạng."
    editor.locator("[data-status]", has_text="Đã lưu nháp tự động").wait_for()
    assert editor.evaluate("localStorage.length") == 0


def test_fields_beside_the_text_are_kept_too(editor, served):
    editor.locator("details", has=editor.locator("[name=title]")).locator("summary").first.click()
    public = editor.locator("[name=is_public]")
    was = public.is_checked()
    public.set_checked(not was)
    editor.fill("[name=title]", "Tên gõ dở")
    editor.locator("[data-status]", has_text="Đã lưu nháp tự động").wait_for()
    editor.goto(f"{served.url}/docs/QT-17/edit")
    assert editor.input_value("[name=title]") != "Tên gõ dở"
    editor.click("a[href*='typed=1']")
    assert editor.input_value("[name=title]") == "Tên gõ dở"
    assert editor.locator("[name=is_public]").is_checked() is not was


def test_composed_letters_are_left_alone(editor):
    area = editor.locator("[name=text]")
    area.fill("")
    area.focus()
    keys = editor.context.new_cdp_session(editor)
    for step in ("t", "ti", "tiê", "tiế", "tiến"):
        keys.send("Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)})
    keys.send("Input.insertText", {"text": "tiếng Việt"})
    assert area.input_value() == "tiếng Việt"


def test_who_writes_is_named_and_can_be_relieved(browser, served):
    def holder():
        return EditLock.get(EditLock.edition == draft).person.username

    with database.connection():
        draft = Edition.select().join(Document).where((Document.code == "QT-17") & (Edition.state == EditionState.DRAFT)).get()
        edit_lock.release(draft)
        edit_lock.take_over(draft, Person.get(username="quanluc"))
    page = new_page(browser, served)
    sign_in(page, served, "chatluong")
    page.goto(f"{served.url}/docs/QT-17/edit")
    page.locator("[data-status]", has_text="Lê Văn Sáng đang soạn bản này").wait_for()
    page.click("text=Tiếp quản việc soạn")
    with database.connection():
        assert holder() == "chatluong"
        edit_lock.take_over(draft, Person.get(username="quanluc"))
    page.fill("[name=text]", "Tôi vẫn gõ tiếp.")
    page.locator("[data-status]", has_text="đã tiếp quản việc soạn lúc").wait_for()
    page.context.close()

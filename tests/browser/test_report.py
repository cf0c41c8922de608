"""The report of thirty seconds on a telephone without script: from the poster to the answer, and through a session that ended."""

import re

from qms.core import database
from qms.organization import sign_in as signing
from tests.browser import by_hand
from tests.browser.conftest import new_page, sign_in
from tests.browser.test_story import photo

PHONE = (390, 844)


def fits(page):
    """Tell whether nothing of the page stands beyond the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_report_on_a_phone_without_script(browser, served):
    page = new_page(browser, served, PHONE, script=False)
    page.goto(f"{served.url}/report?procedure=QT-16&step=3&origin=poster-2")
    page.click("main a.btn")
    page.fill("[name=username]", "motcua")
    page.fill("[name=password]", served.password)
    page.click("main button")
    assert "/nc/new?" in page.url
    assert "QT-16" in page.inner_text("main")
    assert page.is_visible("#camera")
    page.fill("[name=what_happened]", "Phiếu kiểm soát thiếu chữ ký bước 3.")
    page.set_input_files("#camera", {"name": "chup.png", "mimeType": "image/png", "buffer": photo()})
    page.set_input_files("#files", [{"name": f"{n}.png", "mimeType": "image/png", "buffer": photo()} for n in (1, 2)])
    assert page.locator("main label:visible").count() == 5
    page.click("main button.btn")
    found = re.search(r"/nc/(NC-\d{4}-\d+)/reported", page.url)
    assert found, page.url
    assert "phản hồi trước 17:00" in page.inner_text("main")
    page.click("main a[href='/nc/mine']")
    assert found[1] in page.inner_text("main")
    page.goto(f"{served.url}/nc/{found[1]}")
    assert page.locator(".files li").count() == 3
    assert page.troubles == []
    page.context.close()


def test_report_takes_one_sentence_and_two_taps(browser, served):
    """Scan, tap the field, type, tap the button: unit, day and source are filled in. What it takes in time is in tests/bench."""
    page = new_page(browser, served, PHONE, has_touch=True, is_mobile=True)
    sign_in(page, served, "motcua")
    page.context.add_init_script(by_hand.COUNT_TAPS)
    effort = by_hand.report(page, f"{served.url}/report?origin=poster-3&procedure=QT-16")
    assert (effort.pages, effort.taps) == (2, 2)
    assert effort.fields <= 4
    thanks = page.inner_text("main")
    assert "phản hồi trước 17:00" in thanks
    assert "thiếu chữ ký bước 3" in thanks
    page.click("main a.btn")
    page.locator("main", has_text="QT-16").wait_for()
    assert page.troubles == []
    page.context.close()


def test_typing_outlives_the_session(browser, served):
    page = new_page(browser, served, PHONE, script=False)
    sign_in(page, served, "phuong")
    page.goto(f"{served.url}/nc/new?procedure=QT-16")
    page.fill("[name=what_happened]", "Danh sách tạm vắng báo chậm một tuần.")
    with database.connection():
        signing.Session.delete().execute()
    page.click("main button.btn")
    page.fill("[name=username]", "phuong")
    page.fill("[name=password]", served.password)
    page.click("main button")
    assert page.input_value("[name=what_happened]") == "Danh sách tạm vắng báo chậm một tuần."
    page.click("main button.btn")
    assert "/reported" in page.url
    page.context.close()


def test_form_and_poster_fit_a_phone(browser, served):
    page = new_page(browser, served, PHONE)
    sign_in(page, served, "chatluong")
    for path in ("/nc/new", "/nc/mine", "/nc/posters", "/nc/poster?unit=2", "/report/slip"):
        page.goto(f"{served.url}{path}")
        assert fits(page), path
    assert page.troubles == []
    page.context.close()

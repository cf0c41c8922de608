"""The commander's board as it is seen: at a desk, on the wall, on paper."""

import io

from pypdf import PdfReader

from tests.browser.conftest import new_page, sign_in
from tests.demo_house import ROLES, demo_folder, demo_home, served  # noqa: F401


def commander(browser, served, size):  # noqa: F811
    """Open a window of the commander's."""
    page = new_page(browser, served, size)
    sign_in(page, served, ROLES["commander"])
    return page


def test_numbers_and_decisions_are_read_without_scrolling(browser, served):  # noqa: F811
    page = commander(browser, served, (1366, 768))
    page.goto(f"{served.url}/dashboard")
    assert page.locator(".decide li").count() >= 1
    for part in (".tiles4", ".decide"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 768
    page.context.close()


def test_wall_is_one_screen_in_letters_for_four_metres(browser, served):  # noqa: F811
    page = commander(browser, served, (1920, 1080))
    for place in range(4):
        page.goto(f"{served.url}/dashboard?wall=1&screen={place}")
        page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth)")
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [1920, 1080]
        sizes = "[...document.querySelectorAll('main :is(b, span, small, p, h2)')].map(one => parseFloat(getComputedStyle(one).fontSize))"
        assert min(page.evaluate(sizes)) >= 24
        for box in page.evaluate(
            "[...document.images].map(image => { const at = image.getBoundingClientRect(); return [at.right, at.bottom] })"
        ):
            assert box[0] <= 1920
            assert box[1] <= 1080
    page.context.close()


def test_paper_is_one_page(browser, served):  # noqa: F811
    page = commander(browser, served, (1366, 768))
    page.goto(f"{served.url}/dashboard/paper?period=24m")
    page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth)")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(printed) == 1
    assert "Tình hình chất lượng" in printed[0].extract_text()
    page.context.close()

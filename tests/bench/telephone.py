"""The report of thirty seconds in a real browser of a telephone's size; `python -m tests.bench.telephone HOME` measures it alone."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import load, server
from tests.browser import by_hand
from tests.browser.conftest import ARGUMENTS, chromium

TURNS = 3


def report(house: server.Server) -> by_hand.Effort:
    """Report from a poster some times over one session; give the slowest, the first of a browser that knows nothing among them."""
    root = f"http://127.0.0.1:{house.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="vi-VN")
        page.goto(f"{root}/login")
        page.fill("[name=username]", "nhanvien")
        page.fill("[name=password]", load.PASSWORD)
        page.click("main button")
        page.wait_for_url(lambda url: "/login" not in url)
        page.context.add_init_script(by_hand.COUNT_TAPS)
        found = [by_hand.report(page, f"{root}/report?origin=poster-2") for _turn in range(TURNS)]
        browser.close()
    return max(found, key=lambda effort: effort.seconds)


if __name__ == "__main__":
    with server.house(Path(sys.argv[1])) as running:
        print(report(running))

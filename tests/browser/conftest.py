"""The demonstration office served on loopback, and Debian's Chromium to look at it with."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from qms.demo import load
from tests.demo_house import PASSWORD, serving

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(autouse=True)
def stopped_clock():
    """Leave the clock running: browsers do not stop either."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Serve a freshly loaded demonstration office to one file of tests: the next file in this process opens another home."""
    home = tmp_path_factory.mktemp("served") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QMS_DEMO_PASSWORD", PASSWORD)
        load.load(home)
    with serving(home) as running:
        yield running


def chromium():
    """Find Chromium; a machine without one fails, it does not skip."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "Chromium is needed for the browser tests"
    return program


@pytest.fixture(scope="session")
def browser():
    """Give Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


def new_page(browser, served, size=(1366, 768), language="vi", script=True, **options):
    """Open a page of its own context; any console message, script error or foreign request fails the test."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="vi-VN" if language == "vi" else "en-GB",
        java_script_enabled=script,
        **options,
    )
    page = context.new_page()
    page.set_default_timeout(30000)
    page.troubles = []
    page.on(
        "console", lambda message: page.troubles.append(f"{page.url}: {message.text}") if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: page.troubles.append(f"{page.url}: {error}"))
    page.on("request", lambda request: page.troubles.append(request.url) if not request.url.startswith((served.url, "data:")) else None)
    return page


def sign_in(page, served, username):
    """Sign in."""
    page.goto(f"{served.url}/login")
    page.fill("[name=username]", username)
    page.fill("[name=password]", served.password)
    page.click("main button")
    page.wait_for_url(lambda url: "/login" not in url)

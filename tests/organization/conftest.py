"""What the organization's page tests share."""

import re
from html import unescape

import pytest

from qms.app import create_app
from qms.core import database


@pytest.fixture
def empty_app(house):
    """Give the application before the first set-up."""
    made = create_app(house, TESTING=True, RAISE=True)
    database.db.connect(reuse_if_open=True)
    return made


def raw_post(browser, url, data):
    """Send a form just as it is: no token is added."""
    answer = browser.client.post(url, data=data)
    database.db.connect(reuse_if_open=True)
    return answer


def value_of(html, name):
    """Give a hidden field's value as the browser would send it."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    return unescape(found[1]) if found else None

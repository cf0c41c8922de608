"""The server under load and under the axe: nothing that was confirmed is lost, nobody sees a locked database, one server a home."""

import re
import shutil
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from http.client import HTTPException

import pytest

from qms.core import clock
from qms.core.vietnamese import day
from tests.attack.real_server import Browser, run, serving
from tests.demo_house import ROLES, demo_folder  # noqa: F401

WRITERS, EACH, KILLS = 32, 6, 5
TODAY = {"happened_on": day(clock.now().date())}


@pytest.fixture
def home(demo_folder, tmp_path):  # noqa: F811
    """Give a copy of the demonstration office of our own."""
    shutil.copytree(demo_folder, tmp_path / "home")
    return tmp_path / "home"


def told(home):
    """List what the reports kept in a home say."""
    with closing(sqlite3.connect(home / "records" / "qms.sqlite3", timeout=30)) as db:
        return Counter(words for (words,) in db.execute("SELECT what_happened FROM nonconformity"))


def place_of(browser):
    """Give a unit that reports may name."""
    return re.search(r'<option value="(\d+)"', browser.get("/nc/new")[1]).group(1)


def report(browser, place, words):
    """Send a report; give the answer's status."""
    return browser.post("/nc/new", what_happened=words, unit=place, once=words, **TODAY)[0]


def at_once(works):
    """Do pieces of work, each in a thread of its own."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def test_many_writers_all_get_through(home):
    answers = Counter()
    with serving(home) as (_process, port):
        browsers = [Browser(port, list(ROLES.values())[place % 6]) for place in range(6)]
        place = place_of(browsers[0])

        def write(number):
            for turn in range(EACH):
                answers[report(browsers[number % 6], place, f"Người {number} lần {turn}")] += 1

        at_once([lambda number=number: write(number) for number in range(WRITERS)])
    assert answers == {303: WRITERS * EACH}
    assert sum(words.startswith("Người") for words in told(home).elements()) == WRITERS * EACH
    assert run(home, "verify").returncode == 0


def test_form_sent_ten_times_at_once_acts_once(home):
    with serving(home) as (_process, port):
        browser = Browser(port, ROLES["staff"])
        place = place_of(browser)
        answers = []
        at_once([lambda: answers.append(report(browser, place, "Bấm nhiều lần"))] * 10)
    assert answers == [303] * 10
    assert told(home)["Bấm nhiều lần"] == 1


def test_killed_server_keeps_what_it_confirmed_and_starts_again(home):
    confirmed = []
    for turn in range(KILLS):
        with serving(home) as (process, port):
            browsers = [Browser(port, ROLES[role]) for role in ("staff", "desk_officer", "ward_officer")]
            place = place_of(browsers[0])

            def write(number, turn=turn, browsers=browsers, place=place):
                for count in range(10_000):
                    words = f"Lượt {turn} người {number} lần {count}"
                    try:
                        if report(browsers[number], place, words) == 303:
                            confirmed.append(words)
                    except (OSError, HTTPException):
                        return  # the server is gone, maybe in the middle of its answer

            threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(0.3 + 0.15 * turn)
            process.kill()
            for thread in threads:
                thread.join(30)
    assert len(confirmed) > KILLS
    kept = told(home)
    assert [words for words in confirmed if kept[words] != 1] == []
    verdict = run(home, "verify")
    assert verdict.returncode == 0, verdict.stdout


def test_second_server_on_a_home_is_refused(home):
    with serving(home):
        second = run(home, "run")
    assert second.returncode == 2
    assert "Đã có một máy phục vụ đang chạy" in second.stderr

"""Backups taken while people work, cut off, and damaged: what has a name can be restored, and anything else is refused whole."""

import random
import re
import shutil
import subprocess
import threading
import time

import pytest

from qms.commands import backup, restore, verify
from qms.settings import CHECKOUT
from tests.attack.real_server import Browser, command, serving
from tests.attack.test_server import place_of, report, told
from tests.demo_house import ROLES, demo_folder  # noqa: F401


@pytest.fixture
def home(demo_folder, tmp_path):  # noqa: F811
    """Give a copy of the demonstration office of our own."""
    shutil.copytree(demo_folder, tmp_path / "home")
    return tmp_path / "home"


def backups(home):
    return sorted((home / "records" / "backups").glob("qms-*.tar"))


def test_backups_under_load_hold_all_that_was_confirmed_before(home, tmp_path):
    confirmed, stop = [], threading.Event()
    with serving(home) as (_process, port):
        browser = Browser(port, ROLES["staff"])
        place = place_of(browser)

        def write():
            while not stop.is_set():
                words = f"Báo lúc sao lưu {len(confirmed)}"
                if report(browser, place, words) == 303:
                    confirmed.append(words)

        writer = threading.Thread(target=write)
        writer.start()
        before = []
        for turn in range(3):
            before.append(len(confirmed))
            assert backup.once(home, tmp_path / f"{turn}.tar") == 0
        stop.set()
        writer.join(60)
    assert before[2] > before[1]
    for turn in range(3):
        assert restore.once(tmp_path / f"{turn}.tar", tmp_path / f"again{turn}") == 0
        assert not set(confirmed[: before[turn]]) - set(told(tmp_path / f"again{turn}"))


def test_restored_office_is_the_same_without_its_keys(home, tmp_path):
    (home / "records" / "secret.key").write_text("chìa khóa", encoding="utf-8")
    assert backup.once(home) == 0
    assert restore.once(backups(home)[0], tmp_path / "again") == 0
    files = {path.relative_to(home) for path in home.rglob("*") if path.is_file()}
    again = {path.relative_to(tmp_path / "again") for path in (tmp_path / "again").rglob("*") if path.is_file()}
    beside = re.compile(r"backups|\.lock|secret\.key|sqlite3-|demo-password")
    assert {path for path in files if not beside.search(str(path))} == {path for path in again if not beside.search(str(path))}
    same = [path for path in again if path.suffix in {".md", ".pdf", ".png", ".log"}]
    assert len(same) > 40
    assert all((home / path).read_bytes() == (tmp_path / "again" / path).read_bytes() for path in same)
    assert told(home) == told(tmp_path / "again")
    assert not (tmp_path / "again" / "records" / "secret.key").exists()


def test_every_flipped_bit_and_every_cut_is_refused_before_anything_is_written(home, tmp_path, capsys):
    assert backup.once(home) == 0
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    whole = backups(home)[0].read_bytes()
    damaged = tmp_path / "damaged.tar"
    for turn in range(60):
        if turn % 4:
            place = chance.randrange(len(whole))
            data = whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
        else:
            data = whole[: chance.randrange(len(whole))]
        damaged.write_bytes(data)
        assert restore.once(damaged, tmp_path / "never") == 1
        assert "không nguyên vẹn" in capsys.readouterr().err
    damaged.write_bytes(whole + b"more")
    assert restore.once(damaged, tmp_path / "never") == 1
    assert not (tmp_path / "never").exists()


def test_backup_that_is_killed_leaves_no_name_that_does_not_hold(home, tmp_path):
    began = time.monotonic()
    assert subprocess.call(command(home, "backup"), cwd=CHECKOUT, stdout=subprocess.DEVNULL) == 0
    took = time.monotonic() - began
    for turn in range(4):
        process = subprocess.Popen(command(home, "backup"), cwd=CHECKOUT, stdout=subprocess.DEVNULL)
        time.sleep(took * (turn + 1) / 5)
        process.kill()
        process.wait(20)
    for number, path in enumerate(backups(home)):
        assert restore.once(path, tmp_path / str(number)) == 0
    assert backup.once(home) == 0
    assert verify.everything(home) == []


def test_damaged_office_gets_no_backup(home, capsys):
    victim = next((home / "procedures_md").glob("QT-01/*.md"))
    victim.chmod(0o600)
    victim.write_text(victim.read_text("utf-8") + "thêm", encoding="utf-8")
    assert backup.once(home) == 1
    assert "QT-01" in capsys.readouterr().err
    assert backups(home) == []
    assert list((home / "records" / "backups").iterdir()) == []

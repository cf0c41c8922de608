"""The daily round against a real relay: one mail a day at most, whatever fails and however many run."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from qms.core import clock
from qms.core.feature import TO_READ
from qms.core.verify import verify
from qms.notifications import clockwork, daily_round, digest
from qms.notifications.daily_round import DailyRound
from qms.notifications.digest import Digest, DigestState
from qms.settings import CHECKOUT
from tests.conftest import NOW, TODAY
from tests.notifications.conftest import apart, task
from tests.notifications.real_relay import relay


@pytest.fixture
def letters(monkeypatch):
    """Give the letters of a running relay that the house knows."""
    with relay() as (found, port):
        monkeypatch.setenv("QMS_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("QMS_SMTP_PORT", str(port))
        yield found


def state_of(person):
    """Tell how somebody's mail of today stands."""
    return Digest.get(person=person, day=TODAY).state


def test_who_has_something_waiting_gets_one_mail(reachable, given, letters, do):
    given({reachable["staff"]: [task("CA-1 Khắc phục mẫu đơn", 1)], reachable["auditor"]: [task("QT-1 Mới", group=TO_READ)]})
    outcome = do()
    assert (outcome.sent, outcome.failed, outcome.unsure) == (1, 0, 0)
    assert letters.addressees == ["nam@an-binh.lan"]
    assert verify() == []


def test_second_round_of_the_day_sends_nothing(reachable, given, letters, do):
    given({reachable["staff"]: [task("CA-1 Sửa", 1)]})
    do()
    assert do() is None
    assert do(insisting=True).sent == 0
    assert len(letters.taken) == 1
    assert do(at=NOW + timedelta(days=1)).sent == 1
    assert len(letters.taken) == 2


def test_letter_is_written_for_its_reader(reachable, given, letters, do):
    nam = reachable["staff"]
    given({nam: [task("CA-1 Khắc phục hồ sơ đăng ký nghĩa vụ quân sự của công dân", 7), task("CA-2 Sửa <b>", 5)]})
    do()
    ((_to, letter),) = letters.taken
    assert letter["Subject"] == "Hôm nay có 2 việc trong danh sách của đồng chí, nhắc hạn 1 việc"
    assert letter["To"] == "Phạm Văn Nam <nam@an-binh.lan>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == NOW
    plain, page = (part.get_content() for part in letter.iter_parts())
    assert "Kính gửi đồng chí Thượng úy Phạm Văn Nam." in plain
    assert "Nhắc hạn; Đồng chí thực hiện; hạn 29/11/2026; còn 7 ngày" in plain
    assert "Đồng chí thực hiện; hạn 27/11/2026; còn 5 ngày" in plain
    assert "DỮ LIỆU MẪU" not in plain
    assert "CA-2 Sửa &lt;b&gt;" in page


def test_letter_is_in_the_language_its_reader_chose(reachable, given, letters, do):
    nam = reachable["staff"].choose_language(by=reachable["staff"], language="en")
    given({nam: [task("CA-1 Sửa", 0)]})
    do()
    ((_to, letter),) = letters.taken
    assert letter["Content-Language"] == "en"
    assert "Sunday, 22/11/2026" in next(letter.iter_parts()).get_content()


@pytest.mark.parametrize(
    ("days", "is_reminded"), [(8, False), (7, True), (2, False), (1, True), (0, True), (-1, True), (-2, False), (-7, True)]
)
def test_reminder_days_are_marked(reachable, given, letters, do, days, is_reminded):
    given({reachable["staff"]: [task("CA-1 Sửa", days)]})
    do()
    assert ("nhắc hạn 1 việc" in letters.taken[0][1]["Subject"]) is is_reminded


def test_reminder_day_on_which_no_round_ran_is_made_up_for(reachable, given, letters, do):
    nam = reachable["staff"]
    given({nam: [task("CA-1 Sửa", 9)]})
    do()
    given({nam: [task("CA-1 Sửa", 9)]})
    do(at=NOW + timedelta(days=4))
    assert ["nhắc hạn 1 việc" in letter["Subject"] for _to, letter in letters.taken] == [False, True]


def test_who_left_or_cannot_sign_in_gets_none(reachable, given, letters, do, tuan):
    given({reachable["staff"]: [task("CA-1 Sửa", 1)], reachable["auditor"]: [task("CA-2 Sửa", 1)]})
    reachable["staff"].reload().leave(by=tuan, on=TODAY)
    reachable["auditor"].reload().disable(by=tuan)
    assert do().sent == 0
    assert letters.taken == []


def test_one_refused_address_keeps_nobody_else_from_his_mail(reachable, given, letters, do):
    given({person: [task("CA-1 Sửa", 1)] for person in reachable.values()})
    letters.refuse = {"nam@an-binh.lan"}
    outcome = do()
    assert (outcome.sent, outcome.failed) == (5, 1)
    assert state_of(reachable["staff"]) == DigestState.FAILED
    assert "550 no such mailbox" in Digest.get(state=DigestState.FAILED).trouble


def test_what_failed_is_tried_again_after_an_hour_and_only_that(reachable, given, letters, do):
    given({reachable["staff"]: [task("CA-1 Sửa", 1)], reachable["auditor"]: [task("CA-2 Sửa", 1)]})
    letters.after_text = "451 try later"
    assert do().failed == 2
    letters.after_text = "250 OK"
    assert do() is None
    assert do(at=NOW + timedelta(hours=1)).sent == 2
    assert do(at=NOW + timedelta(hours=3)) is None
    assert letters.addressees == ["nam@an-binh.lan", "oanh@an-binh.lan"]


def test_mail_of_which_nobody_knows_is_not_repeated(reachable, given, letters, do):
    given({reachable["staff"]: [task("CA-1 Sửa", 1)]})
    letters.after_text = "hang up"
    assert do().unsure == 1
    letters.after_text = "250 OK"
    assert do(insisting=True, at=NOW + timedelta(hours=2)).sent == 0
    assert state_of(reachable["staff"]) == DigestState.SENDING
    assert len(letters.taken) == 1


def test_relay_that_is_not_there_is_recorded_and_nothing_breaks(reachable, given, do, monkeypatch, signed_in):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("QMS_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("QMS_SMTP_PORT", str(nobody.getsockname()[1]))
        given({person: [task("CA-1 Sửa", 1, url="/help")] for person in reachable.values()})
        assert do().failed == 6
    assert DailyRound.get(day=TODAY).trouble
    assert signed_in(reachable["staff"]).get("/").status_code == 200


def test_without_a_relay_the_round_is_done_and_sends_nothing(reachable, given, do):
    given({reachable["staff"]: [task("CA-1 Sửa", 1)]})
    assert do().sent == 0
    assert Digest.select().count() == 0
    assert DailyRound.get(day=TODAY).ended_at == NOW


def test_fault_in_one_person_s_tasks_is_his_alone(reachable, given, letters, do, monkeypatch):
    from qms.notifications import posting

    def faulty(person):
        if person.username == "nam":
            raise ValueError("hỏng")
        return real(person)

    real = posting.told
    given({person: [task("CA-1 Sửa", 1)] for person in reachable.values()})
    monkeypatch.setattr(posting, "told", faulty)
    outcome = do()
    assert (outcome.sent, outcome.failed) == (5, 1)
    assert "Phạm Văn Nam" in DailyRound.get(day=TODAY).trouble


def test_only_one_has_the_round_and_a_dead_one_is_followed(house):
    assert daily_round.claim(TODAY, "một") is not None
    assert daily_round.claim(TODAY, "hai") is None
    assert daily_round.claim(TODAY, "hai", insisting=True) is None
    with clock.stopped_at(NOW + timedelta(minutes=10)):
        assert daily_round.is_wanted(TODAY)
        assert daily_round.claim(TODAY, "hai") is not None


def test_who_lost_the_round_stops(house):
    first = daily_round.claim(TODAY, "một")
    assert daily_round.still_has(first)
    with clock.stopped_at(NOW + timedelta(minutes=11)):
        second = daily_round.claim(TODAY, "hai")
        assert not daily_round.still_has(first)
        assert daily_round.still_has(second)
        daily_round.end(first)
        assert DailyRound.get(day=TODAY).ended_at is None


def test_mail_in_hand_is_nobody_else_s(nam):
    assert digest.begin(nam, TODAY, 1) is not None
    assert digest.begin(nam, TODAY, 1) is None


def test_clockwork_waits_for_its_hour_and_makes_up_for_what_was_missed(office, app, monkeypatch):
    monkeypatch.setenv("QMS_DAILY_HOUR", "11")  # it is ten
    with apart():
        assert clockwork.tick(app.test_request_context) is None
        assert clockwork.next_run() == clock.at(TODAY, 11)
        with clock.stopped_at(NOW + timedelta(hours=5)):
            assert clockwork.tick(app.test_request_context) is not None
            assert clockwork.tick(app.test_request_context) is None
            assert clockwork.next_run() == clock.at(TODAY + timedelta(days=1), 11)


PROCESS = """
import sys
from pathlib import Path
from datetime import datetime
from qms.core import clock
from qms.commands import daily
with clock.stopped_at(datetime.fromisoformat(sys.argv[2])):
    sys.exit(daily.once(Path(sys.argv[1])))
"""


def test_several_processes_send_once(house, reachable, letters):
    from qms.documents import work

    for number, person in enumerate(reachable.values()):
        work.start_document(f"QT-9{number}", reachable["quality_officer"], title=f"Việc của {person.name}", reason="Ban hành lần đầu")

    def process(_number):
        return subprocess.run(
            [sys.executable, "-c", PROCESS, str(house), NOW.isoformat()], cwd=CHECKOUT, capture_output=True, text=True, timeout=120
        )

    with ThreadPoolExecutor(4) as several:
        ended = list(several.map(process, range(4)))
    assert [one.returncode for one in ended] == [0] * 4, ended
    assert letters.addressees == sorted(set(letters.addressees))
    assert "lan@an-binh.lan" in letters.addressees
    assert DailyRound.select().count() == 1

"""Nonconformities and corrective actions as far as a test needs them, brought there by acts."""

import struct
import zlib
from datetime import date

import pytest

from qms.core import clock
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import CauseGroup, Severity

TODAY, DUE, CHECK = date(2026, 11, 22), date(2026, 12, 1), date(2026, 12, 31)
RESULT = "Đã sửa mẫu sổ và hướng dẫn mọi người."


def on(day, hour=9):
    """Stop the clock at an hour of a day."""
    return clock.stopped_at(clock.at(day, hour))


def report(by, unit, text="Thiếu chữ ký bàn giao ở bước 3. Không rõ ai nhận.", **facts):
    """Report a nonconformity that happened today."""
    return Nonconformity(**{"what_happened": text, "unit": unit, "happened_on": clock.today(), **facts}).report(by=by)


def triage(case, by, responsible, unit, **facts):
    """Triage it as a minor one about 8.5.1."""
    usual = {"title": "Thiếu chữ ký bàn giao", "severity": Severity.MINOR, "clause": "8.5.1", "lead_unit": unit, "procedure_code": "QT-16"}
    return case.triage(by=by, responsible=responsible, **{**usual, **facts})


def analyse(case, by, group=CauseGroup.FORM):
    """Record correction and cause."""
    case.correct(by=by, correction="Bổ sung chữ ký trên phiếu.", on=clock.today())
    return case.analyse(by=by, cause_group=group, cause="Mẫu sổ thiếu cột ký nhận.", elsewhere="Có thể ở QT-15.")


def confirm(case, by):
    """Confirm the cause as it is kept now."""
    return again(case).confirm_cause(by=by, evidence="Đã xem 20 phiếu trong sổ tháng 11.")


def plan(case, by, doer, verifier, due_on=DUE, check_on=CHECK, **facts):
    """Plan an action."""
    usual = {"description": "Sửa mẫu sổ, thêm cột ký nhận.", "measure": "10 hồ sơ sau ngày làm xong đều đủ chữ ký."}
    facts = {**usual, "due_on": due_on, "check_on": check_on, **facts}
    return CorrectiveAction(nonconformity=case, responsible=doer, verifier=verifier, **facts).plan(by=by)


def again(record):
    """Give a record as it is kept now, with nothing remembered from before."""
    return type(record).get_by_id(record.id)


def png(shade=0):
    """Make a PNG of one pixel."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(bytes([0, shade, shade, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


@pytest.fixture
def reported(mai, office):
    """Give a report of the desk officer about the unit MC."""
    return report(mai, office["MC"])


@pytest.fixture
def triaged(reported, lan, nam, office):
    """Give a case nam is responsible for, TM leading."""
    return triage(reported, lan, nam, office["TM"])


@pytest.fixture
def analysed(triaged, nam):
    """Give a case with correction and cause."""
    return analyse(triaged, nam)


@pytest.fixture
def confirmed(analysed, oanh):
    """Give the case with its cause confirmed by the auditor."""
    return confirm(analysed, oanh)


@pytest.fixture
def planned(confirmed, nam, mai, oanh):
    """Give an action mai does by 01/12 and oanh checks on 31/12."""
    return plan(confirmed, nam, mai, oanh)


@pytest.fixture
def finished(planned, mai):
    """Give the action reported done."""
    return planned.complete(by=mai, result=RESULT)


@pytest.fixture
def effective(finished, oanh):
    """Give the action found effective on the day of the check."""
    with on(CHECK):
        return finished.find_effective(by=oanh, finding="10 hồ sơ sau ngày làm xong đều đủ chữ ký.")


@pytest.fixture
def closed(effective, lan):
    """Give the case closed on the day of the check."""
    with on(CHECK, 10):
        return again(effective.nonconformity).close(by=lan)

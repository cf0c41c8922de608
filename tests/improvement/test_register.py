"""The register's further filters, ages in words, chips, and Excel of exactly what is listed."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest

from qms.core import clock, trail
from qms.improvement import recurrence
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.register import listing as register
from qms.improvement.register import views as views_register
from qms.improvement.states import CauseGroup
from tests.improvement.conftest import CHECK, TODAY, again, analyse, on, report, triage


def codes(**values):
    return sorted(case.code for case in register.asked(values))


def spread(by, unit, *days_ago):
    """Report a case on each of some days before today."""
    return [_reported(by, unit, TODAY - timedelta(days)) for days in days_ago]


def _reported(by, unit, day):
    with on(day):
        return report(by, unit)


def test_until_is_the_last_day_of_reporting(mai, office):
    spread(mai, office["MC"], 9, 5, 0)
    assert codes(until="17/11/2026") == ["NC-2026-001", "NC-2026-002"]
    assert codes(since="17/11/2026", until="17/11/2026") == ["NC-2026-002"]
    assert len(codes(until="không phải ngày")) == 3


def test_rejected_reports_can_be_left_out(mai, lan, office):
    first, _second = spread(mai, office["MC"], 1, 0)
    first.reject(by=lan, note="Không phải")
    assert (len(codes()), codes(standing="1")) == (2, ["NC-2026-002"])


@pytest.mark.parametrize(("took", "is_found"), [("39-39", True), ("0-38", False), ("40-", False), ("39-", True), ("-9", True), ("x", True)])
def test_days_to_close(closed, took, is_found):
    assert (again(closed).closed_on - closed.reported_on).days == 39
    assert codes(took=took) == ([closed.code] if is_found else [])


def test_closed_since(closed):
    assert [codes(closed=day) for day in ("31/12/2026", "1/1/2027")] == [[closed.code], []]


def repeat(by, lan, nam, office, day, procedure="QT-16", group=CauseGroup.FORM):
    """Report, triage and analyse a case on a day."""
    with on(day):
        return analyse(triage(report(by, office["MC"]), lan, nam, office["TM"], procedure_code=procedure), nam, group)


@pytest.mark.parametrize(
    ("days", "facts", "is_back"),
    [
        (1, {}, True), (recurrence.WITHIN, {}, True), (recurrence.WITHIN + 1, {}, False), (0, {}, False),
        (9, {"procedure": "QT-05"}, False), (9, {"group": CauseGroup.TIME}, False),
    ],
)  # fmt: skip
def test_case_came_back_within_the_days_after_it_was_closed(closed, mai, lan, nam, office, days, facts, is_back):
    repeat(mai, lan, nam, office, CHECK + timedelta(days), **facts)
    assert codes(returned="1") == ([closed.code] if is_back else [])


def test_filters_that_are_none_are_left_out(reported):
    assert codes(tile="bogus", before="x", lang="en") == [reported.code]


def test_age_in_words(reported, closed, lan, mai, office):
    words = []
    for days in (0, 12):
        with on(TODAY + timedelta(days)):
            words.append(str(register.age_words(Nonconformity(state="reported", reported_on=TODAY))))
    assert words == ["mở hôm nay", "mở 12 ngày"]
    assert str(register.age_words(closed)) == "đóng sau 39 ngày"
    other = report(mai, office["MC"]).reject(by=lan, note="Không phải")
    assert register.age_words(other) == ""


def test_age_stands_beside_the_due_day(signed_in, reported, nam):
    with on(date(2026, 11, 26)):
        page = signed_in(nam).get("/nc").text
    assert "Quá hạn 3 ngày" in page
    assert "mở 4 ngày" in page


def test_hidden_filters_are_chips_that_can_be_taken_off(signed_in, reported, nam):
    page = signed_in(nam).get("/nc?procedure=QT-16&cause=form&took=91-&q=so").text
    for words in ("Quy trình QT-16", "Nguyên nhân: Biểu mẫu, hồ sơ", "Đóng sau từ 91 ngày"):
        assert words in page
    assert 'href="/nc?cause=form&amp;took=91-&amp;q=so"' in page
    assert '<input type="hidden" name="procedure" value="QT-16">' in page


def excel_codes(answer):
    book = zipfile.ZipFile(BytesIO(answer.data))
    return sorted(set(re.findall(r"NC-\d+-\d+", book.read("xl/sharedStrings.xml").decode())))


def test_excel_holds_exactly_the_filtered_list_and_leaves_a_trace(signed_in, mai, lan, nam, office):
    spread(mai, office["MC"], 30, 9, 2)
    asked = "until=20/11/2026&since=1/11/2026"
    browser = signed_in(nam)
    listed = browser.get(f"/nc?{asked}").text
    found = excel_codes(browser.post(f"/nc/list.xlsx?{asked}"))
    assert found == codes(since="1/11/2026", until="20/11/2026") == ["NC-2026-002", "NC-2026-003"]
    assert all(code in listed for code in found)
    assert (trail.head().act, asked.partition("=")[0] in trail.head().facts["label"]) == ("nc.exported", True)


def test_list_too_long_for_excel_is_refused_without_a_trace(signed_in, mai, office, nam, monkeypatch):
    spread(mai, office["MC"], 2, 1)
    monkeypatch.setattr(views_register, "EXCEL_ROWS", 1)
    answer = signed_in(nam).post("/nc/list.xlsx")
    assert answer.status_code == 422
    assert "Danh sách có hơn 1 dòng; lọc hẹp lại" in answer.text
    assert trail.head().act != "nc.exported"


def test_every_known_key_is_a_filter(house):
    everything = list(Nonconformity.select())
    for key in register.KEYS:
        assert list(register.asked({key: "\x00'%"})) == everything, key
    assert clock.today() == TODAY

"""The board's pages: for whom, what is on them, how charts and tables are sent."""

import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import url_for

from qms.core import clock, trail
from qms.documents import work
from qms.documents.authorities import Excepted
from qms.documents.review.exception import FourEyesException
from qms.improvement.states import CauseGroup
from qms.management_review import board, flow
from qms.management_review.period import period
from qms.organization.sign_in import Confirmation
from tests.controlled_text import controlled


@pytest.fixture
def busy(report, plan, issue):
    """Fill the board: 20 causes known, one action late, one document in force."""
    for _ in range(19):
        report(40, CauseGroup.METHOD)
    plan(30, 10)
    issue("QT-01", 400, 12)


READERS = {"commander", "quality_officer", "auditor"}


def test_board_is_for_commander_quality_officer_and_auditor(signed_in, cast):
    for role, person in cast.items():
        browser = signed_in(person)
        status = 200 if role in READERS else 403
        assert browser.get("/dashboard").status_code == status
        assert (browser.get("/charts/flow.svg").status_code == 403) == (role not in READERS)
        assert (browser.post("/dashboard/flow.xlsx").status_code == 403) == (role not in READERS)
        assert ('href="/dashboard"' in browser.get("/me").text) == (role in READERS)


def test_board_tells_the_exceptions_of_its_period(signed_in, lan, hung):
    assert "0 ngoại lệ hai người" in signed_in(hung).get("/dashboard").text
    edition = work.start_document("QT-30", lan, title="Trực ban", kind="work-procedure", reason="Ban hành lần đầu")
    allowed = FourEyesException(edition=edition, person=lan, purpose=Excepted.REVIEW, reason="Chỉ có một trợ lý", expires_on=clock.today())
    allowed.grant(by=hung, confirmation=Confirmation(hung.id))
    page = signed_in(hung).get("/dashboard").text
    assert "1 ngoại lệ hai người" in page
    assert "Chỉ có một trợ lý" in page


def test_visitor_is_asked_to_sign_in(browser):
    for url in ("/dashboard", "/charts/flow.svg"):
        assert browser.get(url).headers["Location"].startswith("/login")


def test_every_figure_has_sentence_chart_alt_table_and_source(signed_in, hung, busy):
    page = signed_in(hung).get("/dashboard").text
    for sentence in (
        "1 trong 2 nhóm nguyên nhân gây ra 95 %",
        "Mở 20, đóng 0",
        "1 trong 1 hành động khắc phục đang mở đã quá hạn",
        "1 trong 1 tài liệu đang hiệu lực đã quá hạn soát xét",
    ):
        assert page.count(f">{sentence}") == 1
        assert f'alt="{sentence}' in page
    assert page.count("<picture>") == page.count('loading="lazy"') == page.count("<details>") == 5
    assert (page.count("Nguồn: "), page.count("<details open>")) == (8, 0)  # three sentences without a table
    assert 'srcset="/charts/flow.svg?w=360&amp;period=12m"' in page
    assert 'src="/charts/flow.svg?w=720&amp;period=12m"' in page
    assert page.count("<h1>") == 1


def test_too_few_data_are_a_sentence_and_an_open_table(signed_in, hung, report):
    for _ in range(7):
        report(3, CauseGroup.FORM)
    page = signed_in(hung).get("/dashboard").text
    assert "Cần ít nhất 20 sự không phù hợp đã phân tích nguyên nhân để vẽ biểu đồ Pareto; hiện có 7" in page
    assert "<details open>" in page
    assert "/charts/causes.svg" not in page
    assert signed_in(hung).get("/charts/causes.svg").status_code == 404


def test_empty_office_has_a_board_without_charts(signed_in, hung):
    page = signed_in(hung).get("/dashboard").text
    assert "<picture>" not in page
    assert "Không có việc nào chờ quyết định." in page


def test_decisions_of_the_commander_are_on_top(signed_in, hung, oanh, lan):
    edition = work.start_document(
        "QT-55",
        lan,
        title="Tiếp công dân",
        unit=lan.unit,
        responsible=lan.posts[0],
        clauses=["8.2"],
        text=controlled(),
        reason="Ban hành lần đầu",
    )
    edition.submit_for_review(by=lan)
    page = signed_in(hung).get("/dashboard").text
    assert "Cần chỉ huy quyết định (1)" in page
    assert page.index("QT-55") < page.index('id="causes"')
    assert "QT-55" not in signed_in(oanh).get("/dashboard").text


def test_period_is_chosen_in_the_address(signed_in, hung, report):
    report(200)
    browser = signed_in(hung)
    assert "Mở 1, đóng 0 sự không phù hợp trong 12 tháng" in browser.get("/dashboard").text
    assert "trong 3 tháng" in browser.get("/dashboard?period=3m").text
    assert "12 tháng" in browser.get("/dashboard?period=%00'").text


def test_every_row_of_causes_opens_the_records_it_counts(signed_in, hung, report):
    for days in (0, 40, 500):
        report(days, CauseGroup.PEOPLE)
    board = signed_in(hung).get("/dashboard").text
    url = re.search(r'href="(/nc\?cause=people[^"]*)"', board)[1].replace("&amp;", "&")
    assert signed_in(hung).get(url).text.count('<td data-l="Mã">') == 2


def test_chart_is_an_svg_that_browsers_keep_while_it_is_right(signed_in, hung, report):
    report(3)
    browser = signed_in(hung)
    first = browser.get("/charts/flow.svg?w=720")
    assert (first.status_code, first.mimetype) == (200, "image/svg+xml")
    assert first.data.startswith(b"<?xml")
    tag = first.headers["ETag"]
    again = browser.get("/charts/flow.svg?w=720", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert browser.get("/charts/flow.svg?w=360").headers["ETag"] != tag
    report(1)
    assert browser.get("/charts/flow.svg?w=720", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("url", ["/charts/flow.svg?w=9999999", "/charts/flow.svg?w=x", "/charts/flow.svg"])
def test_odd_widths_give_the_wide_chart(signed_in, hung, report, url):
    report(3)
    browser = signed_in(hung)
    assert browser.get(url).headers["ETag"] == browser.get("/charts/flow.svg?w=720").headers["ETag"]


@pytest.mark.parametrize("name", ["secret", "..%2Fflow", "FLOW", "flow.svg"])
def test_unknown_figure_is_not_found(signed_in, hung, name):
    browser = signed_in(hung)
    assert browser.get(f"/charts/{name}.svg").status_code == 404
    assert browser.post(f"/dashboard/{name}.xlsx").status_code == 404


def test_chart_is_drawn_once_for_all_who_ask(signed_in, hung, lan, report, monkeypatch):
    report(3)
    drawn = []
    monkeypatch.setattr(flow.flow, "draw", lambda *_facts, **_words: drawn.append(1))
    monkeypatch.setattr(board.sheet, "svg", lambda _figure: b"<svg/>")
    monkeypatch.setattr(board, "drawings", board.drawings.__class__())
    for person in (hung, lan, hung):
        assert signed_in(person).get("/charts/flow.svg").data == b"<svg/>"
    assert drawn == [1]


def test_table_as_excel_is_noted_on_the_trail(signed_in, hung, busy):
    sent = signed_in(hung).post("/dashboard/ageing.xlsx", {"period": "6m"})
    assert trail.head().act == "board.exported"
    book = ZipFile(BytesIO(sent.data))
    words, numbers = (book.read(f"xl/{part}.xml").decode() for part in ("sharedStrings", "worksheets/sheet1"))
    assert all(f">{word}<" in words for word in ("Hành động", "Tuổi (ngày)", "Hạn (ngày)", "So với hạn"))
    assert all(f">{word}<" in words for word in ("HDKP-2026-001", "quá hạn 20 ngày"))
    assert "<v>30</v>" in numbers
    assert "<v>10</v>" in numbers


def test_english_reader_gets_other_drawings(signed_in, hung, report):
    report(3)
    browser = signed_in(hung)
    assert browser.get("/charts/flow.svg?lang=vi").headers["ETag"] != browser.get("/charts/flow.svg?lang=en").headers["ETag"]


def test_looking_at_the_board_does_not_load_the_drawing_library(tmp_path):
    code = (
        "import sys; from pathlib import Path; from qms.app import create_app; import qms.management_review.board; "
        "create_app(Path(sys.argv[1])); sys.exit('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_warm_board_asks_the_database_a_handful_of_times(signed_in, hung, busy, monkeypatch):
    from qms.core.database import db

    browser = signed_in(hung)
    browser.get("/dashboard")
    asked, run = [], db.execute_sql
    monkeypatch.setattr(db, "execute_sql", lambda sql, *rest: asked.append(sql) or run(sql, *rest))
    browser.get("/dashboard")
    assert len(asked) <= 12, asked


def test_pareto_is_chosen_in_the_address_and_kept_with_the_period(signed_in, hung, report):
    for _ in range(20):
        report(3)
    browser = signed_in(hung)
    for by, sentence in (("units", "1 trong 1 đơn vị có 100 %"), ("procedures", "1 trong 1 nhóm quy trình có 100 %")):
        page = browser.get(f"/dashboard?by={by}&period=3m").text
        assert sentence in page
        assert f'<input type="hidden" name="by" value="{by}">' in page
        assert f'src="/charts/{by}.svg?w=720&amp;period=3m"' in page
        assert browser.get(f"/charts/{by}.svg").status_code == 200
    assert 'id="causes"' in browser.get("/dashboard?by=%00").text


def test_rows_of_the_new_figures_list_what_they_count(signed_in, hung, lan, report, year_of_cases):
    browser = signed_in(hung)
    for name in ("units", "procedures", "cases", "closing", "effect"):
        figure = board.figure(name, period("12m"))
        assert figure.lines, name
        for line in (line for line in figure.lines if name != "procedures" or "procedure" in line.values):  # the rest is the whole list
            with browser.client.application.test_request_context():
                url = url_for(line.endpoint, **line.values)
            counted = line.cells[3] if name == "cases" else line.cells[2] if url.startswith("/ca") else line.cells[1]
            page = browser.get(url).text
            assert len(re.findall(r'<td data-l="Mã">', page)) == counted, (name, line.cells, url)

"""The board of a unit: it counts what is the unit's alone, and every number leads to exactly the records it counts."""

import re
from html import unescape

import pytest
from flask import url_for

from qms.core import clock, database
from qms.management_review import board
from qms.management_review.period import period
from qms.organization.unit import Unit
from tests.conftest import NOW
from tests.demo_house import demo_app, demo_folder, demo_home, signed_in_by_role  # noqa: F401

ROW = re.compile(r'<td data-l="(?:Mã|Mã hiệu)">')
TILE = re.compile(r'<li><a href="([^"]+)"><b>([\d.]+)</b>')


@pytest.fixture(scope="module")
def units(demo_app):  # noqa: F811
    """Give the numbers of the demonstration office's units, and 0 for all of it."""
    with database.connection():
        return [0, *(unit.id for unit in Unit.active())]


@pytest.fixture
def commander(signed_in_by_role):  # noqa: F811
    """Give the commander's browser."""
    return signed_in_by_role["commander"]


def listed(browser, url):
    """Count the records a list shows."""
    page = browser.get(url).text
    return len(ROW.findall(page))


def test_every_number_of_a_unit_opens_what_it_counts(commander, units):
    with clock.stopped_at(NOW):
        for unit in units:
            tiles = TILE.findall(commander.get(f"/dashboard?unit={unit}").text)
            assert len(tiles) == 4
            shown = {unescape(url): int(n) for url, n in tiles}
            assert {url: listed(commander, url) for url in shown} == shown, unit


def test_every_row_of_a_unit_opens_what_it_counts(demo_app, commander, units):  # noqa: F811
    with clock.stopped_at(NOW):
        with database.connection(), demo_app.test_request_context():
            lines = [
                (url_for(line.endpoint, **line.values), counted(name, line))
                for unit in units[1:]
                for name in ("causes", "cases", "closing", "effect")
                for line in board.figure(name, period("24m", unit)).lines
            ]
        assert len(lines) > 20
        assert all("unit=" in url for url, _n in lines)
        assert [(url, listed(commander, url)) for url, _n in lines] == lines


def test_list_under_a_chart_holds_what_its_headline_counts(demo_app, commander, units):  # noqa: F811
    with clock.stopped_at(NOW):
        with database.connection(), demo_app.test_request_context():
            figures = [(name, board.figure(name, period("6m", unit))) for unit in units[1:] for name in ("causes", "flow")]
            shown = [
                (url_for(one.endpoint, **one.values), sum(n for _name, n, *_rest in one.facts or ())) for _name, one in figures if one.facts
            ]
        assert len(shown) > 3
        assert [(url, listed(commander, url)) for url, _n in shown] == shown


def counted(name, line):
    """Give the number of a row that its list shows: of the actions checked all, effective or not."""
    return line.cells[3] if name == "cases" else line.cells[2] if line.endpoint == "improvement.actions" else line.cells[1]


def test_units_together_are_the_office(units):
    with clock.stopped_at(NOW), database.connection():
        counts = [[one.value for one in board.first_row(period("12m", unit))] for unit in units]
    assert [sum(column) for column in zip(*counts[1:], strict=True)] == counts[0]


def test_unit_is_chosen_in_the_address_and_kept_by_all_that_leads_on(commander, units):
    with clock.stopped_at(NOW):
        with database.connection():
            busy = max(units[1:], key=lambda unit: board.first_row(period("6m", unit))[1].value)
        page = commander.get(f"/dashboard?unit={busy}&period=6m").text
        assert f'<option value="{busy}" selected>' in page
        assert f"/charts/flow.svg?w=720&amp;period=6m&amp;unit={busy}" in page
        assert 'href="/dashboard/charts?period=6m&amp;unit=' in page
        assert "by=units" not in page  # units are not compared within one unit
        assert commander.get(f"/charts/units.svg?unit={busy}").status_code == 404
        assert TILE.findall(commander.get("/dashboard?unit=99999").text) == TILE.findall(commander.get("/dashboard").text)
        assert commander.get("/dashboard?unit=x%00").status_code == 200


def test_board_has_at_most_eight_charts(units):
    assert len(board.ON_THE_BOARD) <= 8
    assert set(board.ON_THE_BOARD) <= set(board.FIGURES)
    assert not set(board.ON_THE_BOARD) & board.OF_THE_OFFICE

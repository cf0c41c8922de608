"""The board on a wall, in a meeting and on paper."""

import re

import pytest

from qms.core import clock
from qms.management_review import board
from tests.conftest import NOW
from tests.demo_house import demo_app, demo_folder, demo_home, signed_in_by_role  # noqa: F401


@pytest.fixture
def commander(signed_in_by_role):  # noqa: F811
    """Give the commander's browser, at the moment the demonstration stops."""
    with clock.stopped_at(NOW):
        yield signed_in_by_role["commander"]


def test_wall_has_nothing_to_touch_and_names_nobody(commander):
    page = commander.get("/dashboard?wall=1").text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r"<(?:a|form|input|button|select|details)\b", main) == []
    assert page.count("<section>") == 2
    assert len(re.findall(r"<b>[\d.]+</b>", main)) == 4
    assert not re.search("Trung tá|Đại úy|Thiếu tá|Thượng úy|Trung úy", main)


def test_wall_goes_round_through_all_charts_by_itself(commander):
    url, seen = "/dashboard?wall=1&refresh=60&period=24m", []
    for _screen in range(4):
        answer = commander.get(url)
        seen += re.findall(r'src="/charts/(\w+)\.svg\?w=360&amp;wall=1&amp;period=24m"', answer.text)
        seconds, _semicolon, url = answer.headers["Refresh"].partition(";url=")
        assert seconds == "60"
    assert "screen=0" in url
    assert len(seen) == len(set(seen)) > 4
    assert set(seen) <= set(board.ON_THE_BOARD)


@pytest.mark.parametrize(("asked", "given"), [("5", "20"), ("99999", "3600"), ("x", "300"), ("", "300"), ("-1", "20")])
def test_wall_is_neither_restless_nor_asleep(commander, asked, given):
    assert commander.get(f"/dashboard?wall=1&refresh={asked}").headers["Refresh"].startswith(f"{given};url=/dashboard?")


def test_meeting_goes_from_screen_to_screen_without_script(commander):
    url, seen = "/dashboard/show?period=24m", []
    while url.startswith("/dashboard/show"):
        page = commander.get(url).text
        seen.append(url)
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        url = onward[1].replace("&amp;", "&") if onward else ""
    assert [one.partition("?")[0].rpartition("/")[2] for one in seen[1:]] == list(board.ON_THE_BOARD)
    assert all("period=24m" in one for one in seen)
    assert commander.get("/dashboard/show/secret").status_code == 404
    assert commander.get("/dashboard/show/units").status_code == 200


def test_paper_has_the_numbers_and_every_chart(commander):
    page = commander.get("/dashboard/paper").text
    assert len(re.findall(r"<b>[\d.]+</b>", page)) == 4
    assert page.count("<section>") == len(board.ON_THE_BOARD)


@pytest.mark.parametrize("url", ["/dashboard?wall=1", "/dashboard/show", "/dashboard/show/flow", "/dashboard/paper"])
def test_screens_are_for_those_who_see_the_board(signed_in_by_role, url):  # noqa: F811
    with clock.stopped_at(NOW):
        allowed = {role for role, visitor in signed_in_by_role.items() if visitor.get(url).status_code == 200}
    assert allowed == {"commander", "quality_officer", "auditor"}

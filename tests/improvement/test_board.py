"""The board by state: what stands where, in which order, bounded, and which form moves a card."""

import re
from datetime import date, timedelta

import pytest

from qms.improvement.register import board
from qms.improvement.states import NonconformityState
from tests.improvement.conftest import CHECK, DUE, RESULT, TODAY, again, analyse, confirm, on, plan, report, triage


def columns(person, unit=None):
    return {lane.state.value: [card.case.code for card in lane.cards] for lane in board.lanes(person, unit)}


def moved(person):
    """Give the words and addresses by which each card is moved."""
    return {
        card.case.code: [(str(move.label), move.code, move.anchor) for move in card.moves]
        for lane in board.lanes(person)
        for card in lane.cards
    }


def test_case_wanders_through_the_columns(reported, lan, nam, mai, oanh, office):
    assert columns(lan) == {"reported": [reported.code], "in_progress": [], "awaiting_check": [], "closed": []}
    case = confirm(analyse(triage(reported, lan, nam, office["TM"]), nam), oanh)
    assert columns(lan)["in_progress"] == [case.code]
    one = plan(case, nam, mai, oanh).complete(by=mai, result=RESULT)
    assert columns(lan)["awaiting_check"] == [case.code]
    with on(CHECK):
        one.find_effective(by=oanh, finding="Đủ chữ ký")
        again(case).close(by=lan)
        assert columns(lan)["closed"] == [case.code]
    with on(CHECK + timedelta(91)):
        assert columns(lan)["closed"] == []


def test_rejected_report_is_on_no_column(reported, lan):
    reported.reject(by=lan, note="Không phải")
    assert not any(columns(lan).values())


def test_most_urgent_is_first_and_what_has_no_day_last(office, mai, lan, nam, oanh):
    cases = [analyse(triage(report(mai, office["MC"]), lan, nam, office["TM"]), nam) for _ in range(4)]
    for case, days in ((cases[1], 20), (cases[2], 3), (cases[1], 5)):
        plan(case, nam, mai, oanh, due_on=TODAY + timedelta(days))
    assert columns(lan)["in_progress"] == [cases[place].code for place in (2, 1, 0, 3)]


def test_checks_due_first_lead_their_column(office, mai, lan, nam, oanh):
    for days in (60, 20):
        case = analyse(triage(report(mai, office["MC"]), lan, nam, office["TM"]), nam)
        plan(case, nam, mai, oanh, check_on=DUE + timedelta(days)).complete(by=mai, result=RESULT)
    assert columns(lan)["awaiting_check"] == ["NC-2026-002", "NC-2026-001"]


def test_column_is_bounded_and_its_count_is_whole(office, mai, lan):
    for _number in range(board.MOST + 2):
        report(mai, office["MC"])
    lane = board.lanes(lan)[0]
    assert (len(lane.cards), lane.count, lane.more) == (board.MOST, board.MOST + 2, 2)
    assert lane.cards[0].case.code == "NC-2026-001"


def test_unit_restricts_cards_and_counts(reported, lan, office):
    assert columns(lan, office["MC"].id)["reported"] == [reported.code]
    assert columns(lan, office["TM"].id)["reported"] == []
    assert [lane.count for lane in board.lanes(lan, office["TM"].id)] == [0, 0, 0, 0]


# what moves a card


def test_only_the_quality_officer_moves_a_new_report(reported, lan, nam):
    assert moved(lan)[reported.code] == [
        (str(reported.triage.label), reported.code, "phan-loai"), (str(reported.reject.label), reported.code, "phan-loai"),
    ]  # fmt: skip
    assert moved(nam)[reported.code] == []


def test_each_sees_his_own_next_act(planned, nam, mai, oanh, lan):
    case = planned.nonconformity
    assert [code for _label, code, _anchor in moved(mai)[case.code]] == [planned.code]
    assert [anchor for _label, code, anchor in moved(nam)[case.code] if code == case.code] == ["khac-phuc", "nguyen-nhan", "hanh-dong"]
    assert moved(oanh)[case.code] == []
    planned.complete(by=mai, result=RESULT)
    assert moved(oanh)[case.code] == [("Kết luận có hiệu lực", planned.code, "")]
    assert moved(mai)[case.code] == []
    assert ("Đóng", case.code, "") in moved(lan)[case.code]


def test_move_leads_to_the_page_that_holds_the_form(signed_in, planned, mai):
    browser = signed_in(mai)
    page = browser.get("/nc/board").text
    url = re.search(r'<li><a href="(/ca/[^"]+)"', page)[1]
    assert f'action="{url}/complete"' in browser.get(url).text


def test_board_changes_nothing_by_itself(signed_in, reported, lan):
    page = signed_in(lan).get("/nc/board").text.partition("<main")[2].partition("</main>")[0]
    assert 'method="post"' not in page
    assert "draggable" not in page
    assert again(reported).state == NonconformityState.REPORTED


def test_rest_of_a_column_is_a_link_to_the_list(signed_in, office, mai, lan):
    for _number in range(board.MOST + 1):
        report(mai, office["MC"])
    page = signed_in(lan).get(f"/nc/board?unit={office['MC'].id}").text
    assert f'href="/nc?unit={office["MC"].id}&amp;state=reported">Xem cả 13 trong danh sách' in page


@pytest.mark.parametrize("query", ["?unit=x", "?unit=999999999999", "?unit=", "?unit=-1"])
def test_odd_units_are_no_error(signed_in, reported, nam, query):
    assert signed_in(nam).get(f"/nc/board{query}").status_code == 200


@pytest.mark.parametrize("count", [2, 9])
def test_board_asks_a_fixed_number_of_questions(office, mai, lan, nam, count):
    from tests.improvement.test_queries import counted_questions

    for _number in range(count):
        triage(report(mai, office["MC"]), lan, nam, office["TM"])
        report(mai, office["MC"])
    board.counted(None), lan.roles
    with counted_questions() as asked:
        cards = [card for lane in board.lanes(lan) for card in lane.cards]
    assert (len(cards), len(asked) <= 14) == (2 * count, True), asked


def test_order_agrees_with_a_naive_one(office, mai, lan, nam, oanh):
    cases = []
    for place in range(6):
        with on(date(2026, 11, 10 + place)):
            cases.append(analyse(triage(report(mai, office["MC"]), lan, nam, office["TM"]), nam))
    for case, days in zip((cases[4], cases[0], cases[5], cases[0]), (9, 30, 2, 1), strict=True):
        plan(case, nam, mai, oanh, due_on=TODAY + timedelta(days))

    def urgency(case):
        return again(case).due_on, case.id

    assert columns(lan)["in_progress"] == [case.code for case in sorted(cases, key=urgency)]

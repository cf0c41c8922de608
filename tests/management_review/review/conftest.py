"""A management review as far as a test needs it, brought there by acts."""

from datetime import date, timedelta

import pytest

from qms.core import clock, disk
from qms.management_review.review import gates, minutes, queries, work
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.states import DecisionKind
from qms.organization.person import Person
from qms.organization.sign_in import Confirmation

TODAY = date(2026, 11, 22)
SINCE, UNTIL = date(2026, 5, 1), date(2026, 11, 20)


def on(day, hour=9):
    """Stop the clock at an hour of a day."""
    return clock.stopped_at(clock.at(day, hour))


def again(record):
    """Give a record as it is kept now, with nothing remembered from before."""
    return type(record).get_by_id(record.id)


def convene(lan, hung, people, **facts):
    """Convene a review of half a year, to be held today."""
    usual = {"since": SINCE, "until": UNTIL, "held_on": clock.today(), "place": "Phòng họp Ban Chỉ huy", "chair": hung, "secretary": lan}
    return work.convene(lan, people, **{**usual, **facts})


def write_all(review, by):
    """Write every input of a review."""
    for one in gates.in_order(again(review)):
        one.write(by=by, headline="Không phát sinh" if one.is_typed else "", rows=[], judgement=f"Nhận định {one.input.letter}")
    return again(review)


def hold(review, by, absent=None):
    """Record a meeting of two hours."""
    return again(review).hold(by=by, on=clock.today(), began="08:00", ended="10:00", absent=absent or {})


def decide(review, by, responsible, kind=DecisionKind.IMPROVEMENT, days=30, **facts):
    """Decide something to be done in a month."""
    usual = {"about": "c4", "description": "Thêm ô ký giao nhận vào mẫu sổ.", "known_by": "Mẫu sổ mới được ban hành."}
    due_on = clock.today() + timedelta(days=days)
    return ReviewDecision(review=again(review), kind=kind, responsible=responsible, due_on=due_on, **{**usual, **facts}).decide(by=by)


def finish(review, by):
    """Write minutes of every input and the conclusion, with no decision about change or resources."""
    for one in gates.in_order(again(review)):
        one.take_minutes(by=by, minutes=f"Thống nhất {one.input.letter}")
    reasons = {
        kind: "Không có nhu cầu trong kỳ." for kind in DecisionKind if kind not in {one.kind for one in gates.standing(again(review))}
    }
    return again(review).conclude(by=by, conclusion="Hệ thống thích hợp, đầy đủ, có hiệu lực.", no_decision=reasons)


def seen(review):
    """Give the hash of the minutes as they stand."""
    return disk.sha256(minutes.written(again(review)))


def sign(review, chair):
    """Sign what stands."""
    chair = Person.get_by_id(chair.id)
    return again(review).close(by=chair, seen=seen(review), confirmation=Confirmation(chair.id))


@pytest.fixture
def convened(lan, hung, nam, mai):
    """Give a review of hung's, lan keeping the minutes, nam and mai taking part."""
    return convene(lan, hung, [nam, mai])


@pytest.fixture
def written(convened, lan):
    """Give the review with every input written."""
    return write_all(convened, lan)


@pytest.fixture
def frozen(written, lan):
    """Give the review with its numbers frozen."""
    return again(written).freeze(by=lan)


@pytest.fixture
def held(frozen, lan, mai):
    """Give the review with the meeting on record, mai being absent."""
    return hold(frozen, lan, {mai.id: "Trực chỉ huy"})


@pytest.fixture
def decided(held, lan, nam):
    """Give the review with one decision nam carries out by 22/12/2026, and its minutes whole."""
    decide(held, lan, nam)
    return finish(held, lan)


@pytest.fixture
def closed(decided, hung):
    """Give the review signed by hung."""
    return sign(decided, hung)


@pytest.fixture
def decision(closed):
    """Give its decision in effect."""
    return queries.decision("KL-2026-001")

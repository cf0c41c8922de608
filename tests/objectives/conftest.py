"""Objectives brought as far as a test needs them, by acts."""

from datetime import date, timedelta

import pytest

from qms.core import clock
from qms.objectives.measurement import Measurement
from qms.objectives.objective import Objective
from qms.objectives.states import Direction, Frequency

PLAN = {
    "actions": "Nhắc hạn trước ba ngày.",
    "resources": "Hai cán bộ, một máy quét.",
    "how_evaluated": "So số liệu từng tháng với mức mục tiêu.",
    "due_on": date(2026, 12, 31),
}


def on(day, hour=9):
    """Stop the clock at an hour of a day."""
    return clock.stopped_at(clock.at(day, hour))


def again(record):
    """Give a record as it is kept now, with nothing remembered from before."""
    return type(record).get_by_id(record.id)


def draft(by, responsible, **facts):
    """Draft a monthly objective of the office for 2026: at least 95 % of dossiers on time, watched down to 90."""
    usual = {
        "year": 2026, "title": "Ít nhất 95 % hồ sơ trả đúng hạn", "indicator": "dossiers-on-time", "target": 95.0, "limit": 90.0,
        "frequency": Frequency.MONTH, "responsible": responsible, **PLAN,
    }  # fmt: skip
    return Objective(**{**usual, **facts}).draft(by=by)


def approved(by, commander, responsible, day=date(2026, 1, 5), **facts):
    """Draft and approve an objective on a day."""
    with on(day):
        return draft(by, responsible, **facts).approve(by=commander)


def enter(objective, by, first, value):
    """Enter the number of a period."""
    return Measurement(objective=objective, period_on=first, value=value).enter(by=by)


def enter_months(objective, by, *values, year=2026):
    """Enter the numbers of the months from January on, each five days after its end; None leaves a month out."""
    for month, value in enumerate(values, 1):
        if value is not None:
            first = date(year, month, 1)
            with on((first + timedelta(days=35)).replace(day=5)):
                enter(objective, by, first, value)
    return again(objective)


@pytest.fixture
def drafted(lan, nam):
    """Give a draft of the quality officer; nam is responsible."""
    return draft(lan, nam)


@pytest.fixture
def goal(lan, hung, nam):
    """Give an objective under way since January; nam is responsible."""
    return approved(lan, hung, nam)


@pytest.fixture
def own(lan, hung, nam, office):
    """Give a quarterly objective of TM with a measure of its own: the fewer the better."""
    facts = {"own_measure": "Số lần trả lại hồ sơ", "own_unit": "lần", "direction": Direction.LOWER, "frequency": Frequency.QUARTER}
    return approved(lan, hung, nam, unit=office["TM"], indicator="", title="Không quá 3 lần trả lại", target=3.0, limit=5.0, **facts)

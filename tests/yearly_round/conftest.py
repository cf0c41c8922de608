"""A yearly round as far as a test needs it, made by acts."""

from datetime import date

import pytest

from qms.yearly_round.duty import YearlyDuty
from qms.yearly_round.outcome import DutyOutcome
from qms.yearly_round.states import DutyKind


def establish(by, unit, responsible, **facts):
    """Put a duty due on 15 December on the list, from 2025 on."""
    usual = {"kind": DutyKind.REPORT, "title": "Báo cáo năm", "basis": "Công văn 12", "month": 12, "day": 15, "first_year": 2025}
    return YearlyDuty(**{**usual, "unit": unit, "responsible": responsible, **facts}).establish(by=by)


def record(duty, by, year=2025, done_on=date(2025, 12, 10), evidence="Báo cáo 45/BC-BCH"):
    """Record it done."""
    return DutyOutcome(duty=duty, year=year, done_on=done_on, evidence=evidence).record(by=by)


@pytest.fixture
def duty(lan, nam, office):
    """Give a duty nam answers for."""
    return establish(lan, office["TM"], nam)

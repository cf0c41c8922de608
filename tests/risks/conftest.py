"""Risks as far as a test needs them, brought there by acts."""

from datetime import date

import pytest

from qms.risks import work as risk_work
from qms.risks.risk import Risk
from qms.risks.states import RiskKind
from qms.risks.treatment import Treatment
from tests.improvement.conftest import on

TODAY, DUE = date(2026, 11, 22), date(2026, 12, 1)
RESULT = "Đã phân công luân phiên ba đồng chí."


def again(record):
    """Give a record as it is kept now."""
    return type(record).get_by_id(record.id)


def identify(by, unit, owner, **facts):
    """Record a risk of 4 × 5."""
    usual = {
        "kind": RiskKind.RISK, "title": "Chậm trả hồ sơ mùa tuyển quân",
        "before_likelihood": 4, "before_impact": 5, "basis": "41 hồ sơ chậm."
    }  # fmt: skip
    return risk_work.identify(by, **{**usual, "unit": unit, "owner": owner, **facts})


def plan(risk, by, doer, **facts):
    """Plan a treatment."""
    return Treatment(risk=risk, **{"description": "Tăng cường một cán bộ.", "responsible": doer, "due_on": DUE, **facts}).plan(by=by)


@pytest.fixture
def risk(lan, mai, office) -> Risk:
    """Give a risk lan recorded and mai answers for."""
    return identify(lan, office["MC"], mai, procedure_code="QT-11", procedure_step="5.2")


@pytest.fixture
def treatment(risk, mai, nam):
    """Give its treatment, nam doing it."""
    return plan(risk, mai, nam)


@pytest.fixture
def treated(treatment, nam):
    """Give the risk with its one treatment done."""
    treatment.complete(by=nam, result=RESULT)
    return again(treatment.risk)


__all__ = ["on"]

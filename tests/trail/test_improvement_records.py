"""Nonconformities and corrective actions are found by period, unit and clause."""

import re
from datetime import date

import pytest

from qms.core.attachment import attach_to
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import CauseGroup, Severity


@pytest.fixture
def action(nam, lan, oanh, office):
    """Give the corrective action of a nonconformity found at MC, led by TM, about clause 8.5.1."""
    case = Nonconformity(what_happened="Thiếu chữ ký trong sổ", unit=office["MC"], happened_on=date(2026, 11, 20)).report(by=nam)
    facts = {"title": "Thiếu chữ ký", "severity": next(iter(Severity)), "clause": "8.5.1", "lead_unit": office["TM"]}
    case = case.triage(by=lan, responsible=nam, **facts)
    case = case.analyse(by=nam, cause_group=next(iter(CauseGroup)), cause="Mẫu sổ thiếu cột ký nhận")
    days = {"due_on": date(2026, 12, 1), "check_on": date(2026, 12, 31)}
    return CorrectiveAction(nonconformity=case, measure="Đủ", description="Sửa mẫu sổ", responsible=nam, verifier=oanh, **days).plan(by=lan)


@pytest.mark.parametrize("kind", ["nonconformity", "correctiveaction"])
@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 1),
        ("&unit=MC", 1),
        ("&unit=TM", 1),
        ("&unit=BCH", 0),
        ("&clause=8.5.1", 1),
        ("&clause=8.5.2", 0),
        ("&since=22/11/2026&until=22/11/2026", 1),
        ("&until=21/11/2026", 0),
        ("&since=23/11/2026", 0),
    ],
)
def test_found_by_what_the_auditor_asks(auditor, action, kind, asked, count):
    page = auditor.get(f"/records?kind={kind}{asked}")
    assert page.status_code == 200
    assert page.text.count('data-l="Người ghi"') == count


def test_each_leads_to_its_own_page_and_its_history(auditor, action):
    for kind, record in (("nonconformity", action.nonconformity), ("correctiveaction", action)):
        page = auditor.get(f"/records?kind={kind}").text
        own = re.search(rf'href="([^"]+)">{record.code}</a>', page)
        assert auditor.get(own[1]).status_code == 200
        assert "✓ Nguyên vẹn" in auditor.get(f"/records/{kind}/{record.id}").text


def test_evidence_is_linked_for_the_auditor(auditor, action, nam):
    file = attach_to(action, "bien-ban.txt", b"mot", nam)
    page = auditor.get(f"/records/correctiveaction/{action.id}").text
    assert f'href="/files/{file.id}"' in page
    assert auditor.get(f"/files/{file.id}").data == b"mot"

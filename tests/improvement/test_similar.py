"""Earlier cases like one: each for a reason that is shown, the likest first, out of bounded pools."""

import pytest

from qms.improvement.states import CauseGroup
from qms.improvement.triage import similar
from tests.improvement.conftest import again, analyse, report, triage


def told(case):
    """Give the likest cases as code and reasons."""
    return [(alike.case.code, [str(why) for why in alike.why]) for alike in similar.cases_like(again(case))]


def test_same_step_stands_before_same_procedure(mai, office):
    report(mai, office["MC"], "Giấy hẹn in mờ", procedure_code="QT-16", procedure_step="5.7")
    report(mai, office["TM"], "Sổ rách bìa", procedure_code="QT-16", procedure_step="3")
    case = report(mai, office["MC"], "Con dấu nhòe", procedure_code="QT-16", procedure_step="5.7")
    assert told(case) == [("NC-2026-001", ["cùng quy trình QT-16, bước 5.7"]), ("NC-2026-002", ["cùng quy trình QT-16"])]


def test_same_words_are_found_without_marks_and_shown_with_them(mai, nam, office):
    report(nam, office["TM"], "PHIEU KIEM SOAT thieu CHU KY ban giao")
    report(nam, office["TM"], "Phòng tiếp công dân thiếu ghế")
    case = report(mai, office["MC"], "Phiếu kiểm soát không có chữ ký, bàn giao chậm")
    (code, why), *others = told(case)
    assert (code, others) == ("NC-2026-001", [])
    assert why == ["cùng từ: bàn giao, chữ ký, kiểm soát"]


def test_cause_counts_within_one_unit(mai, nam, lan, office):
    cases = [report(mai, office[unit], text) for unit, text in (("MC", "Một"), ("TM", "Hai"), ("MC", "Ba"))]
    for case in cases:
        analyse(triage(case, lan, nam, office["TM"], procedure_code="", title=case.title), nam, CauseGroup.TIME)
    assert told(cases[2]) == [("NC-2026-001", ["cùng nhóm nguyên nhân: Thời hạn"])]


@pytest.mark.parametrize("text", ["", "...", "và của cho là", "12 34 56"])
def test_what_says_nothing_is_like_nothing(mai, office, text):
    report(mai, office["MC"], f"Việc khác. {text}")
    assert told(report(mai, office["MC"], f"Nội dung. {text}")) == []


def test_merged_ones_and_itself_are_left_out(mai, lan, office):
    first, second, third = (report(mai, office["MC"], "Thiếu chữ ký bàn giao", procedure_code="QT-16") for _time in range(3))
    second.merge(by=lan, into=first.code)
    assert [code for code, _why in told(third)] == [first.code]


def test_pools_are_bounded(mai, office, monkeypatch):
    monkeypatch.setattr(similar, "POOL", 2)
    monkeypatch.setattr(similar, "LATEST", 3)
    cases = [report(mai, office["MC"], "Thiếu chữ ký bàn giao") for _time in range(6)]
    assert len(similar._pool(cases[-1])) == 2  # three latest, itself among them

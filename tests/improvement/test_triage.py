"""Answers to a report: merged, separated, and what triage writes down for the reporter."""

import pytest

from qms.core import trail
from qms.core.attachment import attach_to, attachments_of
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.stories import history
from qms.core.verify import verify
from qms.improvement import queries, tallies
from tests.improvement.conftest import CHECK, TODAY, again, on, png, report, triage


@pytest.fixture
def double(mai, office, reported):
    """Give a second report of the same thing, with a photo."""
    case = report(mai, office["MC"], "Phiếu kiểm soát không có chữ ký người nhận.")
    attach_to(case, "phieu.png", png(), mai)
    return case


@pytest.fixture
def merged(double, reported, lan):
    """Give the second report merged into the first."""
    return double.merge(by=lan, into=" nc-2026-001 ", note="Cùng một phiếu.")


# merge


def test_merged_report_keeps_its_words_and_files_and_both_are_linked(merged, reported, lan):
    kept, other = again(merged), again(reported)
    assert (kept.state, kept.merged_into, kept.answer, kept.answered_on) == ("merged", "NC-2026-001", "Cùng một phiếu.", TODAY)
    assert (kept.closed_on, kept.closed_by, kept.due_on) == (TODAY, lan, None)
    assert kept.what_happened == "Phiếu kiểm soát không có chữ ký người nhận."
    assert [file.name for file in attachments_of("nonconformity", kept.id)] == ["phieu.png"]
    assert (other.merged, kept.leading, other.leading) == ([kept], other, other)
    assert str(history(kept)[0].past) == "đã gộp vào sự việc khác"
    assert str(history(other)[0].past) == "đã nhận báo cáo được gộp vào"
    assert verify() == []


def test_merged_report_is_counted_once(merged, reported):
    assert (tallies.count_open(), tallies.count_reported(TODAY, TODAY), tallies.count_closed(TODAY, TODAY)) == (1, 1, 0)
    assert list(queries.awaiting_triage()) == [reported]


@pytest.mark.parametrize("role", ["commander", "auditor", "staff", "desk_officer", "ward_officer", "administrator"])
def test_only_the_quality_officer_merges(double, cast, role):
    with pytest.raises(NotAllowed, match="chỉ Cán bộ chất lượng"):
        double.merge(by=cast[role], into="NC-2026-001")
    assert again(double).state == "reported"


def test_case_that_was_triaged_is_not_merged(triaged, double, lan):
    with pytest.raises(NotNow, match="“Đang xử lý”"):
        triaged.merge(by=lan, into=double.code)


@pytest.mark.parametrize(
    ("into", "sentence"),
    [("", "Ghi mã"), ("  ", "Ghi mã"), ("NC-1900-001", "Không có sự việc nào mang mã"), ("NC-2026-002", "vào chính nó")],
)
def test_merging_needs_another_case(double, lan, into, sentence):
    with pytest.raises(Missing, match=sentence):
        double.merge(by=lan, into=into)


def test_nothing_is_merged_into_what_is_settled(closed, mai, lan, office):
    with on(CHECK, 11):
        case = report(mai, office["MC"])
        with pytest.raises(NotNow, match="“Đã đóng”"):
            case.merge(by=lan, into=closed.code)
    assert (again(case).state, again(closed).version) == ("reported", closed.version)


def test_nothing_is_merged_into_what_was_merged_itself(merged, mai, lan, office):
    with pytest.raises(NotNow, match="“Đã gộp”"):
        report(mai, office["MC"]).merge(by=lan, into=merged.code)


def test_what_took_others_over_may_be_merged_itself(merged, reported, mai, lan, office):
    third = report(mai, office["MC"], "Việc thứ ba")
    again(reported).merge(by=lan, into=third.code)
    assert again(merged).leading == third


# take_over


def test_case_takes_over_only_what_is_merged_into_it(reported, double, lan):
    with pytest.raises(Missing, match="NC-2026-002 không được gộp vào sự việc này"):
        reported.take_over(by=lan, merged=double)


def test_others_take_nothing_over(reported, merged, nam):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        again(reported).take_over(by=nam, merged=merged)


def test_closed_case_takes_nothing_over(closed, lan):
    with pytest.raises(NotNow, match="“Đã đóng”"):
        closed.take_over(by=lan, merged=closed)


# separate


def test_separated_report_is_triaged_on_its_own(merged, reported, lan):
    case = merged.separate(by=lan, note="Hai phiếu khác nhau.")
    assert (case.state, case.merged_into, case.answer, case.answered_on) == ("reported", "", "", None)
    assert (case.closed_on, case.closed_by, case.closed_as) == (None, None, "")
    assert (again(reported).merged, trail.head().facts["note"]) == ([], "Hai phiếu khác nhau.")
    assert verify() == []


def test_others_separate_nothing(merged, nam):
    with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
        merged.separate(by=nam, note="Khác")


def test_only_merged_reports_are_separated(reported, lan):
    with pytest.raises(NotNow, match="“Mới”"):
        reported.separate(by=lan, note="Khác")


def test_separating_needs_a_reason(merged, lan):
    with pytest.raises(Missing, match="Ghi lý do tách ra"):
        merged.separate(by=lan, note=" ")


@pytest.mark.parametrize("act", ["triage", "reject", "correct", "analyse", "close", "reopen"])
def test_merged_report_is_not_worked_on(merged, lan, act):
    assert "“Đã gộp”" in str(getattr(merged, act).refusal_for(lan))


# what the reporter is told


def test_first_triage_is_the_answer(reported, lan, nam, office):
    case = triage(reported, lan, nam, office["TM"])
    with on(CHECK):
        assert triage(case, lan, nam, office["MC"]).answered_on == TODAY


def test_reason_of_a_rejection_is_kept_for_the_reporter(reported, lan):
    case = reported.reject(by=lan, note=" Là đề nghị mua sắm. ")
    assert (case.answer, case.answered_on) == ("Là đề nghị mua sắm.", TODAY)


def test_triage_takes_a_clause_of_the_standard_only(reported, lan, nam, office):
    with pytest.raises(Missing, match="Chọn mức độ và điều khoản"):
        triage(reported, lan, nam, office["TM"], clause="99.9")

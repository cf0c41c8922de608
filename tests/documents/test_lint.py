"""The check before submission: each rule finds what is wrong, names the line, and leaves a good text alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms import settings
from qms.core.refusals import Missing
from qms.documents.check import files as lint_files
from qms.documents.check.finding import Around, Law
from qms.documents.check.lint import RULES, errors, lint
from qms.documents.check.references import law_key
from qms.documents.states import EditionState
from qms.documents.text import file_text
from qms.documents.text.file_text import FileText
from tests.controlled_text import controlled
from tests.documents.conftest import STEPS, TEXT

STARTER = settings.CHECKOUT / "procedures_md"
AROUND = Around(
    codes=frozenset({"QT-16", "QT-04", "QT-07"}),
    withdrawn=frozenset({"QT-07"}),
    forms=frozenset({"BM-QT-04-01"}),
    units=frozenset({"TM"}),
    posts=frozenset({"Trợ lý Quân lực", "Chỉ huy trưởng", "Cán bộ tiếp nhận", "Trợ lý Hậu cần, Kỹ thuật"}),
    laws=(
        Law(*law_key("19/2014/QĐ-TTg"), "19/2014/QĐ-TTg"),
        Law(*law_key("01/2018/TT-VPCP"), "01/2018/TT-VPCP", "đã được thay thế bởi 03/2025/TT-VPCP"),
    ),
    unwanted=("v.v", "todo"),
)


def procedure(text=TEXT, **facts):
    """Give a procedure's file with some facts."""
    usual = {
        "code": "QT-16",
        "title": "Tạm vắng",
        "kind": "work-procedure",
        "issue": 1,
        "unit": "TM",
        "responsible": "Trợ lý Quân lực",
        "clauses": ["8.5.1"],
        "legal_basis": ["Quyết định 19/2014/QĐ-TTg"],
        "review_months": 12,
        "public": False,
        "classification": "Thường",
        "reason": "Ban hành",
        "body": text,
    }
    return FileText(**{**usual, **facts})


def found(text, rule, around=AROUND):
    """Give what one rule finds."""
    return [finding for finding in lint(text, around) if finding.rule == rule]


def test_good_text_has_no_finding():
    assert lint(procedure(), AROUND) == []


def test_starter_set_has_no_error_beside_the_office_it_is_written_for():
    from qms.demo.office import PEOPLE, UNITS

    around = replace(
        lint_files.around_files([STARTER]),
        posts=frozenset(title for _user, _name, _rank, title, *_more in PEOPLE),
        units=frozenset(code for code, *_more in UNITS),
    )
    texts = file_text.read_folder(STARTER)
    assert len(texts) >= 16
    assert [(text.code, finding.sentence) for text in texts for finding in errors(lint(text, around))] == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "sentence"),
    [
        ("sections", "## 7. Hồ sơ cần lưu", "## 7. Lưu", "Thiếu mục “Hồ sơ cần lưu”"),
        ("table", "| TT | Trình tự |", "| TT | Việc |", "Chưa có bảng các bước"),
        ("responsible", "| Trợ lý Quân lực |", "| — |", "Bước 3 chưa có người chịu trách nhiệm"),
        ("responsible", "| Trợ lý Quân lực |", "| Trợ lý Quân lực, Chỉ huy trưởng |", "Bước 3 có hơn một người"),
        ("responsible", "| Trợ lý Quân lực |", "| Trợ lý Quân lực và Chỉ huy trưởng |", "Bước 3 có hơn một người"),
        ("actor", "| Trợ lý Quân lực |", "| Trợ lý Tác chiến |", "không phải chức vụ trong đơn vị"),
        ("time", "| 0,5 ngày làm việc |", "|  |", "Bước 3 chưa ghi thời gian"),
        ("time", "| 0,5 ngày làm việc |", "| nhanh |", "không đọc được thời gian “nhanh”"),
        ("sum", "| 0,5 ngày làm việc |", "| 02 ngày làm việc |", "khác thời hạn đã ghi 1 ngày làm việc"),
        ("step-forms", "| 0,5 ngày làm việc | BM-QT-16-02 |", "| 0,5 ngày làm việc | BM-QT-16-09 |", "BM-QT-16-09 chưa có trong mục"),
        ("step-forms", "| Đơn |", "| BM-QT-99-01 |", "BM-QT-99-01 không có trong tài liệu nào"),
        ("form-codes", "| 2 | BM-QT-16-02 |", "| 2 | BM-QT-04-01 |", "không đúng dạng BM-QT-16-01"),
        ("unused-forms", "| 0,5 ngày làm việc | BM-QT-16-02 |", "| 0,5 ngày làm việc | Sổ |", "BM-QT-16-02 chưa được dùng"),
        ("codes", "Quy định trình tự", "Theo QT-88, quy định trình tự", "QT-88 không có trong danh mục"),
        ("codes", "Quy định trình tự", "Theo QT-07, quy định trình tự", "QT-07 đã hủy bỏ"),
        ("links", "Quy định trình tự", "[Xem](#muc-khong-co)", "không dẫn tới mục nào"),
        ("items", "Quy định trình tự", "Theo mục 5.9,", "Không có mục 5.9"),
        ("cited", "Quy định trình tự", "Theo Thông tư 1/2018/TT-VPCP", "01/2018/TT-VPCP được nhắc tới: đã được thay thế"),
        ("unwanted", "Quy định trình tự", "Trình tự, v.v. và", "“v.v”"),
        ("blank", "Quy định trình tự", "Do … quy định", "Còn chỗ để trống “…”"),
        ("blank", "Quy định trình tự", "Ngày ....../....", "Còn chỗ để trống"),
        ("form-of-letters", "Quy định trình tự", "Quy \u0111i\u0323nh", "dạng tổ hợp rời"),
        ("look-alikes", "Quy định trình tự", "Quy \u0430nh", "ký tự khác"),
        ("old-font", "Quy định trình tự", "QuyÕt ®Þnh", "phông chữ cũ"),
    ],
)
def test_rule_names_what_is_wrong(rule, old, new, sentence):
    assert old in TEXT
    findings = found(procedure(TEXT.replace(old, new)), rule)
    assert any(sentence in str(finding.sentence) for finding in findings), findings


@pytest.mark.parametrize(
    ("rule", "facts", "sentence", "where"),
    [
        ("code", {"code": "XY-16"}, "XY-16 không đúng dạng", "kind"),
        ("code", {"kind": "policy"}, "CS-01", "kind"),
        ("code", {"kind": "song"}, "“song” không có", "kind"),
        ("place", {"unit": "PCCC"}, "Đơn vị chủ trì “PCCC”", "unit"),
        ("place", {"responsible": ""}, "“—” không có trong đơn vị", "responsible"),
        ("basis", {"legal_basis": []}, "Chưa ghi căn cứ", "legal_basis"),
        ("basis", {"legal_basis": ["Nghị định 5/1999/NĐ-CP"]}, "chưa có trong danh mục", "legal_basis"),
        ("basis", {"legal_basis": ["Thông tư 01/2018/TT-VPCP"]}, "đã được thay thế bởi 03/2025", "legal_basis"),
    ],
)
def test_rule_names_the_field(rule, facts, sentence, where):
    findings = found(procedure(**facts), rule)
    assert [finding.where for finding in findings if sentence in str(finding.sentence)] == [where]


def test_every_rule_is_tried_above():
    tried = {mark.args[1][place][0] for test in (test_rule_names_what_is_wrong, test_rule_names_the_field) for mark in test.pytestmark
             for place in range(len(mark.args[1]))}  # fmt: skip
    assert set(RULES) - tried == {"posting"}


def test_posted_procedure_answers_what_is_asked_at_the_desk():
    sentences = [str(finding.sentence) for finding in found(procedure(public=True), "posting")]
    assert any("Lệ phí" in sentence for sentence in sentences)
    assert not any("Thời gian xử lý" in sentence for sentence in sentences)


def test_finding_names_and_quotes_the_line():
    (finding,) = found(procedure(TEXT.replace("| 0,5 ngày làm việc |", "|  |")), "time")
    assert TEXT.splitlines()[finding.line - 1].startswith("| 3 |")
    assert finding.quote.startswith("| 3 | Thẩm định")


def test_replaced_basis_may_stay_where_its_owner_said_why():
    law = replace(AROUND.laws[1], excused=frozenset({"QT-16"}))
    (finding,) = found(procedure(legal_basis=["Thông tư 01/2018/TT-VPCP"]), "basis", replace(AROUND, laws=(law,)))
    assert not finding.is_error


@pytest.mark.parametrize("who", ["Trợ lý Hậu cần, Kỹ thuật", "Ngoài đơn vị: UBND phường, Công an phường", "Công dân"])
def test_one_name_is_not_two(who):
    text = TEXT.replace("| Trợ lý Quân lực |", f"| {who} |")
    assert found(procedure(text), "responsible") + found(procedure(text), "actor") == []


def test_who_is_defined_is_known():
    text = TEXT.replace("| Trợ lý Quân lực |", "| Trưởng đoàn |").replace(
        "Không có.\n\n## 5", "- **Trưởng đoàn:** người được giao.\n\n## 5"
    )
    assert found(procedure(text), "actor") == []


def table(hours, limit):
    """Write a step table with some hours and a limit."""
    rows = "\n".join(f"| {n} | Việc | Chỉ huy trưởng | {hour:02d} giờ | Sổ |" for n, hour in enumerate(hours, 1))
    head = "| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |\n|---|---|---|---|---|"
    return controlled(f"### 5.4 Thời gian xử lý\n\n{limit:02d} giờ.\n\n### 5.7 Các bước\n\n{head}\n{rows}")


@given(st.lists(st.integers(1, 99), min_size=1, max_size=12), st.integers(-5, 5))
def test_sum_is_wrong_exactly_when_it_is_not_the_limit(hours, off):
    limit = max(1, sum(hours) + off)
    assert bool(found(procedure(table(hours, limit)), "sum")) == (limit != sum(hours))


@given(st.text(max_size=400))
def test_no_text_breaks_the_check(text):
    assert all(str(finding.sentence) and finding.line <= len(text.splitlines()) for finding in lint(procedure(text), AROUND))


def test_errors_stop_the_submission(draft, lan):
    draft.rewrite(by=lan, text=TEXT.replace("| 0,5 ngày làm việc |", "| 02 ngày làm việc |"))
    with pytest.raises(Missing, match=r"còn 1 lỗi phải sửa trước khi trình\. Tổng thời gian các bước"):
        draft.submit_for_review(by=lan)
    assert draft.reload().state == EditionState.DRAFT


def test_warnings_do_not_stop_it(draft, lan):
    draft.rewrite(by=lan, text=TEXT.replace("| Trợ lý Quân lực |", "| Người giữ sổ |"))
    assert [finding.rule for finding in draft.findings if not finding.is_error and finding.line] == ["actor", "actor", "actor"]
    assert draft.submit_for_review(by=lan).state == EditionState.IN_REVIEW


def test_editor_lists_the_findings_with_their_lines(draft, lan, signed_in):
    draft.rewrite(by=lan, text=TEXT.replace("| 0,5 ngày làm việc |", "|  |"))
    page = signed_in(lan).get("/docs/QT-16/edit").text
    line = 1 + TEXT.splitlines().index(next(line for line in TEXT.splitlines() if line.startswith("| 3 |")))
    assert f'<a href="#text" data-goto="{line}">Dòng {line}</a>' in page
    assert "Bước 3 chưa ghi thời gian" in page


def test_refused_submission_shows_the_list_and_keeps_the_text(draft, lan, signed_in):
    from tests.documents.test_pages import edit_data

    answer = signed_in(lan).post("/docs/QT-16/edit", edit_data(draft, submit="1", text=STEPS))
    assert answer.status_code == 422
    assert "Thiếu mục “Biểu mẫu”" in answer.text
    assert "kể từ khi nhận đủ hồ sơ hợp lệ" in answer.text


def test_approver_sees_the_warnings(draft, lan, hung, signed_in):
    draft.rewrite(by=lan, text=TEXT.replace("| Trợ lý Quân lực |", "| Người giữ sổ |")).submit_for_review(by=lan)
    assert "“Người giữ sổ” không phải chức vụ" in signed_in(hung).get("/docs/QT-16/review").text


def test_file_is_checked_with_the_lines_of_the_file(tmp_path):
    text = (STARTER / "QT-16" / "01.md").read_text("utf-8").replace("| 02 giờ | BM-QT-16-06 |", "|  | BM-QT-16-06 |")
    path = tmp_path / "QT-16" / "01.md"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    (line,) = [line for line, finding in lint_files.findings_in(path, lint_files.around_files([tmp_path])) if finding.rule == "time"]
    assert text.splitlines()[line - 1].startswith("| 4 |")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "không có đầu tệp".encode()])
def test_file_that_cannot_be_read_is_an_error(tmp_path, data):
    path = Path(tmp_path / "01.md")
    path.write_bytes(data)
    ((_line, finding),) = lint_files.findings_in(path, Around())
    assert finding.is_error

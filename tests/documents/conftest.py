"""Documents in the states tests need, made by acts."""

import pytest

from qms.core import clock
from qms.documents import work
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.conftest import person
from tests.controlled_text import controlled

STEPS = """### 5.4 Thời gian xử lý

01 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ.

### 5.7 Quy trình xử lý công việc

| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |
|---|---|---|---|---|
| 1 | Nộp hồ sơ | Công dân | — | Đơn |
| 2 | Tiếp nhận | Cán bộ tiếp nhận | 02 giờ | BM-QT-16-01 |
| 3 | Thẩm định | Trợ lý Quân lực | 0,5 ngày làm việc | BM-QT-16-02 |
| 4 | Ký, trả kết quả | Chỉ huy trưởng | 02 giờ | Danh sách |
"""
TEXT = controlled(STEPS, forms=("BM-QT-16-01", "BM-QT-16-02"))


def written(lan, code="QT-16", text=TEXT):
    """Write a draft that has all it needs."""
    post = Post.select().where(Post.unit == lan.unit).first()
    return work.start_document(
        code,
        lan,
        title="Đăng ký nghĩa vụ quân sự tạm vắng",
        unit=lan.unit,
        responsible=post,
        clauses=["8.5.1"],
        text=text.replace("QT-16", code),
        reason="Ban hành lần đầu",
        is_public=True,
        service={"field": "Nghĩa vụ quân sự", "procedure_code": "1.001733"},
    )


def approved(edition, hung, on=None):
    """Approve what was submitted."""
    return edition.approve(by=hung, effective_on=on or clock.today(), seen=edition.sha256, confirmation=Confirmation(hung.id))


@pytest.fixture
def phuc(office):
    """Give the commander's deputy."""
    return person("Trần Hữu Phúc", "phuc", "Thiếu tá", "Phó Chỉ huy trưởng", office["BCH"], Role.STAFF)


@pytest.fixture
def draft(lan):
    """Give a draft of QT-16."""
    return written(lan)


@pytest.fixture
def submitted(draft, lan):
    """Give an edition in review."""
    return draft.submit_for_review(by=lan)


@pytest.fixture
def issued(submitted, hung):
    """Give QT-16 lần 01 in force."""
    return approved(submitted, hung)

"""Public procedures in the states tests need, made by acts."""

import pytest

from qms.core import clock
from qms.documents import work
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.controlled_text import controlled

CONTENT = """### 5.1 Điều kiện thực hiện

- Vắng mặt từ 03 tháng.

### 5.2 Thành phần hồ sơ

| TT | Tên giấy tờ | Bản chính | Bản sao |
|---|---|---|---|
| 1 | Phiếu tự khai | 01 | — |
| 2 | Căn cước | — | 01 |

Không yêu cầu giấy tờ khác.

### 5.3 Số lượng hồ sơ

01 bộ.

### 5.4 Thời gian xử lý

03 ngày kể từ khi nhận đủ hồ sơ.

### 5.5 Nơi tiếp nhận và trả kết quả

Bộ phận Một cửa. Sáng thứ Hai đến thứ Sáu.

### 5.6 Lệ phí

Không thu phí, lệ phí.

### 5.7 Quy trình xử lý công việc

| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |
|---|---|---|---|---|
| 1 | Nộp hồ sơ | Công dân | — | Đơn |
| 2 | Tiếp nhận | Cán bộ tiếp nhận | 03 ngày | Sổ |

### 5.8 Cơ sở pháp lý

Luật Nghĩa vụ quân sự 2015.
"""
TEXT = controlled(CONTENT)
SERVICE = {
    "procedure_code": "1.001733",
    "decision": "6375/QĐ-BQP",
    "level": "Cấp xã",
    "type": "Được luật giao",
    "field": "Nghĩa vụ quân sự",
    "channels": "Trực tiếp tại Một cửa",
    "subjects": "Công dân nam",
    "agency": "Ban CHQS",
    "authority": "Chủ tịch UBND",
    "cooperating": "Công an phường",
    "result": "Giấy chứng nhận; ghi sổ",
    "forms": "Mẫu số 1",
}


@pytest.fixture
def write(lan, office):
    """Give a maker of drafts: write(code, title, **facts)."""

    def make(code="QT-16", title="Đăng ký tạm vắng", **facts):
        usual = {
            "unit": office["TM"],
            "responsible": Post.select().first(),
            "clauses": ["8.5.1"],
            "text": TEXT,
            "is_public": True,
            "reason": "Ban hành lần đầu",
            "service": SERVICE,
            "legal_basis": "Luật Nghĩa vụ quân sự 2015",
        }
        return work.start_document(code, lan, title=title, **{**usual, **facts})

    return make


@pytest.fixture
def issue(lan, hung):
    """Give what submits and approves a draft."""

    def approve(draft, on=None):
        sent = draft.submit_for_review(by=lan)
        return sent.approve(by=hung, effective_on=on or clock.today(), seen=sent.sha256, confirmation=Confirmation(hung.id))

    return approve


@pytest.fixture
def edition(write, issue):
    """Give QT-16, in force and public."""
    return issue(write())

"""What not everybody need know: one internal document for two units, and one secret paper of which only the place is registered."""

from datetime import date

from qms.core import clock
from qms.demo.story import Story, who
from qms.documents import work
from qms.documents.document import Document
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.documents.secrecy.secret_entry import enter
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post, Unit

CODE, TITLE = "QT-20", "Quản lý chìa khóa, niêm phong phòng lưu trữ"
ENTRY, ENTRY_TITLE = "KH-01", "Kế hoạch số 01 (bản giấy)"
_TEXT = """## 1. Mục đích

Quy định việc giao nhận, niêm phong và kiểm tra chìa khóa phòng lưu trữ hồ sơ.

## 2. Phạm vi

Áp dụng cho Ban Chỉ huy và Bộ phận Tham mưu – Quân lực. Nội dung không thuộc danh mục bí mật nhà nước.

## 3. Tài liệu viện dẫn

TCVN ISO 9001:2015, điều 7.1.3 Cơ sở hạ tầng; điều 7.5.3 Kiểm soát thông tin dạng văn bản.

## 4. Định nghĩa, viết tắt

**Niêm phong:** dán giấy có chữ ký của hai người lên hộp chìa khóa.

## 5. Nội dung quy trình

### 5.1 Yêu cầu

Chìa khóa chính và chìa khóa dự phòng để ở hai nơi, do hai người giữ; người giữ thay đổi thì bàn giao trong ngày.

### 5.4 Thời gian xử lý

0,5 ngày làm việc kể từ khi có yêu cầu.

### 5.7 Quy trình xử lý công việc

| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |
|---|---|---|---|---|
| 1 | Đề nghị mở phòng, ghi sổ | Trợ lý Quân lực | 01 giờ | Sổ giao nhận |
| 2 | Kiểm tra niêm phong, giao chìa khóa | Chỉ huy trưởng | 01 giờ | Sổ giao nhận |
| 3 | Nhận lại, niêm phong | Trợ lý Quân lực | 02 giờ | Hộp niêm phong |

## 6. Biểu mẫu

Không có.

## 7. Hồ sơ cần lưu

Sổ giao nhận chìa khóa, 05 năm.
"""


def tell(story: Story) -> None:
    """Put both into the story."""
    story.at(45, _written, hour=9)
    story.at(44, _limited, hour=10)
    story.at(30, _entered, hour=11)


def _written() -> None:
    officer, commander = who("chatluong"), who("chihuy")
    post = Post.get(Post.title == "Trợ lý Quân lực")
    facts = {"unit": post.unit, "responsible": post, "clauses": ["7.1.3", "7.5.3"], "classification": "Nội bộ", "text": _TEXT}
    edition = work.start_document(CODE, officer, title=TITLE, reason="Ban hành lần đầu", **facts).submit_for_review(by=officer)
    edition.approve(by=commander, effective_on=clock.today(), seen=edition.sha256, confirmation=Confirmation(commander.id))


def _limited() -> None:
    circle = NeedToKnow(document=Document.get(code=CODE))
    units = [Unit.get(code=code) for code in ("BCH", "TM")]
    circle.limit(by=who("chatluong"), units=units, posts=[], reason="Chỉ người giữ và giao chìa khóa cần biết nơi để")


def _entered() -> None:
    facts = {"number": "01/KH-BCH", "level": "Mật", "unit": Unit.get(code="BCH"), "place": "Tủ tài liệu mật, phòng Ban Chỉ huy"}
    enter(ENTRY, who("chatluong"), title=ENTRY_TITLE, issued_on=date(2026, 1, 15), **facts)

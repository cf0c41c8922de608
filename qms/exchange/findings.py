"""What a reading could not carry over, or changed on the way: counted while reading, told to the person as sentences."""

from collections import Counter
from typing import Any

from qms.core.language import Phrase, _

CONVERTED = _("%(n)s đoạn chữ phông cũ (.VnTime, VNI) đã chuyển sang Unicode.")
TRACKED = _("%(n)s chỗ sửa đổi đang theo dõi (Track Changes) trong tệp Word.")
MERGED = _("%(n)s ô gộp trong bảng đã tách: ô dọc được lặp nội dung, ô ngang để trống phần sau.")
NESTED = _("%(n)s bảng nằm trong ô của bảng khác đã chép thành dòng chữ.")
PICTURES = _("%(n)s hình giữ lại làm tệp đính kèm; trong nội dung có dòng “Hình …” dẫn tới tệp.")
BOXES = _("%(n)s khung chữ (text box) đã chép thành đoạn văn sau đoạn chứa nó.")
CONTENTS = _("Mục lục tự động không chép: hệ thống tự lập mục lục.")
NO_PICTURE = _("Chưa chuyển được: %(n)s hình không phải PNG hoặc JPEG; xem tệp gốc.")
TOO_MANY_PICTURES = _("Chưa chuyển được: %(n)s hình quá số tệp giữ được cho một bản nháp; xem tệp gốc.")
DRAWINGS = _("Chưa chuyển được: %(n)s hình vẽ, sơ đồ hoặc biểu đồ của Word; xem tệp gốc.")
OBJECTS = _("Chưa chuyển được: %(n)s đối tượng nhúng; xem tệp gốc.")
FORMULAS = _("Chưa chuyển được đúng dạng: %(n)s công thức; chỉ chép chữ.")
COMMENTS = _("Chưa chuyển được: %(n)s nhận xét (comment); xem tệp gốc.")
SIGNS = _("Chưa chuyển được: %(n)s ký tự của phông ký hiệu, ghi bằng “▯”; xem tệp gốc.")
RAISED = _("Chưa chuyển được đúng dạng: %(n)s chỗ chữ viết cao, chép thành chữ thường.")
HIDDEN = _("Chưa chuyển được: %(n)s đoạn chữ ẩn.")
FOOTER = _("Chưa chuyển được: chữ ở chân trang “%(text)s”.")
HEADER = _("Chưa chuyển được: chữ ở đầu trang “%(text)s”.")
ISSUE = _("Hộp đầu trang ghi lần ban hành %(text)s: tài liệu mới giữ số này, tài liệu đã có trong hệ thống mang số tiếp theo.")
SECRET = _("Tệp có dấu độ mật: văn bản có độ mật không được lưu trong hệ thống này (Luật Bảo vệ bí mật nhà nước).")


class Findings:
    """The findings of one reading, in the order in which they are told."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._phrases: dict[str, Phrase] = {}
        self._single: list[Phrase] = []

    def count(self, phrase: Phrase, more: int = 1) -> None:
        """Count something that may be found often."""
        if more:
            self._counts[phrase.text] += more
            self._phrases[phrase.text] = phrase

    def tell(self, phrase: Phrase) -> None:
        """Note something once."""
        if all(kept.text != phrase.text or kept.values != phrase.values for kept in self._single):
            self._single.append(phrase)

    def how_many(self, phrase: Phrase) -> int:
        """Give how often something was found."""
        return self._counts[phrase.text]

    def as_facts(self) -> list[list[Any]]:
        """Give all as plain values, so that they can be kept and told in the reader's language later."""
        return [[text, {"n": n}] for text, n in self._counts.items()] + [[one.text, one.values] for one in self._single]


def told(facts: list[list[Any]]) -> list[Phrase]:
    """Give kept findings as sentences."""
    return [Phrase(text, values) for text, values in facts]

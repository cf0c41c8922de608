"""The office's nonconformities over two years: most found, corrected and checked; a few late, one that came back."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from qms.core import clock
from qms.demo.story import Story, who
from qms.improvement import work
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.register import saved_view
from qms.improvement.states import ActionKind, CauseGroup, Severity
from qms.organization.unit import Unit

HISTORY = 52  # nonconformities told over the two years
FIRST, LAST = 700, 12  # days ago


@dataclass(frozen=True)
class Fault:
    """What goes wrong in such an office, and what is done about it."""

    text: str
    unit: str
    procedure: str
    step: str
    clause: str
    severity: Severity
    group: CauseGroup
    correction: str
    cause: str
    action: str
    responsible: str  # for the case
    doer: str


_MINOR, _MAJOR = Severity.MINOR, Severity.MAJOR
FAULTS = [
    Fault("Phiếu kiểm soát hồ sơ tạm vắng thiếu chữ ký bàn giao ở bước 3. Người nhận không biết hồ sơ chuyển lúc nào.", "MC", "QT-16",
          "5.7 bước 3", "8.5.2", _MINOR, CauseGroup.METHOD, "Bổ sung chữ ký trên phiếu, đối chiếu giờ giao với sổ theo dõi.",
          "Quy trình không ghi rõ phải ký giao nhận tại bước phân chuyển.", "Bổ sung việc ký giao nhận vào bước 3 của QT-16.", "phutrachmc", "phutrachmc"),
    Fault("Bộ phận Một cửa dùng mẫu giấy tiếp nhận của lần ban hành cũ. Công dân nhận giấy hẹn thiếu mã tra cứu.", "MC", "QT-11", "6",
          "7.5", _MINOR, CauseGroup.FORM, "In lại giấy tiếp nhận theo mẫu hiện hành và trao cho công dân.",
          "Bản in sẵn của mẫu cũ chưa được thu hồi khi ban hành lần mới.", "Thu hồi bản in sẵn mỗi khi ban hành lần mới, ghi vào sổ phân phối.", "phutrachmc", "motcua"),
    Fault("Hồ sơ đăng ký lần đầu trả chậm 1 ngày trong đợt tháng 4. Công dân phải đến lần thứ hai.", "TM", "QT-11", "5.7 bước 5",
          "8.5.1", _MAJOR, CauseGroup.TIME, "Xin lỗi công dân bằng văn bản, trả kết quả ngay trong buổi sáng.",
          "Hồ sơ nộp dồn vào đợt đăng ký, chỉ có một người thẩm định.", "Cử thêm người thẩm định trong đợt đăng ký tháng 4 hằng năm.", "quanluc", "quanluc"),
    Fault("Bảng niêm yết còn ghi thời hạn cũ của thủ tục chuyển đến. Công dân hỏi vì sao khác Cổng dịch vụ công.", "MC", "QT-15", "5.4",
          "7.5", _MINOR, CauseGroup.METHOD, "Thay tờ niêm yết ngay trong ngày.", "Không có bước thay niêm yết khi quy trình có lần ban hành mới.",
          "Thêm việc thay niêm yết vào danh sách việc phải làm khi ban hành.", "phutrachmc", "motcua"),
    Fault("Sổ đăng ký quân nhân dự bị chưa ghi 3 trường hợp chuyển đi trong tháng. Số liệu báo cáo lệch với sổ.", "TM", "QT-14", "5.7 bước 5",
          "8.5.2", _MINOR, CauseGroup.PEOPLE, "Ghi bổ sung sổ, đính chính số liệu báo cáo.", "Người ghi sổ mới nhận việc, chưa được hướng dẫn thời điểm ghi.",
          "Hướng dẫn tại chỗ và kiểm tra sổ hằng tuần trong ba tháng.", "quanluc", "nhanvien"),
    Fault("Máy quét của bộ phận Một cửa hỏng 2 ngày. Hồ sơ trực tuyến không được số hóa kịp.", "MC", "QT-12", "5.7 bước 2", "7.1",
          _MINOR, CauseGroup.EQUIPMENT, "Mượn máy quét của bộ phận Tham mưu, quét bù trong ngày.", "Không có máy dự phòng và không bảo dưỡng định kỳ.",
          "Lập lịch bảo dưỡng sáu tháng một lần, dự phòng một máy quét.", "haucan", "haucan"),
    Fault("Hướng dẫn thành phần hồ sơ dân công hỏa tuyến ghi thiếu giấy chứng minh. Hồ sơ phải bổ sung hai lần.", "MC", "QT-19", "5.2",
          "8.2", _MAJOR, CauseGroup.FORM, "Hướng dẫn lại công dân, tiếp nhận bổ sung tại nhà.", "Tờ hướng dẫn soạn tách rời quy trình nên không được sửa cùng.",
          "Bỏ tờ hướng dẫn rời, in thẳng mục thành phần hồ sơ của quy trình.", "phutrachmc", "motcua"),
    Fault("Danh sách trợ cấp dân quân ốm gửi cấp trên chậm 2 ngày so với thời hạn bước 4.", "CTHC", "QT-18", "5.7 bước 4", "8.5.1", _MINOR,
          CauseGroup.TIME, "Gửi ngay danh sách, báo cáo lý do bằng văn bản.", "Không có nhắc việc trước hạn cho bước thẩm định.",
          "Đặt lịch nhắc trước hạn 3 ngày làm việc cho từng hồ sơ trợ cấp.", "haucan", "haucan"),
    Fault("Văn bản trình ký thiếu ý kiến của bộ phận phối hợp. Chỉ huy phải trả lại.", "CTHC", "QT-06", "5.3", "8.1", _MINOR, CauseGroup.METHOD,
          "Lấy ý kiến bổ sung, trình lại trong ngày.", "Phiếu trình không có ô ghi ý kiến phối hợp.", "Sửa phiếu trình, thêm ô ý kiến phối hợp bắt buộc.", "haucan", "haucan"),
    Fault("Khu đội báo danh sách tạm vắng chậm một tuần. Danh sách tháng thiếu 5 trường hợp.", "KP", "QT-16", "5.7", "8.5.1", _MINOR,
          CauseGroup.PEOPLE, "Bổ sung danh sách, rà lại tổ dân phố số 7 và 8.", "Khu đội phó mới chưa nắm hạn báo cáo hằng tháng.",
          "Phổ biến hạn báo cáo cho các khu đội và nhắc vào ngày 20 hằng tháng.", "phuong", "phuong"),
    Fault("Phòng tiếp công dân không có bảng giờ làm việc sáng thứ Bảy. Công dân đến không có người tiếp.", "MC", "", "", "7.1", _MINOR,
          CauseGroup.ENVIRONMENT, "Treo bảng giờ làm việc, liên hệ xin lỗi công dân.", "Bảng bị tháo khi sơn lại phòng, không ai được giao treo lại.",
          "Giao Phụ trách Một cửa kiểm tra bảng biểu đầu mỗi tuần.", "phutrachmc", "motcua"),
    Fault("Giấy giới thiệu di chuyển ghi sai số căn cước của công dân. Nơi đến trả lại.", "TM", "QT-14", "5.7 bước 4", "8.6", _MAJOR,
          CauseGroup.PEOPLE, "Cấp lại giấy giới thiệu đúng, gửi công văn cho nơi đến.", "Chép tay từ bản chụp mờ, không đối chiếu bản chính.",
          "Thêm bước đối chiếu hai người trước khi trình ký.", "quanluc", "nhanvien"),
    Fault("Hồ sơ miễn gọi nhập ngũ lưu sai ngăn tủ, mất 40 phút mới tìm thấy khi kiểm tra.", "TM", "QT-17", "7", "7.5", _MINOR, CauseGroup.METHOD,
          "Xếp lại hồ sơ đúng ngăn, lập mục lục.", "Tủ hồ sơ không có sơ đồ và nhãn.", "Dán sơ đồ, nhãn tủ và kiểm tra hằng quý.", "quanluc", "nhanvien"),
    Fault("Trả lời phản ánh của công dân quá hạn 3 ngày.", "CTHC", "", "", "9.1", _MINOR, CauseGroup.TIME,
          "Trả lời ngay và xin lỗi công dân.", "Phản ánh chuyển qua hai bộ phận, không ai chịu trách nhiệm chính.",
          "Mỗi phản ánh giao một người chịu trách nhiệm chính ngay khi nhận.", "haucan", "haucan"),
]  # fmt: skip

_ELSEWHERE = (
    "Không: chỉ bộ phận này làm việc đó.", "Đã hỏi các bộ phận khác: không có.", "Có thể ở nơi dùng cùng biểu mẫu; đã kiểm tra, không có."
)  # fmt: skip
_WHYS = ["Việc đó không ghi trong quy trình.", "Khi soạn quy trình chưa hỏi người trực tiếp làm."]
_MARGIN = 6  # days between the appointment and the check, as people keep it
_REPORTERS = ["nhanvien", "motcua", "phuong", "quanluc", "khudoi", "phutrachmc", "chatluong", "tachuan"]
_OFTEN = [0, 1, 2, 3, 4, 6, 7, 0, 11, 9, 5, 3, 8, 12, 10, 13, 1, 4]


def tell(story: Story) -> None:
    """Put two years of nonconformities into the story, some of them still open today."""
    for place in range(HISTORY):
        ago = FIRST - round((FIRST - LAST) * place / (HISTORY - 1)) + story.chance.randrange(-4, 5)
        _Case(story, FAULTS[_OFTEN[place % len(_OFTEN)]], max(ago, LAST), place).tell()
    story.at(9, lambda: _rejected(story), hour=11)
    for days, fault, reporter in ((4, FAULTS[1], "motcua"), (1, FAULTS[9], "phuong"), (1, FAULTS[5], "nhanvien")):
        story.at(days, partial(_report, fault, reporter), hour=16)
    story.at(1, _reported_twice, hour=17)
    story.at(2, lambda: saved_view.keep(who("chatluong"), "Báo mới, hồ sơ", "q=h%E1%BB%93+s%C6%A1&tile=open"), hour=17)


class _Case:
    """One case told step by step; what lies after today is left for the people."""

    def __init__(self, story: Story, fault: Fault, ago: int, place: int) -> None:
        self.story, self.fault, self.ago, self.place = story, fault, ago, place
        self.slow = place % 5 == 4  # its action is done late, or not yet
        self.due_ago = ago - (24 + story.chance.randrange(0, 16))
        self.check_ago = self.due_ago - (32 + story.chance.randrange(0, 25))
        self.code = ""
        self.action = ""

    def tell(self) -> None:
        reporter = _REPORTERS[self.place % len(_REPORTERS)]
        self._at(self.ago, 8, lambda: self._reported(reporter))
        self._at(self.ago - 1, 9, self._triaged)
        self._at(self.ago - 2, 10, self._corrected)
        self._at(self.ago - 6, 11, self._analysed)
        self._at(self.ago - 9, 16, self._confirmed)
        self._at(self.ago - 8, 14, self._planned)
        self._at(self.ago - 12, 15, lambda: self._mine().start(by=who(self.fault.doer)))
        if self.slow and self.due_ago < 60:
            if self.place % 10 == 9:
                self._at(self.due_ago + 3, 9, self._asked_for_time)
            return  # late, and still to be done
        self._at(self.due_ago + (-5 if self.slow else 2), 16, self._completed)
        self._at(self.check_ago - _MARGIN, 16, self._checked, minute=30)
        self._at(self.check_ago - _MARGIN - 1, 17, self._closed)
        if self.place == 20:
            self._at(self.check_ago - _MARGIN - 30, 9, self._came_back)

    def _at(self, ago: int, hour: int, event: Callable[[], object], minute: int = 0) -> None:
        if ago >= 1:
            self.story.at(ago, event, hour, minute)

    def _case(self) -> Nonconformity:
        return Nonconformity.get(code=self.code)

    def _mine(self) -> CorrectiveAction:
        return CorrectiveAction.get(code=self.action)

    def _reported(self, reporter: str) -> None:
        self.code = _report(self.fault, reporter).code

    def _triaged(self) -> None:
        unit, fault = Unit.get(code=self.fault.unit), self.fault
        self._case().triage(
            by=who("chatluong"), title=fault.text.split(". ")[0].rstrip("."), severity=fault.severity, clause=fault.clause, lead_unit=unit,
            responsible=who(fault.responsible), procedure_code=fault.procedure, procedure_step=fault.step,
        )  # fmt: skip

    def _corrected(self) -> None:
        self._case().correct(by=who(self.fault.responsible), correction=self.fault.correction, on=clock.today())

    def _analysed(self) -> None:
        self._case().analyse(
            by=who(self.fault.responsible), cause_group=self.fault.group, cause=self.fault.cause, elsewhere=_ELSEWHERE[self.place % 3],
            whys=[self.fault.cause, *_WHYS] if self.place % 4 == 0 else [self.fault.cause],
        )  # fmt: skip
        if self.place % 9 == 4 and self.fault.unit != "KP":
            self._asked_elsewhere()

    def _asked_elsewhere(self) -> None:
        ward = Unit.get(code="KP")
        asked = Elsewhere(nonconformity=self._case(), unit=ward, answer_by=clock.today() + timedelta(days=7)).ask(
            by=who(self.fault.responsible)
        )
        self._at(
            self.ago - 9, 9, lambda: asked.reload().find_nothing(by=who("phuong"), note="Đã xem sổ của khu đội trong ba tháng: không có.")
        )

    def _confirmed(self) -> None:
        by = "danhgia" if self.fault.responsible == "chatluong" else "chatluong"
        self._case().confirm_cause(by=who(by), evidence="Đã xem sổ, hồ sơ của tháng và hỏi người trực tiếp làm.")

    def _planned(self) -> None:
        fault = self.fault
        verifier = "danhgia" if self.place % 3 else "chatluong"
        self.action = (
            CorrectiveAction(
                nonconformity=self._case(), description=fault.action, responsible=who(fault.doer), due_on=self.story.day(self.due_ago),
                verifier=who(verifier), check_on=max(self.story.day(self.check_ago), self.story.day(self.due_ago)),
                measure=f"Xem 10 hồ sơ sau ngày làm xong: không còn lỗi “{fault.text.split('. ')[0].rstrip('.')}”.",
                kind=ActionKind.PREVENTIVE if self.place % 7 == 3 else ActionKind.CORRECTIVE,
            ).plan(by=who(fault.responsible)).code
        )  # fmt: skip

    def _asked_for_time(self) -> None:
        action = self._mine()
        action.ask_extension(by=action.responsible, due_on=action.due_on + timedelta(days=90), note="Chờ mua vật tư theo kế hoạch quý sau.")

    def _completed(self) -> None:
        files = [(f"bang-chung-{self.action.lower()}.png", picture(self.place))] if self.place % 2 == 0 else []
        work.complete(self._mine(), who(self.fault.doer), f"Đã thực hiện: {self.fault.action[0].lower()}{self.fault.action[1:]}", files)

    def _checked(self) -> None:
        action = self._mine()
        if self.place == 33:
            action.find_not_effective(by=action.verifier, finding="Kiểm tra 10 hồ sơ sau ngày làm xong: 2 hồ sơ còn lỗi như cũ.")
        else:
            action.find_effective(by=action.verifier, finding="Kiểm tra 10 hồ sơ phát sinh sau ngày làm xong: không tái diễn.")

    def _closed(self) -> None:
        if self.place != 33:
            self._case().close(by=who("chatluong"))

    def _came_back(self) -> None:
        self._case().reopen(by=who("chatluong"), note="Lỗi cùng nguyên nhân xuất hiện lại trong tháng.")


def _report(fault: Fault, reporter: str) -> Nonconformity:
    return work.report(
        who(reporter), [], what_happened=fault.text, unit=Unit.get(code=fault.unit), happened_on=clock.today(),
        procedure_code=fault.procedure, procedure_step=fault.step,
    )  # fmt: skip


def _reported_twice() -> None:
    """Let two people report one thing; the quality officer merges the second report with the first."""
    first = Nonconformity.select().order_by(Nonconformity.id.desc()).get()
    second = work.report(
        who("motcua"), [], what_happened=f"{first.what_happened} Tôi cũng gặp việc này.", unit=first.unit, happened_on=clock.today()
    )
    second.merge(by=who("chatluong"), into=first.code, note="Cùng một việc đã được báo trước; cảm ơn đồng chí.")


def _rejected(story: Story) -> None:
    case = work.report(
        who("khudoi"),
        [],
        what_happened="Đề nghị cấp thêm một bàn làm việc cho khu đội.",
        unit=Unit.get(code="KP"),
        happened_on=clock.today(),
    )
    case.reject(by=who("chatluong"), note="Là đề nghị bảo đảm cơ sở vật chất; đã chuyển Trợ lý Hậu cần – Kỹ thuật.")


def picture(seed: int, width: int = 240, height: int = 160) -> bytes:
    """Make a small PNG that stands for a photo."""
    row = bytes(channel for x in range(width) for channel in ((x + seed * 40) % 256, 120 + seed % 100, (seed * 70) % 256))
    lines = b"".join(b"\0" + row for _line in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")

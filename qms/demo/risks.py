"""Risks and opportunities of the demonstration office: what was treated in time, what waits, what is overdue, what ended."""

from dataclasses import dataclass
from functools import partial

from qms.demo.story import Story, who
from qms.organization.unit import Unit
from qms.risks import scale
from qms.risks import work as risk_work
from qms.risks.risk import Risk
from qms.risks.scale import RiskScale
from qms.risks.states import RiskKind
from qms.risks.treatment import Treatment

Levels = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """What somebody does about it: planned so many days ago, due, done (0: not yet)."""

    ago: int
    due: int
    done: int
    by: str
    what: str
    result: str = ""


@dataclass(frozen=True)
class Peril:
    """What may happen, how high it was found, what is done, and the reviews: days ago, new levels or none, the ground."""

    ago: int
    title: str
    cause: str
    consequence: str
    unit: str
    owner: str
    procedure: str
    levels: Levels
    ground: str
    months: int = 6
    steps: tuple[Step, ...] = ()
    reviews: tuple[tuple[int, Levels | None, str], ...] = ()
    kind: RiskKind = RiskKind.RISK
    closed: int = 0


PERILS = [
    Peril(700, "Thất lạc hồ sơ gốc của công dân khi luân chuyển giữa các bộ phận",
          "Bàn giao không ký nhận, để chung tủ.", "Công dân phải làm lại giấy tờ; cơ quan phải xin lỗi.", "MC", "phutrachmc", "QT-11",
          (3, 4), "Năm 2024 hai lần phải tìm hồ sơ quá một buổi.",
          steps=(Step(690, 640, 650, "motcua", "Lập sổ giao nhận có ký tên ở từng bước.", "Đã dùng sổ giao nhận từ tháng này, có chữ ký hai bên."),),
          reviews=((500, (1, 4), "Sáu tháng không lần nào phải tìm hồ sơ."), (330, None, "Vẫn không phát sinh."), (150, None, "Vẫn không phát sinh."))),
    Peril(690, "Áp dụng văn bản đã hết hiệu lực",
          "Văn bản thay đổi nhiều, cán bộ dùng bản lưu riêng.", "Quyết định sai căn cứ, phải hủy và làm lại.", "BCH", "chatluong", "QT-01",
          (3, 4), "Đánh giá nội bộ 2024 thấy ba bản lưu riêng đã cũ.",
          steps=(Step(680, 600, 610, "chatluong", "Lập danh mục văn bản bên ngoài, kiểm tra hiệu lực hằng tháng.",
                      "Danh mục đã lập, đã kiểm tra đủ các văn bản làm căn cứ."),),
          reviews=((480, (2, 4), "Bộ luật và nghị định mới được cập nhật trong tuần."), (310, None, "Ba văn bản mới, cập nhật kịp."),
                   (140, None, "Không phát sinh."))),
    Peril(660, "Lộ thông tin cá nhân của công dân trong danh sách quản lý",
          "Gửi danh sách qua tài khoản nhắn tin cá nhân.", "Vi phạm quy định bảo vệ dữ liệu cá nhân.", "TM", "quanluc", "QT-12",
          (2, 5), "Một lần gửi nhầm danh sách cho khu đội khác.",
          steps=(Step(650, 600, 612, "quanluc", "Chỉ giao danh sách bản giấy, đóng dấu, ký nhận.", "Đã quán triệt và thực hiện với cả năm khu đội."),),
          reviews=((470, (1, 5), "Không còn gửi qua tin nhắn."), (300, None, "Kiểm tra điện thoại công vụ: không có danh sách."),
                   (120, None, "Không phát sinh."))),
    Peril(600, "Cán bộ chuyển công tác, việc đang làm bị gián đoạn",
          "Không có người thay thế được phân công trước.", "Hồ sơ chậm trong thời gian bàn giao.", "BCH", "chihuy", "",
          (3, 3), "Hai đồng chí chuyển công tác trong năm.", months=12,
          reviews=((420, None, "Chưa có biện pháp; giữ nguyên, chờ kiện toàn biên chế."),)),
    Peril(560, "Máy tính hỏng, mất dữ liệu sổ đăng ký",
          "Máy cũ, không có bản sao lưu.", "Phải nhập lại từ sổ giấy, sai lệch số liệu.", "TM", "nhanvien", "QT-14",
          (3, 5), "Ổ cứng hỏng một lần, nhập lại mất chín ngày.",
          steps=(Step(550, 500, 505, "quantri", "Sao lưu hằng ngày ra ổ rời, kiểm tra phục hồi mỗi quý.",
                      "Đã phục hồi thử hai lần, đủ dữ liệu."),
                 Step(550, 400, 380, "haucan", "Thay ổ cứng các máy quá năm năm.", "Đã thay ba ổ; chậm do chờ kinh phí quý sau.")),
          reviews=((370, (2, 3), "Sao lưu chạy đủ ngày, phục hồi thử đạt."), (190, None, "Không phát sinh."), (20, None, "Không phát sinh."))),
    Peril(520, "Bỏ sót công dân tạm vắng khi lập danh sách đăng ký nghĩa vụ quân sự",
          "Công dân đi học, đi làm xa; khu đội rà soát bằng trí nhớ.", "Danh sách thiếu, không bình đẳng trong thực hiện nghĩa vụ.",
          "KP", "phuong", "QT-16", (4, 4), "Đợt đăng ký tháng 4 sót năm trường hợp.",
          steps=(Step(200, 60, 75, "phuong", "Đối chiếu danh sách với công an phường mỗi quý.", "Đã đối chiếu quý này, bổ sung bốn trường hợp."),
                 Step(120, 15, 0, "khudoi", "Rà từng hộ ở Khu phố 3, lập danh sách người đi học, đi làm xa.")),
          reviews=((340, None, "Chưa có biện pháp."), (165, None, "Đang thực hiện biện pháp."))),
    Peril(420, "Chậm trả hồ sơ mùa tuyển quân",
          "Từ tháng 11 đến tháng 2 số hồ sơ gấp ba, một người tiếp nhận.", "Công dân chờ lâu, phản ánh; không đạt mục tiêu đúng hạn.",
          "MC", "phutrachmc", "QT-11", (4, 5), "Mùa tuyển quân trước: 41 hồ sơ chậm, hai đơn phản ánh.",
          steps=(Step(410, 380, 385, "chihuy", "Tăng cường một cán bộ cho quầy từ tháng 11 đến tháng 2.",
                      "Đã có quyết định phân công luân phiên ba đồng chí."),
                 Step(410, 350, 352, "motcua", "Chia hồ sơ theo ngày hẹn, mỗi sáng xem danh sách sắp đến hạn.",
                      "Danh sách sắp đến hạn được xem đầu giờ mỗi ngày."),
                 Step(90, -40, 0, "tachuan", "Đề nghị Bộ CHQS tỉnh cho nhận hồ sơ trước mùa từ 01/10.")),
          reviews=((250, (2, 3), "Cả mùa có 4 hồ sơ chậm, không có phản ánh."), (70, None, "Chuẩn bị mùa mới, biện pháp vẫn giữ."))),
    Peril(400, "Gián đoạn việc khi chuyển sang mô hình tổ chức mới",
          "Sắp xếp lại cơ quan quân sự địa phương năm 2025.", "Chồng chéo thẩm quyền, hồ sơ không có người ký.", "BCH", "chihuy", "",
          (4, 4), "Theo kế hoạch sắp xếp của cấp trên.",
          steps=(Step(395, 360, 365, "chatluong", "Rà thẩm quyền ký trong từng quy trình, lập bảng bàn giao.",
                      "Đã rà 15 quy trình, bàn giao xong trong tháng."),),
          reviews=((350, (1, 2), "Đã ổn định, mọi quy trình có người ký."),), closed=320),
    Peril(380, "Nhận hồ sơ trực tuyến qua Cổng dịch vụ công",
          "Cổng đã mở các thủ tục đăng ký nghĩa vụ quân sự.", "Công dân bớt một lần đi lại.", "MC", "phutrachmc", "QT-13",
          (4, 3), "Ba tháng thử: một phần tư hồ sơ nộp trực tuyến.", kind=RiskKind.OPPORTUNITY,
          steps=(Step(370, 330, 335, "motcua", "Đặt một máy cho công dân tự nộp, có hướng dẫn tại chỗ.", "Đã đặt máy, tờ hướng dẫn một trang."),),
          reviews=((210, (5, 3), "Hơn một nửa hồ sơ nộp trực tuyến."), (40, None, "Giữ tỷ lệ trên một nửa."))),
    Peril(60, "Dùng dữ liệu dân cư để công dân khỏi nộp bản chụp giấy tờ",
          "Đề án dùng chung dữ liệu của tỉnh.", "Bớt giấy tờ trong thành phần hồ sơ.", "TM", "quanluc", "QT-12",
          (3, 4), "Hướng dẫn của tỉnh dự kiến ban hành trong năm.", kind=RiskKind.OPPORTUNITY,
          steps=(Step(55, -60, 0, "quanluc", "Liên hệ công an phường về cách tra cứu, báo cáo chỉ huy."),)),
]  # fmt: skip


def tell(story: Story) -> None:
    """Put the risks into the story."""
    story.at(710, _scale, hour=8)
    for peril in PERILS:
        story.at(peril.ago, partial(_identified, story, peril), hour=14)


def _scale() -> None:
    first = scale.first()
    words = {name: [[str(word), str(meaning)] for word, meaning in getattr(first, name)] for name in scale.LISTS}
    reason = "Thống nhất nghĩa của từng mức trước khi đánh giá lần đầu"
    RiskScale(number=1, thresholds=first.thresholds, reason=reason, **words).adopt(by=who("chatluong"))


def _identified(story: Story, peril: Peril) -> None:
    likelihood, impact = peril.levels
    code = risk_work.identify(
        who("chatluong"), peril.ground, kind=peril.kind, title=peril.title, cause=peril.cause, consequence=peril.consequence,
        unit=Unit.get(code=peril.unit), owner=who(peril.owner), procedure_code=peril.procedure, review_months=peril.months,
        before_likelihood=likelihood, before_impact=impact,
    ).code  # fmt: skip
    for step in peril.steps:
        story.at(step.ago, partial(_planned, story, step, code), hour=15)
    for ago, levels, ground in peril.reviews:
        story.at(ago, partial(_reviewed, code, levels, ground), hour=16)
    if peril.closed:
        story.at(peril.closed, lambda: _risk(code).close(by=who("chatluong"), note="Nguyên nhân không còn."))


def _planned(story: Story, step: Step, code: str) -> None:
    due = story.day(step.due)
    made = Treatment(risk=_risk(code), description=step.what, responsible=who(step.by), due_on=due).plan(by=who("chatluong")).code
    if step.done:
        story.at(step.done, lambda: Treatment.get(code=made).complete(by=who(step.by), result=step.result), hour=11)


def _reviewed(code: str, levels: Levels | None, ground: str) -> None:
    risk = _risk(code)
    if levels:
        risk.reassess(by=risk.owner, likelihood=levels[0], impact=levels[1], note=ground)
    else:
        risk.confirm(by=risk.owner, note=ground)


def _risk(code: str) -> Risk:
    one: Risk = Risk.get(code=code)
    return one

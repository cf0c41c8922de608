"""The context of the demonstration office: issues, the climate, interested parties, two versions of the scope."""

from functools import partial

from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.party import InterestedParty, Requirement
from qms.context.scope import Scope, being_written, in_force
from qms.context.states import Side, Topic
from qms.demo.story import Story, who

ISSUES = [  # days ago, side, topic, statement, effect, response, days ago it was reviewed (0: not yet)
    (725, Side.EXTERNAL, Topic.LAW, "Pháp luật về nghĩa vụ quân sự, dân quân tự vệ thay đổi nhiều trong năm 2025.",
     "Quy trình, biểu mẫu phải sửa kịp ngày có hiệu lực.", "Kiểm tra hiệu lực văn bản hằng tháng; sửa quy trình trước ngày áp dụng.", 300),
    (725, Side.EXTERNAL, Topic.ORGANIZATION, "Sắp xếp tổ chức quân sự địa phương: không còn cấp huyện, việc chuyển về cấp xã.",
     "Thẩm quyền ký, nơi nhận hồ sơ thay đổi; khối lượng việc tăng.", "Rà thẩm quyền trong từng quy trình, lập bảng bàn giao.", 290),
    (720, Side.EXTERNAL, Topic.SOCIETY, "Dân số trẻ đi học, đi làm xa ngày càng đông.",
     "Khó quản lý công dân trong độ tuổi; tăng hồ sơ di chuyển.", "Đối chiếu với công an phường mỗi quý.", 280),
    (720, Side.INTERNAL, Topic.PEOPLE, "Biên chế ít, cán bộ luân chuyển sau hai đến ba năm.",
     "Việc phụ thuộc một người; kinh nghiệm không được giữ lại.", "Mỗi việc có người thay thế; bàn giao theo biểu mẫu.", 275),
    (718, Side.INTERNAL, Topic.TECHNOLOGY, "Máy tính cũ, không nối mạng internet ở bộ phận Quân lực.",
     "Không dùng được dịch vụ trực tuyến tại chỗ; nguy cơ mất dữ liệu.", "Sao lưu hằng ngày; đặt máy riêng ở bộ phận Một cửa.", 270),
    (700, Side.INTERNAL, Topic.FACILITIES, "Phòng tiếp công dân chung với phòng trực.",
     "Ồn, thiếu chỗ chờ mùa cao điểm.", "", 0),
    (130, Side.EXTERNAL, Topic.TECHNOLOGY, "Cổng dịch vụ công quốc gia đổi cách đăng nhập, chỉ còn tài khoản định danh điện tử.",
     "Công dân lớn tuổi không tự nộp được; tăng số hồ sơ nộp trực tiếp.", "Hướng dẫn tại quầy, có máy dùng chung.", 45),
]  # fmt: skip
PARTIES = [  # name, side, why, requirements: text, addressed by, procedure, relevant
    ("Công dân thực hiện thủ tục", Side.EXTERNAL, "Nhận trực tiếp kết quả của cơ quan.", [
        ("Được giải quyết đúng hạn, đi lại ít nhất.", "Giấy hẹn trả, theo dõi hạn từng hồ sơ.", "QT-11", True),
        ("Biết rõ thành phần hồ sơ, thời hạn, lệ phí.", "Niêm yết công khai bản đang hiệu lực.", "QT-16", True),
        ("Thông tin cá nhân được giữ kín.", "Danh sách chỉ giao bản giấy có ký nhận.", "QT-12", True),
        ("Được trả kết quả ngoài giờ hành chính.", "", "", False)]),
    ("Ủy ban nhân dân phường", Side.EXTERNAL, "Lãnh đạo, bảo đảm kinh phí; chủ trì Hội đồng nghĩa vụ quân sự.", [
        ("Báo cáo đúng kỳ về kết quả tuyển quân, đăng ký nghĩa vụ.", "Kế hoạch công tác tháng, quý.", "", True),
        ("Phối hợp ứng phó thiên tai, ngập lụt trên địa bàn.", "", "", True)]),
    ("Bộ Chỉ huy quân sự tỉnh", Side.EXTERNAL, "Cấp trên trực tiếp, kiểm tra việc thực hiện nhiệm vụ.", [
        ("Hoàn thành chỉ tiêu, đúng luật, không sai sót hồ sơ.", "Kiểm tra hồ sơ ba bước trước khi ký.", "QT-16", True),
        ("Áp dụng TCVN ISO 9001:2015 trong công tác văn phòng.", "Toàn bộ hệ thống quản lý chất lượng.", "QT-01", True)]),
    ("Cán bộ, nhân viên của đơn vị", Side.INTERNAL, "Trực tiếp thực hiện quy trình.", [
        ("Phân công rõ người, rõ việc, rõ thời hạn.", "Bảng các bước trong từng quy trình.", "QT-01", True)]),
    ("Khu đội, tổ dân phố", Side.EXTERNAL, "Nắm dân, chuyển giấy gọi, rà soát danh sách.", [
        ("Nhận danh sách, giấy gọi sớm trước bảy ngày.", "Lịch giao danh sách hằng tháng.", "QT-16", True)]),
]  # fmt: skip
SERVICES = (
    "Giải quyết thủ tục hành chính về đăng ký nghĩa vụ quân sự, quân nhân dự bị, dân quân tự vệ và chế độ chính sách quân đội "
    "thuộc thẩm quyền của Ban Chỉ huy quân sự phường."
)
PLACES = "Ban Chỉ huy, các bộ phận trực thuộc và Bộ phận Tiếp nhận và trả kết quả."
DESIGN = {"8.3": "Nhà nước quy định trình tự, thành phần hồ sơ và kết quả của thủ tục; cơ quan không thiết kế dịch vụ."}
MEASURING = {"7.1.5": "Không dùng thiết bị đo trong việc giải quyết thủ tục."}


def tell(story: Story) -> None:
    """Put the context into the story."""
    for facts in ISSUES:
        story.at(facts[0], partial(_issue, story, *facts[1:]), hour=14)
    for name, side, why, requirements in PARTIES:
        story.at(722, partial(_party, story, name, side, why, requirements), hour=15)
    for ago, relevant, reason in (
        (722, False, "Chưa thấy ảnh hưởng tới việc giải quyết thủ tục; xác định lại sau một năm."),
        (
            340,
            True,
            "Mưa ngập hai lần làm gián đoạn tiếp nhận hồ sơ, tủ hồ sơ tầng một có nguy cơ bị ướt; phải đưa lên giá cao và có phương án dự phòng.",
        ),
    ):
        story.at(ago, partial(_climate, relevant, reason), hour=16)
    story.at(715, partial(_scope, f"{SERVICES} Một cửa chung với quận.", DESIGN), hour=9)
    story.at(310, partial(_scope, SERVICES, {**DESIGN, **MEASURING}), hour=9)
    story.at(30, _confirmed, hour=9)
    story.at(75, _revised, hour=10)


def _issue(story: Story, side: Side, topic: Topic, statement: str, effect: str, response: str, reviewed: int) -> None:
    made = Issue(side=side, topic=topic, statement=statement, effect=effect, response=response).identify(by=who("chatluong")).id
    if reviewed:
        story.at(reviewed, lambda: Issue.get_by_id(made).confirm(by=who("chatluong"), note="Vẫn đúng, biện pháp đang áp dụng."))


def _revised() -> None:
    """Say of one issue what became of it."""
    one = Issue.get(Issue.topic == Topic.FACILITIES)
    one.revise(by=who("chatluong"), note="Đã ngăn phòng chờ riêng, còn thiếu ghế.", response="Bổ sung ghế chờ trước mùa tuyển quân.")


def _party(story: Story, name: str, side: Side, why: str, requirements: list[tuple[str, str, str, bool]]) -> None:
    party, officer = InterestedParty(name=name, side=side, why=why).identify(by=who("chatluong")), who("chatluong")
    for text, through, procedure, relevant in requirements:
        facts = {"text": text, "addressed_by": through, "procedure_code": procedure, "is_relevant": relevant}
        Requirement(party=party, is_about_climate="thiên tai" in text, **facts).add(by=officer)
    for ago in (365, 20):
        story.at(ago, lambda: InterestedParty.get(name=name).confirm(by=who("chatluong"), note="Yêu cầu không đổi."), hour=15)


def _climate(relevant: bool, reason: str) -> None:
    ClimateDecision(is_relevant=relevant, reason=reason).decide(by=who("chatluong"))


def _confirmed() -> None:
    now = in_force()
    if now:
        now.confirm(by=who("chatluong"), note="Không có thủ tục mới được giao.")


def _scope(services: str, exclusions: dict[str, str]) -> None:
    officer = who("chatluong")
    Scope(services=services, places=PLACES, exclusions=exclusions).draft(by=officer)
    waiting = being_written()
    if waiting:
        waiting.submit(by=officer).approve(by=who("chihuy"))

"""Two management reviews held and signed, the second opening with what became of the first's decisions; a third convened."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from qms.core import clock, disk
from qms.core.calendar import add_working_days
from qms.demo.improvement import picture
from qms.demo.story import Story, who
from qms.management_review.review import gates, minutes, queries, work
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import DecisionKind
from qms.organization.sign_in import Confirmation

PEOPLE = ["chinhtri", "phochihuy", "quanluc", "haucan", "phutrachmc", "danhgia"]
PLACE = "Phòng họp Ban Chỉ huy, tầng 2"


@dataclass(frozen=True)
class Told:
    """What the officer typed and what was judged and said about an input."""

    judgement: str
    said: str
    headline: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Decided:
    """A decision, and after how many days it is done; 0 for never."""

    about: str
    kind: DecisionKind
    what: str
    known_by: str
    doer: str
    due_in: int
    done_after: int = 0
    result: str = ""


USUAL = {
    "a": Told("Kết luận làm xong đúng việc; việc chậm do chờ kinh phí.", "Nhất trí; việc quá hạn phải nêu ngày xong mới."),
    "b": Told("Phải cập nhật căn cứ của các quy trình một cửa theo các thay đổi.", "Nhất trí với nhận định."),
    "c1": Told("Mức hài lòng chưa đạt mục tiêu; phàn nàn nhiều nhất là phải đi lại lấy kết quả.", "Khảo sát tại quầy, đọc hằng tháng.",
               "5 phản ánh, kiến nghị đều được trả lời đúng hạn", (("Phản ánh, kiến nghị", "5", "9"), ("Trả lời đúng hạn", "5/5", "8/9"))),
    "c2": Told("Mục tiêu thời gian đóng sự không phù hợp chưa đạt, do chờ kiểm tra hiệu lực.", "Giữ chỉ tiêu, đổi cách đo thời gian đóng."),
    "c3": Told("Còn tài liệu quá hạn soát xét; hồ sơ trả đúng hạn ở gần mức mục tiêu.", "Giao người phụ trách soát xét ngay."),
    "c4": Told("Đóng nhanh hơn kỳ trước; lỗi do biểu mẫu vẫn lặp lại ở Một cửa.", "Tập trung sửa biểu mẫu, không nhắc nhở suông."),
    "c5": Told("Tỷ lệ đọc tài liệu mới cao; còn người ở khu đội đọc chậm.", "Khu đội trưởng đôn đốc trong giao ban tuần."),
    "c6": Told("Phát hiện tập trung ở lưu hồ sơ.", "Đồng ý kế hoạch đánh giá năm tới.",
               "Một cuộc đánh giá nội bộ, 3 phát hiện nhẹ, đã khắc phục 2", (("Phát hiện KPH nhẹ", "3", "5"), ("Đã khắc phục", "2", "5"))),
    "c7": Told("Bưu chính chuyển kết quả đúng hẹn; in ấn phải duyệt bản in thử.", "Giữ các nhà cung cấp đang được sử dụng."),
    "d": Told("Thiếu người trực một cửa trong đợt tháng 4 và tháng 11.", "Cần tập huấn chéo người trực thay.",
              "Đủ máy và kinh phí; thiếu một người trực thay ở Một cửa", (("Cán bộ tiếp nhận có mặt", "2/3 (67 %)", "2/3 (67 %)"),)),
    "e": Told("Biện pháp với rủi ro trả hồ sơ chậm có tác dụng; rủi ro bỏ sót công dân tạm vắng còn rất cao.",
              "Rà từng khu phố trước đợt đăng ký tháng 4."),
    "f": Told("Ý tưởng nhỏ của cán bộ đem lại kết quả thấy được.", "Biểu dương hai đồng chí có ý tưởng đã áp dụng."),
}  # fmt: skip

FIRST = [
    Decided("c4", DecisionKind.IMPROVEMENT, "In lại toàn bộ phiếu của Một cửa theo lần ban hành mới, thu hồi phiếu cũ.",
            "Không còn phiếu cũ tại quầy khi kiểm tra bất kỳ.", "phutrachmc", 30, 24, "Đã in, thay phiếu tại 2 quầy, tiêu hủy phiếu cũ."),
    Decided("b", DecisionKind.CHANGE, "Sửa căn cứ pháp lý của các quy trình một cửa theo văn bản mới.",
            "Các quy trình một cửa có lần ban hành mới.", "quanluc", 60, 55, "Đã trình và ban hành lần mới các quy trình một cửa."),
    Decided("d", DecisionKind.RESOURCE, "Tập huấn chéo hai cán bộ tiếp nhận thay nhau trong đợt cao điểm.",
            "Hai đồng chí trực thay được, có danh sách ký.", "danhgia", 90),
]  # fmt: skip
SECOND = [
    Decided("c4", DecisionKind.IMPROVEMENT, "Lập bảng nhắc hạn cho hành động khắc phục, đọc trong giao ban tuần.",
            "Không còn hành động quá hạn trên 30 ngày.", "quanluc", 45),
    Decided("c2", DecisionKind.CHANGE, "Đổi cách đo thời gian đóng sự không phù hợp trong mục tiêu chất lượng.",
            "Mục tiêu mới được phê duyệt.", "haucan", 60, 6, "Đã soạn cách đo mới, gửi Ban Chỉ huy cho ý kiến."),
]  # fmt: skip


def tell(story: Story) -> None:
    """Put the reviews into the story."""
    turn, end = _month_end(story, 213), _month_end(story, 20)
    _review(story, (_month_end(story, 395) - 1, turn, turn + 7), FIRST, {})
    _review(story, (turn - 1, end, end + 6), SECOND, {DecisionKind.RESOURCE: "Kỳ này chưa đề nghị thêm; chờ kết quả tập huấn chéo."})
    story.at(2, partial(_convene, story, (end - 1, -12, 2)), hour=9)


def _month_end(story: Story, ago: int) -> int:
    """Count the days back to the last day of a month that is at least so many days ago."""
    day = story.today - timedelta(days=ago)
    return ago if (day + timedelta(days=1)).day == 1 else ago + day.day


def _review(story: Story, days: tuple[int, int, int], decided: list[Decided], none: dict[DecisionKind, str]) -> None:
    _since, until, convened = days
    story.at(convened, partial(_convene, story, days), hour=9)
    freezing, meeting, signing = (_working_days_after(story, until, days) for days in (2, 7, 8))
    story.at(freezing, _prepare, hour=14)
    story.at(freezing, lambda: _last().freeze(by=who("chatluong")), hour=16, minute=30)
    story.at(meeting, partial(_meet, story, decided, none, meeting), hour=10, minute=30)
    story.at(signing, _sign, hour=15)


def _working_days_after(story: Story, ago: int, days: int) -> int:
    """Count the days back to the working day so many working days after one."""
    return (story.today - add_working_days(story.today - timedelta(days=ago), days)).days


def _convene(story: Story, days: tuple[int, int, int]) -> None:
    since, until, _convened = days
    last = story.today - timedelta(days=until)
    work.convene(
        who("chatluong"), [who(name) for name in PEOPLE], since=story.today - timedelta(days=since), until=last, place=PLACE,
        held_on=add_working_days(last, 7), chair=who("chihuy"), secretary=who("chatluong"),
    )  # fmt: skip


def _last() -> ManagementReview:
    return queries.unfinished()[-1]


def _prepare() -> None:
    for one in gates.in_order(_last()):
        told = USUAL[one.key]
        one.write(by=who("chatluong"), headline=told.headline, rows=[list(row) for row in told.rows], judgement=told.judgement)


def _meet(story: Story, decided: list[Decided], none: dict[DecisionKind, str], ago: int) -> None:
    review, officer = _last(), who("chatluong")
    review.hold(by=officer, on=clock.today(), began="08:00", ended="10:15", absent={who("haucan").id: "Đi công tác theo kế hoạch"})
    for one in gates.in_order(review):
        one.take_minutes(by=officer, minutes=USUAL[one.key].said)
    for plan in decided:
        made = ReviewDecision(
            review=review, about=plan.about, kind=plan.kind, description=plan.what, known_by=plan.known_by, responsible=who(plan.doer),
            due_on=clock.today() + timedelta(days=plan.due_in),
        ).decide(by=officer)  # fmt: skip
        if plan.done_after:
            story.at(ago - plan.done_after, partial(_done, story, plan, made.code, ago), hour=15)
    words = "Hệ thống quản lý chất lượng thích hợp, đầy đủ và có hiệu lực; cần giảm lỗi lặp lại do biểu mẫu và bảo đảm người trực thay."
    review.reload().conclude(by=officer, conclusion=words, no_decision=none)


def _sign() -> None:
    review, commander = _last(), who("chihuy")
    review.close(by=commander, seen=disk.sha256(minutes.written(review)), confirmation=Confirmation(commander.id))


def _done(story: Story, plan: Decided, code: str, ago: int) -> None:
    one = ReviewDecision.get(code=code)
    work.complete(one, who(plan.doer), plan.result, [(f"anh-{code.lower()}.png", picture(plan.due_in))])
    if ago - plan.done_after > 10:
        story.at(ago - plan.done_after - 3, partial(_confirmed, code), hour=10)


def _confirmed(code: str) -> None:
    ReviewDecision.get(code=code).confirm(by=who("chatluong"), finding="Kiểm tra tại chỗ và xem hồ sơ: đã làm đúng kết luận.")

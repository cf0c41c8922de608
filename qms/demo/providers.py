"""External providers of the demonstration office: three in use, one under conditions, one no longer used, one not yet evaluated."""

from functools import partial

from qms.demo.story import Story, who
from qms.providers.criteria import FIRST, CriteriaSet
from qms.providers.provider import ExternalProvider
from qms.providers.states import Conclusion

USE, RESTRICT, END = Conclusion.USE, Conclusion.RESTRICT, Conclusion.END
PROVIDERS = [  # days ago, name, what, evaluations: days ago, scores, conclusion, ground, condition
    (690, "Cửa hàng Tin học Minh Phát (mẫu)", "Sửa máy tính, máy in; thay ổ cứng.", [
        (670, [4, 3, 4, 3], USE, "Bốn lần sửa, một lần trễ hai ngày.", ""),
        (310, [4, 4, 4, 3], USE, "Sáu lần sửa, đúng hẹn cả sáu.", ""),
        (95, [4, 3, 3, 3], USE, "Năm lần sửa, hai lần chậm một ngày, một lần phải gọi lại.", "")]),
    (690, "Cơ sở In Hòa Bình (mẫu)", "In biểu mẫu, sổ đăng ký, bìa hồ sơ.", [
        (670, [4, 4, 3, 4], USE, "Mẫu in đúng, giao đủ.", ""),
        (305, [3, 2, 3, 4], RESTRICT, "Hai lần giao chậm trong mùa tuyển quân, một lần sai cột.", "Duyệt bản in thử trước; đặt trước 20 ngày."),
        (120, [4, 4, 3, 4], USE, "Ba đợt in, đều duyệt bản in thử, giao đúng ngày.", "")]),
    (680, "Bưu điện phường (mẫu)", "Chuyển giấy báo, trả kết quả qua bưu chính.", [
        (660, [4, 4, 4, 4], USE, "120 bưu gửi, không thất lạc.", ""), (290, [5, 4, 4, 4], USE, "160 bưu gửi, không thất lạc.", "")]),
    (600, "Đơn vị Vận tải Thành Công (mẫu)", "Xe đưa công dân đi khám sức khỏe nghĩa vụ quân sự.", [
        (580, [3, 3, 3, 4], USE, "Một đợt khám, xe đúng giờ.", ""),
        (250, [2, 1, 2, 4], END, "Hai xe đến muộn một giờ, một xe hỏng giữa đường.", "Không bảo đảm thời gian khám tuyển.")]),
    (10, "Công ty Hủy tài liệu An Tâm (mẫu)", "Hủy hồ sơ hết thời hạn lưu, có biên bản.", []),
]  # fmt: skip


def tell(story: Story) -> None:
    """Put the providers into the story."""
    story.at(695, _criteria, hour=9)
    for ago, name, provides, evaluations in PROVIDERS:
        story.at(ago, partial(_registered, name, provides), hour=10)
        for when, scores, conclusion, ground, condition in evaluations:
            story.at(when, partial(_evaluated, name, scores, conclusion, ground, condition), hour=10)


def _criteria() -> None:
    weights = [[str(name), weight] for name, weight in FIRST]
    CriteriaSet(number=1, weights=weights, reason="Thống nhất tiêu chí trước khi đánh giá lần đầu").adopt(by=who("chatluong"))


def _registered(name: str, provides: str) -> None:
    ExternalProvider(name=name, provides=provides, contact="Địa chỉ, điện thoại: dữ liệu mẫu").register(by=who("chatluong"))


def _evaluated(name: str, scores: list[int], conclusion: Conclusion, ground: str, condition: str) -> None:
    one = ExternalProvider.get(name=name)
    one.evaluate(by=who("chatluong"), scores=scores, evidence=ground, conclusion=conclusion, months=12, reason=condition)

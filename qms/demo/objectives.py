"""Objectives of the demonstration office over two years: the office's and two units', with their numbers, one missed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from qms.demo.story import Story, who
from qms.objectives.measurement import Measurement, current
from qms.objectives.missing import due
from qms.objectives.objective import Objective
from qms.objectives.period import Period
from qms.objectives.states import Direction, Frequency
from qms.organization.unit import Unit


@dataclass(frozen=True)
class Aim:
    """What a unit wants to reach every year, and the numbers it measures; none where the records give them."""

    title: str
    unit: str
    indicator: str
    targets: tuple[float, float]  # of the first year and the last
    limits: tuple[float, float]
    frequency: Frequency
    responsible: str
    actions: str
    resources: str
    values: Sequence[float] = ()
    own: tuple[str, str] = ("", "")  # what it measures itself, and its unit
    entered_after: int = 6  # days after the period's end


_MONTH, _QUARTER = Frequency.MONTH, Frequency.QUARTER
AIMS = [
    Aim("Hồ sơ công dân được trả đúng hạn", "", "dossiers-on-time", (95, 97), (90, 93), _MONTH, "phutrachmc",
        "Nhắc trước hạn ba ngày làm việc; tăng một người thẩm định trong đợt đăng ký tháng 4.",
        "Hai cán bộ Một cửa, một máy quét dự phòng.",
        (94.2, 95.1, 93.8, 91.5, 94.6, 95.7, 96.2, 95.4, 96.8, 97.1, 96.5, 97.4, 97.2, 98.0, 96.1, 94.9, 97.6, 98.1, 97.9, 98.4, 97.3, 98.2,
         98.6, 97.8)),
    Aim("Công dân hài lòng với bộ phận Một cửa", "MC", "satisfaction", (90, 95), (85, 90), _QUARTER, "phutrachmc",
        "Phát phiếu khảo sát cho mọi lượt trả kết quả; đọc góp ý trong giao ban tháng.", "Phiếu khảo sát, hộp góp ý; 30 phút mỗi tháng.",
        (91.2, 92.0, 93.4, 92.6, 94.1, 93.0, 91.7, 92.4)),
    Aim("Giảm số hội nghị so với năm gốc", "", "meetings", (80, 67), (90, 75), _QUARTER, "chinhtri",
        "Ghép nội dung, họp trực tuyến; chỉ huy duyệt lịch hội nghị đầu quý.", "Phòng họp trực tuyến của cấp trên.",
        (92, 84, 79, 77, 72, 68, 64, 66)),
    Aim("Hồ sơ trợ cấp dân quân phải trả lại để bổ sung", "CTHC", "", (4, 3), (6, 4), _MONTH, "haucan",
        "Dán danh mục giấy tờ tại bàn tiếp nhận; đối chiếu trước khi trình.", "Một cán bộ chính sách.",
        (5, 4, 6, 5, 3, 4, 2, 4, 3, 3, 4, 2, 3, 2, 4, 3, 1, 2, 3, 2, 2, 1, 2, 2), ("Số hồ sơ trả lại trong tháng", "hồ sơ"), 9),
    Aim("Đóng sự không phù hợp nhanh", "", "nc-closing", (90, 75), (110, 90), _QUARTER, "chatluong",
        "Rà sổ theo dõi mỗi tuần, nhắc người phụ trách bước đang chờ.", "Một buổi mỗi tuần của Thư ký ISO."),
    Aim("Hành động khắc phục có hiệu lực", "", "action-effect", (85, 90), (75, 80), _QUARTER, "danhgia",
        "Phân tích nguyên nhân đến gốc; kiểm tra hiệu lực trên ít nhất mười hồ sơ.", "Ba đánh giá viên nội bộ."),
    Aim("Tài liệu được soát xét đúng hạn", "TM", "reviews-on-time", (95, 100), (90, 95), _QUARTER, "quanluc",
        "Đưa lịch soát xét vào kế hoạch quý của bộ phận.", "Thời gian của người phụ trách từng quy trình."),
]  # fmt: skip


def tell(story: Story) -> None:
    """Put the objectives into the story: this year's and last year's, each with its numbers up to today."""
    this = story.today.year
    for year in (this - 1, this):
        for place, aim in enumerate(AIMS):
            ago = (story.today - date(year, 1, 6)).days
            if 0 < ago < 730:
                story.at(ago, partial(_begun, story, aim, year, year == this), hour=9 + place % 3, minute=10)
    story.at(3, partial(_waiting, this + 1), hour=15)


def _begun(story: Story, aim: Aim, year: int, is_last: bool) -> None:
    one = _draft(aim, year, is_last).approve(by=who("chihuy"))
    if aim.values:
        _numbers(story, aim, one, is_last)
    if not is_last:
        ago = (story.today - date(year + 1, 1, 20)).days
        if ago > 0:
            story.at(ago, partial(_closed, one.code), hour=15)


def _draft(aim: Aim, year: int, is_last: bool) -> Objective:
    facts = {"unit": Unit.get(code=aim.unit) if aim.unit else None, "indicator": aim.indicator, "frequency": aim.frequency}
    return Objective(
        year=year, title=aim.title, target=aim.targets[is_last], limit=aim.limits[is_last], actions=aim.actions, resources=aim.resources,
        direction=Direction.LOWER, own_measure=aim.own[0], own_unit=aim.own[1], responsible=who(aim.responsible), due_on=date(year, 12, 31),
        how_evaluated="So số liệu từng kỳ với mức mục tiêu; kết luận cuối năm.",
        **facts,
    ).draft(by=who("chatluong"))  # fmt: skip


def _numbers(story: Story, aim: Aim, one: Objective, is_last: bool) -> None:
    half = len(aim.values) // 2
    values = aim.values[half:] if is_last else aim.values[:half]
    months = 12 // half
    for place, value in enumerate(values, 1):
        period = Period(aim.frequency, one.year, place)
        ago = (story.today - period.last).days - aim.entered_after
        is_late = is_last and aim.frequency == _MONTH and (story.today - period.last).days < 31 * months
        if ago > 0 and not is_late:  # the last month is still to be entered
            story.at(ago, partial(_entered, one.code, period, value), hour=14)
    if not is_last and aim.indicator == "dossiers-on-time":
        first = Period(aim.frequency, one.year, 3)
        story.at(max((story.today - first.last).days - 20, 1), partial(_corrected, one.code, first), hour=16)


def _entered(code: str, period: Period, value: float) -> None:
    one = Objective.get(code=code)
    if period in due(one):
        Measurement(objective=one, period_on=period.first, value=float(value)).enter(by=one.responsible)


def _corrected(code: str, period: Period) -> None:
    one = Objective.get(code=code)
    if current(one, period.first):
        number = Measurement(objective=one, period_on=period.first, value=94.3)
        number.correct(by=one.responsible, note="Cộng sót bốn hồ sơ trực tuyến trả trước hạn.")


def _closed(code: str) -> None:
    one = Objective.get(code=code)
    is_met = one.indicator in {"dossiers-on-time", "satisfaction", "meetings", "action-effect"}
    words = "Đạt mức mục tiêu năm; nâng mức cho năm sau." if is_met else "Chưa đạt mức mục tiêu; giữ mục tiêu, bổ sung việc phải làm."
    one.close(by=who("chatluong") if one.responsible_id != who("chatluong").id else who("chihuy"), evaluation=words, is_met=is_met)


def _waiting(year: int) -> None:
    """Leave one draft for the commander to approve."""
    _draft(AIMS[0], year, True)

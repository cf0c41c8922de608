"""Ideas of the demonstration office: some in use and thanked, some under way, one declined, some waiting for their answer."""

from dataclasses import dataclass
from functools import partial

from qms.demo.improvement import picture
from qms.demo.story import Story, who
from qms.improvement.ideas import work as idea_work
from qms.improvement.ideas.idea import Idea
from qms.organization.unit import Unit


@dataclass(frozen=True)
class Thought:
    """What somebody thinks could be done better, and what its unit says."""

    ago: int
    by: str
    unit: str
    procedure: str
    proposal: str
    reason: str
    answer: str = ""
    doer: str = ""
    result: str = ""
    thanks: str = ""


THOUGHTS = [
    Thought(210, "motcua", "MC", "QT-11",
            "Gửi tin nhắn nhắc công dân mang bản chính căn cước khi đến nhận kết quả. Soạn sẵn một mẫu tin, gửi trước ngày hẹn một ngày.",
            "Mỗi tuần có ba, bốn người phải về lấy giấy tờ rồi quay lại.",
            "Làm thử tại quầy số 1 trong một tháng.", "motcua",
            "Đã gửi 86 tin nhắn trong tháng làm thử; chỉ còn 2 người phải quay lại.",
            "Biểu dương đồng chí Mai: việc nhỏ, công dân đỡ một lần đi lại."),
    Thought(160, "nhanvien", "TM", "QT-14",
            "Dán nhãn màu theo năm sinh trên gáy sổ đăng ký. Mỗi lứa tuổi một màu, bảng màu treo cạnh tủ.",
            "Tìm sổ khi công dân chuyển đi mất năm đến mười phút.",
            "Đồng ý, làm cho toàn bộ tủ hồ sơ Quân lực.", "nhanvien",
            "Đã dán nhãn 64 quyển sổ, treo bảng màu; thời gian tìm sổ còn dưới một phút.",
            "Cảm ơn đồng chí Ánh đã làm gọn tủ hồ sơ của Quân lực."),
    Thought(95, "khudoi", "KP", "QT-16",
            "Cấp cho khu đội xe máy điện để đi rà danh sách tạm vắng.", "Địa bàn rộng, đi bộ mất hai buổi.",
            "Chưa có tiêu chuẩn, định mức trang bị; khu đội phối hợp đi cùng cảnh sát khu vực theo kế hoạch tháng."),
    Thought(40, "haucan", "CTHC", "QT-18",
            "Lập bảng tính sẵn mức trợ cấp dân quân ốm theo số ngày nghỉ. Nhập số ngày, ra số tiền và căn cứ.",
            "Tính tay dễ nhầm, phải trả lại phiếu hai lần trong quý.",
            "Lập bảng tính, đối chiếu với mười hồ sơ đã chi.", "haucan"),
    Thought(14, "phuong", "MC", "QT-16",
            "Niêm yết mã QR dẫn tới trang thủ tục tại nhà văn hóa khu phố.",
            "Người dân hỏi khu đội về giấy tờ, khu đội trả lời theo trí nhớ."),
    Thought(6, "quanluc", "TM", "QT-12", "Dành riêng sáng thứ Năm cho hồ sơ quân nhân dự bị.",
            "Buổi sáng dồn nhiều loại hồ sơ, dễ cầm nhầm."),
    Thought(3, "danhgia", "BCH", "", "Chiếu ba số liệu chính của tháng đầu giờ giao ban.", "Bảng tình hình ít người mở xem."),
]  # fmt: skip


def tell(story: Story) -> None:
    """Put the ideas into the story."""
    for place, thought in enumerate(THOUGHTS):
        story.at(thought.ago, partial(_proposed, story, thought, place), hour=10)


def _proposed(story: Story, thought: Thought, place: int) -> None:
    code = (
        Idea(
            proposal=thought.proposal, reason=thought.reason, unit=Unit.get(code=thought.unit), procedure_code=thought.procedure
        ).propose(by=who(thought.by)).code
    )  # fmt: skip
    story.at(thought.ago - 3, partial(_answered, story, thought, code, place), hour=15)


def _answered(story: Story, thought: Thought, code: str, place: int) -> None:
    idea, officer = Idea.get(code=code), who("chatluong")
    if thought.doer:
        idea.adopt(by=officer, responsible=who(thought.doer), due_on=story.day(thought.ago - 60), answer=thought.answer)
        if thought.result:
            story.at(thought.ago - 45, partial(_finished, story, thought, code, place), hour=9)
    elif thought.answer:
        idea.decline(by=officer, answer=thought.answer)
    elif place == 5:
        idea.ask_for_more(by=officer, question="Mỗi tuần có khoảng bao nhiêu hồ sơ dự bị, đã hỏi Bộ phận Một cửa chưa?")


def _finished(story: Story, thought: Thought, code: str, place: int) -> None:
    idea = Idea.get(code=code)
    idea_work.complete(idea, who(thought.doer), thought.result, [(f"anh-{code.lower()}.png", picture(place))])
    story.at(thought.ago - 60, partial(_checked, thought, code), hour=16)


def _checked(thought: Thought, code: str) -> None:
    idea = Idea.get(code=code)
    idea = idea.confirm(by=who("chatluong"), finding="Xem tại chỗ và hỏi ba người dùng: đang áp dụng, có tác dụng.")
    idea.thank(by=who("chihuy"), thanks=thought.thanks)

"""The minutes of a review as Decree 30/2020 wants minutes: time, place, who was there, what was said, what was decided, two signatures.

Told from what was frozen and signed alone: the same review gives the same bytes for ever.
"""

from datetime import date
from typing import Any

from qms import settings
from qms.core import clock
from qms.core.paper.form import Letter, date_line
from qms.core.paper.tables import plain_table
from qms.core.paper.tree import paragraph
from qms.core.vietnamese import day, moment
from qms.improvement.papers.as_told import line
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import minutes, snapshot
from qms.management_review.review.states import DecisionKind, ReviewState
from qms.organization import letterhead

_DECIDED = (["Mã", "Việc phải làm; cách biết đã xong", "Người chịu trách nhiệm chính", "Hạn"], [19.0, 43.0, 22.0, 16.0])
_GROUPS = {
    DecisionKind.IMPROVEMENT: "a) Cơ hội cải tiến",
    DecisionKind.CHANGE: "b) Nhu cầu thay đổi hệ thống quản lý chất lượng",
    DecisionKind.RESOURCE: "c) Nhu cầu về nguồn lực",
}


def minutes_of(review: Any) -> Letter:
    """Lay out the minutes: those signed, or the draft as far as it is written."""
    frozen, told = snapshot.content_of(review), minutes.content_of(review)
    is_signed, seats = review.state == ReviewState.CLOSED, {seat["person"]: seat for seat in told["participants"]}
    at = review.closed_at if is_signed else clock.now()
    return Letter(
        agency=frozen["agency"],
        number=f"Số:          /BB-{settings.text('QMS_PAPER_SYMBOL')}",
        place_and_day=date_line(frozen["town"], date.fromisoformat(told["held_on"])),
        kind="Biên bản" if is_signed else "Dự thảo biên bản",
        subject=f"Họp xem xét của lãnh đạo, kỳ từ {_on(told['since'])} đến {_on(told['until'])} ({told['code']})",
        text=[*_opening(told, seats), *_said(told), *_decided(told), *_end(review, told, is_signed)],
        recipients=["Nơi nhận:", "- Thành phần dự họp;", "- Người được giao thực hiện kết luận;", "- Lưu: VT, Thư ký ISO."],
        signed_for=["CHỦ TRÌ"],
        signer=_ranked(seats[told["chair"]]),
        beside=("THƯ KÝ", _ranked(seats[told["secretary"]])),
        sample=letterhead.SAMPLE if frozen["is_sample"] else "",
        margins=letterhead.margins(),
        made_at=int(at.timestamp()),
    )


def _on(text: str) -> str:
    return day(date.fromisoformat(text))


def _ranked(seat: dict[str, Any]) -> str:
    return f"{seat['rank']} {seat['name']}".strip()


def _named(seat: dict[str, Any]) -> str:
    return ", ".join(part for part in (_ranked(seat), seat["post"]) if part)


def _hour(text: str) -> str:
    return f"{text[:2]} giờ {text[3:]}" if text else "…… giờ ……"


def _opening(told: dict[str, Any], seats: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    chair, secretary = seats[told["chair"]], seats[told["secretary"]]
    others = [seat for seat in told["participants"] if seat["person"] not in (told["chair"], told["secretary"])]
    absent = [f"{_named(seat)} (lý do: {seat['absent']})" for seat in told["participants"] if seat.get("absent")]
    here = [seat for seat in others if not seat.get("absent")]
    return [
        line("Thời gian bắt đầu", f"{_hour(told['began'])}, ngày {_on(told['held_on'])}"),
        line("Địa điểm", told["place"]),
        paragraph("Thành phần tham dự:", "strong"),
        *(paragraph(f"- {_named(seat)};") for seat in here),
        line("Vắng", "; ".join(absent) or "không"),
        line("Chủ trì", _named(chair)),
        line("Thư ký (người ghi biên bản)", _named(secretary)),
    ]


def _said(told: dict[str, Any]) -> list[dict[str, Any]]:
    text = [paragraph("I. NỘI DUNG XEM XÉT", "strong")]
    text.append(paragraph("Cuộc họp xem xét lần lượt các đầu vào theo báo cáo đầu vào đã chốt số liệu và gửi trước:"))
    for one in told["inputs"]:
        text.append(paragraph(f"{INPUTS[one['key']].letter} {one['title']}", "strong"))
        text += [paragraph(part) for part in one["minutes"].splitlines() if part.strip()] or [paragraph("(chưa ghi)")]
    return text


def _decided(told: dict[str, Any]) -> list[dict[str, Any]]:
    text = [paragraph("II. KẾT LUẬN", "strong")]
    text += [paragraph(part) for part in told["conclusion"].splitlines() if part.strip()] or [paragraph("(chưa ghi)")]
    for kind, title in _GROUPS.items():
        rows = [_row(one) for one in told["decisions"] if one["kind"] == kind]
        text.append(paragraph(title, "strong"))
        reason = (told["no_decision"].get(kind.value) or "(chưa ghi)").rstrip(".")
        text.append(plain_table(_DECIDED[0], rows, _DECIDED[1]) if rows else paragraph(f"Không có kết luận. Lý do: {reason}."))
    return text


def _row(one: dict[str, Any]) -> list[str]:
    return [one["code"], f"{one['description']}\nCách biết đã xong: {one['known_by']}", one["responsible"], _on(one["due_on"])]


def _end(review: Any, told: dict[str, Any], is_signed: bool) -> list[dict[str, Any]]:
    text = [paragraph(f"Cuộc họp kết thúc vào {_hour(told['ended'])}, ngày {_on(told['held_on'])}./.")]
    if is_signed:
        signed = f"Biên bản được ký trên hệ thống lúc {moment(review.closed_at)}: {review.closed_as}; SHA-256 {review.sha256}."
        text.append(paragraph(signed, "em"))
    return text

"""The pack read before the meeting, on the office's form BM-QT-05-02: every input as it was frozen, with its charts (9.3.2).

It is told from the snapshot alone, so that the same review gives the same bytes for ever. Papers of the office are in
Vietnamese whatever language their reader has chosen; the words below are written, not shown.
"""

from datetime import date
from typing import Any

from qms.core import clock
from qms.core.paper.form import Slip, date_line
from qms.core.paper.tables import plain_table
from qms.core.paper.tree import paragraph
from qms.core.paper.vector import drawn
from qms.core.vietnamese import day, moment
from qms.improvement.papers.as_told import heading, line, words
from qms.management_review.inputs.gathered import period_before
from qms.management_review.review import snapshot
from qms.organization import letterhead

FORM = "BM-QT-05-02"
_NUMBERS = (["Nội dung", "Kỳ này", "Kỳ trước"], [60.0, 20.0, 20.0])
_NONE = "chưa có dữ liệu"
_WIDTHS = {3: [30.0, 45.0, 25.0], 4: [18.0, 42.0, 22.0, 18.0], 5: [20.0, 36.0, 18.0, 13.0, 13.0]}


def pack_of(review: Any, form: str = FORM) -> Slip:
    """Lay out the pack of a frozen review."""
    content = snapshot.content_of(review)
    frozen_at = review.frozen_at
    name, _comma, post = review.frozen_as.partition(", ")
    return Slip(
        agency=content["agency"],
        form=form,
        number=review.code,
        place_and_day=date_line(content["town"], frozen_at.astimezone(clock.HANOI).date()),
        kind="Báo cáo đầu vào xem xét của lãnh đạo",
        subject=f"Kỳ từ {_on(content['since'])} đến {_on(content['until'])}",
        text=[*_meeting(content), *(node for one in content["inputs"] for node in _input(review, one))],
        signed=[("Người chốt số liệu", name, post, f"chốt lúc {moment(frozen_at)}")],
        printed=f"số liệu chốt lúc {moment(frozen_at)}, SHA-256 {review.manifest[snapshot.CONTENT][:16]}…",
        sample=letterhead.SAMPLE if content["is_sample"] else "",
        margins=letterhead.margins(),
        made_at=int(frozen_at.timestamp()),
    )


def _on(text: str) -> str:
    return day(date.fromisoformat(text))


def _period(content: dict[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(content["since"]), date.fromisoformat(content["until"])


def _meeting(content: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [[f"{seat['rank']} {seat['name']}".strip(), seat["post"], seat_words(content, seat)] for seat in content["participants"]]
    return [
        heading("Cuộc họp"),
        line("Ngày họp, địa điểm", f"{_on(content['held_on'])}, {content['place']}"),
        line("Kỳ trước để so sánh", " đến ".join(map(day, period_before(*_period(content))))),
        plain_table(["Người dự", "Chức vụ", "Nhiệm vụ"], rows, [36.0, 42.0, 22.0]),
    ]


def seat_words(content: dict[str, Any], seat: dict[str, Any]) -> str:
    """Tell what somebody is there for."""
    return {content["chair"]: "Chủ trì", content["secretary"]: "Thư ký"}.get(seat["person"], "Người dự")


def _input(review: Any, one: dict[str, Any]) -> list[dict[str, Any]]:
    text = [heading(f"{one['letter']} {one['title']}")]
    for part in one["parts"]:
        text += _part(review, part)
    if one["headline"]:
        text.append(paragraph(f"{one['headline'].rstrip('.')}.", "strong"))
    if one["rows"]:
        text.append(plain_table(_NUMBERS[0], [[row[0], row[1], row[2] or _NONE] for row in one["rows"]], _NUMBERS[1]))
    return [*text, *words("Nhận định", one["judgement"])]


def _part(review: Any, part: dict[str, Any]) -> list[dict[str, Any]]:
    text = [paragraph(f"{part['headline'].rstrip('.')}.", "strong")]
    text.append(plain_table(_NUMBERS[0], [_number(row) for row in part["rows"]], _NUMBERS[1]))
    if part["lines"]:
        text.append(paragraph("Gồm:"))  # two tables that touch are one to Word
        cells = [[str(cell) for cell in told["cells"]] for told in part["lines"]]
        text.append(plain_table(part["heads"], cells, _WIDTHS.get(len(part["heads"]))))
    for figure in part["figures"]:
        text += _figure(review, figure)
    return text


def _number(row: dict[str, Any]) -> list[str]:
    return [str(row["label"]), str(row["value"]), _NONE if row["before"] is None else str(row["before"])]


def _figure(review: Any, figure: dict[str, Any]) -> list[dict[str, Any]]:
    if not figure["is_drawn"]:
        return [paragraph(f"{figure['headline']}.")] if figure["headline"] else []
    source = paragraph(f"Nguồn: {figure['source']}.", "em")
    return [paragraph(f"{figure['headline']}:"), drawn(snapshot.chart(review, figure["name"]), figure["alt"]), source]

"""A corrective action on paper: the request to one person, what he did, what the check concluded (10.2.2)."""

from typing import Any

from qms.core import clock
from qms.core.language import SOURCE, reading
from qms.core.paper.form import Slip, date_line
from qms.core.vietnamese import day
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.papers.as_told import AsTold, dated, heading, line, named, printed, words
from qms.improvement.papers.case_paper import FORM
from qms.organization import clauses, letterhead
from qms.organization.office import Office
from qms.organization.person import Person


def request_of(one: CorrectiveAction, office: Office, by: Person, form: str = FORM) -> Slip:
    """Lay an action out as the request for it, as far as it has come."""
    with reading(SOURCE):
        told, now = AsTold(one), clock.now()
        return Slip(
            agency=letterhead.agency_of(office),
            form=f"{form}, mục E, F, G" if form else "",
            number=one.code,
            place_and_day=date_line(office.place, one.planned_on),
            kind="Phiếu yêu cầu hành động khắc phục",
            subject=f"Sự không phù hợp {one.nonconformity.code}",
            text=[*_case(one), *_request(one, told), *_outcome(one, told)],
            signed=[
                told.signature("Người yêu cầu", "plan"),
                told.signature("Người thực hiện", "complete"),
                told.signature("Người kiểm tra hiệu lực", "find_effective", "find_not_effective"),
            ],
            printed=printed(by, now),
            sample=letterhead.SAMPLE if office.is_sample else "",
            margins=letterhead.margins(),
            made_at=int(now.timestamp()),
        )


def _case(one: CorrectiveAction) -> list[dict[str, Any]]:
    case = one.nonconformity
    procedure = f"{case.procedure_code} {case.procedure_step}".strip()
    return [
        heading("1. Sự không phù hợp"),
        line("Mã, tóm tắt", f"{case.code} {case.title}"),
        *words("Điều đã xảy ra", case.what_happened),
        line("Mức độ, điều khoản", f"{case.severity.label if case.severity else ''}; {case.clause} {clauses.title(case.clause)}"),
        line("Quy trình", procedure or "không thuộc quy trình nào"),
        *words("Khắc phục", case.correction),
        *words("Nguyên nhân", case.cause),
    ]


def _request(one: CorrectiveAction, told: AsTold) -> list[dict[str, Any]]:
    return [
        heading("2. Yêu cầu (mục E)"),
        *words("Việc phải làm", one.description),
        line("Loại", str(one.kind.label)),
        *([line("Phải sửa tài liệu", f"{one.revises} {one.revises_at}".strip())] if one.revises else []),
        *words("Thước đo hiệu lực", one.measure),
        line("Người thực hiện, hạn hoàn thành", f"{one.responsible.ranked_name}, ngày {day(one.due_on)}"),
        *(line("Gia hạn", text) for text in told.every("extend")),
        line("Kiểm tra hiệu lực", dated(one.verifier and one.verifier.ranked_name, one.check_on).replace("\n", ", ngày ")),
    ]


def _outcome(one: CorrectiveAction, told: AsTold) -> list[dict[str, Any]]:
    concluded = told.last("find_effective", "find_not_effective")
    return [
        heading("3. Kết quả thực hiện (mục F)"),
        *words("Kết quả", one.result),
        line("Ngày làm xong", day(one.completed_on)),
        line("Bằng chứng", named(one.evidence) or ("không có tệp" if one.completed_on else "")),
        heading("4. Kiểm tra hiệu lực (mục G)"),
        line("Kết luận", str(one.state.label) if concluded else ""),
        *words("Căn cứ", one.finding),
        line("Ngày kết luận", day(one.verified_on)),
        *(line("Ghi nhận tái diễn", text) for text in told.every("find_recurred")),
    ]

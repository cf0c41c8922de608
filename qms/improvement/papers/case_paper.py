"""A nonconformity on the office's form: parts A to G as QT-04 names them, told from the record and the trail (10.2.2).

Papers of the office are in Vietnamese whatever language their reader has chosen; the words below are written, not shown.
"""

from typing import Any

from qms.core import clock
from qms.core.attachment import attachments_of
from qms.core.language import SOURCE, reading
from qms.core.paper.form import Slip, date_line
from qms.core.paper.tables import plain_table
from qms.core.paper.tree import paragraph
from qms.core.vietnamese import day
from qms.improvement.case.correction import CORRECTION
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.papers.as_told import AsTold, dated, heading, line, named, printed, words
from qms.improvement.states import ActionState, NonconformityState
from qms.organization import clauses, letterhead
from qms.organization.office import Office
from qms.organization.person import Person

FORM = "BM-QT-04-01"
_PLANNED = (["Mã", "Việc phải làm", "Người thực hiện", "Hạn", "Kiểm tra hiệu lực"], [20.0, 30.0, 18.0, 14.5, 17.5])
_DONE = (["Mã", "Kết quả", "Bằng chứng", "Người làm, ngày xong"], [20.0, 37.0, 22.0, 21.0])
_CHECKED = (["Mã", "Kết luận", "Căn cứ", "Người kết luận, ngày"], [20.0, 14.0, 43.0, 23.0])
_CONCLUDED = (ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE)


def sheet_of(case: Nonconformity, office: Office, by: Person, form: str = FORM) -> Slip:
    """Lay a case out on the form, as far as it has come."""
    with reading(SOURCE):
        told, now, actions = AsTold(case), clock.now(), case.actions
        return Slip(
            agency=letterhead.agency_of(office),
            form=form,
            number=case.code,
            place_and_day=date_line(office.place, case.reported_on),
            kind="Phiếu sự không phù hợp và hành động khắc phục",
            subject=case.title,
            text=[*_reported(case), *_triaged(case, told), *_handled(case, told), *_actions(case, actions), *_end(case, told)],
            signed=_signed(told),
            printed=printed(by, now),
            sample=letterhead.SAMPLE if office.is_sample else "",
            margins=letterhead.margins(),
            made_at=int(now.timestamp()),
        )


def _reported(case: Nonconformity) -> list[dict[str, Any]]:
    files = named(attachments_of("nonconformity", case.id))
    return [
        heading("A. Báo sự không phù hợp"),
        *words("Điều đã xảy ra", case.what_happened),
        line("Nơi, ngày xảy ra", f"{case.unit.name_on(case.happened_on)}, ngày {day(case.happened_on)}"),
        line("Ngày báo, hạn phản hồi", f"{day(case.reported_on)}, {day(case.answer_by)}"),
        *([line("Nguồn", case.origin_label)] if case.origin_label else []),
        line("Tệp kèm theo", files or "không có"),
    ]


def _triaged(case: Nonconformity, told: AsTold) -> list[dict[str, Any]]:
    head = heading("B. Phân loại")
    if case.state == NonconformityState.REJECTED:
        entry = told.last("reject")
        reason = entry.facts.get("note", "") if entry else ""
        return [head, line("Kết luận", "không phải là sự không phù hợp"), line("Lý do", reason)]
    if not case.severity:
        return [head, paragraph("Chưa phân loại.")]
    procedure = f"{case.procedure_code} {case.procedure_step}".strip()
    return [
        head,
        line("Mức độ", str(case.severity.label)),
        line("Điều khoản TCVN ISO 9001:2015", f"{case.clause} {clauses.title(case.clause)}"),
        line("Quy trình", procedure or "không thuộc quy trình nào"),
        line("Đơn vị chủ trì", case.lead_unit.name_on(case.reported_on)),
        line("Người chịu trách nhiệm chính", case.responsible.ranked_name),
        line("Người phân loại", told.by("triage")),
    ]


def _handled(case: Nonconformity, told: AsTold) -> list[dict[str, Any]]:
    if case.state == NonconformityState.REJECTED:
        return []
    on = f", ngày {day(case.corrected_on)}" if case.corrected_on else ""
    group = f"{case.cause_group_label}. " if case.cause_group else ""
    return [
        heading("C. Khắc phục"),
        *words(f"Việc đã làm{on}", case.correction),
        line("Người ghi", told.by("correct")),
        *([line("Bằng chứng", evidence)] if (evidence := named(attachments_of("nonconformity", case.id, CORRECTION))) else []),
        *_conceded(case),
        heading("D. Nguyên nhân"),
        *(line(f"Vì sao ({number})", why) for number, why in enumerate(case.why_lines, 1)),
        *words("Nguyên nhân", f"{group}{case.cause}"),
        line("Người xác định", told.by("analyse")),
        *_confirmed(case),
        *words("Có thể xảy ra ở nơi khác", case.elsewhere or ("không ghi" if case.cause else "")),
        *(line(f"Đã hỏi {one.unit.name}", f"{one.state.label}. {one.answer}".strip()) for one in case.elsewhere_asked),
    ]


def _conceded(case: Nonconformity) -> list[dict[str, Any]]:
    if not case.conceded:
        return []
    return [*words(f"Nhân nhượng đến ngày {day(case.conceded_until)}", case.conceded), line("Người cho phép", case.conceded_as)]


def _confirmed(case: Nonconformity) -> list[dict[str, Any]]:
    if not case.is_cause_confirmed:
        return [line("Xác nhận nguyên nhân", "chưa xác nhận")] if case.cause else []
    return [
        *words("Chứng cứ của nguyên nhân", case.cause_evidence),
        line("Người xác nhận, ngày", f"{case.cause_confirmed_as}, {day(case.cause_confirmed_on)}"),
    ]


def _actions(case: Nonconformity, actions: list[CorrectiveAction]) -> list[dict[str, Any]]:
    if not actions:
        none = f"Không cần hành động khắc phục: {case.no_action} ({case.no_action_as}, {day(case.no_action_on)})."
        return [heading("E. Hành động khắc phục"), paragraph(none if case.no_action else "Chưa giao hành động nào.")]
    told = {one.id: AsTold(one) for one in actions}
    return [
        heading("E. Hành động khắc phục"),
        plain_table(_PLANNED[0], [_planned(one) for one in actions], _PLANNED[1]),
        heading("F. Thực hiện"),
        plain_table(_DONE[0], [done_row(one, told[one.id]) for one in actions], _DONE[1]),
        heading("G. Kiểm tra hiệu lực và đóng"),
        plain_table(_CHECKED[0], [checked_row(one, told[one.id]) for one in actions], _CHECKED[1]),
    ]


def _planned(one: CorrectiveAction) -> list[str]:
    what = dated(one.description, one.revises and f"Sửa tài liệu {one.revises} {one.revises_at}".strip())
    checker = one.verifier.ranked_name if one.verifier else ""
    return [one.code, what, one.responsible.ranked_name, day(one.due_on), dated(checker, one.check_on)]


def done_row(one: CorrectiveAction, told: AsTold) -> list[str]:
    """Tell what was done, by whom and when, with its evidence."""
    entry = told.last("complete")
    if one.waived_on:
        return [one.code, f"Không thực hiện: {one.waived_reason}", "", dated(one.waived_as.partition(", ")[0], one.waived_on)]
    if entry is None or not one.completed_on:
        return [one.code, f"({str(one.state.label).lower()})", named(one.evidence), ""]
    doer = str(entry.facts.get("who", "")).partition(", ")[0]
    return [one.code, one.result, named(one.evidence) or "không có tệp", dated(doer, one.completed_on)]


def checked_row(one: CorrectiveAction, told: AsTold) -> list[str]:
    """Tell what the check concluded, on what grounds, by whom and when."""
    if one.state not in _CONCLUDED or not one.verified_on:
        return [one.code, "(chưa kiểm tra)", "", ""]
    grounds = dated(one.finding, *(f"Tái diễn, {text}" for text in told.every("find_recurred")))
    return [one.code, str(one.state.label), grounds, dated(one.verified_as.partition(", ")[0], one.verified_on)]


def _end(case: Nonconformity, told: AsTold) -> list[dict[str, Any]]:
    lines = [line("Tình trạng", str(case.state.label))]
    if case.state == NonconformityState.CLOSED:
        lines.append(line("Đóng", f"ngày {day(case.closed_on)}, {case.closed_as}"))
    elif case.state != NonconformityState.REJECTED:
        missing = [str(gate.words.lower_first()) for gate in case.gates if not gate.is_met]
        lines.append(line("Chưa đóng, còn thiếu", "; ".join(missing) or "quyết định đóng"))
    return [*lines, *(line("Mở lại", text) for text in told.every("reopen"))]


def _signed(told: AsTold) -> list[tuple[str, str, str, str]]:
    return [
        told.signature("Người báo", "report"),
        told.signature("Người phân loại", "triage", "reject"),
        told.signature("Người khắc phục", "correct"),
        told.signature("Người xác định nguyên nhân", "analyse"),
        told.signature("Người đóng", "close") if told.is_last("close", "reopen") else told.signature("Người đóng"),
    ]

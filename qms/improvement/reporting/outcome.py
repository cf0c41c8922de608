"""What became of a report, in one sentence for who made it."""

from typing import Any

from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting import unnamed
from qms.improvement.states import NOT_COUNTED, NonconformityState
from qms.organization.person import Person
from qms.organization.unit import Unit


def outcome(case: Nonconformity) -> Phrase:
    """Tell what became of a report; no officer is named, for whoever holds a slip reads it too."""
    if case.state == NonconformityState.REPORTED:
        return _("Chờ phân loại; phản hồi trước 17:00 ngày %(day)s.", day=day(case.answer_by))
    if case.state == NonconformityState.REJECTED:
        return _("Không phải là sự không phù hợp: %(reason)s", reason=case.answer)
    if case.state == NonconformityState.MERGED:
        return _("Được xử lý chung với %(code)s. %(outcome)s", code=case.merged_into, outcome=outcome(case.leading))
    if case.state == NonconformityState.CLOSED:
        return _("Đã xử lý xong ngày %(day)s.", day=day(case.closed_on))
    if case.lead_unit_id is None:
        return _("Đã mở lại, chờ phân loại.")
    return _("Được chấp nhận; %(unit)s chủ trì xử lý.", unit=Unit(id=case.lead_unit_id).name)


def reports_of(person: Person) -> Any:
    """Ask for what a person reported."""
    return Nonconformity.select().where(Nonconformity.reported_by == person)


def waiting_for_answer(person: Person) -> int:
    """Count a person's reports that are not settled yet."""
    settled = (NonconformityState.CLOSED, *NOT_COUNTED)
    return reports_of(person).where(Nonconformity.state.not_in(settled)).count()


def by_slip(code: str) -> Nonconformity | None:
    """Find a report by the slip of who made it."""
    return Nonconformity.get_or_none(slip=unnamed.slip_key(code)) if code.strip() else None

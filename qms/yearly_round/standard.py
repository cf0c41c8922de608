"""The duties an office usually has in a year. The days are proposals: neither law nor standard names them."""

from typing import Any

from qms.core.database import transaction
from qms.core.language import SOURCE, _, reading
from qms.organization.person import Person
from qms.organization.unit import Unit
from qms.yearly_round.duty import YearlyDuty
from qms.yearly_round.states import DutyKind

USUAL = (  # kind, what, on what ground, month, day
    (DutyKind.OBJECTIVES, _("Phê duyệt mục tiêu chất lượng của năm"), _("TCVN ISO 9001:2015, 6.2"), 1, 31),
    (DutyKind.AUDIT, _("Đánh giá nội bộ"), _("TCVN ISO 9001:2015, 9.2; QĐ 19/2014/QĐ-TTg (đơn vị xác nhận)"), 9, 30),
    (DutyKind.REVIEW, _("Xem xét của lãnh đạo"), _("TCVN ISO 9001:2015, 9.3; QĐ 19/2014/QĐ-TTg (đơn vị xác nhận)"), 10, 31),
    (DutyKind.DECLARATION, _("Công bố hoặc công bố lại hệ thống quản lý chất lượng phù hợp TCVN ISO 9001:2015"),
     _("QĐ 19/2014/QĐ-TTg (đơn vị xác nhận)"), 11, 30),
    (DutyKind.REPORT, _("Báo cáo kết quả áp dụng hệ thống quản lý chất lượng"),
     _("Quy định của cơ quan chủ trì (đơn vị xác nhận)"), 12, 15),
)  # fmt: skip


def missing() -> list[DutyKind]:
    """List the usual duties the office has not put on its list."""
    there = {duty.kind for duty in YearlyDuty.select().where(YearlyDuty.last_year.is_null())}
    return [kind for kind, *_rest in USUAL if kind not in there]


def add(by: Any, unit: Unit, responsible: Person, first_year: int = 0) -> list[YearlyDuty]:
    """Put the usual duties on the list that are not there, all of one unit and person, to be changed one by one."""
    wanted = missing()
    with transaction(), reading(SOURCE):
        return [
            YearlyDuty(
                kind=kind, title=str(title), basis=str(basis), month=month, day=day, unit=unit, responsible=responsible,
                first_year=first_year or None,
            ).establish(by=by)
            for kind, title, basis, month, day in USUAL
            if kind in wanted
        ]  # fmt: skip

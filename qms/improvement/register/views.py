"""The register of nonconformities: tiles, filters, the reader's saved views, Excel of exactly what is listed."""

from typing import Any

from flask import g, render_template, request

from qms.core import trail
from qms.core.language import _
from qms.core.refusals import Missing
from qms.improvement import queries
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.register import listing as register
from qms.improvement.register.forms import ViewForm
from qms.improvement.register.saved_view import SavedView
from qms.improvement.register.views_saved import present
from qms.improvement.states import NonconformityState
from qms.improvement.views import pages
from qms.organization import clauses
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel, page_of

EXCEL_ROWS = 20000


@pages.get("/nc")
@allow(SIGNED_IN)
def nonconformities() -> Any:
    """Show the register."""
    listing = page_of(queries.in_short(register.asked(request.args)), Nonconformity)
    return render_template(
        "nonconformities.html", listing=listing, due=queries.due_days(listing.rows), unit_names=queries.unit_names(), tiles=queries.tiles(),
        tile_names=register.TILES, states=NonconformityState, units=queries.units(), clauses=clauses.choices(),
        age_words=register.age_words, chips=register.chips(request.args), views=SavedView.of(me()), present=present(request.args),
        form=ViewForm(formdata=None, query=present(request.args)),
    )  # fmt: skip


@pages.post("/nc/list.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the filtered register as an Excel file: every row of the list, or a refusal that names how many are too many."""
    cases = list(register.asked(request.args).order_by(Nonconformity.id.desc()).limit(EXCEL_ROWS + 1))
    if len(cases) > EXCEL_ROWS:
        raise Missing(_("Danh sách có hơn %(n)s dòng; lọc hẹp lại rồi xuất Excel.", n=EXCEL_ROWS))
    trail.note_event("nc.exported", me(), {"label": request.full_path})
    return excel("su-khong-phu-hop", _("Sự không phù hợp"), _columns(), cases, g.office.name)


def _columns() -> list[Column]:
    unit_names = queries.unit_names()
    return [
        Column(_("Mã"), lambda c: c.code, 14), Column(_("Tóm tắt"), lambda c: c.title, 60),
        Column(_("Trạng thái"), lambda c: c.state.label), Column(_("Nơi xảy ra"), lambda c: unit_names[c.unit_id], 30),
        Column(_("Ngày báo"), lambda c: c.reported_on, 12), Column(_("Số ngày mở"), register.age, 12),
        Column(_("Điều khoản"), lambda c: c.clause, 10),
        Column(_("Mức độ"), lambda c: c.severity.label if c.severity else "", 12), Column(_("Quy trình"), lambda c: c.procedure_code, 12),
        Column(_("Người chịu trách nhiệm chính"), lambda c: c.responsible.name if c.responsible else "", 28),
        Column(_("Nguyên nhân"), lambda c: c.cause, 50), Column(_("Ngày đóng"), lambda c: c.closed_on, 12),
    ]  # fmt: skip

"""Pages of the master list: on screen, as Excel, on paper, and by clause (7.5.3)."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, g, render_template, request

from qms.core import trail
from qms.core.language import Phrase, _
from qms.core.states import State
from qms.documents import authorities
from qms.documents import register as master_list
from qms.documents.register import CURRENT, ENDED, Asked, Line
from qms.documents.secrecy import entries
from qms.documents.secrecy.levels import label_of
from qms.documents.secrecy.views_columns import with_entries
from qms.documents.states import Kind, ReviewStatus
from qms.organization import clauses
from qms.organization.unit import Unit
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel

pages = Blueprint("register", __name__)
COLUMNS = [
    Column(_("Mã hiệu"), lambda line: line.edition.document.code, 12),
    Column(_("Tên tài liệu"), lambda line: line.edition.title, 50),
    Column(_("Loại"), lambda line: line.edition.kind.label),
    Column(_("Lần ban hành"), lambda line: line.edition.number, 10),
    Column(_("Ngày ban hành"), lambda line: line.edition.approved_at.date(), 12),
    Column(_("Ngày hiệu lực"), lambda line: line.edition.effective_on, 12),
    Column(_("Đơn vị chủ trì"), lambda line: line.edition.unit.name if line.edition.unit_id else "", 30),
    Column(_("Chịu trách nhiệm chính"), lambda line: line.edition.responsible.title if line.edition.responsible_id else "", 24),
    Column(_("Soát xét kế tiếp"), lambda line: line.edition.next_review_on if line.review else "", 14),
    Column(_("Soát xét"), lambda line: line.review.label if line.review else "", 20),
    Column(_("Nơi nhận"), lambda line: line.readers, 40),
    Column(_("Trạng thái"), lambda line: line.standing.label, 16),
    Column(_("Điều khoản"), lambda line: ", ".join(line.edition.clauses)),
    Column(_("Độ mật"), lambda line: str(label_of(line.edition.classification, line.is_limited)), 12),
    Column(_("SHA-256"), lambda line: line.edition.sha256, 66),
]


@pages.get("/docs/register")
@allow(SIGNED_IN)
def current() -> Any:
    """Show the master list: what is in force or coming, or what has ended."""
    asked = _asked()
    return render_template(
        "register.html",
        asked=asked,
        lines=master_list.lines(asked, me()),
        may_register=authorities.register(me()),
        entries=entries.asked_for(asked, me()),
        kinds=_labels(Kind),
        units=[(unit.id, unit.name) for unit in Unit.active()],
        clauses=clauses.choices(),
        standings=_labels(ENDED if asked.ended else CURRENT),
        reviews=_labels(ReviewStatus),
        chosen=_chosen(),
        is_filtered=bool(_chosen().keys() - {"tab", "sort"}),
    )


@pages.post("/docs/register.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the same lines as an Excel file."""
    trail.note_event("register.exported", me(), {"label": "register.xlsx"})
    rows = [*_lines(), *entries.asked_for(_asked(), me())]
    return excel("danh-muc-tai-lieu", _("Danh mục tài liệu"), with_entries(COLUMNS), rows, g.office.name)


@pages.get("/docs/register/print")
@allow(SIGNED_IN)
def on_paper() -> Any:
    """Show the same lines in the form of an office paper."""
    asked, chosen = _asked(), _chosen()
    return render_template("register_paper.html", asked=asked, lines=_lines(), entries=entries.asked_for(asked, me()), chosen=chosen)


@pages.get("/docs/clauses")
@allow(SIGNED_IN)
def by_clause() -> Any:
    """Show which documents meet which clause, and which clause none."""
    found = master_list.by_clause(me())
    return render_template("clauses.html", clauses=found, holes=[clause for clause in found if not clause.is_met])


def _labels(states: Iterable[State]) -> list[tuple[str, Phrase]]:
    return [(state.value, state.label) for state in states]


def _lines() -> list[Line]:
    return master_list.lines(_asked(), me())


NAMES = ("tab", "q", "kind", "unit", "clause", "standing", "review", "sort")


def _chosen() -> dict[str, str]:
    """Give what the address asks for, by our own names alone."""
    return {name: value for name in NAMES if (value := request.args.get(name, "").strip())}


def _asked() -> Asked:
    chosen = _chosen()
    unit = request.args.get("unit", -1, type=int) if "unit" in chosen else None  # what is no number is no unit
    plain = {name: chosen[name] for name in ("kind", "clause", "standing", "review", "sort") if name in chosen}
    return Asked(ended=chosen.get("tab") == "ended", words=chosen.get("q", ""), unit=unit, **plain)

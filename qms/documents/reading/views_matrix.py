"""The page of what is read where, and the same as Excel."""

from typing import Any

from flask import Blueprint, g, render_template, request

from qms.core import trail
from qms.core.language import Phrase, _
from qms.documents import authorities
from qms.documents.reading import matrix as reading_matrix
from qms.documents.reading import readings
from qms.documents.reading.matrix import Line
from qms.documents.states import Kind
from qms.organization.unit import Unit
from qms.web.access import allow, me
from qms.web.lists import Column, excel

pages = Blueprint("reading_matrix", __name__)


@pages.get("/docs/reading")
@allow(authorities.oversee_reading)
def matrix() -> Any:
    """Show the share of readers of each document by unit."""
    lines = _asked_for()
    return render_template(
        "reading_matrix.html",
        lines=lines,
        units=_units(),
        all_units=Unit.active(),
        share=readings.share(reader for line in lines for reader in line.readers),
        late=sum(line.late for line in lines),
        without=reading_matrix.without_readers(me()),
        kinds=Kind,
        chosen=_chosen(),
    )


@pages.post("/docs/reading.xlsx")
@allow(authorities.oversee_reading)
def matrix_as_excel() -> Any:
    """Give the same lines as an Excel file."""
    trail.note_event("reading.exported", me(), {"label": "tinh-hinh-doc.xlsx"})
    columns = [
        Column(_("Mã hiệu"), lambda line: line.edition.document.code, 12),
        Column(_("Tên tài liệu"), lambda line: line.edition.title, 50),
        Column(_("Lần ban hành"), lambda line: line.edition.number, 10),
        Column(_("Ngày hiệu lực"), lambda line: line.edition.effective_on, 12),
        *(Column(Phrase(unit.name), _cell(unit), 18) for unit in _units()),
        Column(_("Đã đọc"), lambda line: line.share.text, 10),
        Column(_("Tỷ lệ (phần trăm)"), lambda line: line.share.percent, 10),
        Column(_("Quá hạn"), lambda line: line.late, 10),
    ]
    return excel("tinh-hinh-doc", _("Tình hình đọc tài liệu"), columns, _asked_for(), g.office.name)


def _cell(unit: Unit) -> Any:
    return lambda line: line.units[unit.id].text if unit.id in line.units else ""


def _chosen() -> dict[str, str]:
    """Give what the address asks for, by our own names alone."""
    return {name: value for name in ("q", "kind", "unit", "unread") if (value := request.args.get(name, "").strip())}


def _unit() -> int | None:
    return request.args.get("unit", -1, type=int) if "unit" in _chosen() else None  # what is no number is no unit


def _asked_for() -> list[Line]:
    chosen = _chosen()
    return reading_matrix.lines(chosen.get("q", ""), chosen.get("kind", ""), _unit(), chosen.get("unread") == "1", me())


def _units() -> list[Unit]:
    return [unit for unit in Unit.active() if _unit() in (None, unit.id)]

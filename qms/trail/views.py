"""Pages that read records and the trail; nothing here changes anything but by noting that a list was taken out."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from qms.core import trail
from qms.core.feature import RecordKind
from qms.core.language import _
from qms.core.masking import KEPT_BACK
from qms.core.record import RECORDS, Record
from qms.core.stories import Told, tell
from qms.core.trail import TrailEntry
from qms.core.verify import is_whole
from qms.core.vietnamese import moment
from qms.improvement.reporting.origin import is_known
from qms.organization.unit import Unit
from qms.trail import authorities, queries
from qms.trail.forms import RecordsForm, TrailForm
from qms.web import visibility
from qms.web.access import allow, may_open, me
from qms.web.lists import Column, excel, page_of
from qms.web.shell import found

pages = Blueprint("trail", __name__)


@pages.get("/records")
@allow(authorities.read_everything)
def records() -> Any:
    """List the records of a chosen kind, or the kinds there are."""
    form = RecordsForm(request.args)
    right = form.validate()
    if not form.kind.data:
        return render_template("records.html", form=form, counts=_counts(), name_of=queries.name_of), 200 if right else 422
    kind = found(queries.kind_named(form.kind.data))
    if not right:
        return render_template("records.html", form=form, kind=kind), 422
    listing = page_of(visibility.seen(_asked(kind, form), kind.model, me()), kind.model)
    return render_template(
        "records.html",
        form=form,
        kind=kind,
        listing=listing,
        lines=list(queries.lines(kind, listing.rows)),
        address_of=_address_of,
    )


def _asked(kind: RecordKind, form: RecordsForm) -> Any:
    unit = found(Unit.get_or_none(code=form.unit.data)) if form.unit.data else None
    return queries.records(kind, form.since.data, form.until.data, unit, form.clause.data)


@pages.post("/records.xlsx")
@allow(authorities.read_everything)
def records_as_excel() -> Response:
    """Give the same list, all of it, as an Excel file; the trail keeps who took it out."""
    form = RecordsForm(request.args)
    kind = found(queries.kind_named(form.kind.data) if form.validate() else None)
    asked = visibility.seen(_asked(kind, form), kind.model, me()).order_by(kind.model.id.desc())
    filters = _filters()
    trail.note_event("records.exported", me(), {"label": " · ".join([str(kind.plural), *filters.values()]), "filters": filters})
    return excel(f"ho-so-{queries.name_of(kind)}", kind.plural, _columns(kind), queries.lines(kind, asked.iterator()), g.office.name)


def _filters() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if name in {"since", "until", "unit", "clause"} and value}


def _columns(kind: RecordKind) -> list[Column]:
    return [
        Column(kind.model.kind_label, lambda line: line.record.label, 40),
        Column(_("Trạng thái"), lambda line: line.state.label if line.state else "", 22),
        Column(_("Ngày"), lambda line: _as_day(line.day), 12),
        Column(_("Lần ghi gần nhất"), lambda line: moment(line.entry.at) if line.entry else "", 18),
        Column(_("Người ghi"), lambda line: line.who, 45),
        Column(_("Mục nhật ký"), lambda line: line.record.trail_seq, 12),
        Column(_("Niêm phong SHA-256"), lambda line: line.entry.hash if line.entry else "", 66),
    ]


def _as_day(value: Any) -> Any:
    return moment(value) if hasattr(value, "hour") else value


@pages.get("/records/<kind>/<int:number>")
@allow(authorities.read_everything)
def record(kind: str, number: int) -> Any:
    """Show one record's history, its files, and whether it is still what the trail says."""
    record = found(queries.record(kind, number))
    found(None if visibility.is_hidden(me(), record) else record)
    files = [(file, is_whole(file), visibility.may_see(me(), file)) for file in queries.files_of(record)]
    return render_template(
        "record.html",
        record=record,
        kind=found(queries.kind_named(kind)),
        page=_page_of(record),
        whole=is_whole(record),
        story=queries.story_of(record),
        files=files,
        facts=queries.facts_of(record),
        may_report=is_known(kind) and may_open("improvement.new"),
    )


@pages.get("/records/trail")
@allow(authorities.read_everything)
def whole_trail() -> Any:
    """Show the whole trail, newest first, each entry as a sentence."""
    form = TrailForm(request.args)
    if not form.validate():
        return render_template("trail.html", form=form, head=trail.head()), 422
    person = form.person.data if form.person.data.isdecimal() else ""
    listing = page_of(queries.entries(person, form.kind.data, form.since.data, form.until.data), TrailEntry)
    return render_template("trail.html", form=form, head=trail.head(), listing=listing, told=_told(listing.rows))


def _counts() -> list[tuple[RecordKind, int]]:
    """Count of each kind what the reader may know of."""
    return [(kind, visibility.seen(query, kind.model, me()).count()) for kind, query in queries.every()]


def _told(entries: Any) -> list[Told]:
    """Tell entries; of a record that is kept from the reader only who did what kind of act, and its seal."""
    kinds = {entry.kind for entry in entries} & RECORDS.keys()
    kept = {
        (kind, number)
        for kind in kinds
        for number in visibility.hidden_among(me(), RECORDS[kind], [entry.record for entry in entries if entry.kind == kind])
    }
    told = [(entry, visibility.told(tell(entry))) for entry in entries]
    back = {"what": str(KEPT_BACK), "note": "", "changes": [], "record": 0, "days": ()}
    return [replace(one, **back) if (entry.kind, entry.record) in kept else one for entry, one in told]


def _page_of(record: Record) -> str:
    kind = queries.kind_named(record.record_kind())
    return kind.url(record) if kind and kind.url else ""


def _address_of(record: Record) -> str:
    return _page_of(record) or url_for("trail.record", kind=record.record_kind(), number=record.id)

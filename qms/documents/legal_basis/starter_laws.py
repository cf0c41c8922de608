"""The starter register of external documents: what the starter set stands on, to be confirmed by the office."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from qms import settings
from qms.core.database import transaction
from qms.core.language import _
from qms.core.refusals import Missing
from qms.documents.legal_basis.external import ExternalDocument, ExternalKind
from qms.organization.person import Person

FILE = settings.CHECKOUT / "procedures_md" / "external.yaml"


def entries(path: Path = FILE) -> list[dict[str, Any]]:
    """Read the file; nothing where there is none."""
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else []


def load(by: Person, path: Path = FILE, until: date | None = None) -> list[ExternalDocument]:
    """Register every entry that is not there yet, then who replaced whom; `until` leaves out what was issued later."""
    wanted = [entry for entry in entries(path) if until is None or (entry.get("issued_on") or entry.get("in_force_from") or until) <= until]
    if not wanted:
        raise Missing(_("Không có tệp danh mục mẫu procedures_md/external.yaml."))
    with transaction():
        known = {number for (number,) in ExternalDocument.select(ExternalDocument.number).tuples()}
        made = [_registered(entry, by) for entry in wanted if entry["number"] not in known]
        for entry in wanted:
            if entry["number"] not in known and entry.get("ended_on"):
                _ended(entry, by, until)
    return made


def _registered(entry: dict[str, Any], by: Person) -> ExternalDocument:
    return ExternalDocument(
        number=entry["number"],
        kind=ExternalKind(entry["kind"]),
        title=entry["title"],
        issuer=entry.get("issuer", ""),
        issued_on=entry.get("issued_on"),
        in_force_from=entry.get("in_force_from"),
        also_called="\n".join(entry.get("also_called", [])),
        note=entry.get("note", ""),
    ).register(by=by)


def _ended(entry: dict[str, Any], by: Person, until: date | None) -> None:
    if until is not None and entry["ended_on"] > until:
        return
    one = ExternalDocument.get(number=entry["number"])
    if entry.get("replaced_by"):
        one.replace(by=by, replaced_by=ExternalDocument.get(number=entry["replaced_by"]), on=entry["ended_on"])
    else:
        one.end(by=by, on=entry["ended_on"], note=entry["note"])

"""What a field of a record was at the end of an earlier day, as the trail tells it."""

from datetime import date, timedelta
from typing import Any

from qms.core import clock
from qms.core.record import Record
from qms.core.trail import TrailEntry


def changed_since(model: type[Record], name: str, day: date) -> dict[int, Any]:
    """Give the value a field had at the end of a day, by record, where it was changed later; elsewhere it is what it is now."""
    field, found = model._meta.fields[name], {}
    for entry in _after(model, day):
        change = entry.facts.get("changes", {}).get(field.column_name)
        if change is not None and entry.record not in found:
            found[entry.record] = None if change[0] is None else field.python_value(change[0])
    return found


def _after(model: type[Record], day: date) -> Any:
    later = TrailEntry.at >= clock.at(day + timedelta(days=1), 0)
    columns = (TrailEntry.record, TrailEntry.payload)
    return TrailEntry.select(*columns).where((TrailEntry.kind == model.record_kind()) & later).order_by(TrailEntry.seq)

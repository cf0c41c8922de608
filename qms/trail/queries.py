"""What an auditor can ask for: kinds of records, the records of a kind, a record's story, the trail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from qms import features
from qms.core import clock
from qms.core.attachment import Attachment, attachments_of
from qms.core.feature import RecordKind
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.record import RECORDS, Record
from qms.core.stories import Told, history, said
from qms.core.trail import TrailEntry
from qms.organization.person import Person, PostHolding, Rank, RoleGrant
from qms.organization.unit import Post, Unit, UnitForm

EVENT = "event"
SYSTEM = "0"
_AT_A_TIME = 500


@dataclass(frozen=True)
class Line:
    """A record in the list: its day, and the entry that tells its last act."""

    record: Record
    day: date | datetime | None
    entry: TrailEntry | None

    @property
    def state(self) -> Any:
        """Give how the record stands, when it has a state."""
        return getattr(self.record, "standing", None) or getattr(self.record, "state", None)

    @property
    def who(self) -> str:
        """Name who did the last act."""
        return self.entry.facts.get("who", "") if self.entry else ""


def _people_of(unit: Unit) -> Any:
    return PostHolding.select(PostHolding.person).join(Post).where(Post.unit == unit)


_ORGANIZATION = (
    RecordKind(Person, _("Người"), unit=lambda unit: Person.id.in_(_people_of(unit))),
    RecordKind(
        RoleGrant,
        _("Vai trò được cấp"),
        period=lambda: RoleGrant.valid_from,
        unit=lambda unit: RoleGrant.person.in_(_people_of(unit)),
    ),
    RecordKind(Unit, _("Đơn vị"), unit=lambda unit: Unit.id == unit.id),
    RecordKind(Post, _("Chức vụ"), unit=lambda unit: Post.unit == unit),
    RecordKind(
        PostHolding,
        _("Bổ nhiệm chức vụ"),
        period=lambda: PostHolding.valid_from,
        unit=lambda unit: PostHolding.post.in_(Post.select(Post.id).where(Post.unit == unit)),
    ),
)


def kinds() -> list[RecordKind]:
    """List every kind of record: what the features declare, the organization's, and whatever else is kept."""
    declared = [*(kind for feature in features.all_features() for kind in feature.records), *_ORGANIZATION]
    known = {kind.model for kind in declared}
    return declared + [RecordKind(model, model.kind_label) for model in RECORDS.values() if model not in known]


def name_of(kind: RecordKind) -> str:
    """Give the name by which addresses and the trail call a kind."""
    return kind.model.record_kind()


def kind_named(name: str) -> RecordKind | None:
    """Find a kind by its name."""
    return next((kind for kind in kinds() if name_of(kind) == name), None)


def every() -> list[tuple[RecordKind, Any]]:
    """Ask for all records of each kind."""
    return [(kind, kind.model.select()) for kind in kinds()]


def records(kind: RecordKind, since: date | None = None, until: date | None = None, unit: Unit | None = None, clause: str = "") -> Any:
    """Ask for the records of a kind in a period, of a unit, about a clause."""
    query = kind.model.select()
    if since or until:
        query = _in_period(query, kind, since, until)
    if unit and kind.unit:
        query = query.where(kind.unit(unit))
    return query.where(kind.clause(clause)) if clause and kind.clause else query


def _in_period(query: Any, kind: RecordKind, since: date | None, until: date | None) -> Any:
    if kind.period:
        return _between(query, kind.period(), since, until)
    acts = TrailEntry.select(TrailEntry.record).where(TrailEntry.kind == name_of(kind))
    return query.where(kind.model.id.in_(_between(acts, TrailEntry.at, since, until)))


def _between(query: Any, column: Any, since: date | None, until: date | None) -> Any:
    start = clock.at if isinstance(column, MomentField) else _day
    query = query.where(column >= start(since, 0)) if since else query
    return query.where(column < start(until + timedelta(1), 0)) if until else query


def _day(day: date, _hour: int) -> date:
    return day


def lines(kind: RecordKind, found: Iterable[Any]) -> Iterator[Line]:
    """Put each record beside its day and its last entry."""
    column = kind.period() if kind.period else None
    rest = iter(found)
    while batch := list(islice(rest, _AT_A_TIME)):
        last = {entry.seq: entry for entry in TrailEntry.select().where(TrailEntry.seq.in_([row.trail_seq for row in batch]))}
        for row in batch:
            yield Line(row, getattr(row, column.name) if column is not None else None, last.get(row.trail_seq))


def record(kind: str, number: int) -> Record | None:
    """Find any record by kind and id."""
    return RECORDS[kind].get_or_none(id=number) if kind in RECORDS else None


def story_of(record: Record) -> list[Told]:
    """Tell a record's history, newest first, with that of its files and of what belongs to it."""
    return history(record, *_parts(record), *files_of(record))


def _parts(record: Record) -> list[Record]:
    if isinstance(record, Person):
        return [part for dated in (Rank, PostHolding, RoleGrant) for part in dated.select().where(dated.person == record)]
    return list(UnitForm.select().where(UnitForm.unit == record)) if isinstance(record, Unit) else []


def files_of(record: Record) -> list[Attachment]:
    """List a record's evidence files."""
    return attachments_of(record.record_kind(), record.id)


def facts_of(record: Record) -> list[tuple[Phrase, str]]:
    """List what a record says now, by the names its columns have for people."""
    image = record.image()
    named = [field for field in record._meta.sorted_fields if isinstance(field.verbose_name, Phrase)]
    return [(field.verbose_name, said(field, image[field.column_name])) for field in named if field.column_name in image]


def entries(person: str = "", kind: str = "", since: date | None = None, until: date | None = None) -> Any:
    """Ask for the trail's entries by a person (his id, or SYSTEM for what nobody did), about a kind, in a period."""
    query = TrailEntry.select()
    if person:
        query = query.where(TrailEntry.actor.is_null() if person == SYSTEM else TrailEntry.actor == person)
    if kind:
        query = query.where(TrailEntry.kind == kind)
    return _between(query, TrailEntry.at, since, until)

"""A record: a row that only acts may change, and that is never deleted."""

import hashlib
import inspect
from copy import copy
from typing import Any, ClassVar, Self

from peewee import IntegerField, fn

from qms.core.act import Act
from qms.core.language import Phrase
from qms.core.refusals import Missing
from qms.core.row import Row

RECORDS: dict[str, type["Record"]] = {}


class Record(Row):
    """A row whose every change is an act, sealed on the trail by database triggers.

    `version` grows by one at each act: a page opened before somebody else's act is refused. `trail_seq` names the
    entry that tells the last act. `unsealed` names columns that never enter the trail (secrets); `hashed` those that
    enter it as their SHA-256 (long texts).
    """

    version = IntegerField(default=0)
    trail_seq = IntegerField(default=0)

    unsealed: ClassVar[frozenset[str]] = frozenset()
    hashed: ClassVar[frozenset[str]] = frozenset()
    kind_label: ClassVar[Phrase]
    acts: ClassVar[dict[str, Act]]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.acts = {}
        for name, declared in inspect.getmembers(cls, lambda member: isinstance(member, Act)):
            own = copy(declared)  # an inherited act is told on the trail under the kind that inherits it
            own.kind = cls.record_kind()
            cls.acts[name] = own
            setattr(cls, name, own)
        if not vars(cls).get("is_abstract"):
            RECORDS[cls.record_kind()] = cls

    @classmethod
    def record_kind(cls) -> str:
        """Name the kind of record, as the trail calls it."""
        return cls.__name__.lower()

    @property
    def label(self) -> str:
        """Name this one record for people."""
        return f"{self.kind_label} {self.id}"

    @property
    def is_new(self) -> bool:
        """Tell whether it has not been kept yet."""
        return self.id is None

    def require(self, condition: object, sentence: Phrase) -> None:
        """Refuse the act with a sentence unless the condition holds."""
        if not condition:
            raise Missing(sentence)

    def image(self) -> dict[str, Any]:
        """Give the row as it is sealed: every column, long texts as their hash, secrets left out."""
        return {
            field.column_name: self._sealed(field)
            for field in self._meta.sorted_fields
            if field.name not in self.unsealed and field.name != "trail_seq"
        }

    def _sealed(self, field: Any) -> Any:
        value = field.db_value(self.__data__.get(field.name))
        if field.name in self.hashed and value is not None:
            return "sha256:" + hashlib.sha256(str(value).encode()).hexdigest()
        return value if value is None or isinstance(value, int | float | str) else str(value)

    def reload(self) -> Self:
        """Give the record as it is kept now."""
        return type(self).get_by_id(self.id)

    def next_id(self) -> int:
        """Give the id a new record gets; nothing is ever deleted and there is one writer at a time."""
        return (type(self).select(fn.MAX(type(self).id)).scalar() or 0) + 1

    def save(self, *args: Any, **options: Any) -> int:
        """Refuse: only an act keeps a record."""
        raise TypeError(f"{type(self).__name__} is changed by its acts only")

    def delete_instance(self, *args: Any, **options: Any) -> int:
        """Refuse: no record is ever deleted."""
        raise TypeError(f"{type(self).__name__} is never deleted")

    def keep(self, trail_seq: int) -> None:
        """Write the row; called by the act mechanism alone."""
        self.trail_seq = trail_seq
        super().save(force_insert=self.version == 1)

    def acts_open_to(self, person: Any) -> list[Any]:
        """List the acts this person may do on this record now. For a record's page, never per row of a list."""
        return [bound for name in self.acts if (bound := getattr(self, name)).is_open_to(person)]

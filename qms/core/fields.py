"""Kinds of columns the house has beside Peewee's own."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from peewee import CharField, TextField

from qms.core import clock
from qms.core.states import State


class _Held:
    """Tells the type checker that a record's attribute holds the value, not the column."""

    if TYPE_CHECKING:

        def __get__(self, record: Any, owner: Any = None) -> Any: ...

        def __set__(self, record: Any, value: Any) -> None: ...


class MomentField(_Held, CharField):
    """A moment, kept as ISO 8601 text in UTC."""

    def db_value(self, value: datetime | None) -> str | None:
        return None if value is None else clock.written(value)

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else clock.read(value)


class StateField(_Held, CharField):
    """One of a State's members."""

    def __init__(self, states: type[State], **options: Any) -> None:
        self.states: Any = states
        super().__init__(max_length=32, **options)

    def db_value(self, value: Any) -> Any:
        return None if value is None else self.states(value).value

    def python_value(self, value: Any) -> Any:
        return None if value is None else self.states(value)


class ListField(_Held, TextField):
    """A list or mapping of plain values, kept as JSON with Vietnamese letters as they are."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)

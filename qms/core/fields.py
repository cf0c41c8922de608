"""Kinds of columns the house has beside Peewee's own."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from peewee import CharField, TextField

from qms.core import clock


class MomentField(CharField):
    """A moment, kept as ISO 8601 text in UTC."""

    def db_value(self, value: datetime | None) -> str | None:
        return None if value is None else clock.written(value)

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else clock.read(value)


class StateField(CharField):
    """One of a State's members."""

    def __init__(self, states: type[StrEnum], **options: Any) -> None:
        self.states = states
        super().__init__(max_length=32, **options)

    def db_value(self, value: Any) -> Any:
        return None if value is None else self.states(value).value

    def python_value(self, value: Any) -> Any:
        return None if value is None else self.states(value)


class ListField(TextField):
    """A list or mapping of plain values, kept as JSON with Vietnamese letters as they are."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str | None) -> Any:
        return None if value is None else json.loads(value)

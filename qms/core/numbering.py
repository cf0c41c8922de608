"""Numbers of records, one series each, without gaps: NC-2026-041."""

from peewee import CharField, IntegerField

from qms.core.row import Row


class Counter(Row):
    """The last number given in a series."""

    series = CharField(max_length=40, unique=True)
    last = IntegerField(default=0)


def next_number(series: str) -> int:
    """Give the next number of a series; to be called inside an act, whose transaction keeps or undoes it."""
    counter, _created = Counter.get_or_create(series=series)
    counter.last += 1
    counter.save()
    return counter.last


def yearly_code(prefix: str, year: int) -> str:
    """Give the next code of a yearly series, such as NC-2026-041."""
    return f"{prefix}-{year}-{next_number(f'{prefix}-{year}'):03d}"

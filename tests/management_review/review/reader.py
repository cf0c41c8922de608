"""What a reader counts who has the database alone: plain questions in SQL, no function of any room."""

import json
from datetime import date, datetime, timedelta

from qms.core import clock, database


def ask(sql, *values):
    """Ask the database."""
    return database.db.execute_sql(sql, values).fetchall()


def number_of(sql, *values):
    """Ask for one number."""
    return ask(sql, *values)[0][0]


def moment(when):
    """Write the end of a day, or a moment, as the trail does."""
    if isinstance(when, datetime):
        return clock.written(when + timedelta(seconds=1))
    return clock.written(clock.at(when + timedelta(days=1), 0))


def images(kind, when):
    """Give every record of a kind as its last seal until then tells it."""
    rows = ask(
        "SELECT json_extract(payload, '$.after') FROM trail t WHERE kind = ? AND at < ? AND seq = "
        "(SELECT MAX(seq) FROM trail o WHERE o.kind = t.kind AND o.record = t.record AND o.at < ?) ORDER BY record",
        kind, moment(when), moment(when),
    )  # fmt: skip
    return [json.loads(image) for (image,) in rows]


def acts(kind, since, until, *names):
    """Count the entries of some acts on the days of a period."""
    wanted = ", ".join(f"'{kind}.{name}'" for name in names)
    start = clock.written(clock.at(since, 0))
    return number_of(f"SELECT COUNT(*) FROM trail WHERE kind = ? AND at >= ? AND at < ? AND act IN ({wanted})", kind, start, moment(until))


def before(since, until):
    """Give the days before a period, as many as it has."""
    return since - (until - since) - timedelta(days=1), since - timedelta(days=1)


def share(hits, of):
    """Write a share as a person would, to the nearest per cent."""
    return f"{hits}/{of} ({hits / of:.0%})".replace("%", " %") if of else f"{hits}/{of}"


def iso(text):
    """Read a stored day."""
    return date.fromisoformat(text)

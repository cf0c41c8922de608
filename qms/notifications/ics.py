"""A calendar file as RFC 5545 wants it: one all-day event for each task, lines folded at 75 octets, CRLF, UTF-8."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from qms import settings
from qms.core import clock
from qms.core.language import _, language
from qms.core.vietnamese import day
from qms.notifications.told import Told
from qms.today.queries import LABELS

WIDEST = 75  # octets of a line, without its end (section 3.1)
_HOUR = 8  # of reminders
_NAME = _("Việc chờ tôi")
_MARKS = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_NEVER = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def written(tasks: Iterable[Told], address: str) -> bytes:
    """Write tasks as a calendar; links lead to the system at an address."""
    lines = [*_head(), *(line for one in tasks for line in _event(one, address)), "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def folded(line: str) -> str:
    """Break a line so that no part has more octets than allowed and no letter is broken; what follows begins with a space."""
    parts, room = [""], WIDEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = WIDEST - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)


def text(value: str) -> str:
    """Write a text as a value: its marks escaped, no control characters."""
    plain = _NEVER.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_MARKS.get(letter, letter) for letter in plain)


def _head() -> list[str]:
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//QMS//Reminders//{language().upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(str(_NAME))}",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]


def _event(one: Told, address: str) -> Iterator[str]:
    """Write one task; what has no date stands on today."""
    task = one.task
    on = task.due or clock.today()
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{clock.now():%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_date(on)}"
    yield f"DTEND;VALUE=DATE:{_date(on + timedelta(1))}"
    yield f"SUMMARY:{text(task.title)}"
    yield f"DESCRIPTION:{text(_description(one))}"
    yield f"CATEGORIES:{text(str(LABELS[task.group]))}"
    yield f"URL:{address}{task.url}"
    yield "TRANSP:TRANSPARENT"
    if task.due:
        yield from _alarms(task.title)
    yield "END:VEVENT"


def _description(one: Told) -> str:
    due = _("hạn %(day)s", day=day(one.task.due)) if one.task.due else _("chưa ghi hạn")
    return f"{LABELS[one.task.group]}: {one.task.why}, {due}"


def _alarms(title: str) -> Iterator[str]:
    for days in settings.days("QMS_REMIND_DAYS"):
        hours = _HOUR - 24 * days
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{text(title)}"
        yield f"TRIGGER:{'-' if hours < 0 else ''}PT{abs(hours)}H"
        yield "END:VALARM"


def _date(on: date) -> str:
    return f"{on.year:04}{on.month:02}{on.day:02}"

"""The register's filters beyond a column's value, each in words, and how long a case has been open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.language import Phrase, _
from qms.core.vietnamese import parse_day
from qms.improvement import queries, recurrence
from qms.improvement.case import cause_group
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NOT_COUNTED, OPEN, NonconformityState, Severity

PLAIN = {"q": "words", "state": "state", "unit": "unit", "clause": "clause", "tile": "tile", "procedure": "procedure",
         "cause": "cause", "month": "month", "since": "since"}  # fmt: skip
WATCHED = "not-yet"
MOST_LEFT_OUT = 50
DAYS_TO_CLOSE = (fn.julianday(Nonconformity.closed_on) - fn.julianday(Nonconformity.reported_on)).cast("integer")


def _until(query: Any, text: str) -> Any:
    day = _day(text)
    return query.where(Nonconformity.reported_on <= day) if day else query


def _closed_since(query: Any, text: str) -> Any:
    day = _day(text)
    return query.where((Nonconformity.closed_on >= day) & (Nonconformity.state == NonconformityState.CLOSED)) if day else query


def _closed_in(query: Any, text: str) -> Any:
    """Restrict to cases closed in a month, 10/2026."""
    month = queries.month_key(text)
    closed = (fn.SUBSTR(Nonconformity.closed_on, 1, 7) == month) & (Nonconformity.state == NonconformityState.CLOSED)
    return query.where(closed) if month else query


def _took(query: Any, text: str) -> Any:
    """Restrict to cases closed after so many days: 31-60, or 91-."""
    first, _dash, last = text.partition("-")
    if not first.isdecimal() or len(text) > 12:
        return query
    query = query.where((Nonconformity.state == NonconformityState.CLOSED) & (int(first) <= DAYS_TO_CLOSE))
    return query.where(int(last) >= DAYS_TO_CLOSE) if last.isdecimal() else query


def _standing(query: Any, _text: str) -> Any:
    return query.where(Nonconformity.state != NonconformityState.REJECTED)


def _returned(query: Any, text: str) -> Any:
    """Restrict to closed cases that came back, or that are still watched for it."""
    condition = recurrence.is_watched() if text == WATCHED else recurrence.came_back()
    return query.where((Nonconformity.state == NonconformityState.CLOSED) & condition)


def _counted(query: Any, _text: str) -> Any:
    return query.where(Nonconformity.state.not_in(NOT_COUNTED))


def _closed_until(query: Any, text: str) -> Any:
    day = _day(text)
    return query.where(Nonconformity.closed_on <= day) if day else query


def _open_on(query: Any, text: str) -> Any:
    """Restrict to what was open at the end of a day."""
    day = _day(text)
    still = Nonconformity.closed_on.is_null() | (Nonconformity.closed_on > day)
    return query.where((Nonconformity.reported_on <= day) & Nonconformity.state.not_in(NOT_COUNTED) & still) if day else query


def _not_procedure(query: Any, text: str) -> Any:
    """Leave some procedures out: QT-11,QT-12."""
    return query.where(Nonconformity.procedure_code.not_in(text.split(",")[:MOST_LEFT_OUT]))


def _not_unit(query: Any, text: str) -> Any:
    """Leave some units out: 2,3."""
    return query.where(
        Nonconformity.unit.not_in([int(one) for one in text.split(",")[:MOST_LEFT_OUT] if one.isdecimal() and len(one) < 10])
    )


def _severity(query: Any, text: str) -> Any:
    return query.where(Nonconformity.severity.in_([one for one in Severity if one == text]))


def _caused(query: Any, _text: str) -> Any:
    return query.where(Nonconformity.cause_group.is_null(False))


NARROWED: dict[str, Callable[[Any, str], Any]] = {
    "counted": _counted,
    "caused": _caused,
    "closed-until": _closed_until,
    "open-on": _open_on,
    "not-procedure": _not_procedure,
    "not-unit": _not_unit,
    "severity": _severity,
    "until": _until,
    "closed": _closed_since,
    "closed-in": _closed_in,
    "took": _took,
    "standing": _standing,
    "returned": _returned,
}
KEYS = (*PLAIN, *NARROWED)


def asked(values: Mapping[str, str]) -> Any:
    """Ask for the nonconformities the filters of an address name; what is no filter is left out."""
    query = queries.filtered(**{name: values.get(key, "") for key, name in PLAIN.items()})
    for key, narrow in NARROWED.items():
        if values.get(key):
            query = narrow(query, values[key])
    return query


@dataclass(frozen=True)
class Chip:
    """A filter in force that no field of the form shows, in words."""

    key: str
    words: Phrase


_CHIPS: dict[str, Phrase] = {
    "counted": _("Chỉ tính NC, không tính báo cáo đã gộp hoặc không phải NC"),
    "caused": _("Đã rõ nhóm nguyên nhân"),
    "closed-until": _("Đóng đến ngày %(value)s"),
    "open-on": _("Đang mở ở cuối ngày %(value)s"),
    "severity": _("Mức độ: %(value)s"),
    "procedure": _("Quy trình %(value)s"),
    "not-procedure": _("Trừ quy trình %(value)s"),
    "not-unit": _("Trừ các đơn vị: %(value)s"),
    "cause": _("Nguyên nhân: %(value)s"),
    "month": _("Báo trong tháng %(value)s"),
    "since": _("Báo từ ngày %(value)s"),
    "until": _("Báo đến ngày %(value)s"),
    "closed": _("Đóng từ ngày %(value)s"),
    "closed-in": _("Đóng trong tháng %(value)s"),
    "took": _("Đóng sau %(value)s ngày"),
    "standing": _("Trừ báo cáo không phải NC"),
    "returned": _("Lặp lại sau khi đóng: %(value)s"),
    "tile": _("Nhóm: %(value)s"),
}
TILES = {"open": _("đang mở"), "overdue": _("quá hạn"), "week": _("đến hạn trong 7 ngày"), "closed": _("đóng trong 90 ngày")}


def chips(values: Mapping[str, str]) -> list[Chip]:
    """List the filters in force that the form has no field for."""
    return [Chip(key, words % {"value": _value(key, values[key])}) for key, words in _CHIPS.items() if values.get(key)]


def _value(key: str, value: str) -> str:
    if key == "tile":
        return str(TILES.get(value, value))
    if key == "cause":
        return cause_group.label_of(value)
    if key == "not-procedure":
        return value.replace(",", ", ")
    if key == "not-unit":
        return ", ".join(name for number, name in queries.unit_names().items() if str(number) in value.split(","))
    if key == "severity":
        return str(next((one.label for one in Severity if one.value == value), value))
    if key == "returned":
        return str(_("chưa đủ 180 ngày theo dõi") if value == WATCHED else _("trong 180 ngày"))
    if key == "took" and value.endswith("-"):
        return str(_("từ %(n)s", n=value[:-1]))
    return value[:60]


def age(case: Nonconformity) -> int | None:
    """Give how many days a case has been open, or was until it was closed; none for a report that was rejected."""
    if case.state in OPEN:
        return (clock.today() - case.reported_on).days
    return (case.closed_on - case.reported_on).days if case.state == NonconformityState.CLOSED and case.closed_on else None


def age_words(case: Nonconformity) -> Phrase | str:
    """Tell a case's age as people say it: open for 12 days, closed after 30."""
    days = age(case)
    if days is None:
        return ""
    if case.state not in OPEN:
        return _("đóng trong ngày") if days == 0 else _("đóng sau %(n)s ngày", n=days)
    return _("mở hôm nay") if days == 0 else _("mở %(n)s ngày", n=days)


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None

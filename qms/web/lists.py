"""Lists: 50 rows a page by keyset, filters in the address, counts that stay cheap, the same rows as Excel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, request
from peewee import SQL

from qms.core.database import db
from qms.core.kept import kept
from qms.core.language import Phrase
from qms.core.vietnamese import fold, number
from qms.web import visibility

PAGE = 50
COUNT_TO = 1000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Column:
    """A column of an Excel list: its head and its value."""

    head: Phrase
    value: Callable[[Any], Any]
    width: int = 20


@dataclass
class Listing:
    """One page of a query, newest first, found by the last key of the page before."""

    rows: Sequence[Any]
    count: int
    next_url: str | None

    @property
    def count_text(self) -> str:
        """Write the count, bounded."""
        return f"{number(COUNT_TO)}+" if self.count > COUNT_TO else number(self.count)


def page_of(query: Any, model: Any) -> Listing:
    """Give the page of a query that the request's `before` asks for."""
    before, key = request.args.get("before", type=int), model._meta.primary_key
    counted = _count(*_asked(query.select(SQL("1")).order_by().limit(COUNT_TO + 1)))
    wanted = query.where(key < before) if before else query
    rows = list(wanted.order_by(key.desc()).limit(PAGE + 1))
    more = rows[PAGE:] and here(before=rows[PAGE - 1].get_id())
    return Listing(rows[:PAGE], counted, more or None)


def _asked(query: Any) -> tuple[str, tuple[Any, ...]]:
    sql, values = query.sql()
    return sql, tuple(values)


@kept(most=256)
def _count(sql: str, values: tuple[Any, ...]) -> int:
    found: int = db.execute_sql(f"SELECT COUNT(*) FROM ({sql})", values).fetchall()[0][0]  # noqa: S608 - Peewee's own SQL
    return found


def here(**changes: Any) -> str:
    """Give the present address with changed filters."""
    return with_filters("" if request.endpoint is None else quote(request.path), **{"before": None, **changes})


def with_filters(url: str, **changes: Any) -> str:
    """Give another address with the present filters; what an address is filled with never names a placeholder of its route."""
    wanted = {name: value for name, value in {**request.args.to_dict(), **changes}.items() if value not in (None, "")}
    return f"{url}?{urlencode(wanted)}"


def excel(name: str, title: Phrase, columns: Sequence[Column], rows: Any, band: str = "") -> Response:
    """Send rows as an .xlsx file: text stays text, dates are dates, the head row is frozen."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "in_memory": True,
            "remove_timezone": True,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    sheet = book.add_worksheet(str(title)[:31].translate(str.maketrans("", "", "[]:*?/\\")))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    when = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    sheet.write_string(0, 0, " · ".join(part for part in (str(title), band) if part), book.add_format({"bold": True, "font_size": 13}))
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(2, place, str(column.head), bold)
    for line, row in enumerate(rows, 3):
        for place, column in enumerate(columns):
            value = visibility.told(column.value(row))
            if hasattr(value, "isoformat"):
                sheet.write_datetime(line, place, value, when)
            elif isinstance(value, int | float):
                sheet.write_number(line, place, value, wrap)
            else:
                sheet.write_string(line, place, str(value or ""), wrap)
    sheet.freeze_panes(3, 0)
    book.close()
    return download(f"{name}.xlsx", buffer.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def download(name: str, data: bytes, media_type: str) -> Response:
    """Send bytes as a file that no browser opens in the page."""
    response = Response(data, mimetype=media_type)
    plain = fold(name).encode("ascii", "ignore").decode()
    named = {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}  # letters outside ASCII (RFC 6266)
    response.headers.set("Content-Disposition", "attachment", **named)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response

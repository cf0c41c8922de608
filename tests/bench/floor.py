"""The floor: the least that Flask, Peewee and waitress need for the same rows and texts. `python -m tests.bench.floor DATABASE PORT BYTES`.

No sign-in, no access rule, no language, no trail: a page of 50 rows of the register with the next page by key, and a
kept HTML text. Both are filled up to the size of the house's own page.
"""

import sys
from io import BytesIO

import waitress
from flask import Flask, Response, render_template_string, request
from markupsafe import Markup
from peewee import CharField, ForeignKeyField, Model, SqliteDatabase, TextField

db = SqliteDatabase(None, autoconnect=False)
app = Flask("floor")
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% if text %}{{ text }}{% else %}<table><tbody>{% for row in rows %}
<tr><td data-l="Mã"><a href="/nc/{{ row.code }}">{{ row.code }}</a></td><td data-l="Tóm tắt">{{ row.title }}</td>
<td data-l="Nơi xảy ra">{{ row.unit_id }}</td><td data-l="Trách nhiệm">{{ row.responsible.name if row.responsible_id else "–" }}</td>
<td data-l="Hạn">{{ row.answer_by }}</td><td data-l="Trạng thái"><span class="tag">{{ row.state }}</span></td></tr>
{% endfor %}</tbody></table>
<p><a href="?before={{ rows[-1].id }}">Xem tiếp</a></p>{% endif %}<!-- {{ filling }} --></body></html>"""


class Person(Model):
    name = CharField()

    class Meta:
        database = db
        table_name = "person"


class Case(Model):
    code = CharField()
    title = CharField()
    state = CharField()
    unit_id = CharField()
    answer_by = CharField()
    responsible = ForeignKeyField(Person, null=True)

    class Meta:
        database = db
        table_name = "nonconformity"


class Kept(Model):
    html = TextField()

    class Meta:
        database = db
        table_name = "floor_text"


@app.before_request
def _open() -> None:
    db.connect()


@app.teardown_request
def _close(_error: BaseException | None) -> None:
    db.close()


@app.get("/nc")
def cases() -> str:
    """Show 50 rows."""
    query = Case.select(Case, Person).left_outer_join(Person).order_by(Case.id.desc()).limit(50)
    if request.args.get("before"):
        query = query.where(Case.id < int(request.args["before"]))
    if request.args.get("state"):
        query = query.where(Case.state == request.args["state"])
    return _page("Register", rows=list(query))


@app.get("/chart")
def chart() -> Response:
    """Draw twelve bars."""
    from matplotlib.figure import Figure

    figure, drawn = Figure(), BytesIO()
    figure.subplots().bar(range(12), range(12))
    figure.savefig(drawn, format="svg")
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@app.get("/text")
def text() -> str:
    """Show the kept text."""
    return _page("Procedure", text=Markup(Kept.get_by_id(1).html))  # noqa: S704 - the house's own renderer made it


def _page(title: str, **facts: object) -> str:
    page = render_template_string(PAGE, title=title, **facts)
    return page + "x" * (SIZES[request.path] - len(page.encode()))


SIZES: dict[str, int] = {}

if __name__ == "__main__":
    db.init(sys.argv[1], pragmas={"journal_mode": "wal"})
    SIZES.update({"/nc": int(sys.argv[3]), "/text": int(sys.argv[4])})
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=8)

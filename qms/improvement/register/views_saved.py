"""The reader's saved views: he keeps the present filter under a name, renames and deletes what is his."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, render_template, url_for

from qms.core.language import _
from qms.improvement.register import listing as register
from qms.improvement.register import saved_view
from qms.improvement.register.forms import ViewForm
from qms.improvement.register.saved_view import SavedView
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found

pages = Blueprint("saved_views", __name__)


@pages.get("/nc/views")
@allow(SIGNED_IN)
def mine() -> Any:
    """List the reader's views."""
    return _list()


@pages.post("/nc/views")
@allow(SIGNED_IN)
def keep() -> Any:
    """Keep a filter."""
    form = ViewForm()
    if not form.sent():
        return _list(new=form), 422
    view = saved_view.keep(me(), form.name.data, present(dict(parse_qsl(form.query.data))))
    return done(_("Đã lưu bộ lọc “%(name)s”.", name=view.name), address(view))


@pages.post("/nc/views/<int:number>/rename")
@allow(SIGNED_IN)
def rename(number: int) -> Any:
    """Give a view another name."""
    view, form = _his(number), ViewForm()
    if not form.sent():
        return _list(renamed={view.id: form}), 422
    saved_view.rename(view, form.name.data)
    return done(_("Đã đổi tên bộ lọc thành “%(name)s”.", name=view.name), url_for("saved_views.mine"))


@pages.post("/nc/views/<int:number>/remove")
@allow(SIGNED_IN)
def remove(number: int) -> Any:
    """Delete a view."""
    view = _his(number)
    saved_view.remove(view)
    return done(_("Đã xóa bộ lọc “%(name)s”.", name=view.name), url_for("saved_views.mine"))


def present(values: Mapping[str, str]) -> str:
    """Write the filters of an address in the one order in which they are kept; what is no filter is left out."""
    return urlencode([(key, values[key]) for key in register.KEYS if values.get(key)])


def address(view: SavedView) -> str:
    """Give the page that shows a view."""
    return f"{url_for('improvement.nonconformities')}?{view.query}"


def _his(number: int) -> SavedView:
    return found(SavedView.his(me(), number))


def _list(new: ViewForm | None = None, renamed: dict[int, ViewForm] | None = None) -> str:
    views = SavedView.of(me())
    forms = {view.id: ViewForm(formdata=None, prefix="", data={"name": view.name}) for view in views} | (renamed or {})
    words = {view.id: register.chips(dict(parse_qsl(view.query))) for view in views}
    return render_template("saved_views.html", views=views, forms=forms, new=new, address=address, words=words)

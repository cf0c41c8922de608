"""The administrator's front page and the office's own facts."""

from typing import Any

from flask import Blueprint, g, render_template, url_for

from qms.core import backup
from qms.core.language import Phrase, _
from qms.core.stories import history
from qms.organization import authorities, queries
from qms.organization.forms_admin import OfficeForm
from qms.organization.office import Office
from qms.organization.unit import Post
from qms.web.access import allow, me
from qms.web.forms import Needed
from qms.web.shell import as_seen, done

admin = Blueprint("admin", __name__)


@admin.get("/admin")
@allow(authorities.administrator)
def overview() -> Any:
    """Show the office, how many of what there are, and who holds which role."""
    people = queries.everybody()
    return render_template(
        "admin.html",
        people=people,
        units=queries.units_in_order(),
        posts=Post.open_posts(),
        accounts=[person for person in people if person.may_sign_in],
        roles=queries.roles_and_holders(),
        backed_up=backup.newest(),
        backup_is_old=backup.is_old(),
    )


@admin.route("/admin/office", methods=["GET", "POST"])
@allow(authorities.administrator)
def office() -> Any:
    """Change what the office is called and where it is."""
    form = OfficeForm(obj=g.office)
    if form.sent():
        facts = {"name": form.name.data, "superior": form.superior.data, "place": form.place.data, "contact": form.contact.data}
        as_seen(Office.current()).amend(by=me(), **facts)
        return done(_("Đã sửa thông tin cơ quan."), url_for("admin.overview"))
    return form_page(form, _("Thông tin cơ quan"), _("Lưu thông tin"), history=history(g.office))


def form_page(form: Any, title: Phrase, button: Phrase, *, first: str = "", **more: Any) -> Any:
    """Show a page of one form; with what is wrong, when something is."""
    fields = sorted((field for field in form if getattr(field.widget, "input_type", "") != "hidden"), key=lambda field: field.name != first)
    needed = {field.name for field in fields if any(isinstance(rule, Needed) for rule in field.validators)}
    body = render_template("admin_form.html", form=form, fields=fields, title=title, button=button, needed=needed, **more)
    return body, 422 if form.errors else 200

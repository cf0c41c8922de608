"""The page of the groups of causes."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core.language import _
from qms.improvement import authorities
from qms.improvement.case import cause_group
from qms.improvement.case.forms import GroupForm
from qms.web.access import allow, me
from qms.web.shell import done, found

pages = Blueprint("cause_groups", __name__)


@pages.get("/nc/cause-groups")
@allow(authorities.triage)
def index() -> Any:
    """List the groups of causes."""
    return _page()


@pages.post("/nc/cause-groups")
@allow(authorities.triage)
def add() -> Any:
    """Add a group."""
    form = GroupForm()
    if not form.sent():
        return _page(new=form), 422
    cause_group.add(me(), form.name.data, form.name_en.data)
    return done(_("Đã thêm nhóm nguyên nhân."), url_for("cause_groups.index"))


@pages.post("/nc/cause-groups/<code>")
@allow(authorities.triage)
def amend(code: str) -> Any:
    """Name a group anew, or take it out of the list."""
    group, form = found(next((one for one in cause_group.groups() if one.code == code), None)), GroupForm()
    if not form.sent():
        return _page(**{group.code: form}), 422
    cause_group.amend(me(), code, form.name.data, form.name_en.data, form.is_active.data)
    return done(_("Đã sửa nhóm nguyên nhân."), url_for("cause_groups.index"))


def _page(**sent: GroupForm) -> str:
    groups = cause_group.groups()
    forms = {group.code: _form(group) for group in groups} | {"new": GroupForm(formdata=None)} | sent
    for code, form in forms.items():
        for field in (form.name, form.name_en, form.is_active):
            field.id = field.label.field_id = f"{field.name}-{code}"
    return render_template("cause_groups.html", groups=groups, forms=forms, failed=set(sent))


def _form(group: cause_group.Group) -> GroupForm:
    return GroupForm(formdata=None, name=group.name or group.label, name_en=group.name_en, is_active=group.is_active)

"""Pages of forms (biểu mẫu): the register, one form with its revisions, what its keeper does."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from qms.core import clock, trail
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.stories import history
from qms.documents import authorities, queries
from qms.documents.sheets import register as form_register
from qms.documents.sheets.form_sheet import FormSheet
from qms.documents.sheets.forms import ApproveSheetForm, NewSheetForm, ReviseSheetForm, SendBackSheetForm, WithdrawSheetForm
from qms.documents.sheets.states import SheetStanding
from qms.documents.sheets.use import used_outdated
from qms.organization import sign_in
from qms.web import visibility
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import Column, excel
from qms.web.shell import as_seen, done, found

pages = Blueprint("sheets", __name__)


@pages.get("/docs/forms")
@allow(SIGNED_IN)
def index() -> Any:
    """List the forms of the house."""
    return render_template("form_sheets.html", forms=_listed(), standings=SheetStanding, may_register=authorities.register(me()))


@pages.post("/docs/forms.xlsx")
@allow(SIGNED_IN)
def as_excel() -> Any:
    """Give the list as an Excel file."""
    trail.note_event("register.exported", me(), {"label": "forms.xlsx"})
    columns = [
        Column(_("Mã biểu mẫu"), lambda one: one.code),
        Column(_("Tên biểu mẫu"), lambda one: one.title, 60),
        Column(_("Tài liệu"), lambda one: one.document.code, 12),
        Column(_("Lần ban hành"), lambda one: one.revision.number if one.revision else "", 12),
        Column(_("Ngày có hiệu lực"), lambda one: one.revision.effective_on if one.revision else None, 14),
        Column(_("Trạng thái"), lambda one: one.standing.label),
    ]
    return excel("bieu-mau", _("Biểu mẫu"), columns, _listed(), g.office.name)


@pages.route("/docs/<code>/forms/new", methods=["GET", "POST"])
@allow(authorities.register)
def new(code: str) -> Any:
    """Take a form under control, with its first file."""
    document = found(queries.document(code))
    wanted = {"code": request.args.get("form", f"BM-{document.code}-"), "title": request.args.get("title", "")}
    form = NewSheetForm(**wanted, effective_on=clock.today())
    refusal = None
    if form.sent():
        try:
            made = form_register.establish(me(), document, form.code.data, form.title.data, form.is_public.data, **form.facts())
        except Missing as said:
            refusal = said
        else:
            return _done(made, _("Đã lập %(code)s, tệp chờ phê duyệt.", code=made.code))
    return render_template("form_sheet_new.html", document=document, form=form, refusal=refusal), 422 if form.errors or refusal else 200


@pages.get("/docs/forms/<code>")
@allow(SIGNED_IN)
def show(code: str) -> Any:
    """Show one form with its revisions."""
    return _page(found(form_register.sheet(code)))


@pages.post("/docs/forms/<code>/revise")
@allow(authorities.register)
def revise(code: str) -> Any:
    """Put a new file in its place."""
    one, form = found(form_register.sheet(code)), ReviseSheetForm()
    if not form.sent():
        return _page(one, revise=form), 422
    return _done(as_seen(one).revise(by=me(), **form.facts()), _("Đã trình tệp mới của %(code)s.", code=one.code))


@pages.post("/docs/forms/<code>/approve")
@allow(authorities.approve_form)
def approve(code: str) -> Any:
    """Sign the file that waits."""
    one, form = found(form_register.sheet(code)), ApproveSheetForm()
    revision = as_seen(found(one.waiting))
    if not form.sent():
        return _page(one, approve=form), 422
    confirmation = sign_in.confirm(me(), form.password.data, request.remote_addr or "")
    revision.approve(by=me(), seen=form.seen.data, confirmation=confirmation)
    return _done(one, _("Đã ký và ban hành %(label)s.", label=revision.label))


@pages.post("/docs/forms/<code>/return")
@allow(authorities.approve_form)
def send_back(code: str) -> Any:
    """Send the file that waits back with a reason."""
    one, form = found(form_register.sheet(code)), SendBackSheetForm()
    revision = as_seen(found(one.waiting))
    if not form.sent():
        return _page(one, back=form), 422
    revision.send_back(by=me(), note=form.note.data)
    return _done(one, _("Đã trả lại %(label)s để sửa.", label=revision.label))


@pages.post("/docs/forms/<code>/public")
@allow(authorities.register)
def show_public(code: str) -> Any:
    """Open it to citizens, or close it again."""
    one = as_seen(found(form_register.sheet(code)))
    one.show_public(by=me(), is_public=not one.is_public)
    return _done(one, _("%(code)s được công khai.", code=one.code) if one.is_public else _("%(code)s không còn công khai.", code=one.code))


@pages.post("/docs/forms/<code>/withdraw")
@allow(authorities.withdraw)
def withdraw(code: str) -> Any:
    """Take it out of use."""
    one, form = found(form_register.sheet(code)), WithdrawSheetForm()
    if not form.sent():
        return _page(one, withdraw=form), 422
    return _done(as_seen(one).withdraw(by=me(), on=form.on.data, reason=form.why.data), _("Đã hủy bỏ %(code)s.", code=one.code))


def _listed() -> list[form_register.Listed]:
    return form_register.register(request.args.get("q", ""), request.args.get("standing", ""), me())


def _done(one: FormSheet, sentence: Any) -> Any:
    return done(sentence, url_for("sheets.show", code=one.code))


def _page(one: FormSheet, **sent: Any) -> str:
    waiting = one.waiting if authorities.see_waiting_forms(me()) and not one.withdrawn_on else None
    blank = {
        "revise": ReviseSheetForm(formdata=None, effective_on=clock.today()),
        "withdraw": WithdrawSheetForm(formdata=None),
        "approve": ApproveSheetForm(formdata=None),
        "back": SendBackSheetForm(formdata=None),
    }
    return render_template(
        "form_sheet.html",
        sheet=one,
        waiting=waiting,
        revisions=one.issued_newest_first,
        in_force=one.in_force,
        may_register=authorities.register(me()),
        may_withdraw=authorities.withdraw(me()),
        forms={**blank, **sent},
        failed=set(sent),
        story=history(one, *one.revisions_newest_first),
        used_outdated=[file for file in used_outdated(one) if visibility.may_see(me(), file)],
    )
